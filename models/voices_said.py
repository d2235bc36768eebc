"""The last words of a client that were kept, as the counter card tells them."""

from datetime import date
from itertools import islice

from models.catalogue import Labels
from models.i18n import _
from models.prepared import Prepared, day_of
from models.tables import Voice
from models.voices import nature_label

_VOICES = Prepared(
    lambda client: (
        Voice.select(Voice.day, Voice.nature, Voice.theme, Voice.words)
        .where(Voice.client == client)
        .order_by(Voice.day.desc(), Voice.id.desc())
    )
)


def last_words(
    client_id: int, count: int, labels: Labels, today: date
) -> list[tuple[date, str, str]]:
    """(day, « Plainte, délais », the words), the latest first; none of after `today`."""
    rows = ((day_of(row[0]), *row[1:]) for row in _VOICES.rows(client_id))
    return [
        (day, _heading(nature, theme, labels), _("«\u00a0{words}\u00a0»").format(words=words))
        for day, nature, theme, words in islice((row for row in rows if row[0] <= today), count)
    ]


def _heading(nature: str, theme: str, labels: Labels) -> str:
    name = nature_label(nature).capitalize()
    return f"{name}, {labels.get(('theme', theme), theme).lower()}" if theme else name
