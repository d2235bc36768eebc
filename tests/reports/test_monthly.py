"""The monthly report on paper: what it says, whom it names, and that it prints whatever came."""

import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from models.i18n import format_units, use_language
from models.month_data import (
    Accounts,
    ClientMention,
    CostLine,
    IncidentCause,
    Incidents,
    ListCounts,
    MonthReport,
    ShopIdentity,
    States,
    Verbatim,
)
from models.month_gift_data import Gifts
from models.month_names import Named
from models.trust_balance import TrustBalance
from reports.monthly import Audience, render
from tests.reports.full_samples import busy_month
from tests.reports.pdf_reading import flat, fonts_of, pages_of, text_of
from tests.reports.samples import BEFORE, EMPTY_MONTH, HOSTILE, MONTH, MOVEMENTS, NAMES, SHOP

AUDIENCES: tuple[Audience, ...] = ("owner", "accountant")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_shop_and_the_month_head_the_report(audience: Audience) -> None:
    first = pages_of(render(MONTH, audience))[0]
    for text in ("Octobre 2026", SHOP.name, SHOP.siret, SHOP.vat_number, *SHOP.address):
        assert text in first


def _withdrawn(audience: Audience) -> list[int]:
    """What each line of withdrawals says: the accountant reads the rare ones as one sum."""
    amounts = [line.amount for line in MOVEMENTS.withdrawals]
    return amounts if audience == "owner" else [amounts[0], sum(amounts[1:])]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_movements_are_printed_to_the_centi_unit_and_tie_out(audience: Audience) -> None:
    text = text_of(render(MONTH, audience))
    amounts = [
        MOVEMENTS.voided,
        MOVEMENTS.fade,
        MOVEMENTS.corrections,
        MOVEMENTS.closures,
        *_withdrawn(audience),
    ]
    for amount in amounts:
        assert flat(format_units(amount, decimals=2, signed=True)) in text
    assert f"Solde au 30 septembre 2026 {flat(format_units(MOVEMENTS.opening, decimals=2))}" in text
    assert f"Solde au 31 octobre 2026 {flat(format_units(MOVEMENTS.closing, decimals=2))}" in text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_costs_are_printed_by_nature_and_rate_with_their_total(audience: Audience) -> None:
    text = text_of(render(MONTH, audience))
    assert "Avoir 709 20 % 1 40,00 8,00 48,00" in text
    assert "Cadeau, fourniture offerte 6234 5,5 % 1 18,00 0,99 18,99" in text
    assert "Reprise à nos frais – sans TVA 1 96,00 0,00 96,00" in text
    assert "Total 4 175,50 13,29 188,79" in text
    assert "dont à comptabiliser 2 39,50 5,29 44,79" in text
    assert "à chiffrer" in text
    assert "1 coût reste à chiffrer : il n’entre dans aucun total." in text
    assert "FA-2026-377" in text


def test_the_owner_reads_names_and_voices() -> None:
    text = text_of(render(MONTH, "owner"))
    for name in NAMES:
        assert name in text
    assert "« J’avais déjà envoyé la facture, personne ne lit ? »" in text
    assert "rupture du 6 octobre, pas encore de réconciliation" in text
    assert "Balais d’essuie-glace" in text
    assert "et 6 autres clients" in text


def test_an_incident_resolved_at_once_was_resolved_the_same_day() -> None:
    line = replace(MONTH.incidents.lines[1], days=0)
    facts = replace(MONTH.incidents, lines=(line,), days_to_resolution=(0,))
    text = text_of(render(replace(MONTH, incidents=facts), "owner"))
    assert "résolu à temps (le jour même)" in text
    assert "Délai habituel de résolution le jour même" in text


def test_the_accountant_reads_numbers_and_no_name_nor_free_text() -> None:
    pdf = render(MONTH, "accountant")
    text = text_of(pdf)
    secrets = [
        *NAMES,
        *(verbatim.text for verbatim in MONTH.verbatims),
        *(line.label for line in MONTH.costs),
        *(line.label for line in MOVEMENTS.deposits if line.label),
        *(cause.label for cause in MONTH.incidents.causes if cause.label),
        *(line.words for line in MONTH.voices.lines),
        *(line.changed for line in MONTH.voices.lines if line.changed),
        *(line.name for line in MONTH.privileges),
    ]
    assert [secret for secret in secrets if flat(secret) in text] == []
    assert "C-00005" in text


def test_the_accountant_reads_who_moves_only_as_counts() -> None:
    text = text_of(render(MONTH, "accountant"))
    assert "Solide 152 158" in text
    assert "Autres états, réunis 9 10" in text  # two ruptured accounts are too few to be told
    assert "Rompue" not in text
    assert "Qui a changé d’état".upper() not in text


def test_the_month_stands_beside_the_month_before_and_last_year() -> None:
    text = text_of(render(MONTH, "owner"))
    assert "OCTOBRE 2026 SEPTEMBRE 2026 OCTOBRE 2025" in text
    assert "Incidents notés 7 9 12" in text
    assert "Comptes ouverts 412 404 371" in text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_without_other_months_nothing_is_compared(audience: Audience) -> None:
    alone = replace(MONTH, before=None, last_year=None)
    text = text_of(render(alone, audience))
    assert "LE MOIS COMPARÉ" not in text
    assert "premier mois du livre" not in text
    first = replace(alone, accounts=Accounts(0, 412, 0, 412))
    assert "premier mois du livre" in text_of(render(first, audience))


@pytest.mark.parametrize(
    ("closing", "said"),
    [
        (620514, "passe de 6 204,2 à 6 205,1 unités : elle monte."),
        (620315, "passe de 6 204,2 à 6 203,2 unités : elle baisse."),
        (620415, "La confiance reste à 6 204,2 unités."),
    ],
)
def test_the_month_in_short_says_where_trust_went(closing: int, said: str) -> None:
    moved = replace(MONTH, movements=replace(MOVEMENTS, closing=closing))
    assert said in text_of(render(moved, "owner"))


def test_only_the_months_there_are_are_compared() -> None:
    text = text_of(render(replace(MONTH, before=None, last_year=BEFORE), "owner"))
    assert "OCTOBRE 2026 OCTOBRE 2025" in text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_draft_says_so_on_every_page_and_a_closed_month_does_not(audience: Audience) -> None:
    draft = pages_of(render(MONTH, audience))
    closed = pages_of(render(replace(MONTH, closed_on=date(2026, 11, 2)), audience))
    assert "Brouillon : ce mois n’est pas clos" in draft[0]
    assert all("Brouillon, compté jusqu’au 31 octobre 2026" in page for page in draft)
    assert all("Clos le 2 novembre 2026" in page for page in closed)
    assert not any("Brouillon" in page for page in closed)


@pytest.mark.parametrize(("audience", "pages"), [("owner", 2), ("accountant", 1)])
def test_an_empty_month_is_a_sentence_and_no_table_of_zeros(audience: Audience, pages: int) -> None:
    page, *others = pages_of(render(EMPTY_MONTH, audience))
    assert len(others) + 1 == pages
    assert "0,00" not in " ".join(others)
    assert "Le livre" in page
    assert "Chez Zoé" in page
    assert "0,00" not in page


def test_what_has_nothing_to_say_is_told_in_one_sentence() -> None:
    quiet = MonthReport(
        shop=SHOP,
        month=MONTH.month,
        through=MONTH.through,
        edited_on=MONTH.edited_on,
        accounts=MONTH.accounts,
        movements=MOVEMENTS,
    )
    text = text_of(render(quiet, "owner"))
    assert (
        "Rien à noter ce mois-ci pour : incidents, demandes, promesses, privilèges, coûts, "
        "recommandations et paroles de clients." in text
    )
    assert "Aucun incident n’a été noté." in text
    for absent in ("LEURS CAUSES", "DÉTAIL DES COÛTS", "RECOMMANDATIONS", "CLIENTS À CHÉRIR"):
        assert absent not in text
    accountant = text_of(render(quiet, "accountant"))
    assert "Aucun coût n’a été noté ce mois-ci." in accountant
    assert "Rien n’arrivait à échéance" not in accountant


def test_costs_that_are_all_to_price_print_no_total() -> None:
    costs = (CostLine("gift", "Fleurs", "C-00001", date(2026, 10, 3)),)
    text = text_of(render(replace(MONTH, costs=costs), "accountant"))
    assert "1 coût reste à chiffrer" in text
    assert "Total" not in text


def test_costs_that_are_all_to_price_are_no_zero_in_the_owner_s_words() -> None:
    costs = (CostLine("gift", "Fleurs", "C-00001", date(2026, 10, 3)),)
    text = text_of(render(replace(MONTH, costs=costs), "owner"))
    assert flat("1 geste a un coût, encore à chiffrer.") in text
    assert flat("La bienveillance a coûté") not in text


@pytest.mark.parametrize(
    "label", ["Consigne mal transmise entre nous", "Instruction badly passed on between us"]
)
def test_the_causes_of_the_catalogue_are_read_whole(label: str) -> None:
    causes = (IncidentCause(label, 1), IncidentCause("", 4))
    month = replace(MONTH, incidents=replace(MONTH.incidents, causes=causes))
    assert label in text_of(render(month, "owner"))


@pytest.mark.parametrize("audience", ["owner", "accountant"])
def test_an_exempt_shop_reads_nothing_of_vat_recovered_on_gifts(audience: Audience) -> None:
    given = Gifts(2026, 7_300, False, 64_800, exempt=True)
    text = text_of(render(replace(MONTH, gifts=given), audience))
    assert "En franchise de TVA, il n’y a pas de limite par personne." in text
    assert "limite à confirmer" not in text


@pytest.mark.parametrize(("audience", "most"), [("owner", 6), ("accountant", 4)])
def test_a_month_far_too_full_keeps_to_its_pages(audience: Audience, most: int) -> None:
    start = time.perf_counter()
    pages = pages_of(render(busy_month(), audience))
    assert time.perf_counter() - start < 10
    assert 2 <= len(pages) <= most
    assert all(page.endswith(f"{number} / {len(pages)}") for number, page in enumerate(pages, 1))


def test_a_month_far_too_full_says_what_is_left_out() -> None:
    text = text_of(render(busy_month(), "owner"))
    assert "autres incidents ne sont pas détaillés ici." in text
    assert "autres clients" in text
    assert "autres changements" in text


def test_costs_left_out_of_the_detail_are_summed() -> None:
    report = busy_month()
    text = text_of(render(report, "accountant"))
    assert "autres coûts" in text
    net = sum(line.net_cents or 0 for line in report.costs)
    assert f"Total 240 {flat(format_units(net, decimals=2))}" in text


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_month_gives_the_same_bytes(audience: Audience, language: str) -> None:
    use_language(language)
    assert render(MONTH, audience) == render(MONTH, audience)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_fonts_are_embedded(audience: Audience) -> None:
    fonts = fonts_of(render(MONTH, audience))
    assert fonts
    assert all(fonts.values())


def test_the_report_follows_the_language() -> None:
    use_language("en")
    text = text_of(render(MONTH, "accountant"))
    assert "October 2026" in text
    assert "6,204.15" in text
    assert "5.5%" in text
    assert "€175.50" in text


def test_hostile_texts_are_only_texts() -> None:
    client = ClientMention("C-1", HOSTILE, HOSTILE)
    report = replace(
        MONTH,
        shop=ShopIdentity(HOSTILE, (HOSTILE,)),
        to_cherish=(client,) * 3,
        verbatims=(Verbatim(client, date(2026, 10, 2), HOSTILE),),
        costs=tuple(replace(line, label=HOSTILE, document=HOSTILE) for line in MONTH.costs),
        states=States(
            MONTH.states.at_start,
            MONTH.states.at_end,
            tuple(replace(move, clients=(client,) * 9) for move in MONTH.states.moves),
        ),
    )
    text = text_of(render(report, "owner"))
    assert "<b>Zoé</b> & Cie ◇ <para> &amp;" in text


def test_texts_without_end_are_printed_without_delay() -> None:
    endless = "é" * 200_000
    client = ClientMention("C-1", endless, endless)
    report = replace(
        MONTH,
        shop=ShopIdentity(endless),
        to_cherish=(client,),
        verbatims=(Verbatim(client, date(2026, 10, 2), endless),),
    )
    start = time.perf_counter()
    pages = pages_of(render(report, "owner"))
    assert time.perf_counter() - start < 5
    assert len(pages) <= 6


def test_reportlab_is_loaded_only_when_a_page_is_made() -> None:
    program = (
        "import sys, reports, reports.fonts, reports.files, reports.monthly, reports.statement,"
        " reports.month_json\nsys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_the_owner_s_first_page_says_what_changed_and_what_to_do() -> None:
    waiting = replace(MONTH.followed, ruptured=Named(12, (MONTH.to_repair[0],)))
    first = pages_of(render(replace(MONTH, followed=waiting), "owner"))[0]
    assert first.index("CE QUI A CHANGÉ") < first.index("QUOI FAIRE LE MOIS PROCHAIN")
    assert "7 incidents notés (9 en septembre 2026)" in first
    assert "12 relations rompues attendent une réparation." in first
    assert f"{MONTH.to_repair[0].name} ({MONTH.to_repair[0].number}) et 11 autres" in first
    assert "« Délai mal prévu » : 3 incidents ce mois-ci, 5 les trois mois d’avant." in first
    assert "MOUVEMENTS DES COMPTES" not in first


def test_a_list_of_people_says_how_many_it_leaves_unnamed() -> None:
    text = text_of(render(replace(MONTH, listed=ListCounts(to_repair=27)), "owner"))
    assert f"et {27 - len(MONTH.to_repair)} autres clients" in text


def test_those_whose_state_did_not_change_close_the_table_of_those_it_did() -> None:
    stayed = sum(move.count for move in MONTH.states.moves if move.before is move.after)
    assert f"et 3 autres Sans changement {stayed}" in text_of(render(MONTH, "owner"))


def test_a_month_says_none_rather_than_nought() -> None:
    calm = replace(MONTH, incidents=Incidents(minor=1))
    first = pages_of(render(calm, "owner"))[0]
    assert re.search(r"1 incident noté \(.*\), aucun résolu à temps et aucun mal traité\.", first)


@pytest.mark.parametrize("audience", ["owner", "accountant"])
def test_a_month_closed_with_a_later_one_is_not_called_a_draft(audience: Audience) -> None:
    text = text_of(render(replace(MONTH, closed_since=True), audience))
    assert "Clos avec un mois suivant, sans sceau à lui" in text
    assert "Brouillon" not in text
    assert "Provisoire" not in text


def test_trust_whose_cost_nobody_noted_is_not_said_to_be_free() -> None:
    given = replace(MONTH, good_faith=TrustBalance(accepted=2, unpriced=2))
    assert "Accepté sur parole : 2 fois, sans coût noté." in text_of(render(given, "owner"))


def test_a_month_that_meets_no_rule_says_that_nothing_presses() -> None:
    quiet = MonthReport(SHOP, MONTH.month, MONTH.through, MONTH.edited_on, movements=MOVEMENTS)
    pages = pages_of(render(quiet, "owner"))
    assert "Rien ne presse : aucune règle de conseil n’est atteinte." in pages[0]
    assert 2 <= len(pages) <= 6


def test_causes_are_a_pareto_chart_with_its_figures_and_days_are_counted_in_steps() -> None:
    text = text_of(render(MONTH, "owner"))
    assert "Délai mal prévu 3 · 43 %" in text
    assert "Erreur de facture 1 · 57 %" in text
    assert "Cause non dite 2 · 100 %" in text
    assert "le jour même 1 de 1 à 2 jours 3 de 3 à 7 jours 2 8 jours et plus 0" in text


@pytest.mark.parametrize("size", [(1, 1), (3000, 60), (60, 3000)], ids=["dot", "wide", "tall"])
def test_any_logo_leaves_the_owner_s_report_its_pages(size: tuple[int, int]) -> None:
    shop = replace(SHOP, logo=logo_of(*size), name="Établissements " + "Œuvrard " * 30)
    pages = pages_of(render(replace(MONTH, shop=shop), "owner"))
    assert 2 <= len(pages) <= 6
    assert "Octobre 2026" in pages[0]


def logo_of(width: int, height: int) -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, height), "#1F6F5C").save(target, "PNG")
    return target.getvalue()
