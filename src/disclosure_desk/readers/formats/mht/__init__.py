"""Web archives -> the items of the source."""
