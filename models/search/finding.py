"""The clients a question finds, best first: one rung of a ladder after the other.

A rung asks a little less than the one above. Within a rung, who was seen last comes first, then
who was noted most, then the oldest file: always the same order. Short beginnings fit more
clients than can be put in order at each key: those seen last come first, then the newest files.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from models.search import codes
from models.search.codes import Piece, values
from models.search.documents import COLUMNS
from models.search.matches import SHORT, beginnings, slips, slips_in_halves, spellings
from models.search.question import Question
from models.search.seen_last import seen_last
from models.tables import database

_MOST = 200
"""How many clients of one rung are put in order."""
_FEW = 60
"""How many are too many for their names to be read one by one."""
_FIRST = 60
"""How many of those, at least, are told apart by who was noted most when seen the same day."""
_BROAD = 2000
_NAMES = (
    "SELECT client, ' ' || last || ' ' || first || ' ' || company || ' ' || also || ' '"
    " FROM search_document WHERE client IN (SELECT value FROM json_each(?))"
)
_WORDS = "(' ' || " + " || ' ' || ".join(COLUMNS[1:-2]) + ")"
_WITH_LAST_VISIT = (
    "SELECT client, ifnull(last_visit, '') FROM ({found})"
    " LEFT JOIN account_figures ON client_id = client"
)
_NOTED = "SELECT value, (SELECT max(seq) FROM entry WHERE client_id = value) FROM json_each(?)"


class Rung(dict[int, str]):
    """The clients of one rung, with their last visit, "" when none is known."""

    newest_first = False
    """Whether they are too many to be told apart by when they were seen last."""


def rungs(question: Question) -> Iterator[list[int]]:
    """Clients found rung by rung, each best first, without those of the rungs above."""
    met = set[int]()
    for rung in _rungs(question):
        new = {client: visit for client, visit in rung.items() if client not in met}
        met.update(new)
        yield sorted(new, reverse=True) if rung.newest_first else _ranked(new)


def _rungs(question: Question) -> Iterator[Rung]:
    found = False
    for ladder in (_as_asked(question), *map(_rungs, question.otherwise()), _slipped(question)):
        for rung in ladder:
            found = found or bool(rung)
            yield rung
        if found:
            return


def _slipped(question: Question) -> Iterator[Rung]:
    if question.words and not question.has_groups:
        yield _matching(slips_in_halves(question.words), question.codes)
    if question.address:
        yield from map(_some, codes.slipped(question.address))


def _as_asked(question: Question) -> Iterator[Rung]:
    if question.number is not None:
        yield _clients(codes.numbered(question.number))
    if question.whole:
        plates = [_some(place) for place in codes.places(question.whole)]
        yield from plates
        if any(plates):
            return
    if not question.words:
        yield from _by_codes(question.codes)
        return
    found = _code_first(question) if question.codes and _codes_tell_more(question) else Rung()
    yield found
    if not found:
        yield from _by_words(question.words, question.codes)


def _codes_tell_more(question: Question) -> bool:
    hardly_a_word = max(map(len, question.words)) <= SHORT
    return hardly_a_word and not codes.tells_little(question.codes[0])


def _by_codes(asked: Sequence[str]) -> Iterator[Rung]:
    """A whole phone that was found is looked for in no other place."""
    for place in codes.places(asked[0]):
        rung = _some(place, _also(asked[1:], "f.client"))
        yield rung
        if rung and len(asked[0]) >= codes.WHOLE_PHONE:
            return


def _code_first(question: Question) -> Rung:
    conditions = [_has_words(question.words), *_also(question.codes[1:], "f.client")]
    return _some(codes.anywhere(question.codes[0]), conditions)


def every(question: Question) -> tuple[Piece, Piece | None]:
    """A query for all the clients a question finds, in no order, as far down as the first find.

    When so many have the words typed that reading documents in turn is the quickest way to some
    of them, also the condition that a document has them.
    """
    found = Piece("SELECT 1 WHERE 0")
    for found, words in _whole_sets(question):
        some = f"SELECT count(*) FROM ({found.sql} LIMIT {_BROAD})"
        [(count,)] = database.execute_sql(some, found.values)
        if count:
            return found, _written(words) if words and count == _BROAD else None
    return found, None


def _written(words: Sequence[str]) -> Piece:
    ways = [_has_words(way) for way in spellings(words)]
    return Piece(" OR ".join(way.sql for way in ways), values(ways))


def _has_words(words: Sequence[str]) -> Piece:
    """The condition that a document has words that begin so."""
    sql = " AND ".join([f"instr({_WORDS}, ?)"] * len(words))
    return Piece(sql, tuple(f" {word}" for word in words))


def _whole_sets(question: Question) -> Iterator[tuple[Piece, Sequence[str]]]:
    """What may be found, the likeliest first; with the words, when they alone are asked for."""
    asked, alone = question.codes, () if question.codes else question.words
    if question.number is not None and (question.words or not asked[0].isdigit()):
        yield codes.numbered(question.number), ()
    if question.whole:
        yield codes.anywhere(question.whole), ()
    match = beginnings(question.words)
    if match:
        yield _match(match, asked), alone
    elif asked and not question.words:
        yield _also_all(codes.anywhere(asked[0]), asked[1:]), ()
    for slip in slips(question.words):
        yield _match(slip, asked), ()
    for otherwise in question.otherwise():
        yield from _whole_sets(otherwise)
    if question.words and not question.has_groups:
        yield _match(slips_in_halves(question.words), asked), ()
    if question.address:
        yield from ((address, ()) for address in codes.slipped(question.address))


def _also_all(found: Piece, asked: Sequence[str]) -> Piece:
    others = _also(asked, "client")
    where = "".join(f" AND {piece.sql}" for piece in others)
    return Piece(f"SELECT client FROM ({found.sql}) WHERE 1{where}", values((found, *others)))


# -- words -------------------------------------------------------------------------------------


def _by_words(words: Sequence[str], asked: Sequence[str]) -> Iterator[Rung]:
    """Slips come last: beside names that fit, but not beside codes that do."""
    found = False
    for rung in _beginning_so(words, asked):
        found = found or bool(rung)
        yield rung
    for slip in slips(words) if not (found and asked) else ():
        rung = _matching(slip, asked)
        yield rung
        if found or rung:
            return


def _beginning_so(words: Sequence[str], asked: Sequence[str]) -> Iterator[Rung]:
    """An e-mail's own words (« jeandurand ») are looked for beside others only if no name fits."""
    if asked:
        yield from _with_codes(words, asked)
        return
    match, named = beginnings(words, spoken=True), False
    few = _matching(match) if match and _tell_enough(words) else Rung()
    some = 0 < len(few) < _FEW
    for rung in _told_apart(few, words) if some else _by_names(words, match):
        named = named or bool(rung)
        yield rung
    if some and named:
        yield few
    elif again := match if named and len(words) > 1 else beginnings(words):
        yield from _best_first(words, few if few and again == match else _matching(again))


def _tell_enough(words: Sequence[str]) -> bool:
    """Whether a few clients have words that begin so, most likely."""
    return len(words) > 1 and len(words[-1]) >= SHORT


def _with_codes(words: Sequence[str], asked: Sequence[str]) -> Iterator[Rung]:
    """Codes that begin a word (an asset's name, a plate) first, then those anywhere."""
    match = beginnings(words)
    if match and all(code.isalnum() and code.isascii() for code in asked):
        yield _matching(" AND ".join([match, *map(codes.beginning, asked)]))
    if match:
        yield _matching(match, asked)


def _told_apart(few: Rung, words: Sequence[str]) -> Iterator[Rung]:
    """Of a few, those of whole names, then those of names that begin so."""
    names = dict(database.execute_sql(_NAMES, (json.dumps([*few]),)).fetchall())
    for end in (" ", ""):
        ways = [[f" {word}{end}" for word in way] for way in spellings(words)]
        has = {client for client, text in names.items() if _has_one(text, ways)}
        yield Rung((client, visit) for client, visit in few.items() if client in has)


def _has_one(text: str, ways: Iterable[Iterable[str]]) -> bool:
    return any(all(word in text for word in way) for way in ways)


def _by_names(words: Sequence[str], match: str) -> Iterator[Rung]:
    """Whole names, surnames first; then names that begin so."""
    if not match:
        return
    whole = " AND ".join(f'"{word}"' for word in words)
    exact = [f"{word} " for word in words]
    if len(words) == 1:
        surname = f"{{last company}} : {whole}"
        yield from _best_first(exact, _matching(surname, table="search_name"), names_only=True)
    yield from _best_first(exact, _matching(whole, table="search_name"), names_only=True)
    yield from _best_first(words, _matching(match, table="search_name"), names_only=True)


def _best_first(words: Sequence[str], found: Rung, *, names_only: bool = False) -> Iterator[Rung]:
    """All in order; or, of more than that, those seen last, then the others."""
    if len(found) == _MOST:
        yield Rung(seen_last(words, names_only=names_only))
        found.newest_first = max(map(len, words)) <= SHORT
    yield found


# -- candidates and their order ----------------------------------------------------------------


def _matching(
    match: str, asked: Sequence[str] = (), table: str = "search_word", most: int = _MOST
) -> Rung:
    """Clients whose words match, with these codes, the newest files first."""
    found = _match(match, asked, table)
    return _clients(Piece(f"{found.sql} ORDER BY rowid DESC LIMIT {most}", found.values))


def _match(match: str, asked: Sequence[str] = (), table: str = "search_word") -> Piece:
    others = _also(asked, "rowid")
    where = "".join(f" AND {piece.sql}" for piece in others)
    sql = f"SELECT rowid AS client FROM {table} WHERE {table} MATCH ?{where}"
    return Piece(sql, (match, *values(others)))


def _some(found: Piece, conditions: Sequence[Piece] = ()) -> Rung:
    """Some of the clients a query finds, with these conditions on `f.client` or a document."""
    if not conditions:
        return _clients(Piece(f"{found.sql} LIMIT {_MOST}", found.values))
    where = " AND ".join(piece.sql for piece in conditions)
    sql = (
        f"SELECT f.client FROM ({found.sql}) AS f JOIN search_document AS d"
        f" ON d.client = f.client WHERE {where} LIMIT {_MOST}"
    )
    return _clients(Piece(sql, (*found.values, *values(conditions))))


def _also(asked: Iterable[str], client: str) -> list[Piece]:
    return [codes.also(code, client) for code in asked]


def _ranked(seen: dict[int, str]) -> list[int]:
    """The clients, the last seen first; of those seen the same day, those noted most."""
    order = sorted(sorted(seen), key=seen.__getitem__, reverse=True)
    if len(order) < 2:
        return order
    last = seen[order[:_FIRST][-1]]
    first = [client for client in order if seen[client] >= last]
    days = Counter(seen[client] for client in first)
    tied = [client for client in first if days[seen[client]] > 1]
    noted = _noted(tied) if tied else {}
    first.sort(key=lambda client: (seen[client], noted.get(client) or 0), reverse=True)
    return first + order[len(first) :]


def _noted(clients: Sequence[int]) -> dict[int, int | None]:
    return dict(database.execute_sql(_NOTED, (json.dumps(clients),)).fetchall())


def _clients(found: Piece) -> Rung:
    sql = _WITH_LAST_VISIT.format(found=found.sql)
    return Rung(database.execute_sql(sql, found.values).fetchall())
