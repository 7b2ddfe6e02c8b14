"""What a source is made of: title, headings, sections, topics, and what is no part of the report."""
