"""The one error of all readers, apart from them so that none needs another."""


class ReadError(ValueError):
    """The source cannot be read as a report; the message says in one Chinese sentence what is wrong and where."""
