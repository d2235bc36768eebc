"""What gestures and repairs cost the demonstration garage, as its accountant would read it."""

from datetime import date

from models.costs import CostDraft, Nature, Standing
from models.demo.dice import Dice

_AMOUNTS = (900, 1250, 1850, 2400, 3200, 3900, 4500, 6000, 7450, 8900, 12000, 16500)
_STANDARD_RATE = 2000
_RECENT = 40
# What makes up for each kind of incident.
_REPAIRS = {
    "defect": Nature.REWORK,
    "delay": Nature.DISCOUNT,
    "invoice": Nature.CREDIT_NOTE,
    "price": Nature.CREDIT_NOTE,
    "suspicion": Nature.GIFT,
    "rude": Nature.GIFT,
}
_FOR_THE_OWNER = (Nature.REWORK, Nature.OTHER, Nature.GOOD_FAITH)
# The paper each nature leaves, and how many of them a day brings.
PAPERS = {
    Nature.CREDIT_NOTE: ("AV", 0),
    Nature.DISCOUNT: ("F", 5),
    Nature.REWORK: ("OR", 6),
    Nature.GIFT: ("FA", 2),
    Nature.GOOD_FAITH: ("F", 5),
    Nature.OTHER: ("OR", 6),
}


def cost(dice: Dice, nature: Nature, day: date, today: date) -> CostDraft:
    """A cost of that nature; a recent one is sometimes still « à chiffrer »."""
    unknown = (today - day).days < _RECENT and dice.chance(25)
    return exactly(nature, None if unknown else dice.often_first(_AMOUNTS), day, today)


def exactly(nature: Nature, net_cents: int | None, day: date, today: date) -> CostDraft:
    """A cost of that amount, « à chiffrer » when it is None."""
    rate = None if nature is Nature.REWORK else _STANDARD_RATE
    recent = (today - day).days < _RECENT
    waits = net_cents is None or (recent and nature is not Nature.DISCOUNT)
    return CostDraft(nature, net_cents, rate, standing=_standing(nature, waits))


def repair(dice: Dice, kind: str, day: date, today: date) -> CostDraft | None:
    """What making up for an incident of that kind cost, if it cost anything."""
    nature = _REPAIRS.get(kind)
    return cost(dice, nature, day, today) if nature is not None and dice.chance(75) else None


def _standing(nature: Nature, waits: bool) -> Standing:
    """A discount is booked with its invoice; what no paper carries is for the owner only."""
    if nature in _FOR_THE_OWNER:
        return Standing.MANAGEMENT
    return Standing.TO_BOOK if waits else Standing.BOOKED


class Papers:
    """Numbers of the documents, in order of date: « AV-2026-0031 »."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], int] = {}

    def number(self, nature: Nature, day: date) -> str:
        """The next number of that paper on that day."""
        prefix, a_day = PAPERS[nature]
        so_far = self._last.get((prefix, day.year), 0)
        following = max(so_far + 1, day.timetuple().tm_yday * a_day)
        self._last[prefix, day.year] = following
        return f"{prefix}-{day.year}-{following:04d}"
