"""The reading process: a child process that reads one file, or draws its pages, and talks to the window by a pipe."""
