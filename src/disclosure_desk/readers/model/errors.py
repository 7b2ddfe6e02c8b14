"""The one error of all readers, in a module without imports so that each of them can raise it."""


class ReadError(ValueError):
    """The source cannot be read as a report; the message says in one Chinese sentence what is wrong and where."""
