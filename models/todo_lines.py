"""What waits in À faire besides cases: thanks owed, anniversaries, long silences, words to tell.

Nothing is ever sent by itself: a line proposes words, a person says them. Each line goes when
what it asks for is noted, or when somebody says it is done, later, or another's.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from models import asset_reminders, privacy_requests
from models.actor import Actor
from models.changes import Changes, changed
from models.clients import ClientLabel, client_labels
from models.database import writing
from models.erased import erased_ids
from models.errors import Refused
from models.i18n import _
from models.journal import EntryDraft, note
from models.limits import unused_ids
from models.line_ends import keep_end
from models.merges import in_force
from models.rules.trust import EntryType
from models.tables import Member, TodoMark, Voice
from models.team import Right, require
from models.todo_sources import SOURCES, Found, LineKind

__all__ = [
    "LineKind",
    "TodoLine",
    "answer_line",
    "bring_back",
    "give",
    "line_title",
    "lines",
    "mark_done",
    "put_back",
    "put_off",
]


OWED = (LineKind.PRIVACY, LineKind.MEDIATOR)
"""What the law asks: it waits even for a client whose file is not used."""


@dataclass(frozen=True, slots=True)
class TodoLine:
    """A line: who, why (`text`), words one may say (`wording`), since when.

    `subject` tells two lines of one client and kind apart: the newcomer sent, the words kept,
    the visit, the years; `attention` is the kind one notes once it is done. `member` is the id
    of whom it was given to.
    """

    kind: LineKind
    client: ClientLabel
    subject: int
    since: date
    text: str
    wording: str
    attention: str
    member: int | None = None

    @property
    def key(self) -> tuple[int, str, int]:
        """What its mark is kept under."""
        return self.client.id, self.kind.value, self.subject


def lines(today: date) -> list[TodoLine]:
    """Every line of `today`, those that wait longest first within each kind."""
    marks, gone = _marks(), in_force().keys() | erased_ids()
    unused = unused_ids(today)
    found = [
        (line, mark)
        for source in (*SOURCES, asset_reminders.due_assets)
        for line in source(today)
        if line.client_id not in gone
        and (line.kind in OWED or line.client_id not in unused)
        and not (mark := marks.get(line.key, _Mark())).hides(today)
    ]
    names = client_labels(line.client_id for line, _mark in found)
    order = {kind: place for place, kind in enumerate(LineKind)}
    shown = [_line(line, names[line.client_id], mark) for line, mark in found]
    return sorted(shown, key=lambda line: (order[line.kind], line.since, line.client.id))


def line_title(kind: LineKind) -> str:
    """What a line asks for, as the list names it."""
    return {
        LineKind.PRIVACY: _("Données personnelles"),
        LineKind.MEDIATOR: _("Indiquer le médiateur"),
        LineKind.CALL_BACK: _("Rappeler après service"),
        LineKind.REFERRAL: _("Merci pour une recommandation"),
        LineKind.GOOD_WORD: _("Merci pour un bon mot"),
        LineKind.RETURNED: _("Merci d’être revenu"),
        LineKind.ANNIVERSARY: _("Anniversaire de la relation"),
        LineKind.TOLD_BACK: _("Dire ce qui a changé"),
        LineKind.ASSET: _("Échéance d’un bien"),
        LineKind.SILENCE: _("Prendre des nouvelles"),
    }[kind]


def answer_line(actor: Actor, line: TodoLine, text: str) -> Changes:
    """Note what was said to the client, which ends the line.

    Raises Refused as `note` does.
    """
    with writing():
        draft = EntryDraft(EntryType.ATTENTION, line.attention, text)
        changes = note(actor, line.client.id, draft)
        assert changes.entry_id is not None
        keep_end(changes.entry_id, *line.key)
        if line.kind is LineKind.TOLD_BACK:
            Voice.update(told_on=actor.today).where(Voice.id == line.subject).execute()
        elif line.kind in (
            LineKind.SILENCE,
            LineKind.CALL_BACK,
        ):  # the others end by the thanks just noted
            mark_done(actor, line)
    return changes


def mark_done(actor: Actor, line: TodoLine) -> Changes:
    """The line is done, or need not be: it does not come back.

    What was due for an asset is done today: it comes back when it falls due next.
    """
    if line.kind is LineKind.ASSET:
        return asset_reminders.finish(actor, line.subject)
    if line.kind is LineKind.PRIVACY:
        return privacy_requests.finish(actor, line.subject)
    return _mark(actor, line, done_on=actor.today, until=None)


def put_off(actor: Actor, line: TodoLine, until: date) -> Changes:
    """The line comes back on `until`; raises Refused for a day that is not to come."""
    if until <= actor.today:
        raise Refused(_("Donnez un jour à venir."))
    if line.kind is LineKind.PRIVACY:
        raise Refused(
            _("Ce délai vient de la loi\u00a0: il se prolonge dans la fiche, à Vie privée.")
        )
    return _mark(actor, line, done_on=None, until=until)


def give(actor: Actor, line: TodoLine, member_id: int | None) -> Changes:
    """The line is for a team member, or for whoever comes first; raises Refused when unknown."""
    if member_id is not None:
        if not Member.select().where(Member.id == member_id, Member.active).exists():
            raise Refused(_("Cette personne n’est pas dans l’équipe."))
    return _mark(actor, replace(line, member=member_id), done_on=None, until=None)


def put_back(actor: Actor, line: TodoLine) -> Changes:
    """Undo `mark_done`."""
    if line.kind is LineKind.ASSET:
        return asset_reminders.put_back(actor, line.subject)
    if line.kind is LineKind.PRIVACY:
        return privacy_requests.wait_again(actor, line.subject)
    return bring_back(actor, line)


def bring_back(actor: Actor, line: TodoLine) -> Changes:
    """Undo `put_off` or `give`: the line waits for whom it did when it was read."""
    if line.member is not None:
        return _mark(actor, line, done_on=None, until=None)
    with writing():
        require(actor, Right.NOTE)
        _of(line.key).execute()
    return changed("cases", client_id=line.client.id)


def _mark(actor: Actor, line: TodoLine, *, done_on: date | None, until: date | None) -> Changes:
    client_id, kind, subject = line.key
    values = {
        "member": line.member,
        "until": until,
        "done_on": done_on,
        "author": actor.member_id,
    }
    with writing():
        require(actor, Right.NOTE)
        TodoMark.insert(client=client_id, kind=kind, subject=subject, **values).on_conflict(
            conflict_target=[TodoMark.client, TodoMark.kind, TodoMark.subject], update=values
        ).execute()
    return changed("cases", client_id=client_id)


def _of(key: tuple[int, str, int]) -> Any:
    client_id, kind, subject = key
    return TodoMark.delete().where(
        TodoMark.client == client_id, TodoMark.kind == kind, TodoMark.subject == subject
    )


class _Mark(NamedTuple):
    """What was decided about a line."""

    member: int | None = None
    until: date | None = None
    done_on: date | None = None

    def hides(self, today: date) -> bool:
        """Whether the line is not shown on `today`."""
        return self.done_on is not None or (self.until is not None and self.until > today)


def _marks() -> dict[tuple[int, str, int], _Mark]:
    query = TodoMark.select(
        TodoMark.client,
        TodoMark.kind,
        TodoMark.subject,
        TodoMark.member,
        TodoMark.until,
        TodoMark.done_on,
    )
    return {row[:3]: _Mark(*row[3:]) for row in query.tuples()}


def _line(found: Found, client: ClientLabel, mark: _Mark) -> TodoLine:
    return TodoLine(
        found.kind,
        client,
        found.subject,
        found.since,
        found.text,
        found.wording,
        found.attention,
        mark.member,
    )
