"""How the words, labels and figures of a source are recognised."""
