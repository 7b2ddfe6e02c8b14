"""A report as the printed page of GB/T 9704, in PDF."""
