"""Closing a month: what is confirmed first, what is frozen, and that nothing gets in after."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import peewee
import pytest

from models import clients, closing, costs, journal, settings
from models.actor import Actor
from models.apart import apart
from models.check import check
from models.client_drafts import ClientDraft
from models.clock import believe_today
from models.closing_lines import LineKind
from models.cost_settings import CostSettings, set_cost_settings
from models.costs import CostDraft, Nature
from models.database import Book
from models.errors import Refused
from models.exchange import ImportOptions, import_file, list_runs, undo_import
from models.export import export
from models.journal import EntryDraft
from models.month import collect
from models.rules.trust import EntryType, Severity
from models.seals import closed, first_fault, frozen_report
from models.settings import Shop, set_shop, shop
from models.tables import (
    Client,
    ClosedMonth,
    Cost,
    Entry,
    EntryText,
    MonthCheck,
    MonthSeal,
    Setting,
    VisitAmount,
)
from models.trust_settings import set_trust
from tests.helpers.closing import PDF, close_now

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
HEADER = "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note\n"


@pytest.fixture
def durand(actor: Actor) -> int:
    """A client since 3 September, with an incident left waiting in October and an unpriced gift."""
    then = Actor(actor.member_id, date(2026, 9, 3))
    client_id = clients.open_account(then, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    incident = EntryDraft(
        EntryType.INCIDENT,
        "defect",
        "bruit à l’avant",
        day=date(2026, 10, 5),
        severity=Severity.NOTABLE,
    )
    gift = EntryDraft(
        EntryType.ATTENTION, "gesture", "un bidon", date(2026, 10, 8), cost=CostDraft(Nature.GIFT)
    )
    for draft in (incident, gift):
        journal.note(actor, client_id, draft)
    return client_id


def _close_up_to_october(actor: Actor) -> None:
    for month in (SEPTEMBER, OCTOBER):
        close_now(actor, month)


# -- before ----------------------------------------------------------------------------------------


def test_what_came_due_what_is_unpriced_and_days_without_a_note_wait(
    actor: Actor, durand: int
) -> None:
    lines = closing.waiting(OCTOBER, actor.today)
    [case] = [line for line in lines if line.kind is LineKind.CASE]
    [cost] = [line for line in lines if line.kind is LineKind.COST]
    days = [line.day for line in lines if line.kind is LineKind.DAY]
    assert case.client is not None
    assert (case.client.name, case.day) == ("Durand", date(2026, 10, 8))
    assert "bruit à l’avant" in case.what
    assert cost.became == "à chiffrer"
    assert date(2026, 10, 6) in days
    assert date(2026, 10, 5) not in days, "something was noted on that day"
    assert date(2026, 10, 4) not in days, "a Sunday"


def test_a_case_settled_on_its_day_does_not_wait(actor: Actor, durand: int) -> None:
    promise = EntryDraft(EntryType.PROMISE, day=date(2026, 9, 10), due=date(2026, 9, 12))
    made = journal.note(actor, durand, promise).entry_id
    kept = EntryDraft(EntryType.KEPT, day=date(2026, 9, 12), ref=made)
    journal.note(actor, durand, kept)
    lines = closing.waiting(SEPTEMBER, actor.today)
    assert [line for line in lines if line.kind is LineKind.CASE] == []


def test_lines_are_confirmed_one_by_one_and_taken_back(actor: Actor, durand: int) -> None:
    first, *others = closing.waiting(OCTOBER, actor.today)
    closing.confirm(actor, OCTOBER, [first])
    assert closing.waiting(OCTOBER, actor.today) == others
    [kept] = MonthCheck.select()
    assert (kept.confirmed_on, kept.author_id) == (actor.today, actor.member_id)
    closing.take_back(actor, OCTOBER, first)
    assert closing.waiting(OCTOBER, actor.today) == [first, *others]


def test_a_month_with_lines_that_wait_is_not_closed(actor: Actor, durand: int) -> None:
    with pytest.raises(Refused, match="attendent d’être confirmées"):
        closing.draft(actor, OCTOBER)
    assert not ClosedMonth.select().exists()


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (NOVEMBER, "une fois terminé, à partir du 1er décembre"),
        (date(2027, 1, 1), "une fois terminé"),
        (date(2026, 8, 1), "Rien n’est noté"),
    ],
)
def test_a_month_that_runs_or_has_nothing_is_not_closed(
    actor: Actor, durand: int, month: date, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        closing.waiting(month, actor.today)


def test_a_month_is_not_closed_on_its_own_last_day(actor: Actor, durand: int) -> None:
    assert closing.why_not(OCTOBER, date(2026, 10, 31))
    assert not closing.why_not(OCTOBER, date(2026, 11, 1))


def test_months_close_in_order_from_any_first_one(actor: Actor, durand: int) -> None:
    close_now(actor, SEPTEMBER)
    later = Actor(actor.member_id, date(2026, 12, 15))
    believe_today(later.today)
    with pytest.raises(Refused, match="d’abord octobre 2026"):
        closing.waiting(NOVEMBER, later.today)
    with pytest.raises(Refused, match="Ce mois est clos"):
        closing.waiting(SEPTEMBER, later.today)
    close_now(later, OCTOBER)
    assert [row.number for row in MonthSeal.select().order_by(MonthSeal.month)] == [1, 2]


def test_a_month_before_the_first_one_closed_is_no_draft_any_more(
    actor: Actor, durand: int
) -> None:
    assert not collect(SEPTEMBER, actor.today).closed_since
    close_now(actor, OCTOBER)
    before, after = collect(SEPTEMBER, actor.today), collect(NOVEMBER, actor.today)
    assert (before.closed_on, before.closed_since, after.closed_since) == (None, True, False)


def test_only_the_owner_closes(actor: Actor, durand: int) -> None:
    from models.team import add_member, members

    add_member(actor, "Paul")
    paul = Actor(members()[-1].id, actor.today)
    with pytest.raises(Refused, match="responsable"):
        closing.draft(paul, SEPTEMBER)


def test_what_is_noted_during_the_closing_stops_it(actor: Actor, durand: int) -> None:
    closing.confirm(actor, OCTOBER, closing.waiting(OCTOBER, actor.today))
    found = closing.draft(actor, OCTOBER)
    journal.note(actor, durand, EntryDraft(EntryType.VISIT, day=date(2026, 9, 20)))
    with pytest.raises(Refused, match="pendant la clôture"):
        closing.close(actor, found, closing.Papers("{}", PDF, PDF))
    assert not ClosedMonth.select().exists()


# -- what is frozen --------------------------------------------------------------------------------


def test_the_closed_report_is_the_one_sealed_whatever_is_changed_since(
    actor: Actor, durand: int
) -> None:
    before = collect(OCTOBER, actor.today)
    _close_up_to_october(actor)
    settings.set_shop(actor, Shop(name="Autre garage", vat_exempt=True))
    gift = Entry.get(Entry.type == "attention", Entry.day == date(2026, 10, 8))
    journal.reverse(actor, gift.id)
    frozen = frozen_report(OCTOBER)
    assert frozen is not None
    assert frozen.closed_on == actor.today
    assert frozen.shop.name == "Garage Morel"
    assert (frozen.movements, frozen.costs) == (before.movements, before.costs)
    assert frozen.incidents == before.incidents, "names and words are those of the book"


def test_nothing_personal_is_kept_in_the_seal(actor: Actor, durand: int) -> None:
    _close_up_to_october(actor)
    for row in MonthSeal.select():
        assert "Durand" not in row.report_text
        assert "bruit" not in row.report_text


def test_the_accountant_s_pdf_is_kept_byte_for_byte(actor: Actor, durand: int) -> None:
    close_now(actor, SEPTEMBER)
    found = closed(SEPTEMBER)
    assert found is not None
    assert (found.pdf, found.number, found.closed_on) == (PDF, 1, actor.today)
    assert found.author == "Claire Morel"
    assert closed(OCTOBER) is None


# -- every door ------------------------------------------------------------------------------------


def test_nothing_is_noted_in_a_closed_month_nor_before(actor: Actor, durand: int) -> None:
    close_now(actor, OCTOBER)
    for day in (date(2026, 10, 20), date(2026, 9, 20), date(2020, 1, 1)):
        with pytest.raises(Refused, match="clos"):
            journal.note(actor, durand, EntryDraft(EntryType.VISIT, day=day))


def test_an_opening_of_no_units_is_still_taken(actor: Actor, durand: int, book: Book) -> None:
    _close_up_to_october(actor)
    then = Actor(actor.member_id, date(2026, 10, 12))
    clients.open_account(then, ClientDraft(last_name="Petit"))
    assert check(book).sound


def test_ctrl_z_of_a_closed_month_is_a_reversal_of_today(actor: Actor, durand: int) -> None:
    _close_up_to_october(actor)
    journal.take_back_last(actor)
    last = Entry.select().order_by(Entry.id.desc()).get()
    assert (last.type, last.day) == ("reversal", actor.today)


def test_an_import_is_refused_line_by_line(actor: Actor, durand: int, tmp_path: Path) -> None:
    _close_up_to_october(actor)
    file = tmp_path / "journal.csv"
    file.write_text(HEADER + "1,x1,2026-10-02,visit,,,,,,,,\n1,x2,2026-11-02,visit,,,,,,,,\n")
    report = import_file(actor, file, ImportOptions())
    assert (report.created, len(report.refused)) == (1, 1)
    assert "clos" in report.refused[0].reason


def test_the_amount_of_a_visit_of_a_closed_month_neither_comes_goes_nor_changes(
    actor: Actor, durand: int, tmp_path: Path
) -> None:
    path, head = tmp_path / "passages.csv", "Date;Client;Travaux;Montant TTC\n"
    path.write_text(f"{head}12/10/2026;Durand;Vidange;120,50\n", encoding="utf-8")
    assert import_file(actor, path).created == 1
    before = list(VisitAmount.select().tuples())
    close_now(actor, OCTOBER)
    undo_import(actor, list_runs()[0].id)
    path.write_text(f"{head}12/10/2026;Durand;Vidange;99,00\n", encoding="utf-8")
    report = import_file(actor, path)
    assert (report.created, len(report.refused)) == (0, 1)
    assert (list(VisitAmount.select().tuples()), before[0][1]) == (before, 12_050)


def test_a_clock_set_back_changes_no_setting_of_a_closed_month(actor: Actor, durand: int) -> None:
    close_now(actor, OCTOBER)
    then, count = replace(actor, today=date(2026, 10, 15)), Setting.select().count()
    for act in (
        lambda: set_shop(then, replace(shop(), vat_exempt=True)),
        lambda: set_cost_settings(then, CostSettings(limits={2026: 8_000})),
        lambda: set_trust(then, {"contact_cap": 2}),
    ):
        with pytest.raises(Refused, match="L’horloge de cet ordinateur dit le 15 octobre 2026"):
            act()
    assert Setting.select().count() == count


def test_a_cost_of_a_closed_month_is_not_completed(actor: Actor, durand: int) -> None:
    _close_up_to_october(actor)
    cost = Cost.get()
    with pytest.raises(Refused, match="clos"):
        costs.complete(actor, cost.id, CostDraft(Nature.GIFT, 1000, 2000))
    assert Cost.get().net_cents is None


_ADDED = (
    "INSERT INTO entry (uuid, client_id, seq, day, kind, memorable, author_id, recorded_at,"
    " recorded_on, text_digest, type, units) VALUES ('u', 1, 99, '2026-10-31', '', 0, 1,"
    " '2026-11-22', '2026-11-22', '',"
)


@pytest.mark.parametrize(
    "statement",
    [
        f"{_ADDED} 'visit', NULL)",
        f"{_ADDED} 'opening', 5)",
        "UPDATE entry SET day = '2026-11-02'",
        "DELETE FROM entry WHERE day < '2026-11-01'",
        "UPDATE cost SET net_cents = 1",
        "DELETE FROM cost",
        "INSERT INTO cost (entry_id, nature, document, standing, account_code)"
        " SELECT id, 'gift', '', 'booked', '' FROM entry WHERE day = '2026-10-08'",
        "DELETE FROM closed_month",
        "UPDATE closed_month SET month = '2026-08-01'",
        "DELETE FROM month_seal",
        "UPDATE month_seal SET seal = ''",
        "REPLACE INTO closed_month SELECT month, '2026-11-22', author_id FROM closed_month",
    ],
)
def test_the_database_itself_refuses(actor: Actor, durand: int, book: Book, statement: str) -> None:
    _close_up_to_october(actor)
    with pytest.raises(peewee.IntegrityError, match=r"never changes|append-only"):
        book.db.execute_sql(statement)
    assert check(book).sound


def test_the_database_itself_refuses_that_a_cost_moves_into_a_closed_month(
    actor: Actor, durand: int, book: Book
) -> None:
    _close_up_to_october(actor)
    cost = CostDraft(Nature.GIFT, 500, 2000)
    gift = EntryDraft(EntryType.ATTENTION, "gesture", "un chiffon", actor.today, cost=cost)
    moved = journal.note(actor, durand, gift).entry_id
    into = "(SELECT id FROM entry WHERE day = '2026-10-05')"
    with pytest.raises(peewee.IntegrityError, match="never changes"):
        book.db.execute_sql(f"UPDATE cost SET entry_id = {into} WHERE entry_id = {moved}")
    assert check(book).sound


# -- the chain -------------------------------------------------------------------------------------


def test_erasing_every_text_and_name_leaves_the_chain_whole(
    actor: Actor, durand: int, book: Book
) -> None:
    _close_up_to_october(actor)
    EntryText.delete().execute()
    Client.update(last_name="").execute()
    assert first_fault(book.db) == ""
    frozen = frozen_report(OCTOBER)
    assert frozen is not None
    assert frozen.incidents.lines[0].note == ""


_TAMPERINGS = {
    "UPDATE entry SET kind = 'late' WHERE type = 'incident'": "son journal",
    "UPDATE entry SET uuid = 'x' WHERE day = '2026-10-08'": "son journal",
    "UPDATE cost SET net_cents = 1": "son journal",
    "DELETE FROM cost": "son journal",
    "UPDATE month_seal SET figures_text = '{ }' WHERE number = 2": "ses chiffres",
    "UPDATE month_seal SET report_text = '{}' WHERE number = 2": "son rapport",
    "UPDATE month_seal SET accountant_pdf = x'2550' WHERE number = 2": "le PDF du comptable",
    "UPDATE month_seal SET owner = figures WHERE number = 2": "son sceau",
    "UPDATE month_seal SET closed_on = '2026-11-23' WHERE number = 2": "son sceau",
    "UPDATE month_seal SET before = seal WHERE number = 2": "ne suit plus",
    "DELETE FROM month_seal WHERE number = 1": "ne suit plus",
}


@pytest.mark.parametrize("statement", _TAMPERINGS)
def test_a_change_made_behind_the_guards_is_named(
    actor: Actor, durand: int, book: Book, statement: str
) -> None:
    _close_up_to_october(actor)
    _drop_guards(book)
    book.db.execute_sql("PRAGMA foreign_keys = 0")
    book.db.execute_sql(statement)
    fault = first_fault(book.db)
    assert "octobre 2026" in fault
    assert _TAMPERINGS[statement] in fault
    faults = check(book).faults
    assert fault in faults
    assert "Les mois clos ne sont plus protégés contre les modifications." in faults


def test_every_byte_of_the_accountant_s_pdf_is_sealed(
    actor: Actor, durand: int, book: Book
) -> None:
    close_now(actor, SEPTEMBER)
    _drop_guards(book)
    for place in range(len(PDF)):
        flipped = bytearray(PDF)
        flipped[place] ^= 1
        MonthSeal.update(accountant_pdf=bytes(flipped)).execute()
        assert "le PDF du comptable" in first_fault(book.db)
    MonthSeal.update(accountant_pdf=PDF).execute()
    assert first_fault(book.db) == ""


def test_the_first_broken_link_is_named_alone(actor: Actor, durand: int, book: Book) -> None:
    _close_up_to_october(actor)
    _drop_guards(book)
    MonthSeal.update(figures_text="autre").execute()
    assert "septembre 2026" in first_fault(book.db)


def test_a_month_closed_without_a_seal_is_named(actor: Actor, durand: int, book: Book) -> None:
    ClosedMonth.insert(month=OCTOBER, closed_at=actor.today, author=actor.member_id).execute()
    assert "octobre 2026" in first_fault(book.db)


def test_a_sealed_month_that_was_opened_again_is_named(
    actor: Actor, durand: int, book: Book
) -> None:
    _close_up_to_october(actor)
    _drop_guards(book)
    ClosedMonth.delete().where(ClosedMonth.month == OCTOBER).execute()
    assert first_fault(book.db) == "Un mois scellé a été rouvert\N{NO-BREAK SPACE}: octobre 2026."


def test_a_copy_read_apart_has_its_chain(actor: Actor, durand: int, book: Book) -> None:
    _close_up_to_october(actor)
    with apart(book):
        assert first_fault(book.db) == ""


def _drop_guards(book: Book) -> None:
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
    for (name,) in list(book.db.execute_sql(names)):
        book.db.execute_sql(f"DROP TRIGGER {name}")


def test_days_after_the_last_closed_month_stay_open(actor: Actor, durand: int) -> None:
    _close_up_to_october(actor)
    day = actor.today - timedelta(days=5)
    journal.note(actor, durand, EntryDraft(EntryType.VISIT, day=day))


def test_an_export_carries_the_seals_and_what_was_confirmed(
    actor: Actor, durand: int, tmp_path: Path
) -> None:
    _close_up_to_october(actor)
    export(tmp_path / "export")
    seals = (tmp_path / "export" / "mois-clos.csv").read_text(encoding="utf-8-sig")
    assert all(row.seal in seals and row.owner in seals for row in MonthSeal.select())
    told = (tmp_path / "export" / "confirmations.csv").read_text(encoding="utf-8-sig")
    assert "2026-10-01;Dossier échu;1;2026-10-05;2026-11-22;Claire Morel" in told
    assert (tmp_path / "export" / "chiffres-2026-10.json").read_text() == "{}"
