"""Client files that may be one person's twice: proposed with the reason, never merged alone.

A phone or an e-mail in common, or nearly the same name at the same postcode. Homonyms exist, and
families share a phone: files with different first names are proposed last, and said to be so.
« Ce sont deux personnes » is remembered: the pair is not proposed again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from models.actor import Actor
from models.bulk import read_rows
from models.changes import Changes, changed
from models.database import writing
from models.i18n import _
from models.merges import in_force
from models.rules.folding import fold
from models.tables import Client, Reach, TwoPeople
from models.team import Right, require

_CROWD = 6
"""What more than so many files share is a firm's, or the shop's own."""
MOST = 500
"""The pairs proposed at once: the others come when these are dealt with."""
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("y", "i"), ("z", "s"), ("h", ""))
_SILENT = "tdsxe"
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two files, the older first; `why` « phone », « email », « name ».

    `first_names_differ`: perhaps two people of one family.
    """

    first: int
    second: int
    why: tuple[str, ...]
    first_names_differ: bool = False


def possible_duplicates() -> list[PossibleDuplicate]:
    """The pairs to look at, those with most in common first, at most `MOST`."""
    names = _names()
    reasons: dict[Pair, list[str]] = defaultdict(list)
    for why, pair in (*_sharing(), *_alike(names)):
        if pair[0] in names and pair[1] in names and why not in reasons[pair]:
            reasons[pair].append(why)
    apart = set(TwoPeople.select(TwoPeople.first, TwoPeople.second).tuples())
    found = [
        PossibleDuplicate(*pair, tuple(why), _differ(*(names[one][1] for one in pair)))
        for pair, why in reasons.items()
        if why and pair not in apart
    ]
    found.sort(key=lambda one: (one.first_names_differ, -len(one.why), one.first, one.second))
    return found[:MOST]


def are_two_people(actor: Actor, one: int, other: int) -> Changes:
    """Remember that two files are two people's."""
    first, second = sorted((one, other))
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        TwoPeople.insert(
            first=first, second=second, day=actor.today, author=actor.member_id
        ).on_conflict_ignore().execute()
    return changed("client", client_id=one)


def may_be_one(actor: Actor, one: int, other: int) -> Changes:
    """Forget it: the pair is proposed again."""
    first, second = sorted((one, other))
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        which = (TwoPeople.first == first) & (TwoPeople.second == second)
        TwoPeople.delete().where(which).execute()
    return changed("client", client_id=one)


def why_alike(found: PossibleDuplicate) -> list[str]:
    """« même téléphone », « nom proche »."""
    words = {
        "phone": _("même téléphone"),
        "email": _("même e-mail"),
        "name": _("nom proche, même ville"),
    }
    return [words[one] for one in found.why]


Names = dict[int, tuple[str, str, str]]


def _names() -> Names:
    """(name, first name, postcode), folded, of every file that stands by itself."""
    merged = in_force()
    columns = (Client.id, Client.last_name, Client.company, Client.first_name, Client.postcode)
    return {
        client: (fold(last or company), fold(first), postcode.strip())
        for client, last, company, first, postcode in read_rows(Client.select(*columns))
        if client not in merged
    }


def _sharing() -> Iterator[tuple[str, Pair]]:
    """The pairs that share a phone or an e-mail."""
    one, other = Reach.alias(), Reach.alias()
    same = (one.key == other.key) & (one.channel == other.channel) & (one.client < other.client)
    query: Any = one.select(one.channel, one.key, one.client, other.client).join(other, on=same)
    groups: dict[tuple[str, str], set[Pair]] = defaultdict(set)
    for channel, key, *pair in read_rows(query.where(one.key != "")):
        groups[channel, key].add((pair[0], pair[1]))
    for (channel, _key), pairs in groups.items():
        if len({client for pair in pairs for client in pair}) <= _CROWD:
            yield from ((channel, pair) for pair in pairs)


def _alike(names: Names) -> Iterator[tuple[str, Pair]]:
    """The pairs of nearly one name, first names included, at one postcode."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for client, (last, first, postcode) in names.items():
        if postcode and last:
            groups[postcode, _heard(f"{last} {first}".split())].append(client)
    for clients in groups.values():
        if 1 < len(clients) <= _CROWD:
            yield from (("name", pair) for pair in combinations(sorted(clients), 2))


def _heard(words: Sequence[str]) -> tuple[str, ...]:
    """Words as they are heard: « Durant Helene » is « Durand Hélène »."""
    return tuple(sorted(_sound(word) for word in words))


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    kept = "".join(c for place, c in enumerate(word) if not place or word[place - 1] != c)
    return kept.rstrip(_SILENT) or kept


def _differ(one: str, other: str) -> bool:
    return bool(one and other and _heard(one.split()) != _heard(other.split()))
