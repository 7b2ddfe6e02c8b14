"""In place of Pillow, which reportlab imports and the program never uses: its pages have no pictures."""

__version__ = "0"
