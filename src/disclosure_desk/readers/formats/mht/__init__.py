"""Web archives (.mht) -> the items of the source."""
