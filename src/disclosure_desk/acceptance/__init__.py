"""Whether this very computer is fit for the program: what is tried, and what is found."""
