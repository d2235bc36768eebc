"""vCards of phones, mail programs and address books on their way into the book."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import client_draft
from models.errors import Refused
from models.exchange import ImportReport, import_file, preview, vcard_cards, vcard_lines, vcards
from models.exchange.report import ImportOptions
from models.exchange.vcard_columns import MAX_ADDRESSES, MAX_WAYS
from models.exchange.vcards import open_vcards
from models.i18n import use_language
from models.search import page
from models.tables import Client
from tests.models.exchange.conftest import IMPORTS, Load, plain

CARDS = IMPORTS / "vcards"
SAMPLES = sorted(path.name for path in CARDS.glob("*.vcf"))

Cards = Callable[..., ImportReport]


@pytest.fixture
def cards(actor: Actor, tmp_path: Path) -> Cards:
    """Import cards from the lines inside them: `cards("N:Durand;Zoé;;;", "N:Martin;;;;")`."""

    def run(*bodies: str | bytes, end: bytes = b"\r\n", around: bytes = b"", **options: Any):
        path = tmp_path / "cartes.vcf"
        content = b""
        for body in bodies:
            lines = body.encode() if isinstance(body, str) else body
            content += b"BEGIN:VCARD\nVERSION:3.0\n" + lines + b"\nEND:VCARD\n"
        path.write_bytes(around + content.replace(b"\n", end))
        return import_file(actor, path, ImportOptions(**options))

    return run


def drafts() -> list[ClientDraft]:
    """Every client of the book, by number."""
    return [client_draft(client.id) for client in Client.select().order_by(Client.number)]


def told(report: ImportReport) -> list[str]:
    """What is said about the file itself, with ordinary spaces."""
    return [plain(remark.text) for remark in report.remarks if remark.line is None]


def shown(draft: ClientDraft) -> dict[str, Any]:
    """What a client file holds, empty things left out, with ordinary spaces."""
    names = ("civility", "first_name", "last_name", "company", "street", "postcode", "town")
    told: dict[str, Any] = {name: getattr(draft, name) for name in (*names, "country", "tags")}
    told["notes"] = plain(draft.notes)
    if any(birthday := (draft.birth_day, draft.birth_month, draft.birth_year)):
        told["birthday"] = birthday
    for reach in draft.reaches:
        told.setdefault(f"{reach.channel}s", []).append((reach.value, reach.label))
    return {name: value for name, value in told.items() if value}


# -- what programs write ---------------------------------------------------------------------------


def test_an_iphones_cards_are_read(load: Load) -> None:
    report = load("vcards/apple.vcf")
    assert (report.read, report.created, report.remarks) == (2, 2, ())
    person, firm = drafts()
    assert shown(person) == {
        "civility": "Mme",
        "first_name": "Amélie",
        "last_name": "Berthelot",
        "company": "Atelier Berthelot",
        "street": "8 chemin des Lavandes, Bât. B",
        "postcode": "26400",
        "town": "Crest",
        "country": "France",
        "notes": "Préfère le matin; sonner deux fois, le chien est gentil.\n"
        "Porte bleue, code 12\\34.\nFonction : Ébéniste\nSurnom : Mélie\n"
        "Site web : https://atelier-berthelot.example\nFax : 04 75 55 01 14\n"
        "Autre adresse : Zone artisanale du Pré, 26150 Die, France",
        "tags": ("Fidèle", "Meubles"),
        "birthday": (12, 4, None),
        "phones": [
            ("06 39 98 01 11", "mobile"),
            ("04 75 55 01 12", "domicile"),
            ("04 75 55 01 13", "Atelier"),
        ],
        "emails": [("amelie.berthelot@example.fr", "bureau"), ("melie@example.org", "domicile")],
    }
    assert shown(firm) == {
        "company": "Menuiserie Roussel",
        "phones": [("04 75 55 02 22", "")],
        "birthday": (3, 7, None),
    }


def test_an_androids_cards_are_read(load: Load) -> None:
    report = load("vcards/android.vcf")
    assert (report.read, report.created, report.remarks) == (2, 2, ())
    first, second = drafts()
    assert (first.first_name, first.last_name, first.company) == ("Zoé", "Lefèvre", "Les Écuries")
    assert (first.street, first.postcode, first.town) == ("14 rue de l'Église", "26270", "Loriol")
    assert plain(first.notes) == "Paye en espèces.\nRappeler le soir.\nFax : 0475550334"
    assert shown(first)["phones"] == [("06 39 98 03 33", "mobile"), ("04 75 55 03 33", "Garage")]
    assert shown(second)["phones"] == [("06 39 98 04 44", "mobile")]


def test_outlooks_card_in_windows_letters_is_read(load: Load) -> None:
    assert load("vcards/outlook.vcf").remarks == ()
    (draft,) = drafts()
    assert (draft.civility, draft.display_name) == ("M.", "François Gérard")
    assert (draft.street, draft.town) == ("3 place de la Fontaine", "Étoile-sur-Rhône")
    assert plain(draft.notes) == (
        "Livraison le mardi\nDemander François à l'arrière\nFonction : Gérant\n"
        "Autre adresse : 27 montée du Château, 26250 Livron-sur-Drôme, France"
    )
    assert shown(draft)["birthday"] == (26, 2, 1971)
    assert [label for _value, label in shown(draft)["phones"]] == ["bureau", "domicile", "mobile"]


def test_googles_cards_are_read(load: Load) -> None:
    assert load("vcards/google.vcf").remarks == ()
    doctor, unnamed, displayed = drafts()
    assert (doctor.civility, doctor.first_name, doctor.tags) == ("Dr", "Inès Nour Lila", ("VIP",))
    assert (doctor.street, doctor.postcode) == ("5 impasse des Tilleuls", "26000")
    assert shown(doctor)["birthday"] == (29, 2, None)
    assert shown(unnamed) == {"emails": [("jean.petit@example.fr", "")]}
    assert (displayed.first_name, displayed.last_name) == ("Marc", "Vasseur")


def test_nextclouds_cards_are_read_but_for_groups(load: Load) -> None:
    report = load("vcards/nextcloud.vcf")
    assert (report.read, report.created) == (2, 2)
    assert told(report) == ["1 carte passée : c’est un groupe ou un lieu, pas un client."]
    person, firm = drafts()
    assert shown(person)["phones"] == [("04 75 55 08 88", "bureau"), ("06 39 98 08 88", "mobile")]
    assert (person.birth_day, person.birth_month, person.birth_year) == (15, 1, 1965)
    assert shown(firm) == {
        "company": "Boulangerie Lenoir",
        "phones": [("04 75 55 09 99", "bureau")],
    }


def test_thunderbirds_card_in_small_letters_is_read(load: Load) -> None:
    assert load("vcards/thunderbird.vcf").remarks == ()
    (draft,) = drafts()
    assert (draft.first_name, draft.street) == ("Élise", "19 quai du Rhône")
    assert shown(draft)["birthday"] == (12, 3, None)
    assert draft.notes.startswith("Vient le samedi\nPaie par chèque\n")


def test_a_card_in_utf16_is_read(load: Load) -> None:
    assert load("vcards/utf16.vcf").remarks == ()
    assert [draft.display_name for draft in drafts()] == ["Anaïs Noël"]


@pytest.mark.parametrize("file", SAMPLES)
@pytest.mark.parametrize("mode", ["skip", "update"])
def test_any_cards_twice_create_nobody_twice(load: Load, file: str, mode: str) -> None:
    first = load(f"vcards/{file}", on_duplicate=mode)
    again = load(f"vcards/{file}", on_duplicate=mode)
    assert first.created > 0
    assert (again.created, again.updated) == (0, 0)
    assert again.refused == first.refused


def test_a_card_completes_the_client_a_table_brought(told: Load, cards: Cards) -> None:
    told("Nom;Prénom;Portable\nDurand;Zoé;06 39 98 21 21\n")
    report = cards("N:Durand;Zoé;;;\nTEL:+33639982121\nEMAIL:zoe@example.fr", on_duplicate="update")
    assert (report.created, report.updated) == (0, 1)
    assert [hit.name for hit in page("zoe@example.fr").hits] == ["Zoé Durand"]


# -- what is wrong in a file -----------------------------------------------------------------------


def test_what_is_wrong_is_passed_over_and_told_with_its_line(load: Load) -> None:
    report = load("vcards/damaged.vcf")
    assert (report.read, report.created) == (5, 4)
    assert [row.line for row in report.refused] == [512]
    assert [draft.display_name for draft in drafts()] == [
        "Théo Colin",
        "Lina Fabre",
        "Rose Guerin",
        "Sacha Henry",
    ]
    assert told(report) == [
        "Ligne 1 : la carte commencée ici n’est pas fermée.",
        "Ligne 4 : illisible, elle n’est pas reprise.",
        "Ligne 6 : plus de 32 Ko, elle n’est pas reprise.",
        "Ligne 511 : illisible, elle n’est pas reprise.",
        "Ligne 526 : le fichier s’arrête au milieu de cette carte : à vérifier.",
    ]


def test_many_bad_lines_are_counted_past_a_hundred(cards: Cards) -> None:
    report = cards("N:Durand;;;;\n" + "illisible\n" * 250)
    assert (report.created, len(told(report))) == (1, vcard_cards.MAX_TOLD + 1)
    assert told(report)[-1] == "150 autres lignes du fichier méritent un regard."


def test_each_line_is_read_in_its_own_letters(cards: Cards) -> None:
    cards(
        "N:Lefèvre;Zoé;;;\n".encode()
        + "NOTE:né à Crémieu\n".encode("cp1252")
        + "TITLE;CHARSET=ISO-8859-1:Gérante\n".encode("latin-1")
        + "NICKNAME;CHARSET=CP850:Mémé\n".encode("cp850")
        + b"URL;CHARSET=rot13:http://example.fr/\xff"
    )
    (draft,) = drafts()
    assert draft.display_name == "Zoé Lefèvre"
    assert plain(draft.notes) == (
        "né à Crémieu\nFonction : Gérante\nSurnom : Mémé\nSite web : http://example.fr/ÿ"
    )


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("around", [b"", b"\xef\xbb\xbf", b"\n\n", b"\0\0"])
def test_any_line_end_and_any_mark_before_will_do(cards: Cards, end: bytes, around: bytes) -> None:
    report = cards("N:Durand;Zoé;;;", "N:Martin;Paul;;;", end=end, around=around)
    assert (report.created, report.remarks) == (2, ())


@pytest.mark.parametrize("block", [1, 2, 3, 7, 64])
def test_lines_do_not_depend_on_how_the_file_is_read(
    monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    whole = [list(vcards_of(file).rows()) for file in ("apple.vcf", "utf16.vcf", "google.vcf")]
    monkeypatch.setattr(vcards, "_BLOCK", block)
    pieces = [list(vcards_of(file).rows()) for file in ("apple.vcf", "utf16.vcf", "google.vcf")]
    assert pieces == whole


def vcards_of(file: str) -> vcards.VcardSource:
    """The cards of a sample."""
    source = open_vcards(CARDS / file)
    assert source is not None
    return source


def test_folded_lines_are_put_together_again(cards: Cards) -> None:
    cards("N:Dur\n and;Z\n\toé;;;\nNOTE:un\n  deux\n\ttrois")
    (draft,) = drafts()
    assert (draft.display_name, draft.notes) == ("Zoé Durand", "un deuxtrois")


def test_a_quoted_line_that_never_ends_does_not_swallow_the_card(cards: Cards) -> None:
    report = cards("N:Durand;;;;\nNOTE;ENCODING=QUOTED-PRINTABLE:un=\ndeux=", "N:Martin;;;;")
    assert (report.created, drafts()[0].notes) == (2, "undeux")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1980-03-22", (22, 3, 1980)),
        ("19800322", (22, 3, 1980)),
        ("1980-03-22T00:00:00Z", (22, 3, 1980)),
        ("19800322T120000", (22, 3, 1980)),
        ("--03-22", (22, 3, None)),
        ("--0322", (22, 3, None)),
        ("1604-03-22", (22, 3, None)),
        ("0000-03-22", (22, 3, None)),
        ("1980-03", (None, 3, 1980)),
        ("1980", (None, None, 1980)),
        ("", (None, None, None)),
    ],
)
def test_birthdays_are_read_in_all_their_forms(
    cards: Cards, written: str, read: tuple[int | None, int | None, int | None]
) -> None:
    cards(f"N:Durand;;;;\nBDAY:{written}")
    (draft,) = drafts()
    assert (draft.birth_day, draft.birth_month, draft.birth_year) == read


def test_a_birthday_apple_gives_without_its_year_has_none(cards: Cards) -> None:
    cards("N:Durand;;;;\nBDAY;X-APPLE-OMIT-YEAR=1900:1900-02-28")
    assert shown(drafts()[0])["birthday"] == (28, 2, None)


def test_a_birthday_that_is_none_is_kept_in_the_notes(cards: Cards) -> None:
    report = cards("N:Durand;;;;\nBDAY;VALUE=text:vers 1950")
    assert plain(drafts()[0].notes) == "Anniversaire : vers 1950"
    assert len(report.remarks) == 1


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("N:Durand;Zoé;;;\nFN:Mamie Zoé", ("Zoé", "Durand", "")),
        ("FN:Zoé Durand", ("Zoé", "Durand", "")),
        ("N:;;;Mme;\nFN:Mme Zoé DURAND", ("Zoé", "Durand", "")),
        ("N:de La Tour;;;;", ("", "de La Tour", "")),
        ("N:;;;;\nFN:Les Halles\nORG:Les Halles;Primeurs", ("", "", "Les Halles")),
        ("N:Durand;Zoé;;;\nORG:Les\\; Halles;Primeurs", ("Zoé", "Durand", "Les; Halles")),
        ("FN:Les Halles\nX-ABShowAs:COMPANY", ("", "", "Les Halles")),
        ("N:Durand;Zoé;;;\nKIND:org\nORG:Les Halles", ("Zoé", "Durand", "Les Halles")),
        ("N:Durand\\, fils;Zoé;;;", ("Zoé", "Durand, fils", "")),
        ("FN:06 39 98 22 22\nTEL:06 39 98 22 22", ("", "", "")),
        ("N:=1+1;'=Zoé;;;", ("'=Zoé", "=1+1", "")),
    ],
)
def test_who_a_card_is_about(cards: Cards, lines: str, name: tuple[str, str, str]) -> None:
    cards(lines)
    (draft,) = drafts()
    assert (draft.first_name, draft.last_name, draft.company) == name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_name_is_split_in_any_language(cards: Cards, language: str) -> None:
    use_language(language)
    cards("FN:Zoé Durand")
    assert drafts()[0].first_name == "Zoé"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("ADR:;;12 rue X;Die;;26150;France", ("12 rue X", "26150", "Die", "France")),
        ("ADR:BP 12;Bât. C;12 rue X;Die;;26150;", ("12 rue X, Bât. C, BP 12", "26150", "Die", "")),
        ("ADR:;12 rue X\\n26150 Die;;;;;", ("12 rue X", "26150", "Die", "")),
        ("ADR:;;12 rue X\\n26150 Die;;;;", ("12 rue X", "26150", "Die", "")),
        ('ADR;LABEL="12 rue X\\n26150 Die":;;;;;;', ("12 rue X", "26150", "Die", "")),
        ("ADR;TYPE=work:;;1 a;;;;\nADR;TYPE=home:;;2 b;;;;", ("2 b", "", "", "")),
        ("ADR;TYPE=home:;;1 a;;;;\nADR;PREF=1;TYPE=work:;;2 b;;;;", ("2 b", "", "", "")),
        ("ADR:;;;;;;", ("", "", "", "")),
        ("ADR:", ("", "", "", "")),
    ],
)
def test_where_a_card_says_they_live(
    cards: Cards, line: str, address: tuple[str, str, str, str]
) -> None:
    cards(f"N:Durand;Zoé;;;\n{line}")
    (draft,) = drafts()
    assert (draft.street, draft.postcode, draft.town, draft.country) == address


def test_a_firms_address_at_work_comes_first(cards: Cards) -> None:
    cards("ORG:Les Halles\nADR;TYPE=home:;;1 a;;;;\nADR;TYPE=work:;;2 b;;;;")
    assert drafts()[0].street == "2 b"


def test_an_escaped_backslash_before_a_semicolon_parts_two_fields(cards: Cards) -> None:
    cards(r"N:Du\\;Zo\;é;;;")
    assert (drafts()[0].last_name, drafts()[0].first_name) == ("Du\\", "Zo;é")


def test_photos_agents_and_what_programs_add_are_passed_over_in_silence(cards: Cards) -> None:
    report = cards(
        "N:Durand;Zoé;;;\nPHOTO;ENCODING=b;TYPE=JPEG:" + "/9j/4AAQ" * 9_000 + "\nX-RIEN:1\n"
        "AGENT:\nBEGIN:VCARD\nN:Autre;;;;\nEND:VCARD\nLOGO:http://example.fr\nTEL:0639982323"
    )
    assert (report.read, report.created, report.remarks) == (1, 1, ())
    assert shown(drafts()[0])["phones"] == [("06 39 98 23 23", "")]


def test_nested_cards_never_hide_those_that_follow(cards: Cards) -> None:
    report = cards("N:Durand;;;;\n" + "AGENT:\nBEGIN:VCARD\n" * 5_000, *["N:Martin;;;;"] * 20)
    assert report.read > 10


# -- limits ----------------------------------------------------------------------------------------


def test_faxes_are_no_phones_but_somebodys_own_label_may_say_so(cards: Cards) -> None:
    report = cards(
        "N:Durand;;;;\nTEL;TYPE=home,fax:04 75 55 77 01\nitem1.TEL:04 75 55 77 02\n"
        "item1.X-ABLabel:_$!<WorkFAX>!$_\nitem2.TEL:04 75 55 77 03\nitem2.X-ABLabel:Fax"
    )
    assert report.remarks == ()
    assert shown(drafts()[0]) == {
        "last_name": "Durand",
        "notes": "Fax : 04 75 55 77 01, 04 75 55 77 02",
        "phones": [("04 75 55 77 03", "Fax")],
    }


def test_more_phones_than_a_file_holds_are_told(cards: Cards) -> None:
    lines = [f"TEL:06 39 98 30 {n:02d}" for n in range(MAX_WAYS + 2)]
    lines += [f"EMAIL:c{n}@example.fr" for n in range(MAX_WAYS + 1)]
    lines += [f"ADR:;;{n} rue X;Die;;26150;" for n in range(MAX_ADDRESSES + 1)]
    report = cards("\n".join(["N:Durand;;;;", *lines]))
    assert len(drafts()[0].reaches) == 2 * MAX_WAYS
    assert told(report) == [
        "Ligne 24 : plus de 20 téléphones dans cette carte, celui-ci n’est pas repris.",
        "Ligne 25 : plus de 20 téléphones dans cette carte, celui-ci n’est pas repris.",
        "Ligne 46 : plus de 20 e-mails dans cette carte, celui-ci n’est pas repris.",
        "Ligne 52 : plus de 5 adresses dans cette carte, celle-ci n’est pas reprise.",
    ]


def test_more_lines_than_a_card_holds_are_told(cards: Cards) -> None:
    report = cards("N:Durand;;;;\n" + "NOTE:a\n" * vcard_cards.MAX_PROPERTIES)
    assert report.created == 1
    assert "plus de 500 lignes dans cette carte" in told(report)[0]


def test_a_file_with_too_many_cards_leaves_nothing(
    cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vcards, "MAX_ROWS", 2)
    with pytest.raises(Refused, match="plus de 2 cartes"):
        cards("N:Un;;;;", "N:Deux;;;;", "N:Trois;;;;")
    assert Client.select().count() == 0


def test_a_file_with_too_many_lines_is_refused(
    cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vcard_lines, "MAX_LINES", 10)
    with pytest.raises(Refused, match="plus de 10 lignes"):
        cards("N:Un;;;;" + "\n" * 10)


def test_a_file_of_little_else_than_bad_lines_is_refused(
    cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vcard_cards, "MAX_FAULTS", 50)
    with pytest.raises(Refused, match="trop de lignes illisibles"):
        cards("N:Un;;;;\n" + "illisible\n" * 200)
    assert Client.select().count() == 0


def test_a_file_too_big_is_refused(cards: Cards, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcards, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="trop gros"):
        cards("N:Un;;;;")


def test_a_line_without_end_is_never_held_whole() -> None:
    blocks = [b"BEGIN:VCARD\nNOTE:", *[b"x" * 100_000] * 50, b"\nEND:VCARD\n"]
    lines = list(vcard_lines.read_lines(blocks))
    assert [len(line) for line in lines] == [11, vcard_lines.MAX_LINE + 1, 9]
    photo = [b"PHOTO:", *[b" " + b"x" * 70] * 9_000, b"END:VCARD"]
    found = list(vcard_lines.unfolded(photo))
    assert [(number, len(line), cut) for number, line, cut in found] == [
        (1, vcard_lines.MAX_LINE, True),
        (9_002, 9, False),
    ]


def test_progress_goes_from_little_to_all(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcards, "_BLOCK", 100)
    seen: list[tuple[int, int]] = []
    import_file(actor, CARDS / "google.vcf", progress=lambda *where: seen.append(where))
    size = (CARDS / "google.vcf").stat().st_size
    assert seen == [(min(done, size), size) for done in range(100, size + 100, 100)]


def test_a_cancelled_import_leaves_nothing(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    class Cancelled(Exception):
        pass

    def progress(done: int, total: int) -> None:
        raise Cancelled

    monkeypatch.setattr(vcards, "_BLOCK", 600)
    with pytest.raises(Cancelled):
        import_file(actor, CARDS / "google.vcf", progress=progress)
    assert Client.select().count() == 0


# -- before it is written --------------------------------------------------------------------------


def test_a_preview_shows_the_cards_and_writes_nothing(actor: Actor) -> None:
    found = preview(actor, CARDS / "apple.vcf")
    assert (found.kind, found.form) == ("clients", "vCard 3.0")
    assert [row.draft.display_name for row in found.rows if row.draft] == [
        "Amélie Berthelot",
        "Menuiserie Roussel",
    ]
    assert [row.line for row in found.rows] == [1, 193]
    assert found.mapping is not None
    assert all(column.header and column.use for column in found.mapping.columns)
    assert Client.select().count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"Nom;Pr\xe9nom\nBEGIN:VCARDS;x\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"]
)
def test_what_is_no_vcard_is_left_to_others(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fichier.vcf"
    path.write_bytes(content)
    assert open_vcards(path) is None
    assert open_vcards(tmp_path / "nulle part.vcf") is None
