"""The editions of the form: which one a source follows, and how another one is mapped to the edition in force."""
