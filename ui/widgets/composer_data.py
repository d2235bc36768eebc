"""What a composer is asked and what it answers: plain data, and the reading of what is typed."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind that can be chosen: its code, its words, and a hint (its weight, its delay).

    `chosen` are shorter words for the pill, once it is chosen.
    """

    code: str
    label: str
    hint: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class OptionalField:
    """A field behind Tab. `read` turns what is typed into a value, or raises ValueError or a
    BookError with a sentence; `kind` is « text », « day » (then `read` is a day parser giving
    None when it is not a day), « choice » (among `choices`) or « check » (True or False)."""

    code: str
    label: str
    kind: str = "text"
    read: Callable[[str], object] = str
    choices: tuple[Choice, ...] = ()
    value: object = None
    placeholder: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class ComposerSpec:
    """A composer: the key that opened it, its title, the kinds to choose from, its fields.

    Without choices, the free text comes at once. `check_text` returns a warning about the free
    text, or nothing: told as soon as a word is whole, and the text is then kept only after a
    second Enter. `tell` returns what is worth knowing about the kind chosen, by its code, or
    nothing. `fields_of` gives the fields of the kind chosen, in the place of `fields`.
    """

    code: str
    key: str
    title: str
    choices: tuple[Choice, ...] = ()
    fields: tuple[OptionalField, ...] = ()
    text_hint: str = ""
    text_needed: bool = False
    tone: str = "good"
    check_text: Callable[[str], str] | None = None
    tell: Callable[[str], str] | None = None
    fields_of: Callable[[str], tuple[OptionalField, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """What was composed: the spec's code, the kind's code (empty without choices), the text,
    and the values of the optional fields that were filled."""

    code: str
    kind: str
    text: str
    values: tuple[tuple[str, object], ...] = ()
    kept_after_warning: bool = False

    def value(self, code: str, default: object = None) -> object:
        """The value of a field, or `default` when it was left empty."""
        return dict(self.values).get(code, default)

    def day(self, code: str) -> date | None:
        """The value of a day field."""
        value = self.value(code)
        return value if isinstance(value, date) else None


_NUMBER_THEN_TEXT = re.compile(r"\s*(\d{1,3})\s*([^\d\s].*)")


def fold(text: str) -> str:
    """Lower case without accents, to compare what is typed with labels."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices whose label, or one of its words, starts as typed; labels first."""
    start = fold(typed).strip() if not typed.endswith(" ") else fold(typed).lstrip()
    if not start:
        return list(choices)
    first = [choice for choice in choices if fold(choice.label).startswith(start)]
    words = [
        choice
        for choice in choices
        if choice not in first and any(w.startswith(start) for w in fold(choice.label).split())
    ]
    return first + words


def by_number(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The choice whose number is typed, as soon as no longer number can follow."""
    if not typed.isdecimal():
        return None
    number = int(typed)
    if not 1 <= number <= len(choices) or number * 10 <= len(choices):
        return None
    return choices[number - 1]


def split_kind(choices: Sequence[Choice], typed: str) -> tuple[Choice, str] | None:
    """« merci pour… »: when the words typed no longer fit a kind but the first ones did, the
    kind is chosen and the rest is the free text. None while the kind is still being typed."""
    if matching(choices, typed):
        return None
    if numbered := _NUMBER_THEN_TEXT.fullmatch(typed):
        number = int(numbered[1])
        return (choices[number - 1], numbered[2]) if 1 <= number <= len(choices) else None
    head, _, rest = typed.strip().rpartition(" ")
    while head:
        if found := _fitting(choices, head):
            return found, rest
        head, _, word = head.rpartition(" ")
        rest = f"{word} {rest}"
    return None


def _fitting(choices: Sequence[Choice], head: str) -> Choice | None:
    return next(iter(matching(choices, head)), None)
