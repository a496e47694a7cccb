"""The nouns of the project: frozen values that cannot be built wrong. No input or output here."""
