"""The search at the counter: whatever is remembered of a client finds the client."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import client_list, search
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import client_draft, open_account, save_asset, update_client
from models.database import Book
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.tables import database

Opened = Callable[..., int]


@pytest.fixture
def opened(actor: Actor) -> Opened:
    """Open an account: opened("Hélène Durand", phone=…, email=…, plate=…, car=…, town=…)."""

    def open_one(name: str = "", **told: str) -> int:
        first, _space, last = name.partition(" ")
        reaches = [
            ReachDraft(channel, told.pop(channel))
            for channel in ("phone", "email")
            if channel in told
        ]
        assets = []
        if told.keys() & {"car", "plate", "vin"}:
            vehicle = (told.pop("car", ""), told.pop("plate", ""), told.pop("vin", ""))
            assets = [AssetDraft("vehicle", *vehicle)]
        draft = ClientDraft(
            first_name=first, last_name=last, reaches=tuple(reaches), assets=tuple(assets), **told
        )
        changes = open_account(actor, draft)
        assert changes.client_id is not None
        return changes.client_id

    return open_one


def found(text: str) -> list[int]:
    """The clients a text finds, best first."""
    return [hit.client_id for hit in search.page(text).hits]


@pytest.fixture
def helene(opened: Opened) -> int:
    """Mrs Durand, among people who are not."""
    opened("Paul Moreau", phone="07 81 22 33 44", town="Crest", plate="AB-123-CD", car="Clio")
    client = opened(
        "Hélène Durand",
        phone="06 12 44 08 31",
        email="helene.durand@orange.fr",
        town="Valence",
        car="Peugeot 308",
        plate="GH-482-KT",
        vin="VF3LCYHZPFS123456",
        reference="A-1042",
    )
    opened("Inès Nguyen", phone="04 75 60 70 80", town="Die", plate="EF-456-GH", car="Golf")
    return client


@pytest.mark.parametrize(
    "typed",
    [
        "durand",
        "hélène durand",
        "Durand Helene",
        "dur",
        "hel dur",
        "DURAND",
        "d",
        "durand valence",
        "valence durand",
        "peugeot",
        "peugeot durand",
        "308 durand",
        "peugeot 308",
        "06 12 44 08 31",
        "0612440831",
        "06.12.44",
        "+33 6 12 44 08 31",
        "+33612",
        "0033 6 12 44",
        "33612440831",
        "31",
        "0831",
        "4408",
        "244",
        "duran 06 12",
        "durand 31",
        "06 12 durand",
        "helene.durand@orange.fr",
        "helene.dur",
        "durand@or",
        "rand@orange",
        "gh482",
        "GH-482-KT",
        "gh 482 kt",
        "482kt",
        "gh-482",
        "PFS123456",
        "vf3lcyhz",
        "A-1042",
        "a1042",
        "1042",
    ],
)
def test_what_is_remembered_of_a_client_finds_the_client(helene: int, typed: str) -> None:
    assert found(typed)[:1] == [helene]


@pytest.mark.parametrize(
    "typed",
    ["dura nd zz", "durand crest", "durand 07 81", "gh483", "07 12", "bernard", "99", "x@y.fr"],
)
def test_what_does_not_fit_finds_nobody(helene: int, typed: str) -> None:
    assert helene not in found(typed)


@pytest.mark.parametrize(
    "typed",
    "duran/durnad/dudand/druand/dyrand/durandd/helnee/durnad helene/helene durnad/helnee durnad"
    "/valenec durand/peugoet durand/durnad 06 12".split("/"),
)
def test_one_slip_a_word_still_finds_the_client(helene: int, typed: str) -> None:
    assert found(typed)[:1] == [helene]


@pytest.mark.parametrize(
    "typed",
    "helene.durand18 helene.durand18@ HELENE.DURAND18@LA helene.durand18@laposte.net "
    "helene.durand1 durand18@ durand18@laposte durand18 lene.durand18@ helene.durand18@orange.fr "
    "helene.durnad18@laposte.net helenedurand18@laposte.net helen.durand18@".split(),
)
def test_an_e_mail_address_with_figures_is_found_by_any_of_it(opened: Opened, typed: str) -> None:
    opened("Hélène Durand", email="helene.durand@laposte.net")
    client = opened(company="La Boîte à Pain", email="helene.durand18@laposte.net")
    opened("Paul Durand", email="paul.durand81@laposte.net", plate="HE-018-DU")
    assert found(typed)[:1] == [client]
    assert search.page(typed).hits[0].why in ("email", "typo")


def test_an_address_two_slips_away_is_another_address(opened: Opened) -> None:
    opened("Hélène Durand", email="helene.durand18@laposte.net")
    assert found("helen.durnad18@laposte.net") == []
    assert found("hel18@laposte.net") == []


def test_a_slip_in_a_half_word_still_finds_the_client(opened: Opened) -> None:
    client = opened("Christophe Vandenberghe")
    assert found("chirsto") == [client]
    assert found("vadenb") == [client]


def test_two_slips_in_one_word_are_another_word(opened: Opened) -> None:
    opened("Paul Durand")
    assert found("dyrznd") == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Awa N’Diaye", "ndiaye"),
        ("Awa N’Diaye", "n'diaye"),
        ("Awa N’Diaye", "diaye"),
        ("Loïc Le Gall", "legall"),
        ("Loïc Legall", "le gall"),
        ("Anne De La Tour", "delatour"),
        ("Jean-Marc Petit", "jeanmarc"),
        ("Jean-Marc Petit", "jean marc petit"),
        ("Zoé Œuvrard", "oeuvrard"),
        ("Zoé Œuvrard", "œuv"),
        ("Åsa Ångström", "angstrom"),
    ],
)
def test_spellings_of_one_name_find_it(opened: Opened, name: str, typed: str) -> None:
    client = opened(name)
    opened("Paul Moreau")
    assert found(typed)[:1] == [client]


def test_saint_is_found_by_its_short_form_and_the_reverse(opened: Opened) -> None:
    long, short = opened("A Un", town="Saint-Péray"), opened("B Deux", town="St Péray")
    assert set(found("st peray")) == set(found("saint peray")) == {long, short}


def test_the_other_form_of_saint_is_found_even_when_nobody_writes_it(opened: Opened) -> None:
    client, other = opened("B Deux", town="Ste Foy"), opened("Foy Saintemarie")
    assert found("sainte foy") == [other, client]


def test_a_word_of_an_e_mail_is_found_beside_others_when_no_name_fits(opened: Opened) -> None:
    garage = opened(company="Garage Moreau", email="jeandupontel@orange.fr", town="Crest")
    assert found("jeandup moreau") == found("jeandupontel") == found("jeandu crest") == [garage]


_WORDS = "jean jeanne jeanmarc martin martinez le gall legall valence clio de latour tour".split()


@given(
    st.lists(st.tuples(*[st.sampled_from(_WORDS)] * 4), min_size=1, max_size=8),
    st.lists(
        st.tuples(st.sampled_from(_WORDS), st.integers(2, 9)).map(lambda cut: cut[0][: cut[1]]),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)
def test_whoever_has_words_that_begin_so_is_found_as_by_reading_every_file(
    opened: Opened, people: list[tuple[str, ...]], typed: list[str]
) -> None:
    with database.atomic() as attempt:
        meant, named = set(), set()
        for first, last, town, car in people:
            client = opened(f"{first} {last}", town=town, car=car)
            meant |= {client} if _begin(typed, (first, last, town, car)) else set()
            named |= {client} if _begin(typed, (first, last)) else set()
        hits = found(" ".join(typed))
        assert meant <= set(hits)
        assert set(hits[: len(named)]) >= named, "those of that name come before the others"
        attempt.rollback()


def _begin(typed: list[str], words: tuple[str, ...]) -> bool:
    return all(any(word.startswith(begun) for word in words) for begun in typed)


def test_a_client_is_found_by_number(helene: int, opened: Opened) -> None:
    number = search.page("durand").hits[0].number
    for typed in (f"C-{number}", f"c{number}", f"C-{number:05d}", f"n° {number}", str(number)):
        assert found(typed)[0] == helene


def test_an_exact_name_comes_before_one_that_begins_so_and_slips_come_last(opened: Opened) -> None:
    slip = opened("Paul Durant")
    begins = opened("Paul Durandeau")
    first_name = opened("Durand Petit")
    surname = opened("Paul Durand")
    assert found("durand") == [surname, first_name, begins, slip]


def test_who_was_seen_last_then_who_was_noted_most_comes_first_among_equals(
    opened: Opened, actor: Actor
) -> None:
    quiet, old, recent, busy = (opened("Paul Durand") for _ in range(4))
    _visit(actor, old, date(2026, 9, 1))
    _visit(actor, recent, date(2026, 11, 20))
    _visit(actor, busy, date(2026, 11, 20))
    note(actor, busy, EntryDraft(EntryType.ATTENTION, kind="smile"))
    assert found("durand") == [busy, recent, old, quiet]
    assert found("durand") == found("durand")


def _visit(actor: Actor, client: int, day: date) -> None:
    note(actor, client, EntryDraft(EntryType.VISIT, kind="repair", day=day))


def test_a_phone_of_nobody_typed_by_pairs_is_no_sum_of_other_phones(opened: Opened) -> None:
    opened("Paul Durand", phone="06 99 12 99 34")
    assert found("06 12 34") == found("06 1") == [], "the client is the number 1"
    assert found("durand 06 34") != [], "beside a name, a beginning and an end are remembered"


def test_nothing_typed_finds_nobody(helene: int) -> None:
    assert found("") == found("   ") == found("😀") == found("' \" *") == []


def test_a_page_goes_on_after_the_last_hit_of_the_one_before(opened: Opened) -> None:
    clients = {opened(f"Paul Durand{chr(97 + n)}") for n in range(7)}
    seen: list[int] = []
    after = None
    while True:
        page = search.page("durand", 3, after)
        seen += [hit.client_id for hit in page.hits]
        if not page.more:
            break
        after = page.hits[-1].client_id
    assert len(seen) == 7
    assert set(seen) == clients
    assert seen == found("durand")


@pytest.mark.parametrize(
    "typed",
    [
        'durand"',
        "durand* OR NEAR(",
        "last:durand",
        "{last} : x",
        "^durand + -",
        "'; DROP TABLE client; --",
        "a\x00b",
        "\ud800durand",
        "%_%",
        "[*?",
        "@",
        "@@@",
        "é@é",
        "\U0010ffff@\U0010ffff",
        "😀 durand 😀",
        "(" * 50,
        "+33",
        "+",
        "0" * 5000,
        "x" * 10_000,
        "mot " * 2_500,
        "²³ ٣٤",
        "\u202edurand",
        "n°",
        "AND OR NOT",
    ],
)
def test_nothing_that_is_typed_raises(helene: int, typed: str) -> None:
    hits = search.page(typed).hits
    assert bool(hits) == bool(_listed(typed))


def _listed(text: str) -> list[Any]:
    return client_list.page(client_list.ClientFilter(text=text)) if text.strip() else []


@given(st.text(max_size=40))
def test_any_text_may_be_typed_and_the_table_finds_as_the_counter(helene: int, typed: str) -> None:
    assert bool(search.page(typed).hits) == bool(_listed(typed))


@given(
    st.lists(
        st.sampled_from(
            "dur durand durnad h hel helene 06 12 0612 31 412 gh 482 kt gh482 @or c-2 2 n° "
            "valence crest 308 A-1042 zz N'Di peugoet".split()
        ),
        max_size=4,
    ).map(" ".join)
)
def test_the_table_finds_somebody_whenever_the_counter_does(helene: int, typed: str) -> None:
    hits = [hit.client_id for hit in search.page(typed).hits]
    listed = [row.client_id for row in _listed(typed)]
    assert bool(hits) == bool(listed)
    assert not listed or hits[0] in listed


def test_a_changed_file_is_found_by_its_new_words_and_no_longer_by_the_old(
    helene: int, actor: Actor
) -> None:
    draft = client_draft(helene)
    reaches = (ReachDraft("phone", "06 99 88 77 66"),)
    update_client(actor, helene, replace(draft, last_name="Vasseur", reaches=reaches))
    assert found("vasseur") == found("0699887766") == [helene]
    assert found("durand") == found("0612440831") == []


def test_an_added_asset_is_found_at_once(helene: int, actor: Actor) -> None:
    save_asset(actor, helene, None, AssetDraft(name="Scooter Vespa", identifier="ZX-999-YW"))
    assert found("vespa") == found("zx999") == found("999yw") == [helene]


# -- what a hit shows --------------------------------------------------------------------------


def test_a_hit_shows_the_surname_apart_and_what_tells_homonyms_apart(helene: int) -> None:
    hit = search.page("durand").hits[0]
    assert (hit.strong, hit.light, hit.name) == ("Durand", "Hélène", "Hélène Durand")
    assert hit.subtitle == "Peugeot 308 · GH-482-KT · Valence"


def test_without_an_asset_a_masked_phone_tells_homonyms_apart(opened: Opened) -> None:
    opened("Hélène Durand", phone="06 71 22 33 40", town="Romans")
    assert search.page("durand").hits[0].subtitle == "06 71 ·· 40 · Romans"


def test_a_hit_seen_before_shows_what_became_of_the_client_since(helene: int, actor: Actor) -> None:
    assert search.page("duran").hits[0].subtitle.endswith("Valence")
    with database.atomic() as attempt:
        update_client(actor, helene, replace(client_draft(helene), town="Romans"))
        assert search.page("durand").hits[0].subtitle.endswith("Romans")
        attempt.rollback()
    assert search.page("durand").hits[0].subtitle.endswith("Valence")
    update_client(actor, helene, replace(client_draft(helene), town="Crest"))
    assert search.page("durand").hits[0].subtitle.endswith("Crest")


def test_homonyms_of_one_town_never_look_the_same(opened: Opened) -> None:
    for phone in ("06 71 22 33 40", "06 71 99 88 40"):
        opened("Hélène Durand", phone=phone, town="Romans", car="Clio")
    opened("Hélène Durand", town="Romans", car="Clio")
    shown = [hit.subtitle for hit in search.page("durand").hits]
    assert len(set(shown)) == 3


def test_a_firm_shows_its_name_and_a_person_of_a_firm_both(opened: Opened) -> None:
    opened(company="Durand & Fils", town="Chabeuil")
    opened("Luc Petit", company="Durand Transports")
    hits = {hit.strong: hit for hit in search.page("durand").hits}
    assert hits["Durand & Fils"].name == "Durand & Fils"
    assert hits["Durand & Fils"].subtitle == "Chabeuil"
    assert hits["Petit"].subtitle == "Durand Transports"


def test_who_left_only_a_phone_is_shown_by_it(opened: Opened) -> None:
    opened(phone="06 71 22 33 40")
    hit = search.page("0671").hits[0]
    assert (hit.strong, hit.name) == ("06 71 22 33 40", "06 71 22 33 40")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("durand", "name"),
        ("valence", "town"),
        ("peugeot", "asset"),
        ("gh 482 kt", "asset"),
        ("482kt", "asset"),
        ("0612", "phone"),
        ("durand@or", "email"),
        ("A-1042", "reference"),
        ("C-2", "number"),
        ("durnad", "typo"),
        ("helene.durnad@orange.fr", "typo"),
        ("duran 06 12", "name+phone"),
        ("peugeot durand", "asset+name"),
    ],
)
def test_a_hit_says_why_it_was_found(helene: int, typed: str, why: str) -> None:
    assert search.page(typed).hits[0].why == why


def test_the_command_line_gets_the_reference_or_else_the_number(helene: int) -> None:
    durand, moreau = search.page("durand").hits[0], search.page("moreau").hits[0]
    assert search.to_json(durand) == {"client": "A-1042", "name": "Hélène Durand", "why": "name"}
    assert search.to_json(moreau)["client"] == str(moreau.number)


def test_the_clients_noted_last_come_without_typing(
    opened: Opened, actor: Actor, book: Book
) -> None:
    first, second, third = opened("A Un"), opened("B Deux"), opened("C Trois")
    note(actor, first, EntryDraft(EntryType.ATTENTION, kind="smile"))
    assert [hit.client_id for hit in search.recent()] == [first, third, second]
    assert [hit.client_id for hit in search.recent(1)] == [first]
    assert search.recent(8, member_id=actor.member_id + 1) == ()
