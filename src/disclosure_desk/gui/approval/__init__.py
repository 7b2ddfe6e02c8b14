"""The way of a report from its approvals to its publication."""
