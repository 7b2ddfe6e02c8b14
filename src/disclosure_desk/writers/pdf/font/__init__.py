"""Font files: found, read, cut down to what is used, and embedded.

A font here is one style in one file, which may hold several: ZhuqueFangsong-Regular, or 仿宋 with the number 1 in a
collection. It is known by its key: the name of the bundled file, or a plain name made from the PostScript name of the
installed one.
"""
