"""What waits, as a calendar file (RFC 5545) that a phone or another program shows."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from models.i18n import _, format_date, format_units
from models.todo import TodoItem

_DAY = timedelta(days=1)


def todo_calendar(items: Iterable[TodoItem], today: date, shop: str) -> bytes:
    """The cases that still turn into a withdrawal, each a whole day: the one it is due, or the
    last to act when that has passed; and today the trials that are over and files to review.

    The same line always has the same identity: a calendar that reads the file again moves it
    instead of adding it twice. `shop` is the shop's name.
    """
    from icalendar import Calendar, Event  # slow to load

    calendar = Calendar()
    calendar.add("prodid", "-//Compte-Confiance//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("À faire, {shop}").format(shop=shop))
    for item in items:
        if (day := _day_of(item, today)) is None:
            continue
        event = Event()
        _client, sort, subject = item.key
        event.add("uid", f"{sort}-{subject}@compte-confiance")
        event.add("dtstamp", _at_midnight(today))
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
        event.add("summary", f"{item.title} · {item.client.name}")
        event.add("description", _told(item))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _day_of(item: TodoItem, today: date) -> date | None:
    if item.trial is not None or item.files is not None:
        return today
    if item.case is None or item.turns_on is None:
        return None
    return item.case.due if item.case.due >= today else item.turns_on - _DAY


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _told(item: TodoItem) -> str:
    if item.turns_on is None:
        return item.text
    day = format_date(item.turns_on, "full")
    loss = _("Sans rien faire, {amount} unités le {day}.").format(
        amount=format_units(item.amount, signed=True), day=day
    )
    return f"{item.text}\n{loss}" if item.text else loss
