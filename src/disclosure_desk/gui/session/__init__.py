"""What is open in the window, without a widget: the store, the settings, the document."""
