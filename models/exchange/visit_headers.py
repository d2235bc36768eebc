"""Recognising a table of visits by its header, and what each of its columns is."""

import re
from collections.abc import Sequence
from functools import cache

from models.exchange import headers
from models.exchange.mapping import VISIT_USES, Column, Mapping, Use
from models.exchange.use_labels import FROM_VISITS
from models.exchange.visit_words import WHOLE_DOCUMENT, WORDS
from models.rules.folding import fold

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_CURRENCY = re.compile(r"(?: en)?(?: (?:euros?|eur))?$")
_OF_CLIENTS = ("client", "customer", "tiers", "compte", "account", "numcli", "codecli")
_ONCE = (Use.FULL_NAME, Use.REFERENCE, *sorted(VISIT_USES - {Use.WORK}))


def recognise(header: Sequence[str]) -> Mapping | None:
    """What each column of a table of visits is; None when the header is of something else."""
    columns = [_column(text) for text in header]
    for use in (*_ONCE, Use.WORK):
        _keep_best(columns, use)
    mapping = Mapping(tuple(headers.with_names_told_apart([column for column, _rank in columns])))
    return mapping if mapping.tells_visits else None


def score(header: Sequence[str]) -> int:
    """How much of a header of visits a row is: its recognised columns; 0 when it is none."""
    mapping = recognise(header)
    if mapping is None:
        return 0
    return sum(1 for column in mapping.columns if column.use is not None)


def is_whole_document(column: Column) -> bool:
    """Whether the column's amounts are those of a whole document, on each of its lines."""
    return _key(column.header) in WHOLE_DOCUMENT


def _column(text: str) -> tuple[Column, int]:
    """The column and how well its header says it is that (0: best)."""
    for name in (text, _CAMEL.sub(" ", text)):  # « DateFacture »
        found = _words().get(_key(name))
        if found is not None:
            return Column(text, found[0]), found[1]
    column = headers.column_of(text)
    if column.use is Use.REFERENCE and not _is_of_clients(text):
        return Column(text, Use.NOTHING), 0  # « Code »: of an article, as likely
    if column.use is not None and column.use not in FROM_VISITS:
        return Column(text, Use.NOTHING), 0
    return column, 0


def _is_of_clients(text: str) -> bool:
    return any(word in fold(text) for word in _OF_CLIENTS)


def _keep_best(columns: list[tuple[Column, int]], use: Use) -> None:
    """One column for a use, the one whose header says it best; all of the best for the work."""
    places = [place for place, (column, _rank) in enumerate(columns) if column.use is use]
    best = min((columns[place][1] for place in places), default=0)
    kept = [place for place in places if columns[place][1] == best]
    for place in places:
        if place not in (kept[:1] if use in _ONCE else kept):
            columns[place] = Column(columns[place][0].header, Use.NOTHING), 0


def _key(text: str) -> str:
    """The folded header without its currency: « Total T.T.C. (€) » → « total ttc »."""
    folded = fold(text).replace("t t c", "ttc")
    folded = re.sub(r"\bh t\b", "ht", folded)
    return _CURRENCY.sub("", folded) or folded


@cache
def _words() -> dict[str, tuple[Use, int]]:
    known: dict[str, tuple[Use, int]] = {}
    for use, lists in WORDS.items():
        for rank, text in enumerate(lists):
            for word in text.split("|"):
                known.setdefault(" ".join(word.split()), (use, rank))
    return known
