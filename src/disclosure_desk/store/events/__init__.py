"""The audit trail: what happened to each report, event by event, chained by digests and replayed."""
