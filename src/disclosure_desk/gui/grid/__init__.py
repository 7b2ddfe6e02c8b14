"""The tables of the form as a clerk fills them."""
