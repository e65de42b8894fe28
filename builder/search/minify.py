"""Make our own scripts smaller: no comments, no space that nobody needs, short names inside.

For the scripts of `js/` only, which keep to some rules: comments stand at the beginning of a line
or behind a space, every statement ends with a sign and none is empty, a pattern begins behind a
sign or a space, and no name stands for one of the browser's own. Tests run what comes out, in Node
and in a browser.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from string import ascii_letters
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK_COMMENT: Final = re.compile(r"^\s*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_LINE_COMMENT: Final = re.compile(r"(?:^\s*|\s+)// .*$", re.MULTILINE)
_TOKEN: Final = re.compile(
    r"""'(?:[^'\\\n]|\\.)*' | "(?:[^"\\\n]|\\.)*" | `(?:[^`\\]|\\.)*`
    | (?<=[\s(,=:!&|?]) / (?![*/\s]) (?:[^/\\\n[] | \\. | \[(?:[^]\\\n]|\\.)*])+ /
    | (?P<space>\s+) | (?P<name>[A-Za-z_$][\w$]*) | [\w$#]+ | .""",
    re.VERBOSE,
)
"""Texts and patterns, whose spaces count; spaces; names; numbers and private names; signs."""
_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")
_OPEN: Final = frozenset(";,{([:?&|=")
_CLOSING: Final = frozenset("})]:?&|.")
"""Signs behind and before which a script goes on in the next line."""
_DECLARE: Final = frozenset({"const", "let", "function", "class"})
_SHORT: Final = 2


def minify(script: str) -> str:
    r"""Return a script that does the same in fewer bytes; what it exports keeps its name.

    >>> minify("/** Why. */\nconst two = 1 + 1; // so\nexport const go = () => two + /a b/u;\n")
    'const a=1+1;export const go=()=>a+/a b/u;'
    """
    for comment in (_BLOCK_COMMENT, _LINE_COMMENT):
        script = comment.sub("", script)
    tokens = list(_TOKEN.finditer(script))
    short = _short_names([token for token in tokens if token.lastgroup != "space"])
    light = ""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        after = following[0][0] if following else ""
        if token.lastgroup != "space":
            if token[0] == "}":  # which ends a statement as well
                light = light.removesuffix(";")
            light += short.get(token[0], token[0])
        elif _needs_space(light[-1:], after, is_line_end="\n" in token[0]):
            light += "\n" if "\n" in token[0] else " "
    return light


def _short_names(tokens: list[re.Match[str]]) -> dict[str, str]:
    """Return a short name for each private one, and for each that is a variable wherever it stands.

    A name that is a property, a key or part of a pattern anywhere keeps its letters everywhere, so
    that none of the rules of scopes have to be known here.
    """
    words = [token[0] for token in tokens]
    uses: Counter[str] = Counter()
    declared, kept = set(), set()
    for at, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if word[0] == "`":
            kept.update(_NAME.findall(word))
        if token.lastgroup != "name":
            continue
        uses[word] += 1
        before, after = words[max(at - 3, 0) : at], words[at + 1 : at + 2]
        if before[-1:] and before[-1] in _DECLARE:
            declared.add(word)
        if _is_more_than_a_variable(before, after):
            kept.add(word)
    used = uses.keys() | kept
    names = (name for name in _all_short_names() if name not in used)
    worth = [word for word, _ in uses.most_common() if word in declared - kept]
    short = {word: next(names) for word in worth if len(word) > _SHORT}
    private = _all_short_names()
    return short | {word: f"#{next(private)}" for word in dict.fromkeys(words) if word[0] == "#"}


def _is_more_than_a_variable(before: list[str], after: list[str]) -> bool:
    """Tell whether a name between these words may be a property, a key, a method or exported."""
    last, following = (before or [""])[-1], (after or [""])[0]
    is_property = last == "." and before[-3:] != [".", ".", "."]
    is_key = last in {"{", ","} and following in {":", ",", "}", "="}
    is_method = following == "(" and last in {"{", "}", ";", "async", "get", "static"}
    return is_property or is_key or is_method or "export" in before


def _all_short_names() -> Iterator[str]:
    yield from ascii_letters
    for pair in product(ascii_letters, repeat=_SHORT):
        yield "".join(pair)


def _needs_space(before: str, after: str, *, is_line_end: bool) -> bool:
    """Tell whether two signs must stay apart."""
    if not before or not after:
        return False
    if is_line_end:
        return before not in _OPEN and after not in _CLOSING
    are_words = all(sign.isalnum() or sign in "_$#" for sign in (before, after))
    return are_words or (before in "+-" and after == before)
