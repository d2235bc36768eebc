"""What happened while the shop was away, and what can still be saved: facts for one message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.cases import OpenCase, todo
from models.day_start import Lapse

_SOON = timedelta(days=2)
_LONG = timedelta(days=7)
"""From a week away on, what can still be saved is told even when nothing was lost."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """`lost` cases turned into withdrawals between `first` and `last`, of `amount` centi-units
    in all (below 0); `savable` ones still wait whose due date has passed or comes within two
    days, and the first of them turns on `turns`."""

    lost: int
    amount: int
    first: date | None
    last: date | None
    savable: int
    turns: date | None


def meanwhile(since: date | None, lapses: Sequence[Lapse], today: date) -> Meanwhile | None:
    """What there is to tell on `today` of the time since the last start (`since`).

    `lapses` are those of `DayStart`. None when there is nothing to tell: nothing was lost, and
    either nothing is about to be or the shop was there all along.
    """
    away = since is not None and today - since >= _LONG
    if not lapses and not away:
        return None
    saved = [row.case.acts_on for row in todo(today) if _about_to_turn(row.case, today)]
    turns = [day for day in saved if day is not None]
    if not lapses and not turns:
        return None
    days = [lapse.day for lapse in lapses]
    return Meanwhile(
        lost=len(lapses),
        amount=sum(lapse.amount for lapse in lapses),
        first=min(days, default=None),
        last=max(days, default=None),
        savable=len(turns),
        turns=min(turns, default=None),
    )


def due_on(today: date) -> int:
    """How many cases that can still be saved fall due on `today` itself."""
    cases = [row.case for row in todo(today)]
    return sum(1 for case in cases if case.due == today and case.acts_on is not None)


def _about_to_turn(case: OpenCase, today: date) -> bool:
    return case.acts_on is not None and case.due <= today + _SOON
