"""What Warraq knows of Arabic writing: characters, cleaning, order, numerals, dates.

A leaf package: of the rest of the builder it imports only what reads its data, and can be used as
a library.
"""
