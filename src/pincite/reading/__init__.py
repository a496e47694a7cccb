"""STEP: passages to draft provisions, each with the words that it rests on."""
