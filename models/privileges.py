"""Privileges thought through: ideas and drafts, what still blocks publishing, what was decided.

A privilege is written in the order of its questions and becomes a commitment only once a charter
publishes it (`models.charter`): until then it is an idea that binds nobody.
"""

import json
import uuid
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.costs import Nature
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.long_texts import NOTE, kept_whole
from models.rules.eligibility import MeetsAll, Rule, RuleFaults, from_plain, to_plain
from models.tables import CharterItem, Privilege
from models.team import Right, require

_TITLE = 80
"""As long as the kind of a journal row, which bears the privilege's name."""
FAR = 10**9


class Family(StrEnum):
    """The four kinds of commitment: never points, cards or gifts to exchange."""

    SERVICE = "service"
    PRICE = "price"
    TREATMENT = "treatment"
    FORMALITY = "formality"


@dataclass(frozen=True, slots=True)
class PrivilegeDraft:
    """A privilege as far as it was thought through, question by question.

    `promise` in the client's words; `rule` a plain rule (`models.rules.eligibility.plain`), None
    while it was not chosen; `purpose` what it does for this client on our market; `keeping` how
    we keep it every time, `breaking` what would break it, `monthly_capacity` how often a month it
    can be kept (None: as often as it comes). `unit_cents` is the net cost of one use, None while
    unknown; `vat_rate` in basis points, None for none; `nature` its nature in the month's costs.
    `anyone_grants`: whoever serves grants it without asking. `wall` tells whether we would be
    proud to see it there. `trial_until`: on trial until that day. The English title and promise
    are for the charter's English papers; empty ones are left in French.
    """

    title: str = ""
    promise: str = ""
    family: str = ""
    rule: dict[str, Any] | None = field(default=None)
    purpose: str = ""
    keeping: str = ""
    breaking: str = ""
    monthly_capacity: int | None = None
    unit_cents: int | None = None
    vat_rate: int | None = None
    nature: str = Nature.DISCOUNT.value
    anyone_grants: bool | None = None
    wall: str = ""
    trial_until: date | None = None
    title_en: str = ""
    promise_en: str = ""


class Status(StrEnum):
    """Where a privilege stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CHANGED = "changed"
    LEAVING = "leaving"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PrivilegeRow:
    """A privilege: its draft, what the charter in force says of it, and where it stands.

    `withdraw_on` is the day its withdrawal is to take effect.
    """

    id: int
    draft: PrivilegeDraft
    published: PrivilegeDraft | None
    status: Status
    withdraw_on: date | None
    changed_on: date


def privileges() -> list[PrivilegeRow]:
    """Every privilege but the ideas put away, published ones first, then by title."""
    query = Privilege.select(
        Privilege.id, Privilege.content, Privilege.withdraw_on, Privilege.changed_on
    ).where(Privilege.given_up_on.is_null())
    published = {row[0]: read(row[1]) for row in _standing().tuples()}
    ended = {row[0] for row in CharterItem.select(CharterItem.privilege).tuples()}
    rows = [
        _row(key, read(content), published.get(key), key in ended, withdraw_on, changed_on)
        for key, content, withdraw_on, changed_on in query.tuples()
    ]
    return sorted(rows, key=lambda row: (row.published is None, row.draft.title, row.id))


def privilege(privilege_id: int) -> PrivilegeRow:
    """One of them; raises Refused when there is none."""
    found = next((row for row in privileges() if row.id == privilege_id), None)
    if found is None:
        raise Refused(_("Ce privilège n’est plus dans le livre."))
    return found


def keep_draft(actor: Actor, draft: PrivilegeDraft, privilege_id: int | None = None) -> Changes:
    """Keep what was thought so far; nothing is asked of a draft but what can be read again.

    `Changes.entry_id` is the privilege's id. Raises Refused for a text too long, a rule that
    cannot be read, a negative cost or capacity, or an unknown family or nature.
    """
    cleaned = cleaned_draft(draft)
    with writing():
        require(actor, Right.SET_UP)
        values = {
            "content": written(cleaned),
            "changed_on": actor.today,
            "changed_by": actor.member_id,
        }
        if privilege_id is None:
            new = Privilege.insert(uuid=str(uuid.uuid4()), created_on=actor.today, **values)
            privilege_id = int(new.execute())
        elif not Privilege.update(**values).where(Privilege.id == privilege_id).execute():
            raise Refused(_("Ce privilège n’est plus dans le livre."))
    return replace(changed("privileges"), entry_id=privilege_id)


def give_up(actor: Actor, privilege_id: int) -> Changes:
    """Put away an idea never published; raises Refused for one a charter has promised."""
    with writing():
        require(actor, Right.SET_UP)
        if CharterItem.select().where(CharterItem.privilege == privilege_id).exists():
            raise Refused(
                _("Ce privilège a été promis : il se retire à une date, il ne s’efface pas.")
            )
        Privilege.update(given_up_on=actor.today).where(Privilege.id == privilege_id).execute()
    return changed("privileges")


def take_up_again(actor: Actor, privilege_id: int) -> Changes:
    """Bring back an idea that was put away."""
    with writing():
        require(actor, Right.SET_UP)
        Privilege.update(given_up_on=None).where(Privilege.id == privilege_id).execute()
    return changed("privileges")


def plan_withdrawal(actor: Actor, privilege_id: int, until: date | None) -> Changes:
    """Say from which day a published privilege is no longer due; None: it stays after all.

    The next charter says so. Raises Refused for a day that is not to come, or a privilege that
    was not published.
    """
    with writing():
        require(actor, Right.SET_UP)
        if until is not None and until <= actor.today:
            raise Refused(_("Un privilège se retire à une date à venir : il reste dû jusque-là."))
        if privilege(privilege_id).published is None:
            raise Refused(_("Ce privilège n’est pas publié."))
        Privilege.update(withdraw_on=until).where(Privilege.id == privilege_id).execute()
    return changed("privileges")


def rule_of(draft: PrivilegeDraft) -> Rule:
    """Whom a privilege is for; one whose rule was not chosen yet is for everyone."""
    return MeetsAll() if draft.rule is None else from_plain(draft.rule)


def written(draft: PrivilegeDraft) -> str:
    """A draft as it is kept: the same draft gives the same text."""
    plain = asdict(draft) | {
        "trial_until": draft.trial_until.isoformat() if draft.trial_until else None
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def read(text: str) -> PrivilegeDraft:
    """A draft as it was kept."""
    plain = json.loads(text)
    if plain["trial_until"]:
        plain["trial_until"] = date.fromisoformat(plain["trial_until"])
    return PrivilegeDraft(**plain)


def family_label(family: str) -> str:
    """The family's name in the language in use."""
    return {
        Family.SERVICE.value: _("qualité de service"),
        Family.PRICE.value: _("prix particulier"),
        Family.TREATMENT.value: _("traitement particulier"),
        Family.FORMALITY.value: _("formalité allégée"),
    }.get(family, "")


def _standing() -> Any:
    return CharterItem.select(CharterItem.privilege, CharterItem.content).where(
        CharterItem.ended_by.is_null()
    )


def _row(
    key: int,
    draft: PrivilegeDraft,
    published: PrivilegeDraft | None,
    was_published: bool,
    withdraw_on: date | None,
    changed_on: date,
) -> PrivilegeRow:
    if published is None:
        status = Status.WITHDRAWN if was_published else Status.DRAFT
    elif withdraw_on is not None:
        status = Status.LEAVING
    else:
        status = Status.PUBLISHED if published == draft else Status.CHANGED
    return PrivilegeRow(key, draft, published, status, withdraw_on, changed_on)


def cleaned_draft(draft: PrivilegeDraft) -> PrivilegeDraft:
    """The draft made fit for the book; Refused for what cannot be read again."""
    texts: dict[str, Any] = {
        each.name: kept_whole(value, _TITLE if each.name.startswith("title") else NOTE)
        for each in fields(draft)
        if isinstance(value := getattr(draft, each.name), str)
    }
    if draft.family and draft.family not in set(Family):
        raise Refused(_("Cette famille de privilège n’est pas connue."))
    if draft.nature not in set(Nature):
        raise Refused(_("Cette nature de coût n’est pas connue."))
    if not all(n is None or 0 <= n < FAR for n in (draft.unit_cents, draft.monthly_capacity)):
        raise Refused(_("Un coût et un nombre de fois sont des nombres positifs."))
    try:
        rule = None if draft.rule is None else to_plain(from_plain(draft.rule))
    except RuleFaults:
        raise Refused(_("La règle qui dit pour qui n’est pas complète.")) from None
    return replace(draft, rule=rule, **texts)
