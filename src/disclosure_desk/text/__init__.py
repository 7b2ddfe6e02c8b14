"""Plain Chinese text: one definition of a sentence, of a numeral, and of full-width characters."""
