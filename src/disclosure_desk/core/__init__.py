"""The form, its figures and a report on it: what every other package builds on."""
