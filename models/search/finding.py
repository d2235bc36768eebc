"""The clients a question finds, best first: one rung of a ladder after the other.

A rung asks a little less than the one above. Within a rung, who was seen last comes first, then
who was noted most, then the oldest file: always the same order. Short beginnings fit more
clients than can be put in order at each key: those seen last come first, then the newest files.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from models.search import codes
from models.search.codes import Piece, values
from models.search.question import Question
from models.search.vocabulary import choices, similar, similar_beginnings
from models.tables import database

_MOST = 300
"""How many clients of one rung are put in order."""
_FIRST = 60
"""How many of those, at least, are told apart by who was noted most when seen the same day."""
_RECENT = 300
_SHORT = 3
_NAMES = "(' ' || d.last || ' ' || d.first || ' ' || d.company || ' ' || d.also || ' ')"
_WORDS = (
    "(' ' || d.last || ' ' || d.first || ' ' || d.company || ' ' || d.also || ' ' || d.town"
    " || ' ' || d.asset || ' ' || d.email || ' ' || d.other || ' ')"
)
_LAST_VISIT = (
    "SELECT client_id, last_visit FROM account_figures"
    " WHERE client_id IN (SELECT value FROM json_each(?))"
)
_NOTED = "SELECT value, (SELECT max(seq) FROM entry WHERE client_id = value) FROM json_each(?)"
_SEEN_LAST = (
    "SELECT DISTINCT client_id FROM"
    f" (SELECT client_id FROM entry ORDER BY day DESC, id DESC LIMIT {_RECENT})"
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
        yield _ranked(_matching(_slips_in_halves(question.words), question.codes))


def _rungs(question: Question) -> Iterator[list[int]]:
    if question.number is not None:
        yield _clients(codes.numbered(question.number))
    if question.whole:
        plates = [_ranked(_some(place)) for place in codes.places(question.whole)]
        yield from plates
        if any(plates):
            return
    if not question.words:
        for place in codes.places(question.codes[0]):
            yield _ranked(_some(place, _also(question.codes[1:], "f.client")))
        return
    found = _code_first(question) if question.codes and _codes_tell_more(question) else []
    yield _ranked(found)
    if not found:
        yield from _by_words(question.words, question.codes)


def _codes_tell_more(question: Question) -> bool:
    hardly_a_word = max(map(len, question.words)) <= _SHORT
    return hardly_a_word and not codes.tells_little(question.codes[0])


def _code_first(question: Question) -> list[int]:
    conditions = [Piece(f"instr({_WORDS}, ?)", (f" {word}",)) for word in question.words]
    conditions += _also(question.codes[1:], "f.client")
    return _some(codes.anywhere(question.codes[0]), conditions)


def every(question: Question) -> Piece:
    """A query for all the clients a question finds, in no order, as far down as the first find."""
    found = Piece("SELECT 1 WHERE 0")
    for found in _whole_sets(question):
        if database.execute_sql(f"{found.sql} LIMIT 1", found.values).fetchall():
            return found
    return found


def _whole_sets(question: Question) -> Iterator[Piece]:
    if question.number is not None and (question.words or not question.codes[0].isdigit()):
        yield codes.numbered(question.number)
    if question.whole:
        yield codes.anywhere(question.whole)
    match = _beginnings(question.words)
    if match:
        yield _match(match, question.codes)
    elif question.codes and not question.words:
        yield _also_all(codes.anywhere(question.codes[0]), question.codes[1:])
    for slips in _slips(question.words):
        yield _match(slips, question.codes)
    if question.apart != question.codes:
        yield from _whole_sets(Question(question.words, question.apart, question.apart))
    elif question.words:
        yield _match(_slips_in_halves(question.words), question.codes)


def _also_all(found: Piece, asked: Sequence[str]) -> Piece:
    others = _also(asked, "client")
    where = "".join(f" AND {piece.sql}" for piece in others)
    return Piece(f"SELECT client FROM ({found.sql}) WHERE 1{where}", values((found, *others)))


# -- words -------------------------------------------------------------------------------------


def _by_words(words: Sequence[str], asked: Sequence[str]) -> Iterator[list[int]]:
    match = _beginnings(words)
    found = False
    if match and asked:
        for rung in _with_codes(match, asked):
            found = found or bool(rung)
            yield rung
    elif match:
        yield from _by_names(words, match)
        yield from _best_first(words, _matching(match), _WORDS)
    if not found:
        yield from (_ranked(_matching(slips, asked)) for slips in _slips(words))


def _with_codes(match: str, asked: Sequence[str]) -> Iterator[list[int]]:
    """Codes that begin a word (an asset's name, a plate) first, then those anywhere."""
    if all(code.isalnum() and code.isascii() for code in asked):
        yield _ranked(_matching(" AND ".join([f"({match})", *map(codes.beginning, asked)])))
    yield _ranked(_matching(match, asked))


def _by_names(words: Sequence[str], match: str) -> Iterator[list[int]]:
    """Whole names, surnames first; then names that begin so."""
    whole = " AND ".join(f'"{word}"' for word in words)
    exact = [f"{word} " for word in words]
    if len(words) == 1:
        surname = f"{{last company}} : {whole}"
        yield from _best_first(exact, _matching(surname, table="search_name"), _NAMES)
    yield from _best_first(exact, _matching(whole, table="search_name"), _NAMES)
    yield from _best_first(words, _matching(match, table="search_name"), _NAMES)


def _best_first(words: Sequence[str], found: list[int], text: str) -> Iterator[list[int]]:
    """All in order; or, of more than that, those seen last, then the others."""
    if len(found) == _MOST:
        yield _ranked(_recent(words, text))
    broad = len(found) == _MOST and max(map(len, words)) <= _SHORT
    yield found if broad else _ranked(found)


def _beginnings(words: Sequence[str]) -> str:
    """What words may begin, or "" when one begins nothing in the book.

    Two short ones may have been written as one (« le gall », « Legall »).
    """
    if not words:
        return ""
    ways = [words]
    for at, (first, second) in enumerate(pairwise(words)):
        if len(first) <= _SHORT:
            ways.append([*words[:at], first + second, *words[at + 2 :]])
    meant = {word: _beginning(word) for way in ways for word in way}
    parts = [[meant[word] for word in way] for way in ways]
    return " OR ".join(f"({' AND '.join(part)})" for part in parts if all(part))


def _beginning(word: str) -> str:
    """A beginning, by the words it may mean when they are few: merging long lists is slow."""
    meant = choices(word)
    return codes.beginning(word) if meant is None else _either(f'"{one}"' for one in meant)


def _either(parts: Iterable[str]) -> str:
    either = " OR ".join(parts)
    return f"({either})" if either else ""


def _recent(words: Sequence[str], text: str) -> list[int]:
    """Of those seen last, the ones who have words that begin so."""
    where = " AND ".join([f"instr({text}, ?)"] * len(words))
    sql = (
        f"SELECT d.client FROM ({_SEEN_LAST}) AS r JOIN search_document AS d"
        f" ON d.client = r.client_id WHERE {where}"
    )
    return _clients(Piece(sql, tuple(f" {word}" for word in words)))


# -- slips of the keyboard ---------------------------------------------------------------------


def _slips(words: Sequence[str]) -> Iterator[str]:
    """One word with a slip and the others as typed; then a slip in each."""
    meant = {word: _either(f'"{one}"' for one in similar(word)) for word in words}
    typed = {word: _beginning(word) for word in words}
    ways = [[meant[w] if w == word else typed[w] for w in words] for word in words]
    one = " OR ".join(f"({' AND '.join(way)})" for way in ways if all(way))
    if one:
        yield one
    if sum(map(bool, meant.values())) > 1:
        each = [_either(filter(None, (meant[word], typed[word]))) for word in words]
        if all(each):
            yield " AND ".join(each)


def _slips_in_halves(words: Sequence[str]) -> str:
    starts = ([word, *similar_beginnings(word)] for word in words)
    return " AND ".join(_either(map(codes.beginning, some)) for some in starts)


# -- candidates and their order ----------------------------------------------------------------


def _matching(match: str, asked: Sequence[str] = (), table: str = "search_word") -> list[int]:
    """Clients whose words match, with these codes, the newest files first."""
    found = _match(match, asked, table)
    return _clients(Piece(f"{found.sql} ORDER BY rowid DESC LIMIT ?", (*found.values, _MOST)))


def _match(match: str, asked: Sequence[str] = (), table: str = "search_word") -> Piece:
    others = _also(asked, "rowid")
    where = "".join(f" AND {piece.sql}" for piece in others)
    sql = f"SELECT rowid AS client FROM {table} WHERE {table} MATCH ?{where}"
    return Piece(sql, (match, *values(others)))


def _some(found: Piece, conditions: Sequence[Piece] = ()) -> list[int]:
    """Some of the clients a query finds, with these conditions on `f.client` or document `d`."""
    if not conditions:
        return _clients(Piece(f"{found.sql} LIMIT ?", (*found.values, _MOST)))
    where = " AND ".join(piece.sql for piece in conditions)
    sql = (
        f"SELECT f.client FROM ({found.sql}) AS f JOIN search_document AS d"
        f" ON d.client = f.client WHERE {where} LIMIT ?"
    )
    return _clients(Piece(sql, (*found.values, *values(conditions), _MOST)))


def _also(asked: Iterable[str], client: str) -> list[Piece]:
    return [codes.also(code, client) for code in asked]


def _ranked(clients: Sequence[int]) -> list[int]:
    if len(clients) < 2:
        return list(clients)
    seen = dict.fromkeys(sorted(clients)) | _by_client(_LAST_VISIT, clients)
    order = sorted(seen, key=lambda client: seen[client] or "", reverse=True)
    last = seen[order[:_FIRST][-1]] or ""
    days = Counter(seen.values())
    tied = [client for client in order if days[seen[client]] > 1 and (seen[client] or "") >= last]
    noted = _by_client(_NOTED, tied) if tied else {}
    return sorted(
        order, key=lambda client: (seen[client] or "", noted.get(client) or 0), reverse=True
    )


def _by_client(query: str, clients: Sequence[int]) -> dict[int, Any]:
    return dict(database.execute_sql(query, (json.dumps(clients),)).fetchall())


def _clients(found: Piece) -> list[int]:
    return [row[0] for row in database.execute_sql(found.sql, found.values)]
