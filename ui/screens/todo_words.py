"""How a line of À faire is told: its columns, the count, and the composers it opens."""

from collections.abc import Callable, Sequence
from datetime import date

from models import asset_reminders
from models.cases import OpenCase, case_delay, case_title
from models.free_text import warning
from models.i18n import _, format_date, format_number, format_units, ngettext
from models.team import members
from models.todo import TodoItem
from models.todo_lines import LineKind, TodoLine
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column
from ui.screens.counter_card import case_tone
from ui.session import Session
from ui.widgets import Choice, ComposerSpec

ANYONE = "0"
Names = dict[int, str]


def columns(today: Callable[[], date], names: Callable[[], Names]) -> tuple[Column[TodoItem], ...]:
    """The columns of the list; `today` and the members' initials are asked each time."""
    return (
        Column(_("Échéance"), lambda row: _due_cell(row, today()), width=18),
        Column(_("Client"), lambda row: Cell(row.client.name, bold=True), width=22, stretch=1),
        Column(_("Ce qui attend"), _what_cell, width=36, stretch=3),
        Column(_("Devient un retrait"), _turn_cell, width=17, spare=True),
        Column(_("De combien"), _amount_cell, align="right", width=8),
        Column(_("Pour"), lambda row: names().get(row.member or 0, ""), width=6, spare=True),
    )


def told_count(count: int) -> str:
    """« 3 choses attendent »."""
    told = ngettext("{count} chose attend", "{count} choses attendent", count)
    return told.format(count=format_number(count))


def thanks_spec(item: TodoItem) -> ComposerSpec:
    """What was said, for a line whose answer is an attention."""
    return ComposerSpec(
        "attention",
        keys_of("answer_case"),
        item.title,
        text_hint=_("ce qui a été dit"),
        check_text=warning,
        text_needed=True,
    )


def put_off_spec(item: TodoItem) -> ComposerSpec:
    """The day a line that is no case comes back."""
    return ComposerSpec(
        "put_off",
        keys_of("postpone_case"),
        _("Plus tard"),
        text_hint=_("quel jour\N{NO-BREAK SPACE}: demain, lundi, 12/12…"),
        text_needed=True,
        tone="warn",
    )


def done_words(line: TodoLine) -> str:
    """That the line is done, and when what was due comes back."""
    told = line.kind is LineKind.ASSET and asset_reminders.following(line.subject, line.text)
    if told:
        return _("C’est noté. Ensuite\N{NO-BREAK SPACE}: {due}.").format(due=told)
    return _("Rayé de la liste.")


def give_spec(session: Session, item: TodoItem) -> ComposerSpec:
    """Whose the line is; the one at the counter first."""
    team = sorted(members(), key=lambda member: member.id != session.member.id)
    choices = [Choice(str(member.id), member.name) for member in team]
    choices.append(Choice(ANYONE, _("À qui viendra en premier")))
    return ComposerSpec(
        "give",
        keys_of("give_item"),
        _("Confier"),
        tuple(choices),
        text_hint=_("Entrée pour confier"),
        tone="neutral",
    )


def _due_cell(row: TodoItem, today: date) -> Cell:
    if row.case is None:
        assert row.line is not None
        since = format_date(row.line.since, "near")
        if row.line.kind is LineKind.ASSET:
            tone = "warn" if row.line.since >= today else "bad"
            return Cell("", since, pill=row.title, pill_tone=tone)
        return Cell("", _("depuis le {day}").format(day=since), pill=row.title, pill_tone="good")
    case = row.case
    return Cell(
        "",
        format_date(case.due, "near"),
        pill=case_delay(case, today),
        pill_tone=case_tone(case, today),
    )


def _what_cell(row: TodoItem) -> Cell:
    if row.line is not None:
        return Cell(row.line.text, row.line.wording)
    assert row.case is not None
    return case_cell(row.case)


def case_cell(case: OpenCase) -> Cell:
    """What a case is about, and what it is."""
    title = f"{case_title(case)} · {case.kind}" if case.kind else case_title(case)
    return Cell(case.text, title) if case.text else Cell(title)


def _turn_cell(row: TodoItem) -> Cell:
    if row.case is None:
        return Cell("")
    if row.turns_on is None:
        return Cell(_("c’est arrivé"), tone="muted")
    return Cell(format_date(row.turns_on, "near"))


def _amount_cell(row: TodoItem) -> Cell:
    return Cell(format_units(row.amount, signed=True), tone="bad") if row.amount else Cell("")


def of_member(rows: Sequence[TodoItem], member: int) -> list[TodoItem]:
    """What is given to a member, or to nobody yet."""
    return [row for row in rows if row.member in (None, member)]
