"""The cards of a vCard file, one by one, and what is told of the lines that are no use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.errors import Refused
from models.exchange.vcard_lines import MAX_LINE, Line
from models.exchange.vcard_properties import Head, Property, split_line
from models.i18n import _, format_number, ngettext

MAX_PROPERTIES = 500
"""Of those that are read, in one card."""
MAX_TOLD = 100
MAX_FAULTS = 1_000_000
"""Of a file: beyond, it is no file of cards."""

_READ = frozenset(
    "VERSION N FN ORG TEL EMAIL ADR BDAY NOTE CATEGORIES TITLE ROLE NICKNAME URL KIND "
    "X-ABLABEL X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND".split()
)
_FENCES = frozenset({"BEGIN", "END"})
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+")
_BLANK = b" \t\x1a"  # the last ends a text file of DOS
_MOST_NESTED = 8


class Told:
    """What deserves a look about lines of the file; past a hundred they are only counted."""

    def __init__(self) -> None:
        self._texts: list[tuple[int, str]] = []
        self._more = 0

    def tell(self, line: int, text: str) -> None:
        """Remember a sentence about a line; raises Refused when there are far too many."""
        if len(self._texts) < MAX_TOLD:
            self._texts.append((line, text))
        else:
            self._more += 1
        if self._more > MAX_FAULTS:
            raise Refused(
                _("Ce fichier a trop de lignes illisibles : ce n’est pas un fichier de cartes.")
            )

    def all(self) -> tuple[str, ...]:
        """Everything told, in the order of the file."""
        sentence = _("Ligne {line} : {text}")
        told = [
            sentence.format(line=format_number(line), text=text)
            for line, text in sorted(self._texts)
        ]
        if self._more:
            more = ngettext(
                "{count} autre ligne du fichier mérite un regard.",
                "{count} autres lignes du fichier méritent un regard.",
                self._more,
            )
            told.append(more.format(count=format_number(self._more)))
        return tuple(told)


@dataclass(slots=True)
class Card:
    """A card: the line it begins on, and its properties that are read."""

    line: int
    properties: list[Property] = field(default_factory=list)


def read_cards(lines: Iterable[Line], told: Told) -> Iterator[Card]:
    """Each card of the file; one that is not closed ends where the next begins."""
    reader = _Reader(told)
    for line in lines:
        card = reader.take(line)
        if card is not None:
            yield card
    card = reader.finish()
    if card is not None:
        yield card


class _Reader:
    """Puts lines together into cards."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._card: Card | None = None
        self._nested = 0
        self._before = Head("")

    def take(self, line: Line) -> Card | None:
        """Read one more line; the card it ends, if it ends one."""
        number, content, cut = line
        found = split_line(content)
        if found is None:
            self._pass_over(number, content)
            return None
        head, value = found
        before, self._before = self._before, head
        if head.name in _FENCES and value.strip().upper() == b"VCARD":
            agent = before.name == "AGENT"
            return self._begin(number, agent=agent) if head.name == "BEGIN" else self._end()
        if self._card is None:
            self._told.tell(number, _("hors de toute carte, elle n’est pas reprise."))
        elif head.name in _READ and not self._nested:
            properties = self._card.properties
            if cut or len(properties) == MAX_PROPERTIES:
                self._leave_out(number, cut=cut)
            else:
                properties.append(Property(number, head, value))
        return None

    def finish(self) -> Card | None:
        """The card the file ends in the middle of, if it does."""
        if self._card is not None:
            self._told.tell(
                self._card.line, _("le fichier s’arrête au milieu de cette carte : à vérifier.")
            )
        return self._card

    def _begin(self, number: int, *, agent: bool) -> Card | None:
        """A card begins; inside another it is an agent's, or the other was never closed."""
        before = self._card
        if before is not None and (agent or self._nested) and self._nested < _MOST_NESTED:
            self._nested += 1
            return None
        self._card, self._nested = Card(number), 0
        if before is not None:
            self._told.tell(before.line, _("la carte commencée ici n’est pas fermée."))
        return before

    def _end(self) -> Card | None:
        if self._nested:
            self._nested -= 1
            return None
        ended, self._card = self._card, None
        return ended

    def _leave_out(self, number: int, *, cut: bool) -> None:
        if cut:
            text = _("plus de {limit} Ko, elle n’est pas reprise.")
            self._told.tell(number, text.format(limit=MAX_LINE >> 10))
        else:
            text = _("plus de {limit} lignes dans cette carte, celle-ci n’est pas reprise.")
            self._told.tell(number, text.format(limit=MAX_PROPERTIES))

    def _pass_over(self, number: int, content: bytes) -> None:
        """A line that is none of a vCard's; some write photos on lines that are not folded."""
        text = content.strip(_BLANK)
        photo = self._before.encoding == "base64" and _BASE64.fullmatch(text)
        if text and not photo:
            self._told.tell(number, _("illisible, elle n’est pas reprise."))
