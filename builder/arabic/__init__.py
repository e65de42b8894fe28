"""What Warraq knows of Arabic writing: characters, cleaning, order, numerals, dates.

A leaf package: it imports nothing of the rest of the builder and can be used as a library.
"""
