"""The texts of a report as a clerk writes them."""
