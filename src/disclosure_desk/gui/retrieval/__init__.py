"""调取: sealed versions and drafts are found again, looked at and handed out, each time recorded."""
