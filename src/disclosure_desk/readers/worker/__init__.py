"""Reading and drawing in a process of its own, which the desk can end at any time."""
