"""The gifts of goods of a year: to whom beyond the VAT limit, and whether they are declared."""

from datetime import date

from models.clients import client_labels, number_text
from models.cost_settings import cost_settings
from models.costs import Nature
from models.month_gift_data import GiftOver, Gifts
from models.month_names import ClientMention
from models.rules.costs import gift_limit, gross_cents, over_limit
from models.rules.trust import EntryType
from models.settings import vat_exempt
from models.tables import Cost
from models.tables import Entry as EntryRow


def gifts(through: date) -> Gifts:
    """The gifts of goods of a year, from its first day to `through`; reversed ones do not count."""
    given, exempt = _given(through), vat_exempt(through)
    limit = gift_limit(through.year, cost_settings().limits)
    over = {} if exempt else over_limit(given, limit.cents)
    labels = client_labels(over)
    return Gifts(
        year=through.year,
        limit_cents=limit.cents,
        confirmed=limit.confirmed,
        total_cents=sum(gross for _client, gross in given),
        over=tuple(
            GiftOver(ClientMention(number_text(labels[one].number), labels[one].name), gross)
            for one, gross in over.items()
        ),
        exempt=exempt,
    )


def gifts_total(through: date) -> int:
    """The cents, VAT included, of those gifts: what tells whether the year's are declared."""
    return sum(gross for _client, gross in _given(through))


def _given(through: date) -> list[tuple[int, int]]:
    """A client and the cents, VAT included, of each gift."""
    undone = EntryRow.alias()
    reversed_ids = undone.select(undone.ref).where(
        undone.type == EntryType.REVERSAL.value, undone.day <= through
    )
    query = (
        Cost.select(EntryRow.client, Cost.net_cents, Cost.vat_rate)
        .join(EntryRow)
        .where(
            EntryRow.day.between(date(through.year, 1, 1), through),
            Cost.nature == Nature.GIFT.value,
            Cost.net_cents.is_null(False),
            EntryRow.id.not_in(reversed_ids),
        )
    )
    exempt = vat_exempt(through)
    return [
        (client, gross_cents(net, None if exempt else rate)) for client, net, rate in query.tuples()
    ]
