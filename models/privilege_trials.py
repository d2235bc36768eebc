"""Privileges on trial: when the trial ends, what it did for clients, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from peewee import fn

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.long_texts import kept_whole
from models.prepared import day_of
from models.privileges import PrivilegeRow, keep_draft, plan_withdrawal, privilege, privileges
from models.tables import TrialReview
from models.team import Right, require

_SHORTEST = 10


class Verdict(StrEnum):
    """What becomes of a privilege after its trial."""

    KEEP = "keep"
    EXTEND = "extend"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Trial:
    """A published privilege whose trial is over and that nobody has judged yet."""

    privilege_id: int
    title: str
    until: date


@dataclass(frozen=True, slots=True)
class Review:
    """What was written about a trial."""

    id: int
    day: date
    words: str


def due(today: date) -> list[Trial]:
    """The trials that are over and wait for an answer, the oldest first."""
    query = TrialReview.select(TrialReview.privilege, fn.MAX(TrialReview.day)).group_by(
        TrialReview.privilege
    )
    judged = {key: date.fromisoformat(str(day)) for key, day in query.tuples()}
    found = [
        Trial(row.id, row.published.title, until)
        for row in privileges()
        if row.published
        and (until := row.published.trial_until) is not None
        and until <= today
        and row.withdraw_on is None
        and judged.get(row.id, date.min) < until
    ]
    return sorted(found, key=lambda trial: (trial.until, trial.privilege_id))


def reviews(privilege_id: int) -> list[Review]:
    """What was written about a privilege's trials, the latest first."""
    query = (
        TrialReview.select(TrialReview.id, TrialReview.day, TrialReview.words)
        .where(TrialReview.privilege == privilege_id)
        .order_by(TrialReview.id.desc())
    )
    return [Review(key, day_of(day), words) for key, day, words in query.tuples()]


def review(
    actor: Actor, privilege_id: int, words: str, verdict: Verdict, until: date | None = None
) -> Changes:
    """Write what a trial did for clients, and keep, extend or withdraw the privilege.

    `until` is the end of the longer trial, or the day the withdrawal takes effect. The next
    charter says it. `Changes.entry_id` is the review's id. Raises Refused without words, without
    a day to come where one is needed, or for a privilege that was not published.
    """
    cleaned = kept_whole(words)
    if len(cleaned) < _SHORTEST:
        raise Refused(_("Dites en une phrase ce que cet essai a fait pour les clients."))
    if verdict is not Verdict.KEEP and (until is None or until <= actor.today):
        raise Refused(_("Choisissez un jour à venir."))
    with writing():
        require(actor, Right.SET_UP)
        row = privilege(privilege_id)
        if row.published is None:
            raise Refused(_("Ce privilège n’est pas publié."))
        if verdict is Verdict.WITHDRAW:
            plan_withdrawal(actor, privilege_id, until)
        else:
            trial_until = until if verdict is Verdict.EXTEND else None
            keep_draft(actor, replace(row.draft, trial_until=trial_until), privilege_id)
        new = TrialReview.insert(
            privilege=privilege_id, day=actor.today, words=cleaned, author=actor.member_id
        )
        review_id = int(new.execute())
    return replace(changed("privileges"), entry_id=review_id)


def take_back_review(actor: Actor, review_id: int, before: PrivilegeRow) -> Changes:
    """Undo a review: the privilege as it was `before`, and nothing written."""
    with writing():
        require(actor, Right.SET_UP)
        TrialReview.delete().where(TrialReview.id == review_id).execute()
        keep_draft(actor, before.draft, before.id)
        plan_withdrawal(actor, before.id, before.withdraw_on)
    return changed("privileges")
