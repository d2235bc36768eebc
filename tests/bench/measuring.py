"""Measures beside their floors: repeated in turn, told as medians, ratios and reaches.

What is measured and its floor run one after the other, several times, in one process or in fresh
ones: whatever else the machine does weighs on both.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Literal

Of = Literal["ratio", "most", "least"]


class Taken(float):
    """How long something took on the clock; `cpu`, how long this process computed for it."""

    cpu: float

    def __new__(cls, clock: float, cpu: float) -> "Taken":
        """Both in the same unit."""
        taken = super().__new__(cls, clock)
        taken.cpu = cpu
        return taken


@dataclass(frozen=True, slots=True)
class Reach:
    """A bound of the table: on the `ratio` to the floor, or on the figure itself."""

    limit: float
    of: Of = "ratio"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `floor` None: nothing to compare with."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    floor_name: str = "–"
    reaches: tuple[Reach, ...] = ()
    cpu: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many floors it costs."""
        return self.value / self.floor if self.floor else None

    def missed_by(self) -> int:
        """By how many percent the worst of its reaches is missed; 0 when all are reached."""
        return max((round(100 * self._over(reach)) for reach in self.reaches), default=0)

    def _over(self, reach: Reach) -> float:
        if reach.of == "least":
            return max(0.0, 1 - self.value / reach.limit)
        found = self.ratio if reach.of == "ratio" else self.value
        return max(0.0, (found or 0.0) / reach.limit - 1)

    def cells(self) -> tuple[str, ...]:
        """The line as texts: measure, median, processor, floor, ratio, reach, verdict."""
        floor = "–" if self.floor is None else f"{told(self.floor, self.unit)} ({self.floor_name})"
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f} ×"
        wanted = ", ".join(_told_reach(reach, self.unit) for reach in self.reaches) or "–"
        missed = self.missed_by()
        verdict = f"missed by {missed} %" if missed else "reached" if self.reaches else ""
        cpu = "–" if self.cpu is None else told(self.cpu, self.unit)
        return self.name, told(self.value, self.unit), cpu, floor, ratio, wanted, verdict


def told(value: float, unit: str) -> str:
    """A figure with three digits that tell something."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f} {unit}".rstrip()


def _told_reach(reach: Reach, unit: str) -> str:
    if reach.of == "ratio":
        return f"≤ {reach.limit:g} ×"
    return f"{'≥' if reach.of == 'least' else '≤'} {reach.limit:g} {unit}".rstrip()


class Figures:
    """The table of one run."""

    def __init__(self) -> None:
        self.rows: list[Figure] = []

    def add(
        self,
        name: str,
        values: Sequence[float] | float,
        unit: str,
        *reaches: Reach,
        floor: Sequence[float] | float | None = None,
        floor_name: str = "–",
    ) -> Figure:
        """Add the medians of what was measured; told at once, so that a long run can be watched."""
        least = None if floor is None else _middle(floor)
        cpu = _middle_cpu(values)
        figure = Figure(name, _middle(values), unit, least, floor_name, reaches, cpu)
        self.rows.append(figure)
        print("  " + " | ".join(figure.cells()), flush=True)
        return figure


def _middle(values: Sequence[float] | float) -> float:
    return float(values) if isinstance(values, int | float) else median(values)


def _middle_cpu(values: Sequence[float] | float) -> float | None:
    """The median of what was computed, when all of it was told."""
    several = [values] if isinstance(values, int | float) else values
    computed = [value.cpu for value in several if isinstance(value, Taken)]
    return median(computed) if computed and len(computed) == len(several) else None


def timed(act: Callable[[], object]) -> Taken:
    """How long a call takes, in seconds."""
    start, computed = time.perf_counter(), time.process_time()
    act()
    return Taken(time.perf_counter() - start, time.process_time() - computed)


def in_turn(
    repeats: int, ours: Callable[[], object], floor: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Seconds of both, one after the other, `repeats` times."""
    measured: list[float] = []
    floors: list[float] = []
    for _turn in range(repeats):
        for act, times in ((floor, floors), (ours, measured)):
            gc.collect()  # what the one before left behind is not its own
            times.append(timed(act))
    return measured, floors


def steady(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Of the same steps made in several rounds, the median of each step."""
    return [median(step) for step in zip(*rounds, strict=True)]


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 stay under."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def milliseconds(seconds: Sequence[float]) -> list[float]:
    """Seconds in milliseconds."""
    return [
        Taken(1000 * value, 1000 * value.cpu) if isinstance(value, Taken) else 1000 * value
        for value in seconds
    ]
