"""The window: a thin layer that lays out, paints and forwards what the clerk does."""
