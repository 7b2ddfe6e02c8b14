"""The Markdown that chapters are written in: CommonMark with tables, and breaks within a cell of a table."""

from markdown_it import MarkdownIt


def parser() -> MarkdownIt:
    """CommonMark with tables; of HTML only what `<br>` says."""
    return MarkdownIt("commonmark").enable("table")
