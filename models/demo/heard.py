"""What the garage learned from its incidents: their causes, and the words clients said."""

from typing import Any

from peewee import chunked

from models.demo.dice import Dice
from models.month_people import quoted
from models.rules.trust import EntryType
from models.tables import CaseFile, EntryText, Voice
from models.tables import Entry as EntryRow
from models.voices import COMPLAINT, COMPLIMENT

_CAUSES = {
    "wait": ("planning", "briefing"),
    "delay": ("planning", "parts", "parts"),
    "defect": ("workmanship", "workmanship", "parts"),
    "invoice": ("invoicing", "explanation"),
    "rude": ("attitude",),
    "suspicion": ("attitude", "explanation"),
    "price": ("invoicing", "briefing"),
    "forgotten": ("forgetting", "briefing"),
}
"""What an incident of each kind came from, most often first said."""
_THEMES = {
    **{"wait": "time", "delay": "time", "defect": "quality", "invoice": "price"},
    **{"rude": "welcome", "suspicion": "listening", "price": "price", "forgotten": "listening"},
}
_SAID, _KEPT = 84, 60
"""Percent of the incidents whose cause was said, of the words that were kept."""
_AT_ONCE = 500


def write_causes(seed: int) -> None:
    """Say the cause of most incidents of the journal."""
    dice = Dice(f"{seed}/causes")
    query = EntryRow.select(EntryRow.id, EntryRow.kind, EntryRow.day, EntryRow.author)
    rows = [
        (entry_id, dice.pick(_CAUSES[kind]), day, author)
        for entry_id, kind, day, author in query.where(EntryRow.type == EntryType.INCIDENT.value)
        .order_by(EntryRow.id)
        .tuples()
        if dice.chance(_SAID)
    ]
    fields = (CaseFile.entry, CaseFile.cause, CaseFile.changed_on, CaseFile.changed_by)
    _write(CaseFile, fields, rows)


def write_voices(seed: int) -> None:
    """Keep most of what clients said word for word: of what went wrong, of what pleased."""
    dice = Dice(f"{seed}/voices")
    columns = (EntryRow.id, EntryRow.client, EntryRow.type, EntryRow.kind, EntryRow.day)
    query = (
        EntryRow.select(*columns, EntryRow.author, EntryText.text)
        .join(EntryText, on=EntryText.entry == EntryRow.id)
        .where(
            EntryRow.type.in_((EntryType.INCIDENT.value, EntryType.VISIT.value)),
            EntryText.text.contains("«") | EntryText.text.contains("“"),
        )
        .order_by(EntryRow.id)
    )
    rows = [
        _voice(row, words)
        for *row, text in query.tuples()
        for words in quoted(text)
        if dice.chance(_KEPT)
    ]
    fields = (Voice.client, Voice.entry, Voice.day, Voice.nature, Voice.theme, Voice.words)
    _write(Voice, (*fields, Voice.author), rows)


def _write(table: Any, fields: tuple[Any, ...], rows: list[tuple[Any, ...]]) -> None:
    for some in chunked(rows, _AT_ONCE):
        table.insert_many(some, fields).execute()


def _voice(row: list[Any], words: str) -> tuple[Any, ...]:
    entry_id, client_id, kind, what, day, author = row
    complaint = kind == EntryType.INCIDENT.value
    nature, theme = (COMPLAINT, _THEMES[what]) if complaint else (COMPLIMENT, "welcome")
    return (client_id, entry_id, day, nature, theme, words, author)
