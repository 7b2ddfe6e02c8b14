"""What an office chooses once: how its report looks, what the checks know."""
