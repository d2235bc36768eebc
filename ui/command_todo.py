"""How the command line tells what waits."""

from datetime import date
from typing import Any

from models.cases import OpenCase, TodoRow, case_delay, case_title
from models.i18n import _, format_date, format_units
from models.privilege_trials import Trial, due
from models.todo_lines import TodoLine, line_title, lines


def todo_fields(row: TodoRow) -> dict[str, Any]:
    """A case as `todo --json` tells it: `models/schemas/todo.schema.json`."""
    case = row.case
    return {
        "client": row.client.key,
        "name": row.client.name,
        "type": case.type.value if case.type else "rupture",
        "severity": case.severity.value if case.severity else None,
        "kind": case.kind,
        "text": case.text,
        "noted_on": case.noted_on.isoformat(),
        "due": case.due.isoformat(),
        "turns_on": case.acts_on.isoformat() if case.acts_on else None,
        "amount": case.amount,
        "entry": case.entry_id,
    }


def todo_cells(row: TodoRow, day: date) -> tuple[str, ...]:
    """A case in words, cell by cell."""
    case = row.case
    told = " · ".join(part for part in (case.kind, case.text) if part)
    return (
        format_date(case.due, "short"),
        case_delay(case, day),
        _otherwise(case),
        case_title(case),
        row.client.name,
        told,
    )


def _otherwise(case: OpenCase) -> str:
    """« − 8,0 le 25/11/2026 »: the withdrawal it turns into if nobody acts."""
    if case.acts_on is None:
        return ""
    day, amount = format_date(case.acts_on, "short"), format_units(case.amount, signed=True)
    return _("{amount} le {day}").format(amount=amount, day=day)


def other_cells(day: date) -> list[tuple[str, ...]]:
    """What waits besides cases, cell by cell: the lines, then the trials to judge."""
    return [*map(_line_cells, lines(day)), *map(_trial_cells, due(day))]


def _line_cells(line: TodoLine) -> tuple[str, ...]:
    since, what = format_date(line.since, "short"), line_title(line.kind)
    return since, "", "", what, line.client.name, line.text


def _trial_cells(trial: Trial) -> tuple[str, ...]:
    asked = _("{title}\u00a0: qu’a-t-il fait pour les clients\u00a0?").format(title=trial.title)
    return format_date(trial.until, "short"), "", "", _("Essai terminé"), "", asked
