"""Where the lines of À faire that are no case come from.

Facts of the relation, each with its threshold; `models.todo_lines` names the clients and keeps
what was decided about each line.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from peewee import fn

from models.call_backs import KIND as CALL_BACK
from models.call_backs import call_backs
from models.clients import client_labels
from models.erased import erased
from models.i18n import _, format_date, ngettext
from models.privacy_requests import request_advice, request_label, waiting
from models.rules.trust import EntryType, Outcome
from models.rules.trust.months import month_end, months_before
from models.settings import shop
from models.standing import stands, stands_as
from models.tables import AccountFigures, CaseFile, Client, Distance
from models.tables import Entry as EntryRow
from models.voices import COMPLIMENT, voices

THANKS_DAYS = 60
"""A referral or a good word is thanked for within two months, or it is no longer spoken of."""
ANNIVERSARIES = (1, 5, 10, 15, 20, 25, 30, 40, 50)
ANNIVERSARY_DAYS = 14
RETURN_DAYS = 14
RETURN_MONTHS = 6
SILENCE_VISITS, SILENCE_LEAST, SILENCE_MOST = 4, 90, 3 * 365
"""A rhythm is known from four visits; a silence is told of between three months and three years."""


class LineKind(StrEnum):
    """What a line asks for."""

    PRIVACY = "privacy"
    MEDIATOR = "mediator"
    CALL_BACK = CALL_BACK
    REFERRAL = "referral"
    GOOD_WORD = "good_word"
    RETURNED = "returned"
    ANNIVERSARY = "anniversary"
    TOLD_BACK = "told_back"
    ASSET = "asset"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Found:
    """A line before its client has a name: see `models.todo_lines.TodoLine`."""

    kind: LineKind
    client_id: int
    subject: int
    since: date
    text: str
    wording: str
    attention: str = "thanks"

    @property
    def key(self) -> tuple[int, str, int]:
        """What its mark is kept under."""
        return self.client_id, self.kind.value, self.subject


def _mediators(today: date) -> Iterable[Found]:
    """A consumer's written claim that stays unsettled, and no word of the mediator yet.

    The shop's own alarm: the law asks to name the mediator once a claim is not settled (Code de
    la consommation, article L616-1), and lets the consumer ask within a year of the claim.
    """
    last = today - timedelta(days=shop().claim_alarm_days)
    settled = EntryRow.alias()
    good = (Outcome.EXEMPLARY.value, Outcome.SATISFACTORY.value, Outcome.COMPLETE.value)
    query = (
        CaseFile.select(CaseFile.entry, EntryRow.client, CaseFile.written_on)
        .join(EntryRow)
        .join(Client)
        .where(
            CaseFile.written_on <= last,
            CaseFile.written_on > months_before(today, 12),
            CaseFile.told_mediator.is_null(),
            Client.company == "",
            stands(),
            ~fn.EXISTS(
                settled.select(settled.id).where(
                    settled.ref == EntryRow.id,
                    settled.outcome.in_(good),
                    stands_as(settled),
                )
            ),
        )
    )
    for entry, client_id, written_on in query.tuples():
        text = _("réclamation écrite du {day}, pas encore réglée").format(
            day=format_date(written_on, "long")
        )
        wording = _("Écrire une réponse\u00a0: elle nomme le médiateur et le délai d’un an.")
        yield Found(LineKind.MEDIATOR, client_id, entry, written_on, text, wording, "")


def _privacy(today: date) -> Iterable[Found]:
    """What people asked about their own data, with the last day to answer as the line's own."""
    for row in waiting():
        left = (row.due - today).days
        received = format_date(row.received_on, "long")
        words = ngettext("encore {left} jour", "encore {left} jours", left).format(left=left)
        text = _("{what}, demandée le {day}\u00a0: {left}").format(
            what=request_label(row.kind),
            day=received,
            left=words if left >= 0 else _("le délai est passé"),
        )
        wording = request_advice(row.kind)
        yield Found(LineKind.PRIVACY, row.client_id, row.id, row.due, text, wording, "")


def _call_backs(today: date) -> Iterable[Found]:
    """Those one wanted to call after service, once the day has come."""
    for row in call_backs(today):
        text = row.about or _("prendre des nouvelles après notre travail")
        wording = _("Tout va bien depuis votre passage\u00a0? Écouter, ne rien proposer.")
        yield Found(LineKind.CALL_BACK, row.client_id, row.id, row.day, text, wording, "follow-up")


def _referrals(today: date) -> Iterable[Found]:
    """Whoever sent us someone whose account opened in the last two months, not thanked since."""
    since = today - timedelta(days=THANKS_DAYS)
    query = (
        EntryRow.select(Client.id, Client.recommended_by, EntryRow.day)
        .join(Client)
        .where(
            Client.recommended_by.is_null(False),
            EntryRow.seq == 1,
            EntryRow.day.between(since, today),
            ~erased(Client.id),
        )
    )
    rows = list(query.tuples())
    names = client_labels(row[0] for row in rows)
    thanked = _last_thanks(row[1] for row in rows)
    for newcomer, by, day in rows:
        if thanked.get(by, date.min) < day:
            text = _("nous a envoyé {name}").format(name=names[newcomer].name)
            wording = _("Merci de nous avoir envoyé {name}, nous en prenons soin.").format(
                name=names[newcomer].name
            )
            yield Found(LineKind.REFERRAL, by, newcomer, day, text, wording)


def _good_words(today: date) -> Iterable[Found]:
    """A compliment kept in the last two months, not thanked for since."""
    rows = voices(nature=COMPLIMENT, since=today - timedelta(days=THANKS_DAYS))
    thanked = _last_thanks(row.client_id for row in rows)
    for row in rows:
        day = row.draft.day or today
        if day <= today and thanked.get(row.client_id, date.min) < day:
            text = _("un bon mot\u00a0: {words}").format(words=row.draft.words)
            wording = _("Votre mot nous a touchés, merci.")
            yield Found(LineKind.GOOD_WORD, row.client_id, row.id, day, text, wording)


def _returned(today: date) -> Iterable[Found]:
    """A client who came back after an incident that was well settled."""
    since, months = today - timedelta(days=RETURN_DAYS), months_before(today, RETURN_MONTHS)
    good = (Outcome.EXEMPLARY.value, Outcome.SATISFACTORY.value)
    settled = EntryRow.alias()
    visits = (
        EntryRow.select(EntryRow.client, fn.MIN(EntryRow.id), EntryRow.day, fn.MAX(settled.day))
        .join(settled, on=settled.client == EntryRow.client)
        .where(
            EntryRow.type == EntryType.VISIT.value,
            EntryRow.day.between(since, today),
            settled.type == EntryType.RESOLUTION.value,
            settled.outcome.in_(good),
            settled.day.between(months, today),
            settled.day < EntryRow.day,
            stands_as(settled),
            stands(),
        )
        .group_by(EntryRow.client)
    )
    rows = list(visits.tuples())
    thanked = _last_thanks(row[0] for row in rows)
    for client_id, visit, day, _settled in rows:
        if thanked.get(client_id, date.min) < day:
            text = _("est revenu après un incident")
            wording = _("Merci de nous avoir laissé une seconde chance.")
            yield Found(LineKind.RETURNED, client_id, visit, day, text, wording)


def _anniversaries(today: date) -> Iterable[Found]:
    """One, five, ten years… of relation, within the fortnight after the day itself."""
    for years in ANNIVERSARIES:
        last = months_before(today, 12 * years)
        if today == month_end(today):  # who began on a 29 February is celebrated on the 28th
            last = month_end(last)
        first = last - timedelta(days=ANNIVERSARY_DAYS)
        began = _began(first, last)
        thanked = _last_thanks(client_id for client_id, _since in began)
        for client_id, since in began:
            day = months_before(since, -12 * years)
            if thanked.get(client_id, date.min) >= day:
                continue
            text = ngettext(
                "{years} an avec nous, depuis le {day}",
                "{years} ans avec nous, depuis le {day}",
                years,
            ).format(years=years, day=format_date(since, "long"))
            wording = ngettext(
                "Cela fait un an que vous nous faites confiance\u00a0: merci.",
                "Cela fait {years} ans que vous nous faites confiance\u00a0: merci.",
                years,
            ).format(years=years)
            yield Found(LineKind.ANNIVERSARY, client_id, years, day, text, wording)


def _began(first: date, last: date) -> list[tuple[int, date]]:
    """The clients whose relation began between two days: what their file says, else the journal."""
    told = Client.select(Client.id, Client.since).where(Client.since.between(first, last))
    opened = (
        EntryRow.select(EntryRow.client, EntryRow.day)
        .join(Client)
        .where(
            Client.since.is_null(),
            EntryRow.seq == 1,
            EntryRow.day.between(first, last),
        )
    )
    return [*told.tuples(), *opened.tuples()]


def _to_tell_back(today: date) -> Iterable[Found]:
    """Something was changed thanks to a client who does not know it yet."""
    for row in voices(to_tell=True):
        text = _("a été entendu\u00a0: {changed}").format(changed=row.draft.changed)
        wording = _("Vous nous aviez dit «\u00a0{words}\u00a0»\u00a0: {changed}. Merci.").format(
            words=row.draft.words, changed=row.draft.changed
        )
        day = row.draft.day or today
        yield Found(LineKind.TOLD_BACK, row.client_id, row.id, day, text, wording, "news")


def _silences(today: date) -> Iterable[Found]:
    """Those who came regularly and have been away twice as long as usual."""
    last_day, first_day = today - timedelta(SILENCE_LEAST), today - timedelta(SILENCE_MOST)
    query = (
        EntryRow.select(
            EntryRow.client, fn.COUNT(EntryRow.id), fn.MIN(EntryRow.day), fn.MAX(EntryRow.day)
        )
        .join(AccountFigures, on=AccountFigures.client == EntryRow.client)
        .where(
            EntryRow.type == EntryType.VISIT.value,
            stands(),
            AccountFigures.last_visit.between(first_day, last_day),
            AccountFigures.state != "closed",
            EntryRow.client.not_in(
                Distance.select(Distance.client).where(Distance.until.is_null())
            ),
        )
        .group_by(EntryRow.client)
        .having(fn.COUNT(EntryRow.id) >= SILENCE_VISITS)
    )
    for client_id, visits, first, last in query.tuples():
        rhythm = (_day(last) - _day(first)).days // (visits - 1)
        away = (today - _day(last)).days
        if rhythm and away > 2 * rhythm:
            months = max(1, round(rhythm / 30.44))
            text = ngettext(
                "venait environ tous les mois, plus vu depuis le {day}",
                "venait environ tous les {months} mois, plus vu depuis le {day}",
                months,
            ).format(months=months, day=format_date(_day(last), "long"))
            wording = _("Prendre des nouvelles, sans rien proposer.")
            yield Found(
                LineKind.SILENCE,
                client_id,
                _day(last).toordinal(),
                _day(last),
                text,
                wording,
                "news",
            )


def _day(value: Any) -> date:
    """A day as an aggregate gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _last_thanks(client_ids: Iterable[int]) -> dict[int, date]:
    """The last « remerciement » noted for each of these clients."""
    query = (
        EntryRow.select(EntryRow.client, fn.MAX(EntryRow.day))
        .where(
            EntryRow.client.in_(list(set(client_ids))),
            EntryRow.type == EntryType.ATTENTION.value,
            EntryRow.kind == "thanks",
            stands(),
        )
        .group_by(EntryRow.client)
    )
    return {row[0]: _day(row[1]) for row in query.tuples()}


SOURCES: tuple[Callable[[date], Iterable[Found]], ...] = (
    _privacy,
    _mediators,
    _call_backs,
    _referrals,
    _good_words,
    _returned,
    _anniversaries,
    _to_tell_back,
    _silences,
)
