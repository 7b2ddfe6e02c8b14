"""A reading while a clerk looks it through."""
