"""What the card says of a person besides their account: first visit, return, birthday, referrals.

Facts of the file and of the journal, each in the few words one may say aloud.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.clients import number_text
from models.i18n import _, format_list, format_number, ngettext
from models.prepared import Prepared
from models.rules.trust.months import whole_months
from models.tables import Client, Member
from models.tables import Entry as EntryRow

BIRTHDAY_DAYS = 7
"""A birthday is spoken of a week before and a week after."""
NEW_DAYS = 365
"""Somebody who never came is told as a first visit within a year of the account's opening."""
RHYTHM_VISITS, SILENCE_LEAST, SILENCE_MONTHS = 4, 90, 12
"""A rhythm is known from four visits: a silence is twice as long, three months at least. Without
a rhythm, it is a year."""
_NAMED = 2

_SENT = Prepared(
    lambda client, by: (
        Client.select(Client.id, Client.first_name, Client.last_name, Client.company, Client.number)
        .where((Client.recommended_by == client) | (Client.id == by))
        .order_by(Client.id)
    )
)
_AUTHORS = Prepared(
    lambda a, b, c, d, e, f: (
        EntryRow.select(EntryRow.id, Member.name, Member.initials, Member.colour)
        .join(Member, on=EntryRow.author == Member.id)
        .where(EntryRow.id.in_([a, b, c, d, e, f]))
    )
)
MOST_AUTHORS = 6


@dataclass(frozen=True, slots=True)
class Author:
    """Who noted an entry."""

    name: str
    initials: str
    colour: str


@dataclass(frozen=True, slots=True)
class Known:
    """What says whether somebody is known: the day told in their file, whether the file was
    imported, their visits and the days of their entries up to today, openings included."""

    told_since: date | None
    imported: bool
    visits: Sequence[date]
    entries: Sequence[date]


def is_first_visit(known: Known, today: date) -> bool:
    """Nothing was noted before today but an opening, lately, and nothing says they came before."""
    earlier = [day for day in known.entries if day < today]
    if known.imported or len(earlier) > 1 or any(day < today for day in known.visits):
        return False
    if known.told_since is not None and known.told_since < today:
        return False
    return all((today - day).days <= NEW_DAYS for day in earlier)


def months_away(visits: Iterable[date], today: date) -> int:
    """The months of a long silence that ends today, 0 when there was none."""
    before = sorted(day for day in visits if day < today)
    if not before:
        return 0
    away = (today - before[-1]).days
    months = whole_months(before[-1], today)
    if len(before) < RHYTHM_VISITS:
        return months if months >= SILENCE_MONTHS else 0
    rhythm = (before[-1] - before[0]).days // (len(before) - 1)
    return months if away > max(2 * rhythm, SILENCE_LEAST) else 0


def coming_words(known: Known, today: date) -> str:
    """« première visite », « revient après 14 mois », or nothing."""
    if is_first_visit(known, today):
        return _("première visite")
    months = months_away(known.visits, today)
    if not months:
        return ""
    if months < 24:
        return ngettext("revient après {n} mois", "revient après {n} mois", months).format(n=months)
    return ngettext("revient après {n} an", "revient après {n} ans", months // 12).format(
        n=months // 12
    )


def birthday_words(day: int | None, month: int | None, today: date) -> str:
    """« son anniversaire est demain » when it is near; the year plays no part."""
    if day is None or month is None:
        return ""
    for shift in range(-BIRTHDAY_DAYS, BIRTHDAY_DAYS + 1):
        near = today + timedelta(days=shift)
        if (near.day, near.month) == _celebrated(day, month, near.year):
            return _birthday_in(shift)
    return ""


def _celebrated(day: int, month: int, year: int) -> tuple[int, int]:
    """Who was born on 29 February is wished well on the 28th of a common year."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (28, 2) if (day, month) == (29, 2) and not leap else (day, month)


def _birthday_in(days: int) -> str:
    near = {
        -1: _("son anniversaire était hier"),
        0: _("c’est son anniversaire"),
        1: _("son anniversaire est demain"),
    }
    if days in near:
        return near[days]
    if days > 0:
        return _("son anniversaire est dans {days} jours").format(days=days)
    return _("son anniversaire était il y a {days} jours").format(days=-days)


def referral_words(client_id: int, recommended_by: int | None) -> tuple[str, ...]:
    """« vient de la part de Paul Durant », « nous a envoyé Zoé Arnaud et 2 autres »."""
    by, sent = "", []
    for other, first, last, company, number in _SENT.rows(client_id, recommended_by or 0):
        name = " ".join(part for part in (first, last) if part) or company or number_text(number)
        if other == recommended_by:
            by = _("vient de la part de {name}").format(name=name)
        else:
            sent.append(name)
    return tuple(words for words in (by, _sent_words(sent)) if words)


def _sent_words(names: Sequence[str]) -> str:
    if not names:
        return ""
    shown, more = list(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        others = ngettext("{count} autre", "{count} autres", more)
        shown.append(others.format(count=format_number(more)))
    return _("nous a envoyé {names}").format(names=format_list(shown))


def authors(entry_ids: Sequence[int]) -> dict[int, Author]:
    """Who noted these entries, at most `MOST_AUTHORS` of them."""
    ids = [*entry_ids, *[0] * MOST_AUTHORS][:MOST_AUTHORS]
    return {row[0]: Author(*row[1:]) for row in _AUTHORS.rows(*ids)}
