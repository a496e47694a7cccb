"""Bytes in; text with pages, offsets, sections and marks of what is not law out."""
