"""To whom a privilege is promised, by name: whoever has a right to it while it stands, and those
to whom it stays due once a charter withdrew or changed it."""

from datetime import date

from peewee import fn

from models.bulk import read_rows
from models.charter import promised_to
from models.clients_by_name import by_name
from models.merges import holders
from models.prepared import day_of
from models.tables import CharterItem, CharterPromise


def promised(privilege_id: int, today: date) -> list[int]:
    """The ids of those who may hold us to it today; reads every client's facts."""
    standing, due = promised_to(privilege_id, today), due_to(privilege_id, today)
    return by_name({*standing, *holders(due)})


def due_to(privilege_id: int, today: date) -> list[int]:
    """Those to whom what was withdrawn or changed stays due today."""
    query = (
        CharterPromise.select(CharterPromise.client)
        .join(CharterItem)
        .where(CharterItem.privilege == privilege_id, CharterItem.until > today)
    )
    return [client for (client,) in read_rows(query)]


def leaving_until(today: date) -> dict[int, date]:
    """Until when each privilege that a charter withdrew or changed stays due as it was."""
    query = CharterItem.select(CharterItem.privilege, fn.MAX(CharterItem.until)).where(
        CharterItem.until > today
    )
    rows = read_rows(query.group_by(CharterItem.privilege))
    return {privilege: day_of(day) for privilege, day in rows}
