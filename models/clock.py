"""The program's clock: the shop's local day, and UTC moments for what is recorded."""

from datetime import UTC, date, datetime

_today: date | None = None


def believe_today(day: date | None) -> None:
    """Make the program believe it is `day` (the hidden `--today`); None for the real day."""
    global _today
    _today = day


def today() -> date:
    """The shop's local calendar day."""
    return _today or date.today()


def now_utc() -> datetime:
    """The moment, in UTC without tzinfo, on the believed day; stored in `recorded_at`."""
    now = datetime.now(UTC).replace(tzinfo=None)
    return now if _today is None else datetime.combine(_today, now.time())
