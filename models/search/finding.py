"""The clients a question finds, best first: one rung of a ladder after the other.

A rung asks a little less than the one above. Within a rung, who was seen last comes first, then
who was noted most, then the oldest file: always the same order. Short beginnings fit more
clients than can be put in order at each key: the newest files then stand for the others, with
those seen last.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from models.search import codes
from models.search.codes import Piece, values
from models.search.question import Question
from models.search.vocabulary import choices, similar, similar_beginnings
from models.tables import database

_MOST = 400
"""How many clients of one rung are put in order."""
_RECENT = 300
_SURNAMES = "(' ' || d.last || ' ' || d.company || ' ')"
_NAMES = "(' ' || d.last || ' ' || d.first || ' ' || d.company || ' ')"
_WORDS = (
    "(' ' || d.last || ' ' || d.first || ' ' || d.company || ' ' || d.town || ' ' || d.asset"
    " || ' ' || d.email || ' ' || d.other)"
)


def rungs(question: Question) -> Iterator[list[int]]:
    """Clients found rung by rung, each best first; a client may come again on a lower one."""
    found = False
    for rung in _rungs(question):
        found = found or bool(rung)
        yield rung
    if not found and question.apart != question.codes:
        yield from rungs(Question(question.words, question.apart, question.apart))
    elif not found and question.words:
        match = _with_slips_in_halves(question.words)
        yield _ranked(_holding(match, question.codes))


def _rungs(question: Question) -> Iterator[list[int]]:
    if question.number is not None:
        yield _clients(Piece("SELECT id FROM client WHERE number = ?", (question.number,)))
    if question.whole:
        yield _first_ones(codes.containing(question.whole))
    if not question.words:
        yield from _by_codes(question.codes)
    elif question.codes and max(map(len, question.words)) <= 3 and not _common(question.codes):
        yield _code_first(question)
    else:
        yield from _by_words(question)


def _by_codes(asked: Sequence[str]) -> Iterator[list[int]]:
    for place in codes.places(asked[0]):
        yield _first_ones(place, _conditions(asked[1:]))


def _common(asked: Sequence[str]) -> bool:
    """Whether most phones begin so (« 06 »)."""
    return len(asked[0]) <= 2 and asked[0].startswith("0")


def _code_first(question: Question) -> list[int]:
    """A code and hardly a letter or two: the code tells more."""
    words = [Piece(f"instr({_WORDS}, ?)", (f" {word}",)) for word in question.words]
    return _first_ones(
        codes.anywhere(question.codes[0]), [*words, *_conditions(question.codes[1:])]
    )


# -- words -------------------------------------------------------------------------------------


def _by_words(question: Question) -> Iterator[list[int]]:
    words, asked = question.words, question.codes
    match = _beginnings(words)
    if match:
        if asked and all(code.isalnum() and code.isascii() for code in asked):
            yield _ranked(_holding(" AND ".join([match, *map(codes.word, asked)]), ()))
        found = _holding(match, asked)
        if len(found) < _MOST:
            yield _ranked(found, words)
        else:
            yield from _many(words, match, asked)
            yield found
    yield from _with_slips(words, asked)


def _many(words: Sequence[str], match: str, asked: Sequence[str]) -> Iterator[list[int]]:
    """More than can be ordered: whole names first, then names that begin so."""
    whole = " AND ".join(f'"{word}"' for word in words)
    for columns in ("last company", "last first company"):
        found = _holding(f"{{{columns}}} : ({whole})", asked)
        if len(found) == _MOST:
            found += _recent([f"{word} " for word in words], asked)
        yield _ranked(found)
    yield _ranked(_recent(words, asked))
    yield _holding(f"{{last first company}} : ({match})", asked)


def _beginnings(words: Sequence[str]) -> str:
    """What words may begin, or "" when one begins nothing in the book.

    Two short ones may have been written as one (« le gall », « Legall »).
    """
    ways = [words]
    for at, (first, second) in enumerate(pairwise(words)):
        if len(first) <= 3:
            ways.append([*words[:at], first + second, *words[at + 2 :]])
    parts = [" AND ".join(map(_beginning, way)) for way in ways if all(map(_beginning, way))]
    return "(" + " OR ".join(f"({part})" for part in parts) + ")" if parts else ""


def _beginning(word: str) -> str:
    """A beginning, by the words it may mean when they are few: merging long lists is slow."""
    meant = choices(word)
    return _prefix(word) if meant is None else _either(meant)


def _prefix(word: str) -> str:
    return f'"{word}"*'


def _either(words: Iterable[str]) -> str:
    parts = " OR ".join(f'"{word}"' for word in words)
    return f"({parts})" if parts else ""


def _recent(words: Sequence[str], asked: Sequence[str]) -> list[int]:
    """Of those seen last, the ones whose names begin so."""
    conditions = [Piece(f"instr({_NAMES}, ?)", (f" {word}",)) for word in words]
    conditions += _conditions(asked)
    sql = (
        "SELECT d.client FROM (SELECT client_id FROM account_figures WHERE last_visit IS NOT NULL"
        " ORDER BY last_visit DESC LIMIT ?) AS r JOIN search_document AS d"
        f" ON d.client = r.client_id WHERE {_all(conditions)}"
    )
    return _clients(Piece(sql, (_RECENT, *values(conditions))))


# -- slips of the keyboard ---------------------------------------------------------------------


def _with_slips(words: Sequence[str], asked: Sequence[str]) -> Iterator[list[int]]:
    """One word with a slip and the others as typed; then a slip in each."""
    meant = {word: _either(similar(word)) for word in words}
    typed = {word: _beginning(word) for word in words}
    ways = [[meant[w] if w == word else typed[w] for w in words] for word in words]
    possible = [" AND ".join(way) for way in ways if all(way)]
    if possible:
        yield _ranked(_holding(" OR ".join(f"({way})" for way in possible), asked))
    if sum(map(bool, meant.values())) > 1:
        either = [" OR ".join(filter(None, (meant[w], typed[w]))) for w in words]
        if all(either):
            yield _ranked(_holding(" AND ".join(f"({part})" for part in either), asked))


def _with_slips_in_halves(words: Sequence[str]) -> str:
    starts = ([word, *similar_beginnings(word)] for word in words)
    return " AND ".join("(" + " OR ".join(map(_prefix, some)) + ")" for some in starts)


# -- candidates and their order ----------------------------------------------------------------


def _holding(match: str, asked: Sequence[str]) -> list[int]:
    """Clients whose words match, with these codes, the newest files first."""
    sql = "SELECT w.rowid FROM search_word AS w WHERE w.search_word MATCH ?"
    conditions = _conditions(asked)
    if conditions:
        document = "search_word AS w JOIN search_document AS d ON d.client = w.rowid"
        sql = sql.replace("search_word AS w", document) + f" AND {_all(conditions)}"
    sql += f" ORDER BY w.rowid DESC LIMIT {_MOST}"
    return _clients(Piece(sql, (match, *values(conditions))))


def _first_ones(found: Piece, conditions: Sequence[Piece] = ()) -> list[int]:
    sql, among = found.sql, found.values
    if conditions:
        sql = (
            f"SELECT d.client FROM ({sql}) AS f JOIN search_document AS d ON d.client = f.client"
            f" WHERE {_all(conditions)}"
        )
        among = (*among, *values(conditions))
    return _ranked(_clients(Piece(f"{sql} LIMIT {_MOST}", among)))


def _clients(found: Piece) -> list[int]:
    return [row[0] for row in database.execute_sql(found.sql, found.values)]


def _ranked(clients: Sequence[int], tiers: Sequence[str] = ()) -> list[int]:
    """Best first; with `tiers`, by how well the names fit these words to begin with."""
    if len(clients) < 2:
        return list(clients)
    tier = _tier(tiers)
    document = " JOIN search_document AS d ON d.client = f.value" if tiers else ""
    sql = (
        f"SELECT f.value FROM json_each(?) AS f{document}"
        " LEFT JOIN account_figures AS a ON a.client_id = f.value"
        f" ORDER BY {tier.sql}a.last_visit DESC,"
        " (SELECT max(seq) FROM entry WHERE client_id = f.value) DESC, f.value"
    )
    return list(dict.fromkeys(_clients(Piece(sql, (json.dumps(clients), *tier.values)))))


def _tier(words: Sequence[str]) -> Piece:
    """0 when the surname or company is exactly that, 1 when the names are, 2 when they begin so."""
    if not words:
        return Piece("")
    exact = [f" {word} " for word in words]
    start = [f" {word}" for word in words]
    cases = ((_SURNAMES, exact), (_NAMES, exact), (_NAMES, start))
    conditions = [[Piece(f"instr({text}, ?)", (word,)) for word in some] for text, some in cases]
    whens = " ".join(f"WHEN {_all(pieces)} THEN {n}" for n, pieces in enumerate(conditions))
    return Piece(f"CASE {whens} ELSE 3 END, ", tuple(v for c in conditions for v in values(c)))


def _conditions(asked: Iterable[str]) -> list[Piece]:
    return [codes.in_document(code) for code in asked]


def _all(pieces: Iterable[Piece]) -> str:
    return " AND ".join(piece.sql for piece in pieces)
