"""PDFs with a text layer -> the items of the source, a stage a module.

document (open, choose pages) -> page_content (characters and rulings of a page) -> words -> grids and tables (ruled
tables), lines (the rest) -> page_layout (a page of these) -> headers_footers -> page_spanning_tables -> unruled_tables
-> paragraphs and reading_order (items). reader.py runs them.
"""
