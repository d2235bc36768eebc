"""What was typed in the search, read as names, numbers and codes. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.rules.folding import clean_text, fold, fold_identifier, phone_key

_LONGEST = 200
_LONGEST_WORD = 40
_LONGEST_PLATE = 20
_PLATE_LETTERS = 3
_MOST_WORDS = 8
_PAIR = 2
_DIGITS = re.compile(r"[+(]*[0-9][0-9().\-/]*")
_NUMBER = re.compile(r"(?:c|n|no|n°|client)[\s.-]*([0-9]{1,9})|([1-9][0-9]{0,8})", re.IGNORECASE)
_DOMAIN_KEPT = 2
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; all of it must match.

    `words` begin words of names, company, town, assets or e-mail. `codes` are digits of a phone,
    a piece of a plate, of a serial number or of an e-mail. `apart` are the codes when each group
    of digits stands alone (« 308 06 12 »), instead of following one another; `written` the
    codes as they were typed, when one may begin an e-mail (« helene.durand18 »). `whole` is all of
    it without separators when it may be one plate (« gh 482 kt »), `number` a client's.
    """

    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    whole: str = ""
    number: int | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.codes)

    @property
    def has_groups(self) -> bool:
        """Whether its groups of digits may stand alone; pairs without a word are of one phone."""
        pairs = not self.words and all(len(code) <= _PAIR for code in self.apart)
        return self.apart != self.codes and not pairs

    def one_by_one(self) -> "Question":
        """The same, each group of digits alone; what fewest have first (phones begin with 0)."""
        codes = sorted(self.apart, key=lambda code: (-len(code), code.startswith("0")))
        return Question(self.words, tuple(codes), tuple(codes))

    def otherwise(self) -> "list[Question]":
        """What else may be meant when nobody is found as asked, the likeliest first."""
        found = [self.one_by_one()] if self.has_groups else []
        if self.written:
            found.append(Question(self.words, self.written, self.written))
        return found

    @property
    def address(self) -> str:
        """The e-mail asked for, and it alone, when it tells enough for a slip to be believed."""
        alone = len(self.codes) == 1 and not self.words
        name, at, _domain = self.codes[0].partition("@") if alone else ("", "", "")
        return self.codes[0] if at and len(name) >= _SHORTEST_NAME else ""


def read(text: str) -> Question:
    """Read what was typed; anything at all may be."""
    text = clean_text(text, _LONGEST)
    words: list[str] = []
    codes: list[str] = []
    apart: list[str] = []
    written: list[str] = []
    run: list[str] = []
    for chunk in [*text.split(), ""]:
        if _DIGITS.fullmatch(chunk):
            run.append(chunk)
            continue
        codes.append(phone_digits("".join(run)))
        written.append(codes[-1])
        apart += map(phone_digits, run)
        run.clear()
        if "@" in chunk or any(c.isdigit() for c in chunk):
            written.append(fold_email(chunk))
            codes.append(written[-1] if "@" in chunk else fold_identifier(chunk))
            apart.append(codes[-1])
        else:
            words += fold(chunk).split()
    number = _NUMBER.fullmatch(text)
    return Question(
        words=_some(word[:_LONGEST_WORD] for word in words),
        codes=_some(codes),
        apart=_some(apart),
        written=_some(written) if written != codes else (),
        whole=_one_plate(text, words),
        number=int(number.group(1) or number.group(2)) if number else None,
    )


def _some(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:_MOST_WORDS]


def _one_plate(text: str, words: Sequence[str]) -> str:
    joined = fold_identifier(text)
    mixed = any(c.isdigit() for c in joined) and any(c.isalpha() for c in joined)
    if "@" in text or any(len(word) > _PLATE_LETTERS for word in words):
        return ""
    return joined if mixed and 4 <= len(joined) <= _LONGEST_PLATE else ""


def phone_digits(text: str) -> str:
    """Digits of a phone or of its beginning, France's prefix brought back to 0."""
    for prefix in ("+33", "0033"):
        if text.startswith(prefix):
            digits = re.sub(r"\D", "", text.replace("(0)", "").removeprefix(prefix))
            return "0" + digits.removeprefix("0")
    digits = phone_key(text)
    return "0" + digits[2:] if len(digits) == 11 and digits.startswith("33") else digits


def fold_email(text: str) -> str:
    """An e-mail or a piece of one, lower case and without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in plain if c > " " and not unicodedata.combining(c))


def email_fragment(email: str) -> str:
    """What e-mails are told apart by: « helene@orange.fr » → « helene@or »."""
    name, at, domain = fold_email(email).partition("@")
    return name + at + domain[:_DOMAIN_KEPT]
