"""Codings compared: reference codings against drafts, expected answers against answers."""
