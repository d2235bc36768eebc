"""Files that are no workbook, or one nobody should open: each ends in its sentence."""

from pathlib import Path

import pytest

from models.errors import Refused
from models.exchange import workbook_package, workbook_sheet
from models.exchange.importing import open_any
from tests.helpers.workbooks import MAIN, NAMES, by_hand, saved, usual_parts, zipped
from tests.models.exchange.conftest import IMPORTS, plain

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData><row><c t="str"><v>&c;</v></c>'
    "</row></sheetData></worksheet>"
)
OUTSIDE = (
    '<!DOCTYPE w [<!ENTITY x SYSTEM "voisin.xml">]><worksheet><sheetData><row>'
    '<c t="str"><v>&x;</v></c></row></sheetData></worksheet>'
)


def refusal(path: Path) -> str:
    """The sentence a file is refused with, once read to its end."""
    with pytest.raises(Refused) as caught:
        for _row in open_any(path).rows():
            pass
    return plain(str(caught.value))


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("clients.xls", "protégé par un mot de passe, ou c’est un ancien .xls"),
        ("clients.ods", "au format .ods"),
    ],
)
def test_what_libreoffice_saved_otherwise_is_named(file: str, sentence: str) -> None:
    assert sentence in refusal(IMPORTS / "workbooks" / file)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "un document ou une archive"),
        ({"clients.csv": "Nom\nDurand\n"}, "un document ou une archive"),
        ({}, "un document ou une archive"),
        ({"[Content_Types].xml": "", "xl/workbook.bin": "x"}, "au format .xlsb"),
        ({"[Content_Types].xml": ""}, "endommagé ou incomplet"),
        ({"[Content_Types].xml": "", "../../evil": "x"}, "sortent de son dossier"),
        ({"[Content_Types].xml": "", "/etc/passwd": "x"}, "sortent de son dossier"),
        ({"[Content_Types].xml": "", "xl\\..\\..\\x": "x"}, "sortent de son dossier"),
        ({"[Content_Types].xml": "", "c:evil": "x"}, "sortent de son dossier"),
    ],
)
def test_another_zip_is_named(tmp_path: Path, parts: dict[str, str], sentence: str) -> None:
    path = tmp_path / "clients.xlsx"
    path.write_bytes(zipped(parts))
    assert sentence in refusal(path)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sheet": BOMB}, "des entités XML"),
        ({"sheet": OUTSIDE}, "des entités XML"),
        ({"strings": BOMB}, "des entités XML"),
        ({"workbook": BOMB}, "des entités XML"),
        ({"styles": OUTSIDE}, "des entités XML"),
        ({"sheet": "<worksheet><sheetData><row>"}, "endommagé"),
        ({"sheet": None}, "endommagé"),
        ({"workbook": None}, "endommagé"),
        ({"links": None}, "endommagé"),
        ({"sheet": b"\xff\xfe\x00"}, "endommagé"),
        ({"sheet": '<?xml version="1.0" encoding="zorglub"?><a/>'}, "endommagé"),
        ({"sheet": "<worksheet>" + "<a>" * 100_000}, "endommagé"),
        ({"sheet": f'<worksheet a="{"x" * (1 << 23)}"/>'}, "endommagé"),
        ({"sheet": f"<worksheet><!--{'x' * (1 << 23)}--></worksheet>"}, "endommagé"),
        ({"sheet": "<worksheet/>"}, "Aucune feuille de ce classeur n’est reconnue"),
    ],
)
def test_a_part_that_is_hostile_missing_or_broken_is_told(
    tmp_path: Path, changes: dict[str, str | bytes | None], sentence: str
) -> None:
    assert sentence in refusal(by_hand(tmp_path / "x.xlsx", NAMES, **changes))


def test_a_sheet_outside_the_file_is_not_fetched(tmp_path: Path) -> None:
    links = str(usual_parts("")["links"]).replace(
        'Target="worksheets/sheet1.xml"', 'TargetMode="External" Target="http://127.0.0.1/x.xml"'
    )
    assert "endommagé" in refusal(by_hand(tmp_path / "x.xlsx", NAMES, links=links))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_is_damaged(tmp_path: Path, share: float) -> None:
    content = (IMPORTS / "workbooks" / "clients.xlsx").read_bytes()
    path = tmp_path / "coupe.xlsx"
    path.write_bytes(content[: int(len(content) * share)])
    assert "endommagé ou incomplet" in refusal(path)


def test_a_zip_locked_by_a_password_is_damaged(tmp_path: Path) -> None:
    content = bytearray(by_hand(tmp_path / "x.xlsx", NAMES).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 1)
    (tmp_path / "locked.xlsx").write_bytes(content)
    assert "endommagé" in refusal(tmp_path / "locked.xlsx")


@pytest.mark.parametrize(
    ("module", "limit", "value", "sentence"),
    [
        (workbook_package, "MAX_BYTES", 100, "trop gros : 0 Mo au plus"),
        (workbook_package, "MAX_MEMBERS", 3, "trop de parties : 3 au plus"),
        (workbook_package, "MAX_UNPACKED", 1_000, "démesuré une fois décompressé"),
        (workbook_package, "RATIO_FROM", 1_000, "démesuré une fois décompressé"),
        (workbook_sheet, "MAX_TEXTS_BYTES", 10, "trop de textes"),
        (workbook_sheet, "MAX_TEXTS", 2, "trop de textes"),
        (workbook_sheet, "MAX_SHEET_ROWS", 3, "plus de 3 lignes"),
    ],
)
def test_each_limit_has_its_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    limit: str,
    value: int,
    sentence: str,
) -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>a</t></si><si><t>b</t></si><si><t>c</t></si></sst>'
    rows = NAMES + '<row><c t="str"><v>Durand</v></c></row>' * 3_000
    path = by_hand(tmp_path / "x.xlsx", rows, strings=strings)
    assert len(list(open_any(path).rows())) == 3_000
    monkeypatch.setattr(module, "MAX_RATIO", 5, raising=False)
    monkeypatch.setattr(module, limit, value)
    assert sentence in refusal(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = by_hand(tmp_path / "bombe.xlsx", sheet=b" " * (1 << 26))
    assert bomb.stat().st_size < 1 << 17
    assert "démesuré une fois décompressé" in refusal(bomb)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.xlsx", [["Nom", *("Téléphone" for _n in range(1_024))]])
    assert "trop de colonnes" in refusal(path)


def test_a_cell_longer_than_a_spreadsheets_is_refused_on_its_line(tmp_path: Path) -> None:
    rows = NAMES + f'<row><c t="str"><v>{"x" * 300_000}</v></c></row>'
    table = open_any(by_hand(tmp_path / "x.xlsx", rows))
    ((line, cells),) = table.rows()
    assert line == 2
    assert plain(table.fault(cells) or "").startswith("Une cellule dépasse 32")


def test_a_row_of_endless_cells_costs_what_a_sheet_can_hold(tmp_path: Path) -> None:
    rows = NAMES + "<row>" + '<c t="str"><v>x</v></c>' * 20_000 + "</row>"
    table = open_any(by_hand(tmp_path / "x.xlsx", rows))
    assert list(table.rows()) == [(2, ["x", "x"])]


def test_cells_far_from_the_table_cost_nothing(tmp_path: Path) -> None:
    rows = NAMES + '<row><c t="str"><v>Durand</v></c><c r="XFD2" t="str"><v>loin</v></c></row>'
    table = open_any(by_hand(tmp_path / "x.xlsx", rows))
    assert list(table.rows()) == [(2, ["Durand", ""])]
    assert "XFD" in table.remarks()[0]
