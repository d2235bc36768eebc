"""The accountant's PDF: fit for archives, its data inside, nobody named; its protected copy."""

import csv
import json
import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from models.errors import Refused
from models.i18n import format_units, use_language
from models.month_data import ClientMention, MonthReport
from models.month_gift_data import GiftOver, Gifts
from models.month_left_data import Commitment, OpenCase, Sealing
from models.rules.seal import digest
from reports import month_json, monthly_accountant
from reports.archived import Attachment, archived
from reports.blocks import Prose
from reports.layout import Block, Frame, build
from reports.month_json import to_json
from reports.monthly import render
from reports.protected import protected
from tests.reports.full_samples import busy_month
from tests.reports.pdf_reading import flat, pages_of, text_of
from tests.reports.samples import EMPTY_MONTH, HOSTILE, MONTH, MOVEMENTS

SEALING = Sealing(3, "a3" * 32, "0f" * 32)
FULL = replace(
    MONTH,
    open_cases=(
        OpenCase("incident", "C-00003", date(2026, 10, 3), date(2026, 11, 3), 12_000),
        OpenCase("request", "C-00009", date(2026, 10, 9), date(2026, 11, 9)),
    ),
    commitments=(
        Commitment(1, "service", "discount", date(2026, 3, 1), 1_500, 2_000),
        Commitment(4, "price", "gift", date(2026, 5, 1), until=date(2027, 1, 31)),
    ),
    gifts=Gifts(2026, 7_300, False, 45_000, (GiftOver(ClientMention("C-00012", "Zoé"), 9_900),)),
)
SEALED = replace(FULL, closed_on=date(2026, 11, 2), sealing=SEALING)
BUSY = replace(
    busy_month(),
    commitments=FULL.commitments * 20,
    open_cases=FULL.open_cases * 1_500,
)
MONTHS = {"draft": FULL, "sealed": SEALED, "empty": EMPTY_MONTH, "busy": BUSY}


def attached(pdf: bytes) -> dict[str, bytes]:
    """The files inside a PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def hundredths(text: str) -> int:
    return int(text.replace(",", "")) if text else 0


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("report", MONTHS.values(), ids=MONTHS)
def test_it_is_fit_for_archives(report: MonthReport, language: str, tmp_path: Path) -> None:
    use_language(language)
    pdf = render(report, "accountant")
    found = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)
    assert [failure.message for failure in found.failures] == []
    assert found.is_compliant
    assert 1 <= found.document.page_count <= 4
    path = tmp_path / "month.pdf"
    path.write_bytes(pdf)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_without_its_colours_told_it_would_not_be() -> None:
    with pikepdf.open(BytesIO(render(FULL, "accountant"))) as pdf:
        del pdf.Root.OutputIntents
        target = BytesIO()
        pdf.save(target)
    profile = page.ValidationProfile.PDF_A_3B
    assert not page.is_pdf_compliant_bytes(target.getvalue(), profile=profile)


def test_the_same_month_gives_the_same_bytes() -> None:
    assert render(SEALED, "accountant") == render(SEALED, "accountant")


def test_its_figures_are_written_once_however_often_its_lists_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[MonthReport] = []
    tried: list[int] = []
    write, cost_lines = month_json.month_document, monthly_accountant.cost_lines

    def document_told(report: MonthReport) -> dict[str, Any]:
        written.append(report)
        return write(report)

    def cost_lines_told(report: MonthReport, most: int, *, named: bool) -> list[Block]:
        tried.append(most)
        return cost_lines(report, most, named=named)

    monkeypatch.setattr(month_json, "month_document", document_told)
    monkeypatch.setattr(monthly_accountant, "cost_lines", cost_lines_told)
    render(BUSY, "accountant")
    assert len(tried) > 1
    assert len(written) == 1


def test_it_says_its_title_its_language_and_its_parts() -> None:
    with pikepdf.open(BytesIO(render(FULL, "accountant"))) as pdf:
        facts = pdf.open_metadata()
        assert facts["dc:title"] == "Rapport de confiance · Octobre 2026 · Garage Morel"
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "B")
        assert pdf.Root.Lang == "fr-FR"
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles[0] == "Coûts supportés, en euros"
    assert titles[-2:] == ["Méthode", "Sceau"]


def test_three_files_go_with_it() -> None:
    with pikepdf.open(BytesIO(render(FULL, "accountant"))) as pdf:
        mimes = {name: file.get_file().mime_type for name, file in pdf.attachments.items()}
        relations = {str(file.AFRelationship) for file in pdf.Root.AF}
    assert mimes == {
        "couts.csv": "text/csv",
        "mouvements.csv": "text/csv",
        "rapport.json": "application/json",
    }
    assert relations == {"/Data"}
    assert attached(render(FULL, "accountant"))["rapport.json"] == to_json(FULL).encode()


@pytest.mark.parametrize("report", [FULL, BUSY], ids=["usual", "busy"])
def test_attached_totals_are_those_printed(report: MonthReport) -> None:
    pdf = render(report, "accountant")
    text, files = text_of(pdf), attached(pdf)
    costs = table(files["couts.csv"])
    total = json.loads(files["rapport.json"])["costs"]["total"]
    assert len(costs) == len(report.costs)
    for column, key in (("Hors taxes", "net"), ("TVA", "vat"), ("TTC", "gross")):
        cents = sum(hundredths(row[column]) for row in costs)
        assert cents == total[f"{key}_cents"]
        assert flat(format_units(cents, decimals=2)) in text
    moves = {row["Code"]: hundredths(row["Unités"]) for row in table(files["mouvements.csv"])}
    closing = moves.pop("closing_balance")
    assert sum(moves.values()) == closing == report.movements.closing
    assert flat(format_units(closing, decimals=2)) in text


def test_few_postings_are_told_together() -> None:
    moves = {
        row["Code"]: row for row in table(attached(render(FULL, "accountant"))["mouvements.csv"])
    }
    rare = [line for line in MOVEMENTS.withdrawals if line.count < 3]
    assert not {line.family for line in rare} & set(moves)
    assert hundredths(moves["other_withdrawals"]["Unités"]) == sum(line.amount for line in rare)
    assert all(int(row["Nombre"]) >= 3 for row in moves.values() if row["Nombre"])


def test_open_cases_say_what_they_may_still_cost() -> None:
    text = text_of(render(FULL, "accountant"))
    assert "Incident C-00003 03/10/2026 03/11/2026 120,00 €" in text
    assert "Demande C-00009 09/10/2026 09/11/2026 non estimé" in text
    assert "Estimé pour 1 sur 2 120,00 €" in text


def test_privileges_are_commitments() -> None:
    text = text_of(render(FULL, "accountant"))
    assert (
        "n° 1, qualité de service Remise sur facture 01/03/2026 sans terme 15,00 € · 20 %" in text
    )
    assert "n° 4, prix particulier" in text
    assert "31/01/2027 non estimé" in text


def test_gifts_over_the_limit_are_flagged() -> None:
    assert "C-00012 (99,00 €)" in text_of(render(FULL, "accountant"))
    assert json.loads(to_json(FULL))["gifts"]["over"] == [
        {"client": "C-00012", "gross_cents": 9_900}
    ]


def test_a_closed_month_bears_its_seal_and_another_says_it_is_provisional() -> None:
    sealed = text_of(render(SEALED, "accountant")).replace(" ", "")
    for words in ("Numérodusceau3", SEALING.journal, SEALING.before):
        assert words in sealed
    assert digest(to_json(SEALED).encode()) in sealed
    assert "Provisoire : le mois n’est pas clos" in text_of(render(FULL, "accountant"))


def _texts(pdf: bytes) -> Iterator[str]:
    """All that can be read in a PDF: pages, files, facts."""
    yield from pages_of(pdf)
    yield from (content.decode("utf-8-sig") for content in attached(pdf).values())
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened.Root.Metadata.read_bytes().decode()
        yield from (str(value) for value in opened.docinfo.values())


@pytest.mark.parametrize(
    "secret",
    [
        "avoir Mme Durand",
        "06 12 34 56 78",
        "0612345678",
        "AB-123-CD",
        "zoe@exemple.fr",
        "DURAND 12",
    ],
)
def test_a_document_that_may_name_somebody_stays_in_the_book(secret: str) -> None:
    told = replace(MONTH.costs[1], document=secret, label=secret, account=secret)
    pdf = render(replace(FULL, costs=(*MONTH.costs, told)), "accountant")
    assert not [text for text in _texts(pdf) if secret in text]
    assert any("AV-2026-014" in text for text in _texts(pdf))


def test_the_protected_copy_asks_for_its_password_and_is_no_archive(tmp_path: Path) -> None:
    pdf = render(FULL, "accountant")
    copy = protected(pdf, "motdepasse")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(copy))
    with pikepdf.open(BytesIO(copy), password="motdepasse") as opened:
        assert opened.encryption.bits == 256
        assert opened.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert not re.search(b"pdfaid", opened.Root.Metadata.read_bytes())
        assert "/OutputIntents" not in opened.Root
        assert set(opened.attachments) == {"couts.csv", "mouvements.csv", "rapport.json"}
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy)
    subprocess.run(
        ["qpdf", "--check", "--password=motdepasse", path], check=True, capture_output=True
    )


@pytest.mark.parametrize("password", ["", "court", "é" * 64])
def test_a_password_that_would_not_hold_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        protected(render(EMPTY_MONTH, "accountant"), password)


def test_a_hostile_shop_still_makes_an_archive() -> None:
    hostile = HOSTILE.replace("\ud800", "")  # no book can hold it
    shop = replace(FULL.shop, name=hostile, address=(hostile,))
    pdf = render(replace(FULL, shop=shop), "accountant")
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)


def test_no_stream_ends_with_a_byte_taken_for_a_line_end() -> None:
    """The last byte of a compressed stream follows from its content: one in 256 is that one."""
    paper = build_paper()
    ending = [
        content
        for number in range(2_000)
        if zlib.compress(content := f"a;{number}\n".encode(), 9).endswith(b"\r")
    ]
    assert ending
    for content in ending[:3]:
        pdf = archived(paper, MONTH.edited_on, [Attachment("a.csv", "text/csv", "a", content)])
        assert b"\r\nendstream" not in pdf
        assert attached(pdf) == {"a.csv": content}
        found = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)
        assert [failure.message for failure in found.failures] == []


def build_paper() -> bytes:
    """A page as the reports make them, not yet an archive."""
    frame = Frame("Un titre", "", MONTH.shop, "", "", "", MONTH.edited_on)
    return build(frame, [Prose("Une page.")])


def test_codes_nobody_confirmed_are_said_to_be_the_usual_ones() -> None:
    asked = "Comptes d’usage, à confirmer par le comptable : "
    unsure = text_of(render(replace(FULL, codes_to_confirm=("gift", "other")), "accountant"))
    assert f"{asked}6234 (Cadeau, fourniture offerte)." in unsure
    assert asked not in text_of(render(FULL, "accountant"))
