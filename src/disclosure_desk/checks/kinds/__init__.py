"""The kinds of rule: each finds one sort of fault in a report."""
