"""Notes of one client as they pile up, with who wrote each and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.costs import CostDraft
from models.demo.dice import Dice
from models.rules.trust import EntryType, Outcome, Severity

# The counter's hours, in minutes after midnight UTC.
_OPENS, _CLOSES, _EVENING = 7 * 60, 16 * 60 + 50, 16 * 60


@dataclass(eq=False, slots=True)
class Note:
    """One entry to come: what the journal row holds, `at` the UTC moment it is recorded."""

    type: EntryType
    day: date
    at: datetime
    author: int
    kind: str = ""
    text: str = ""
    units: int | None = None
    severity: Severity | None = None
    outcome: Outcome | None = None
    memorable: bool = False
    due: date | None = None
    ref: "Note | None" = None
    cost: CostDraft | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Someone who writes notes: from `since` to `until`."""

    id: int
    since: date
    until: date


class Notebook:
    """The notes of one client. Whatever would be recorded after `end` is not written."""

    def __init__(self, dice: Dice, team: Sequence[TeamMember], end: date) -> None:
        self.notes: list[Note] = []
        self.end = end
        self.closed_on: date | None = None
        self._latest: dict[date, datetime] = {}
        self._dice = dice
        self._team = team

    @property
    def owner(self) -> int:
        """The owner's id."""
        return self._team[0].id

    def write(
        self,
        type_: EntryType,
        day: date,
        *,
        late: int = 0,
        author: int | None = None,
        **columns: Any,
    ) -> Note | None:
        """A note dated `day`, recorded `late` days after it; None when that is past the end."""
        recorded = day + timedelta(days=late)
        if recorded > self.end:
            return None
        note = Note(type_, day, self._moment(recorded), author or self._author(recorded), **columns)
        self.notes.append(note)
        if type_ is EntryType.CLOSED and self.closed_on is None:
            self.closed_on = day
        return note

    def last_day(self) -> date:
        """The latest day a note was recorded; none is dated after it."""
        return max(self._latest)

    def in_order(self) -> list[Note]:
        """The notes in order of recording, numbered from 1."""
        notes = sorted(self.notes, key=_moment_of)
        for seq, note in enumerate(notes, start=1):
            note.seq = seq
        return notes

    def _moment(self, day: date) -> datetime:
        """A moment of that working day, after what was already noted on it.

        The first is written as it happens, or in the evening after service.
        """
        dice, before = self._dice, self._latest.get(day)
        if before is None:
            low = _EVENING if dice.random() < 0.25 else _OPENS
            seconds = dice.between(low * 60, _CLOSES * 60)
            moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
        else:
            moment = before + timedelta(seconds=dice.between(40, 900))
        self._latest[day] = moment
        return moment

    def _author(self, day: date) -> int:
        """Whoever is there that day."""
        there = [member.id for member in self._team if member.since <= day <= member.until]
        return self._dice.pick(there) if there else self._team[0].id


def _moment_of(note: Note) -> datetime:
    return note.at
