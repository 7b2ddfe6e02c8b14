"""The one name that reportlab and pypdfium2 look for; nothing is an image of this kind."""


class Image:
    """No image: there is no way to make one."""
