"""Printed pages in the window: drawn, shown, printed."""
