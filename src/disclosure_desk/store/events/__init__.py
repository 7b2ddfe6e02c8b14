"""The audit trail: what happened to each report, event by event."""
