"""The charter: numbered, dated versions of what the shop commits to, told to every client.

A privilege once published is never silently lost. Each charter takes up every privilege of the
one before, or says from which day it is no longer due; what was changed or withdrawn stays due
until that day to whoever had a right to it when it was announced.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from peewee import chunked

from models.actor import Actor
from models.changes import Changes, changed
from models.clock import now_utc
from models.database import writing
from models.eligibility_words import sentence
from models.errors import Refused
from models.i18n import _, format_date
from models.prepared import day_of, day_or_none
from models.privilege_faults import faults, names_beside
from models.privileges import PrivilegeDraft, PrivilegeRow, privileges, read, rule_of, written
from models.relation_facts import entitled_clients
from models.rules.trust.months import months_before
from models.tables import Charter, CharterItem, CharterPaper, CharterPromise, Privilege
from models.team import Right, require

NOTICE_MONTHS = 3
"""How long what changes stays due as it was promised, unless the owner says another day."""
_BINDING = ("promise", "family", "rule")
"""What a client holds us to: a change of these is announced and takes time."""


@dataclass(frozen=True, slots=True)
class Item:
    """A privilege as a charter published it; `until` the day it is no longer due."""

    id: int
    privilege_id: int
    draft: PrivilegeDraft
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CharterRow:
    """A version of the charter: its number, its day, what stood in it and what was leaving."""

    id: int
    number: int
    day: date
    items: tuple[Item, ...]
    leaving: tuple[Item, ...]


class Step(StrEnum):
    """What the next charter does with a privilege."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one privilege from one charter to the next, in plain words.

    `until` is the day what was promised before is no longer due.
    """

    privilege_id: int
    title: str
    step: Step
    words: tuple[str, ...] = ()
    until: date | None = None


def charters() -> list[CharterRow]:
    """Every version, the latest first."""
    heads = Charter.select(Charter.id, Charter.number, Charter.day).order_by(Charter.number.desc())
    days = {key: (number, day_of(day)) for key, number, day in heads.tuples()}
    rows = [_item_row(row, days) for row in _items().tuples()]
    return [_charter(key, number, day, rows) for key, (number, day) in days.items()]


def charter_in_force() -> CharterRow | None:
    """The latest version; None before the first."""
    return next(iter(charters()), None)


def coming(today: date) -> list[Difference]:
    """What the next charter would change, privilege by privilege, were it published today."""
    return [
        difference for row in privileges() if (difference := _difference(row, today)) is not None
    ]


def blocked(today: date) -> dict[int, dict[str, str]]:
    """For each privilege about to be published that cannot be, its faults by field."""
    rows = privileges()
    return {
        row.id: found
        for row in rows
        if _is_news(row) and (found := faults(row.draft, today, names_beside(row.id, rows)))
    }


def publish(actor: Actor, chosen: Iterable[int]) -> Changes:
    """Publish the next charter with the ideas and changes `chosen` (privilege ids).

    Withdrawals that were planned are announced in it. `Changes.entry_id` is the charter's id.
    Raises Refused when nothing changes, when a
    privilege chosen is not thought through, or when a withdrawal's day is past.
    """
    with writing():
        require(actor, Right.SET_UP)
        wanted, known = set(chosen), privileges()
        rows = [row for row in known if row.id in wanted and _is_news(row)]
        leaving = [row for row in known if row.published and row.withdraw_on]
        _require_news(rows, leaving, actor.today)
        for row in rows:
            others = [one.draft.title for one in rows if one is not row]
            staying = [one for one in known if one not in rows]
            _require_ready(row, [*others, *names_beside(row.id, staying)], actor.today)
        charter_id = _insert_charter(actor)
        for row in leaving:
            assert row.withdraw_on is not None
            _end(row, charter_id, row.withdraw_on, actor.today)
        for row in rows:
            _take_up(row, charter_id, actor.today)
    return replace(changed("privileges"), entry_id=charter_id)


def promised_to(privilege_id: int, today: date) -> list[int]:
    """The ids of those to whom a published privilege is promised today, by client number."""
    item = _standing_item(privilege_id)
    return [] if item is None else entitled_clients(rule_of(read(item[1])), today)


def keep_paper(charter_id: int, form: str, data: bytes) -> None:
    """Keep a charter's PDF as it was printed; the first print of a form is the one kept."""
    with writing():
        CharterPaper.insert(charter=charter_id, form=form, data=data).on_conflict_ignore().execute()


def paper(charter_id: int, form: str) -> bytes | None:
    """A charter's PDF as it was kept; None when that form was not printed."""
    query = CharterPaper.select(CharterPaper.data).where(
        CharterPaper.charter == charter_id, CharterPaper.form == form
    )
    found = query.scalar()
    return None if found is None else bytes(found)


def proposed_end(today: date) -> date:
    """The day proposed for a withdrawal."""
    return months_before(today, -NOTICE_MONTHS)


def _items() -> Any:
    return CharterItem.select(
        CharterItem.id,
        CharterItem.privilege,
        CharterItem.content,
        CharterItem.charter,
        CharterItem.ended_by,
        CharterItem.until,
    ).order_by(CharterItem.privilege, CharterItem.id)


def _item_row(row: Any, days: dict[int, tuple[int, date]]) -> tuple[Item, int, int | None]:
    """(item, number of the charter it came with, number of the charter that ended it)."""
    key, privilege_id, content, since, ended_by, until = row
    number, day = days[since]
    ended = None if ended_by is None else days[ended_by][0]
    return Item(key, privilege_id, read(content), day, day_or_none(until)), number, ended


def _charter(
    key: int, number: int, day: date, rows: list[tuple[Item, int, int | None]]
) -> CharterRow:
    standing = tuple(
        replace(item, until=None)
        for item, since, ended in rows
        if since <= number and (ended is None or ended > number)
    )
    leaving = tuple(
        item
        for item, _since, ended in rows
        if ended is not None and ended <= number and item.until is not None and item.until > day
    )
    return CharterRow(key, number, day, standing, leaving)


def _is_news(row: PrivilegeRow) -> bool:
    return row.withdraw_on is None and row.draft != row.published


def _difference(row: PrivilegeRow, today: date) -> Difference | None:
    if row.published is None:
        return Difference(row.id, row.draft.title, Step.ADDED, (row.draft.promise,))
    if row.withdraw_on is not None:
        words = _("reste dû jusqu’au {day}").format(day=format_date(row.withdraw_on, "long"))
        return Difference(row.id, row.published.title, Step.WITHDRAWN, (words,), row.withdraw_on)
    if row.draft == row.published:
        return Difference(row.id, row.published.title, Step.KEPT)
    until = proposed_end(today) if _binds(row.published, row.draft) else None
    words_of = tuple(change_words(row.published, row.draft))
    return Difference(row.id, row.published.title, Step.CHANGED, words_of, until)


def _binds(before: PrivilegeDraft, after: PrivilegeDraft) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in _BINDING)


def change_words(before: PrivilegeDraft, after: PrivilegeDraft) -> Iterable[str]:
    """What a client sees of a change, one sentence for each."""
    if before.title != after.title:
        yield _("s’appelle maintenant « {title} »").format(title=after.title)
    if before.promise != after.promise:
        yield _("la promesse devient : « {promise} »").format(promise=after.promise)
    if before.rule != after.rule:
        yield _("pour qui : {after} (avant : {before})").format(
            after=sentence(rule_of(after)), before=sentence(rule_of(before))
        )
    if before.trial_until != after.trial_until and after.trial_until is None:
        yield _("l’essai est concluant : il reste")
    elif before.trial_until != after.trial_until and after.trial_until is not None:
        yield _("à l’essai jusqu’au {day}").format(day=format_date(after.trial_until, "long"))


def _require_news(rows: list[PrivilegeRow], leaving: list[PrivilegeRow], today: date) -> None:
    if not rows and not leaving:
        raise Refused(_("Rien n’a changé depuis la dernière charte."))
    for row in leaving:
        if row.withdraw_on is not None and row.withdraw_on <= today:
            raise Refused(
                _(
                    "« {title} » devait se retirer à une date passée, que personne n’a sue : "
                    "choisissez-en une autre."
                ).format(title=row.draft.title)
            )


def _require_ready(row: PrivilegeRow, names: list[str], today: date) -> None:
    for why in faults(row.draft, today, names).values():
        text = _("« {title} » n’est pas encore prêt. {why}")
        raise Refused(text.format(title=row.draft.title or _("Sans nom"), why=why))


def _insert_charter(actor: Actor) -> int:
    last = Charter.select(Charter.number).order_by(Charter.number.desc()).scalar() or 0
    new = Charter.insert(
        uuid=str(uuid.uuid4()),
        number=last + 1,
        day=actor.today,
        recorded_at=now_utc(),
        author=actor.member_id,
    )
    return int(new.execute())


def _take_up(row: PrivilegeRow, charter_id: int, today: date) -> None:
    if row.published is not None:
        binds = _binds(row.published, row.draft)
        _end(row, charter_id, proposed_end(today) if binds else today, today)
    CharterItem.insert(charter=charter_id, privilege=row.id, content=written(row.draft)).execute()


def _end(row: PrivilegeRow, charter_id: int, until: date, today: date) -> None:
    """End a privilege as it was published; whoever has a right to it today keeps it until then."""
    item = _standing_item(row.id)
    assert item is not None
    assert row.published is not None
    CharterItem.update(ended_by=charter_id, until=until).where(CharterItem.id == item[0]).execute()
    Privilege.update(withdraw_on=None).where(Privilege.id == row.id).execute()
    if until > today:
        clients = entitled_clients(rule_of(row.published), today)
        for some in chunked([(item[0], client) for client in clients], 400):
            CharterPromise.insert_many(some, [CharterPromise.item, CharterPromise.client]).execute()


def _standing_item(privilege_id: int) -> tuple[int, str] | None:
    query = CharterItem.select(CharterItem.id, CharterItem.content).where(
        CharterItem.privilege == privilege_id, CharterItem.ended_by.is_null()
    )
    found: tuple[int, str] | None = query.tuples().first()
    return found
