"""Reports on other editions of the form."""
