"""Reads tables of practice: rows of text in, observations out. Pure; what is not certain is listed, not guessed."""
