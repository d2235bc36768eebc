"""Client files written as vCards: what others read, and what comes back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.clients import client_draft, insert_client
from models.exchange import ImportOptions, import_file
from models.exchange.vcard_writer import write_vcards
from models.i18n import use_language
from models.tables import Client, database
from tests.models.exchange.conftest import IMPORTS

HELD = (
    *("civility", "first_name", "last_name", "company", "street", "postcode", "town", "country"),
    *("birth_day", "birth_month", "birth_year", "notes", "reaches"),
)
QUICK = settings(settings.get_profile("quick"), max_examples=60)


def written() -> str:
    """The cards of every client of the book."""
    stream = StringIO(newline="")
    write_vcards(stream)
    return stream.getvalue()


def held() -> list[dict[str, object]]:
    """Every client of the book, by number, without what no vCard says."""
    drafts = [client_draft(client.id) for client in Client.select().order_by(Client.number)]
    return [
        {name: getattr(draft, name) for name in HELD} | {"tags": sorted(draft.tags)}
        for draft in drafts
    ]


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is not kept."""
    with database.atomic() as transaction:
        yield
        transaction.rollback()


def test_a_client_file_is_written_as_phones_and_mail_programs_expect(actor: Actor) -> None:
    draft = ClientDraft(
        civility="Mme",
        first_name="Zoé",
        last_name="Lefèvre; fille",
        company="Les Écuries, Die",
        street="12 rue de l’Église, Bât. B",
        postcode="26150",
        town="Die",
        country="France",
        birth_day=22,
        birth_month=3,
        birth_year=1980,
        notes="=1+1\nC:\\clés; porte, verte",
        reaches=(
            ReachDraft("phone", "06 39 98 01 11", "mobile"),
            ReachDraft("phone", "04 75 55 01 11", "l’atelier; le soir"),
            ReachDraft("phone", "04 75 55 01 12"),
            ReachDraft("email", "zoe@example.fr", "bureau"),
            ReachDraft("email", "zoe@example.org"),
        ),
        tags=("Fidèle", "VIP, Lyon"),
    )
    uuid = Client.get_by_id(insert_client(actor, draft)).uuid
    assert written().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{uuid}",
        "FN:Zoé Lefèvre\\; fille",
        "N:Lefèvre\\; fille;Zoé;;Mme;",
        "ORG:Les Écuries\\, Die",
        "TEL;TYPE=CELL:06 39 98 01 11",
        "item2.TEL;TYPE=VOICE:04 75 55 01 11",
        "item2.X-ABLabel:l’atelier\\; le soir",
        "TEL;TYPE=VOICE:04 75 55 01 12",
        "EMAIL;TYPE=INTERNET;TYPE=WORK:zoe@example.fr",
        "EMAIL;TYPE=INTERNET:zoe@example.org",
        "ADR;TYPE=HOME:;;12 rue de l’Église\\, Bât. B;Die;;26150;France",
        "BDAY:1980-03-22",
        "CATEGORIES:Fidèle,VIP\\, Lyon",
        "NOTE:=1+1\\nC:\\\\clés\\; porte\\, verte",
        "END:VCARD",
        "",
    ]


def test_a_firms_card_says_it_is_a_firms(actor: Actor) -> None:
    insert_client(actor, ClientDraft(company="Les Halles", town="Die"))
    lines = written().split("\r\n")
    assert lines[3:8] == [
        "FN:Les Halles",
        "N:;;;;",
        "ORG:Les Halles",
        "X-ABShowAs:COMPANY",
        "ADR;TYPE=WORK:;;;Die;;;",
    ]


def test_who_has_but_a_phone_is_named_by_it(actor: Actor) -> None:
    insert_client(actor, ClientDraft(reaches=(ReachDraft("phone", "06 39 98 01 11"),)))
    assert "\r\nFN:06 39 98 01 11\r\nN:;;;;\r\n" in written()


@pytest.mark.parametrize(
    ("day", "month", "year", "line"),
    [
        (22, 3, None, "BDAY:--03-22"),
        (None, 3, 1980, "BDAY:1980-03"),
        (None, None, 1980, "BDAY:1980"),
        (None, 3, None, None),
        (22, None, 1980, None),
    ],
)
def test_a_birthday_is_written_as_far_as_a_card_can_say_it(
    actor: Actor, day: int | None, month: int | None, year: int | None, line: str | None
) -> None:
    insert_client(
        actor, ClientDraft(last_name="Durand", birth_day=day, birth_month=month, birth_year=year)
    )
    assert [text for text in written().split("\r\n") if "BDAY" in text] == ([line] if line else [])


def test_the_types_of_phones_are_those_of_vcards_in_any_language(actor: Actor) -> None:
    use_language("en")
    insert_client(
        actor,
        ClientDraft(
            last_name="Durand",
            reaches=(
                ReachDraft("phone", "06 39 98 01 11", "home"),
                ReachDraft("phone", "06 39 98 01 12", "work"),
            ),
        ),
    )
    assert "TEL;TYPE=HOME:06 39 98 01 11\r\nTEL;TYPE=WORK:06 39 98 01 12\r\n" in written()


@given(notes=st.text(alphabet="aé€𝄞;,\\\n ", max_size=400))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(actor: Actor, notes: str) -> None:
    with undone():
        insert_client(actor, ClientDraft(last_name="Durand", notes=notes))
        text = written()
        lines = text.encode().split(b"\r\n")
        assert all(len(line) <= 75 and line.decode() is not None for line in lines)
        assert "\n" not in text.replace("\r\n", "")
        whole = text.replace("\r\n ", "")
        told = re.search("\r\nNOTE:(.*)\r\n", whole)
        kept = held()[0]["notes"]
        assert (told[1] if told else "") == (
            str(kept)
            .replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replace("\n", "\\n")
        )


def test_cards_are_written_by_number_in_as_many_queries_whatever_their_number(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = []
    for _ in range(2):
        for name in ("Martin", "Durand"):
            insert_client(actor, ClientDraft(last_name=name, tags=("a", "b")))
        asked: list[str] = []
        database.connection().set_trace_callback(asked.append)
        names = re.findall(r"\r\nFN:(\w+)", written())
        database.connection().set_trace_callback(None)
        queries.append(len(asked))
    assert names == ["Martin", "Durand", "Martin", "Durand"]
    assert queries == [4, 4]
    monkeypatch.setattr("models.exchange.vcard_writer._AT_ONCE", 3)
    assert re.findall(r"\r\nFN:(\w+)", written()) == names


# -- there and back --------------------------------------------------------------------------------

# Names no import rewrites (neither all capitals nor all small), begun as spreadsheets and vCards
# would not like them to be.
starts = st.sampled_from(["Zo", "=Si", "'=Lu", "\\Na", "É;b", "Ou,é", "+Ma", "-Ni", "@Pa", 'L"a'])
rest = st.text(alphabet="abcéœ𝄞;\\:='’-", max_size=20)
texts = st.builds(lambda start, end: start + end, starts, rest)
maybe = st.one_of(st.just(""), texts)
labels = st.sampled_from(
    ["", "mobile", "domicile", "bureau", "Atelier; d’été", "soir, \\n tard", "fax"]
)
phones = st.builds(
    lambda n, label: ReachDraft("phone", f"06 39 98 {n // 100:02} {n % 100:02}", label),
    st.integers(0, 9_999),
    labels,
)
emails = st.builds(
    lambda n, label: ReachDraft("email", f"client.{n}@example.fr", label),
    st.integers(0, 9_999),
    st.sampled_from(["", "domicile", "bureau", "La compta"]),
)
reaches = st.tuples(
    st.lists(phones, max_size=20, unique_by=lambda reach: reach.key),
    st.lists(emails, max_size=20, unique_by=lambda reach: reach.key),
).map(lambda found: (*found[0], *found[1]))
birthdays = st.one_of(
    st.just((None, None, None)),
    st.dates(date(1880, 1, 1), date(2026, 11, 22)).map(lambda d: (d.day, d.month, d.year)),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: (d.day, d.month, None)),
    st.tuples(st.none(), st.integers(1, 12), st.integers(1880, 2026)),
    st.tuples(st.none(), st.none(), st.integers(1880, 2026)),
)
notes = st.lists(st.one_of(texts, st.just("")), max_size=6).map(lambda lines: "\n".join(lines))
tags = st.lists(  # without what parts two tags in every file read
    texts.map(lambda text: re.sub("[;,:]", "", text)), max_size=4, unique=True
)


@st.composite
def clients(draw: st.DrawFn) -> ClientDraft:
    """A client file as the window or an import could have made it, as far as vCards go."""
    first, last, company = draw(maybe), draw(maybe), draw(maybe)
    ways = draw(reaches)
    if company:  # a last name alone that its firm's name holds is taken for the firm's
        last = last if first else ""
    elif not (first or last or ways):
        last = draw(texts)
    day, month, year = draw(birthdays)
    return ClientDraft(
        civility=draw(st.sampled_from(["", "M.", "Mme", "M. et Mme", "Dr"])),
        first_name=first,
        last_name=last,
        company=company,
        street=draw(maybe),
        postcode=draw(st.sampled_from(["", "26000", "01200", "SW1A 1AA"])),
        town=draw(maybe),
        country=draw(st.sampled_from(["", "France", "Côte d’Ivoire", "A;b\\c"])),
        birth_day=day,
        birth_month=month,
        birth_year=year,
        notes=draw(notes),
        reaches=ways,
        tags=tuple(draw(tags)),
    )


@QUICK
@given(drafts=st.lists(clients(), min_size=1, max_size=4))
@example(drafts=[ClientDraft(last_name="=Cmd|’/c calc’!A1", notes="'\n=2\n")])
def test_what_is_written_comes_back_the_same(
    actor: Actor, tmp_path: Path, drafts: list[ClientDraft]
) -> None:
    path = tmp_path / "clients.vcf"
    with undone():
        for draft in drafts:
            insert_client(actor, draft)
        before = held()
        path.write_text(written(), encoding="utf-8", newline="")
    with undone():
        report = import_file(actor, path, ImportOptions(on_duplicate="new"))
        assert (report.created, report.refused, report.remarks) == (len(drafts), (), ())
        assert held() == before


def test_importing_ones_own_cards_creates_nobody(actor: Actor, tmp_path: Path) -> None:
    import_file(actor, IMPORTS / "garage_cp1252.csv")
    before = Client.select().count()
    path = tmp_path / "clients.vcf"
    path.write_text(written(), encoding="utf-8", newline="")
    report = import_file(actor, path)
    assert (report.created, report.refused) == (0, ())
    assert Client.select().count() == before
