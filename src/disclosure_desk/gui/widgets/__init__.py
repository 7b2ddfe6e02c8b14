"""Widgets, colours and boxes that every page of the window uses."""
