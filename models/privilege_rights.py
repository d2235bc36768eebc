"""What is a client's today, and why; what the relation opens next."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from models.charter import Item
from models.eligibility_words import missing_words, reason_words
from models.prepared import Prepared, day_of, day_or_none
from models.privileges import read, rule_of
from models.relation_facts import facts_for
from models.rules.eligibility import Rule, decide, granting
from models.tables import Charter, CharterItem, CharterPromise


@dataclass(frozen=True, slots=True)
class PrivilegeRight:
    """A privilege a client has a right to: `why` in words; `until` when it was withdrawn and is
    still due to them until that day."""

    item: Item
    why: tuple[str, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ComingRight:
    """A privilege the relation may open: what is `missing`, in words."""

    item: Item
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rights:
    """What is a client's on a day, and what may come."""

    today: tuple[PrivilegeRight, ...] = ()
    next: tuple[ComingRight, ...] = ()


_ITEMS = Prepared(
    lambda client, today: (
        CharterItem.select(
            CharterItem.id,
            CharterItem.privilege,
            CharterItem.content,
            Charter.day,
            CharterItem.ended_by,
            CharterItem.until,
        )
        .join(Charter, on=CharterItem.charter == Charter.id)
        .join_from(
            CharterItem,
            CharterPromise,
            JOIN.LEFT_OUTER,
            on=(CharterPromise.item == CharterItem.id) & (CharterPromise.client == client),
        )
        .where(
            CharterItem.ended_by.is_null()
            | (CharterPromise.client.is_null(False) & (CharterItem.until > today))
        )
        .order_by(CharterItem.privilege, CharterItem.id)
    )
)


def rights_of(client_id: int, today: date) -> Rights:
    """The privileges of one client, in a fixed number of queries: one while nothing is promised.

    A privilege counts once: as the charter in force words it if the client has a right to it,
    otherwise as it was promised to them and is still due.
    """
    standing, due = _in_force(client_id, today)
    if not standing and not due:
        return Rights()
    facts = facts_for(_rules(standing), today, client_id)
    if facts is None:  # the account is closed
        return Rights()
    decided = [(item, rule_of(item.draft)) for item in standing]
    yes = [
        PrivilegeRight(item, tuple(map(reason_words, granting(rule, facts))))
        for item, rule in decided
        if decide(rule, facts).entitled
    ]
    has = {right.item.privilege_id for right in yes}
    kept = [PrivilegeRight(item, (), item.until) for item in due if item.privilege_id not in has]
    has |= {right.item.privilege_id for right in kept}
    coming = [
        ComingRight(item, missing_words(rule, facts))
        for item, rule in decided
        if item.privilege_id not in has
    ]
    return Rights((*yes, *kept), tuple(coming))


def _in_force(client_id: int, today: date) -> tuple[list[Item], list[Item]]:
    """Items of the charter in force; those ended that are still due to this client."""
    standing: list[Item] = []
    due: list[Item] = []
    for row in _ITEMS.rows(client_id, today.isoformat()):
        key, privilege_id, content, since, ended_by, until = row
        item = Item(key, privilege_id, read(content), day_of(since), day_or_none(until))
        (standing if ended_by is None else due).append(item)
    return standing, due


def _rules(items: list[Item]) -> list[Rule]:
    return [rule_of(item.draft) for item in items]
