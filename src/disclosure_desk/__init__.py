"""A desk for the annual report on government information disclosure: typed, checked, printed and archived offline."""

__version__ = "1.0.0"
