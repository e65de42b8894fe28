"""How sure a rule is of what it says, from 0 to 1, where several rules mean the same by it.

Below a half a line may as well be a headline or text, and only its place in the page can tell.
"""

from __future__ import annotations

from typing import Final

SURE: Final = 0.9
LIKELY: Final = 0.7
DOUBTFUL: Final = 0.4
EVEN: Final = 0.5
"""No surer than not: what is below it is doubted."""
