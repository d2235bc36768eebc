"""The cells of one row by what they are, and what deserves a look in them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.client_drafts import ClientDraft
from models.exchange import names
from models.exchange.addresses import Cells
from models.exchange.consents import CHANNELS, Answer, read_answer
from models.exchange.mapping import Column, Use
from models.i18n import _
from models.rules.folding import fold

LONG_USES = frozenset({Use.NOTES, Use.LABELLED_NOTE, Use.WHOLE_ADDRESS})
_TAGS = re.compile(r"\s*(?::::|[;,|\n])\s*")
NAME_LIMIT, _STREET_LIMIT = 120, 200


class ReadClient(NamedTuple):
    """What a row says: the client, who recommended them (as typed), what deserves a look, and what
    they answered about offers, and the fields of its asset's kind (header, text)."""

    draft: ClientDraft
    recommender: str
    remarks: tuple[str, ...]
    consents: tuple[Answer, ...] = ()
    own_fields: tuple[tuple[str, str], ...] = ()


class Row:
    """The cells of a row by what they are, and what is noticed on the way."""

    __slots__ = ("cells", "notes", "remarks")

    def __init__(self) -> None:
        self.cells: Cells = {}
        self.notes: list[str] = []
        self.remarks: list[str] = []

    def add(self, column: Column, cell: str) -> None:
        use = column.use
        assert use is not None, "unknown columns are not read"
        found = self.cells
        if use in found:
            found[use].append((column, cell))
        else:
            found[use] = [(column, cell)]
        if len(cell) > NAME_LIMIT and use not in LONG_USES:
            self._warn_of_length(column, cell)

    def _warn_of_length(self, column: Column, cell: str) -> None:
        if len(cell) > _STREET_LIMIT or column.use is not Use.STREET:
            self.say(
                _("« {header} » est trop long : le début seul est gardé.").format(
                    header=column.header
                )
            )

    def of(self, use: Use) -> Sequence[tuple[Column, str]]:
        return self.cells.get(use, ())

    def texts(self, use: Use) -> list[str]:
        found = self.cells.get(use)
        return [cell for _column, cell in found] if found else []

    def joined(self, use: Use, after: Use) -> str:
        """The words of a use, then those of another."""
        if after not in self.cells and len(self.of(use)) < 2:
            return self.one(use)
        return " ".join(self.texts(use) + self.texts(after))

    def one(self, use: Use) -> str:
        found = self.cells.get(use)
        return found[0][1] if found else ""

    def keep(self, column: Column, cell: str, remark: str) -> None:
        """Keep what could not be read among the notes, and say so."""
        self.notes.append(f"{column.header} : {cell}")
        self.say(
            _("{remark} : « {text} », gardé dans les notes.").format(remark=remark, text=cell[:80])
        )

    def say(self, remark: str) -> None:
        if remark:
            self.remarks.append(remark)


def consents_of(row: Row) -> tuple[Answer, ...]:
    """What the client answered about offers; what is neither yes nor no goes to the notes."""
    found = []
    for use, channel in CHANNELS.items():
        for column, cell in row.of(use):
            answer = read_answer(cell)
            if answer is None:
                row.keep(column, cell, _("Ni oui ni non"))
            else:
                found.append((channel, answer))
    return tuple(found)


def civility_of(row: Row) -> tuple[str, bool]:
    """(the civility, whether it says a firm); an unknown long one goes to the notes."""
    for column, cell in row.of(Use.CIVILITY):
        known = names.civility(cell)
        if known is not None:
            return known, False
        if names.is_firm_word(cell):
            return "", True
        if len(cell) <= 12:
            return cell, False
        row.notes.append(f"{column.header} : {cell}")
    return "", False


def tags_of(row: Row) -> tuple[str, ...]:
    """The tags, without Google's own groups (« * myContacts »)."""
    found = [tag for cell in row.texts(Use.TAGS) for tag in _TAGS.split(cell)]
    return tuple(tag for tag in found if tag and tag[0] != "*" and fold(tag) != "mycontacts")
