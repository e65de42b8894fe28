"""Read pasted text."""
