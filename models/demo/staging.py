"""The last days, staged: what a lively counter has waiting on the morning the book is opened."""

from datetime import date, timedelta
from typing import Any

from models.costs import CostDraft, Nature
from models.demo import costs
from models.demo.calendar import last_working
from models.demo.data import Scene
from models.demo.notes import Note, Notebook
from models.rules.trust import EntryType, Outcome, Severity


def first_day(scene: Scene, today: date) -> date:
    """The day the scene begins."""
    return _day(max((note["ago"] for note in scene.notes), default=1), today)


def play(scene: Scene, book: Notebook, today: date) -> None:
    """Write the scene's notes."""
    written: list[Note | None] = []
    for row in scene.notes:
        ref = written[row["ref"]] if "ref" in row else None
        day = _day(row["ago"], today)
        written.append(book.write(EntryType(row["entry"]), day, **_columns(row, ref, day, today)))


def _day(ago: int, today: date) -> date:
    return last_working(today - timedelta(days=ago))


def _columns(row: dict[str, Any], ref: Note | None, day: date, today: date) -> dict[str, Any]:
    due = today + timedelta(days=row["due"]) if "due" in row else None
    return {
        "kind": row.get("kind", ""),
        "text": row.get("text", ""),
        "severity": Severity(row["severity"]) if "severity" in row else None,
        "outcome": Outcome(row["outcome"]) if "outcome" in row else None,
        "memorable": row.get("memorable", False),
        "units": 0 if row["entry"] == "opening" else None,
        "due": due,
        "ref": ref,
        "cost": _cost(row["cost"], day, today) if "cost" in row else None,
    }


def _cost(row: dict[str, Any], day: date, today: date) -> CostDraft:
    return costs.exactly(Nature(row["nature"]), row["net"], day, today)
