"""Making any text printable: characters the typeface lacks, controls, endless strings.

This is the one gate between what people write and a page. Pages are drawn from plain strings,
never from markup, so `<`, `>` and `&` are letters like any other.
"""

import unicodedata

UNKNOWN = "◇"
_SPACES = {"\t", "\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\u3000"}
_INVISIBLE = {"Cc", "Mn", "Me"}


def printable(text: str, covered: frozenset[int], limit: int) -> str:
    """`text` with only characters of the typeface, at most `limit` of them (« … » at the end).

    Compatibility forms become plain letters (𝐁𝐨𝐧 → Bon), a missing accent is dropped, what
    only changes the look of its neighbour (variation selector, joiner) too; anything else
    missing becomes a visible « ◇ », one for a run of emoji.
    """
    cut = unicodedata.normalize("NFC", text[: limit + 1])
    if covered.issuperset(map(ord, cut)):
        shown = cut
    else:
        shown = "".join(_pieces(cut, covered))
    if len(shown) <= limit and len(text) <= limit:
        return shown
    return shown[: limit - 1].rstrip() + "…"


def _pieces(text: str, covered: frozenset[int]) -> list[str]:
    pieces: list[str] = []
    for character in text:
        piece = _piece(character, covered)
        is_letter = unicodedata.category(character).startswith("L")
        if piece == UNKNOWN and not is_letter and pieces[-1:] == [UNKNOWN]:
            continue
        if piece:
            pieces.append(piece)
    return pieces


def _piece(character: str, covered: frozenset[int]) -> str:
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    if ord(character) in covered:
        return character
    if category in _INVISIBLE:
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(ord(part) in covered for part in plain):
        return plain
    return UNKNOWN
