"""OFD (GB/T 33190) with text -> the items of the source: pages that are then read as those of a PDF are.

package (the files in the zip, and what a page refers to) -> drawing (numbers, matrices, colours, paths as they are
written) -> page_objects (everything on a page, groups and templates unpacked) -> page_content (characters and rulings
as a reader of the page sees them). reader.py runs them, and hands the pages to the second half of the reader of PDFs.
"""
