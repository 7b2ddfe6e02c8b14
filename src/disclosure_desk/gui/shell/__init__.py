"""The main window: its menus, the list of reports, and what is shown where the data file cannot be opened."""
