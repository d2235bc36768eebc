"""One slip of the keyboard: a letter missing, added, wrong, or two swapped. Pure."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 3
"""A word of four letters typed with one missing."""
_LONGEST = 20


def may_slip(word: str) -> bool:
    """Whether a typed word is long enough for a slip to be believed."""
    return SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def one_slip_away(word: str, besides: str = "") -> list[str]:
    """Every text one slip away from `word`, in no order, some twice; slips are of letters and of
    the signs `besides`."""
    letters = _LETTERS + besides
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = [head + letter + tail for head, tail in halves for letter in letters]
    if len(word) > SHORTEST:
        found += [head + tail[1:] for head, tail in halves if tail]
        found += [head + letter + tail[1:] for head, tail in halves if tail for letter in letters]
    found += [head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1]
    return found
