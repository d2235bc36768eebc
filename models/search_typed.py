"""What was typed in the search, told apart into words and runs of digits."""

import re
from dataclasses import dataclass

from models.rules.folding import clean_text, fold, phone_key

_LONGEST = 120
_MOST = 8
_NUMBER = re.compile(r"c-?0*(\d{1,9})", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d\s().\-/]*")


@dataclass(frozen=True, slots=True)
class Typed:
    """`words` hold a letter and are folded; `digits` are runs of two digits or more, spaces
    inside a phone left out."""

    text: str
    words: tuple[str, ...]
    digits: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be searched."""
        return not self.words and not self.digits

    @property
    def single_prefix(self) -> str:
        """The only word typed, when it is short: names starting so come first."""
        alone = len(self.words) == 1 and not self.digits and self.words[0].isalpha()
        return self.words[0] if alone else ""


def read_typed(text: str) -> Typed:
    """Read a search; the same for « 06 12 44 », « +33 6 12 44 » and « 061244 »."""
    clean = clean_text(text, _LONGEST)
    if match := _NUMBER.fullmatch(clean):
        return Typed(clean, (), (match[1],))
    digits: list[str] = []
    rest = clean
    for match in _PHONE.finditer(clean):
        alone = (match.start() == 0 or not clean[match.start() - 1].isalnum()) and (
            match.end() == len(clean) or not clean[match.end()].isalnum()
        )
        run = _digits(match[0])
        if alone and (len(run) >= 2 or run == clean):
            digits.append(run)
            rest = rest.replace(match[0], " ", 1)
    words = [word for word in fold(rest).split() if not (word.isdigit() and len(word) < 2)]
    return Typed(clean, tuple(dict.fromkeys(words))[:_MOST], tuple(dict.fromkeys(digits))[:_MOST])


def _digits(text: str) -> str:
    """The digits of a run, France's prefix brought back to 0 even when the number is not whole."""
    run = phone_key(text)
    begins = text.startswith("+33") and run.startswith("33")
    return "0" + run[2:].removeprefix("0") if begins else run
