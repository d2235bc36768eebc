"""How a line of À faire is told: its columns, the count, and the composers it opens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from models import asset_reminders
from models.cases import OpenCase, case_delay, case_title
from models.free_text import warning
from models.i18n import _, format_date, format_near, format_number, format_units, ngettext
from models.team import members
from models.todo import TodoItem
from models.todo_lines import LineKind, TodoLine
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column
from ui.screens.counter_card import case_tone
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import Choice, ComposerSpec

ANYONE = "0"


def columns(
    today: Callable[[], date], team: Signatures, authors: Callable[[], Mapping[int, int]]
) -> tuple[Column[TodoItem], ...]:
    """The columns of the list; `today`, and who noted each case, are asked each time."""
    return (
        Column(_("Échéance"), lambda row: _due_cell(row, today()), width=18),
        Column(_("Client"), lambda row: Cell(row.client.name, bold=True), width=22, stretch=1),
        Column(_("Ce qui attend"), _what_cell, width=36, stretch=3),
        Column(_("Devient un retrait"), lambda row: _turn_cell(row, today()), width=17, spare=True),
        Column(_("De combien"), _amount_cell, align="right", width=8),
        team.column(lambda row: authors().get(row.case.entry_id or 0) if row.case else None),
        team.column(lambda row: row.member, _("Pour")),
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


def proposed(line: TodoLine) -> str:
    """The words one may say; what a line only advises is not written as if it had been said."""
    advice = line.kind in (LineKind.SILENCE, LineKind.CALL_BACK)
    return "" if advice else line.wording


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


def given(member: int | None) -> str:
    """Whose a line is from now on."""
    name = next((one.name for one in members() if one.id == member), "")
    if not name:
        return _("Pour qui viendra en premier.")
    return _("Confié à {name}.").format(name=name)


def comes_back(day: date) -> str:
    """When a line that was put off is shown again."""
    return _("Reviendra le {day}.").format(day=format_date(day, "full"))


def of_nobody(item: TodoItem) -> str:
    """How a line that is no one client's ends; empty for a client's."""
    if item.trial is not None:
        return _("Un essai se termine par son bilan : touche R, puis garder, prolonger ou retirer.")
    if item.files is not None:
        return _("Chaque fiche se décide dans la liste : touche R, puis garder, archiver, effacer.")
    return ""


def _due_cell(row: TodoItem, today: date) -> Cell:
    if row.case is None:
        since = format_near(row.since, today)
        if row.line is not None and row.line.kind in (LineKind.ASSET, LineKind.PRIVACY):
            tone = "warn" if row.line.since >= today else "bad"
            return Cell("", since, pill=_mark(row.line.kind), pill_tone=tone)
        told = _("depuis le {day}").format(day=since)
        mark = _mark(row.line.kind) if row.line else row.title
        return Cell("", told, pill=mark, pill_tone="good")
    case = row.case
    return Cell(
        "",
        format_near(case.due, today),
        pill=case_delay(case, today),
        pill_tone=case_tone(case, today),
    )


def _mark(kind: LineKind) -> str:
    """A line in a word, as short as what is left of a case."""
    return {
        LineKind.MEDIATOR: _("médiateur"),
        LineKind.CALL_BACK: _("à rappeler"),
        LineKind.REFERRAL: _("merci"),
        LineKind.GOOD_WORD: _("merci"),
        LineKind.RETURNED: _("merci"),
        LineKind.ANNIVERSARY: _("anniversaire"),
        LineKind.TOLD_BACK: _("à dire"),
        LineKind.ASSET: _("bien suivi"),
        LineKind.SILENCE: _("nouvelles"),
        LineKind.PRIVACY: _("vie privée"),
    }[kind]


def _what_cell(row: TodoItem) -> Cell:
    if row.line is not None:
        return Cell(row.line.text, row.line.wording)
    if row.trial is not None:
        asked = _("Qu’a-t-il fait pour les clients ?")
        return Cell(row.trial.title, asked)
    if row.files is not None:
        return Cell(row.text, _("Garder, archiver ou effacer."))
    assert row.case is not None
    return case_cell(row.case)


def case_cell(case: OpenCase) -> Cell:
    """What a case is about, and what it is."""
    title = f"{case_title(case)} · {case.kind}" if case.kind else case_title(case)
    return Cell(case.text, title) if case.text else Cell(title)


def _turn_cell(row: TodoItem, today: date) -> Cell:
    if row.case is None:
        return Cell("")
    if row.turns_on is None:
        return Cell(_("c’est arrivé"), tone="muted")
    return Cell(format_near(row.turns_on, today))


def _amount_cell(row: TodoItem) -> Cell:
    return Cell(format_units(row.amount, signed=True), tone="bad") if row.amount else Cell("")


def of_member(rows: Sequence[TodoItem], member: int) -> list[TodoItem]:
    """What is given to a member, or to nobody yet."""
    return [row for row in rows if row.member in (None, member)]
