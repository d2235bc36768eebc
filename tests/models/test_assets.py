"""Assets kept over the years: readings, services, what falls due, their end, their new owner."""

from datetime import date, timedelta

import pytest

from models import asset_files, assets, catalogue, clients, counter
from models.actor import Actor
from models.asset_files import DUE_EVERY, SCRAPPED, asset_file
from models.assets import LowerReading, ServiceDraft
from models.catalogue import KindRow
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft
from models.clock import believe_today
from models.database import Book
from models.errors import Refused
from models.export_assets import asset_tables
from models.figures import rebuild
from models.i18n import use_language
from models.own_kinds import save_field, save_service
from models.rules.assets import travelled
from models.rules.own_kinds import OwnFieldRow, OwnServiceRow
from models.search import page
from models.tables import Asset, AssetDue, AssetFact
from models.todo_lines import LineKind, lines, mark_done, put_back, put_off

TODAY = date(2026, 11, 22)


def _client(actor: Actor, name: str = "Durand") -> int:
    opened = clients.open_account(actor, ClientDraft(last_name=name)).client_id
    assert opened is not None
    return opened


def _car(actor: Actor, client_id: int, first_on: str = "", **values: object) -> int:
    draft = AssetDraft("vehicle", "Peugeot 308", **{"identifier": "gh482kt", **values})  # type: ignore[arg-type]
    return assets.keep_asset(actor, client_id, None, draft, {"first_on": first_on}).asset_id


def _dues(asset_id: int) -> dict[str, tuple[date | None, bool]]:
    return {due.code: (due.day, due.estimated) for due in asset_file(asset_id).dues}


class TestReadings:
    def test_a_lower_one_asks_whether_the_odometer_was_replaced(
        self, book: Book, actor: Actor
    ) -> None:
        car = _car(actor, _client(actor))
        assets.add_reading(actor, car, 118_400, TODAY - timedelta(100))
        with pytest.raises(LowerReading, match="Compteur remplacé"):
            assets.add_reading(actor, car, 300)
        assets.add_reading(actor, car, 300, replaced=True)
        assert [one.km for one in asset_file(car).readings] == [118_400, 300]
        assert Asset.get_by_id(car).mileage == 300

    def test_the_one_after_a_new_odometers_first_takes_its_place_when_that_is_taken_out(
        self, book: Book, actor: Actor
    ) -> None:
        car = _car(actor, _client(actor))
        assets.add_reading(actor, car, 118_400, TODAY - timedelta(100))
        first = assets.add_reading(actor, car, 300, TODAY - timedelta(50), replaced=True)
        assets.add_reading(actor, car, 5_000)
        assets.forget_reading(actor, first.row_id)
        assert travelled(asset_file(car).readings)[-1].km == 123_400

    def test_one_above_a_later_one_or_to_come_is_refused(self, book: Book, actor: Actor) -> None:
        car = _car(actor, _client(actor))
        assets.add_reading(actor, car, 1_000)
        with pytest.raises(Refused, match="relevés ensuite"):
            assets.add_reading(actor, car, 1_200, TODAY - timedelta(1))
        with pytest.raises(Refused, match="avenir"):
            assets.add_reading(actor, car, 1_200, TODAY + timedelta(1))
        with pytest.raises(Refused, match="pas possible"):
            assets.add_reading(actor, car, 10**8)

    def test_the_mileage_an_import_brought_is_the_first_of_them(
        self, book: Book, actor: Actor
    ) -> None:
        before = TODAY - timedelta(days=100)
        car = _car(actor, _client(actor), mileage=50_000, mileage_on=before)
        reading = assets.add_reading(actor, car, 52_000)
        assert [one.km for one in asset_file(car).readings] == [50_000, 52_000]
        assets.forget_reading(actor, reading.row_id)
        assert Asset.get_by_id(car).mileage == 50_000


class TestServices:
    def test_an_inspection_follows_the_first_registration_then_the_last_one(
        self, book: Book, actor: Actor
    ) -> None:
        car = _car(actor, _client(actor), "2023-03-12")
        assert _dues(car) == {"inspection": (date(2027, 3, 12), False)}
        assets.service_done(actor, car, ServiceDraft("inspection"))
        assert _dues(car) == {"inspection": (date(2028, 11, 22), False)}

    def test_a_service_is_due_by_distance_when_it_comes_first(
        self, book: Book, actor: Actor
    ) -> None:
        car = _car(actor, _client(actor))
        assets.add_reading(actor, car, 10_000, TODAY - timedelta(200))
        assets.service_done(actor, car, ServiceDraft("service", km=22_000, day=TODAY))
        day, estimated = _dues(car)["service"]
        assert estimated
        assert day == TODAY + timedelta(days=334)  # 20 000 km at 60 km a day

    def test_what_is_taken_back_is_as_if_it_had_not_been(self, book: Book, actor: Actor) -> None:
        due_on = TODAY + timedelta(days=9)
        car = _car(actor, _client(actor), due_on=due_on, due_what="Contrôle technique")
        before = asset_file(car)
        assert [(due.code, due.day) for due in before.dues] == [("inspection", due_on)]
        done = assets.finish(actor, before.dues[0])
        assert _dues(car) == {"inspection": (date(2028, 11, 22), False)}
        assets.take_back_service(actor, done.row_id)
        assert asset_file(car) == before

    def test_a_free_kind_comes_back_after_its_own_months(self, book: Book, actor: Actor) -> None:
        client = _client(actor)
        draft = AssetDraft("other", "Tondeuse", due_on=TODAY, due_what="Affûtage")
        kept = assets.keep_asset(actor, client, None, draft, {DUE_EVERY: "6"})
        assets.finish(actor, asset_file(kept.asset_id).dues[0])
        [due] = asset_file(kept.asset_id).dues
        assert (due.label, due.day) == ("Affûtage", date(2027, 5, 22))

    def test_the_pollution_test_of_a_van_follows_its_inspection_once(
        self, book: Book, actor: Actor
    ) -> None:
        client = _client(actor)
        draft = AssetDraft("vehicle", "Kangoo")
        van = assets.keep_asset(actor, client, None, draft, {"use": "van"}).asset_id
        assets.service_done(actor, van, ServiceDraft("inspection", day=date(2025, 12, 1)))
        assert _dues(van)["pollution"] == (date(2026, 12, 1), False)
        assets.service_done(actor, van, ServiceDraft("pollution"))
        assert "pollution" not in _dues(van)

    @pytest.mark.parametrize("field", ["use", "first_on", DUE_EVERY])
    def test_a_field_that_cannot_be_read_is_refused(
        self, book: Book, actor: Actor, field: str
    ) -> None:
        with pytest.raises((Refused, ValueError)):
            assets.keep_asset(actor, _client(actor), None, AssetDraft(), {field: "zut"})


def test_what_the_law_does_not_ask_for_gives_way_once_it_is_old(book: Book, actor: Actor) -> None:
    client = _client(actor)
    car = _car(actor, client, "2023-03-12")
    assets.service_done(actor, car, ServiceDraft("service", day=date(2024, 5, 1)))
    assert [due.code for due in asset_file(car).dues] == ["service", "inspection"]
    assert counter.counter_card(client, TODAY).dues[car].code == "inspection"


class TestReminders:
    def test_what_is_due_soon_waits_in_a_faire_and_is_done_by_one_key(
        self, book: Book, actor: Actor
    ) -> None:
        client = _client(actor)
        car = _car(actor, client, "2022-12-01")
        [line] = [one for one in lines(TODAY) if one.kind is LineKind.ASSET]
        assert "Contrôle technique" in line.text
        mark_done(actor, line)
        assert _dues(car)["inspection"] == (date(2028, 11, 22), False)
        assert lines(TODAY) == []
        put_back(actor, line)
        assert _dues(car)["inspection"] == (date(2026, 12, 1), False)
        put_off(actor, line, TODAY + timedelta(days=5))
        assert lines(TODAY) == []
        assert len(lines(TODAY + timedelta(days=5))) == 1

    @pytest.mark.parametrize("by_hand", [True, False])
    def test_one_put_off_for_long_comes_back(
        self, book: Book, actor: Actor, *, by_hand: bool
    ) -> None:
        due = {"due_on": date(2026, 12, 1), "due_what": "Pneus"} if by_hand else {}
        _car(actor, _client(actor), "" if by_hand else "2022-12-01", **due)
        [line] = lines(TODAY)
        later = date(2027, 3, 1)
        put_off(actor, line, later)
        assert lines(later - timedelta(1)) == []
        assert [one.subject for one in lines(later)] == [line.subject]

    def test_nothing_is_recalled_of_what_was_sold_or_scrapped_until_it_is_taken_back(
        self, book: Book, actor: Actor
    ) -> None:
        client = _client(actor)
        car = _car(actor, client, "2022-12-01", due_on=TODAY, due_what="Pneus d’hiver")
        assert len(lines(TODAY)) == 2
        assets.end_asset(actor, car, SCRAPPED)
        assert lines(TODAY) == []
        assert counter.counter_card(client, TODAY).assets == ()
        assert asset_file(car).facts[asset_files.ENDED_AS] == SCRAPPED
        assets.take_back_end(actor, car)
        assert len(lines(TODAY)) == 2


class TestMoving:
    def test_it_keeps_its_history_and_tells_both_files(self, book: Book, actor: Actor) -> None:
        former, new = _client(actor), _client(actor, "Martin")
        car = _car(actor, former)
        assets.service_done(actor, car, ServiceDraft("service", note="filtre changé"))
        moved = assets.move_asset(actor, car, new)
        assert moved.clients == {former, new}
        [gone] = asset_files.gone(former)
        assert (gone.name, gone.target) == ("Peugeot 308 GH-482-KT", "Martin")
        told = {row.kind: row.what for row in asset_file(car).past}
        assert told == {"move": "De Durand à Martin", "service": "Révision"}
        assert [hit.client_id for hit in page("gh482kt").hits] == [new]
        assets.take_back_move(actor, moved.row_id)
        assert asset_files.gone(former) == []
        assert [hit.client_id for hit in page("GH-482-KT").hits] == [former]

    def test_to_oneself_or_to_nobody_is_refused(self, book: Book, actor: Actor) -> None:
        former = _client(actor)
        car = _car(actor, former)
        with pytest.raises(Refused, match="déjà celui"):
            assets.move_asset(actor, car, former)
        with pytest.raises(Refused, match="n’existe plus"):
            assets.move_asset(actor, car, 999)


def test_everything_written_of_an_asset_is_exported(book: Book, actor: Actor) -> None:
    former, new = _client(actor), _client(actor, "Martin")
    car = _car(actor, former, "2023-03-12")
    assets.add_reading(actor, car, 90_000, TODAY - timedelta(9))
    assets.service_done(actor, car, ServiceDraft("service", km=90_500, note="filtre changé"))
    assets.end_asset(actor, car, SCRAPPED)
    assets.move_asset(actor, car, new)
    told = {table.name: [list(row)[4:] for row in table.rows()] for table in asset_tables()}
    car_cells = ["Peugeot 308", "GH-482-KT"]
    by = "Claire Morel"
    assert told["champs-des-biens.csv"] == [
        [*car_cells, "Fini", "détruit"],
        [*car_cells, "1re mise en circulation", "2023-03-12"],
    ]
    assert told["releves.csv"] == [
        [*car_cells, "2026-11-13", 90_000, False, by],
        [*car_cells, "2026-11-22", 90_500, False, by],
    ]
    assert told["entretiens.csv"] == [
        [*car_cells, "2026-11-22", "Révision", 90_500, "filtre changé", by]
    ]
    [move] = [
        list(row)
        for table in asset_tables()
        if table.name == "biens-cedes.csv"
        for row in table.rows()
    ]
    assert move == [*car_cells, "2026-11-22", "1", "2", by]


@pytest.mark.parametrize("asked", ["123abc2a", "123 ABC 2A", "123-abc-2a"])
def test_an_older_plate_is_found_however_it_is_typed(book: Book, actor: Actor, asked: str) -> None:
    client = _client(actor)
    _car(actor, client, identifier="123abc2A")
    assert Asset.get().identifier == "123 ABC 2A"
    assert [hit.client_id for hit in page(asked).hits] == [client]


class TestOwnKinds:
    """What the owner adds to a kind of asset."""

    def _bike(self, actor: Actor) -> str:
        catalogue.save_kind(actor, KindRow("asset", "", "Vélo", None, None))
        bike = catalogue.kinds("asset")[-1].code
        save_field(actor, bike, OwnFieldRow("", "text", "Cadre n°"))
        save_field(actor, bike, OwnFieldRow("", "number", "Pignons"))
        save_service(actor, bike, OwnServiceRow("", "Révision", 12, 2_000))
        return bike

    def test_its_fields_are_written_found_and_exported(self, book: Book, actor: Actor) -> None:
        bike, client = self._bike(actor), _client(actor)
        facts = {"own-cadre-n": "WTU-226 K", "own-pignons": "11"}
        kept = assets.keep_asset(actor, client, None, AssetDraft(bike, "Gravel"), facts)
        assert asset_file(kept.asset_id).facts == facts
        assert [(hit.client_id, hit.why) for hit in page("wtu226k").hits] == [(client, "asset")]
        told = {table.name: list(table.rows()) for table in asset_tables()}
        assert [list(row)[-2:] for row in told["champs-des-biens.csv"]] == [
            ["Cadre n°", "WTU-226 K"],
            ["Pignons", "11"],
        ]
        assert [list(row) for row in told["genres-de-biens.csv"]] == [
            ["Vélo", "Cadre n°", "texte", None, None, True],
            ["Vélo", "Pignons", "nombre", None, None, True],
            ["Vélo", "Kilométrage", "nombre", None, None, True],
            ["Vélo", "Révision", "entretien", 12, 2_000, True],
        ]
        with pytest.raises(Refused, match="nombre entier"):
            assets.keep_asset(actor, client, None, AssetDraft(bike), {"own-pignons": "onze"})

    def test_another_interval_moves_what_is_due_and_a_retired_one_is_recalled_no_more(
        self, book: Book, actor: Actor
    ) -> None:
        bike = self._bike(actor)
        kept = assets.keep_asset(actor, _client(actor), None, AssetDraft(bike, "Gravel"), {})
        assets.service_done(actor, kept.asset_id, ServiceDraft("own-revision"))
        assert _dues(kept.asset_id) == {"own-revision": (date(2027, 11, 22), False)}
        save_service(actor, bike, OwnServiceRow("own-revision", "Révision", 6, None))
        assert _dues(kept.asset_id) == {"own-revision": (date(2027, 5, 22), False)}
        save_service(actor, bike, OwnServiceRow("own-revision", "Révision", 6, None, active=False))
        assert _dues(kept.asset_id) == {}
        assert check(book).sound

    def test_what_cannot_be_is_refused(self, book: Book, actor: Actor) -> None:
        bike = self._bike(actor)
        for kind, service, why in (
            (bike, OwnServiceRow("", "Révision", 12, None), "existe déjà"),
            (bike, OwnServiceRow("", " ", 12, None), "Dites ce qui"),
            (bike, OwnServiceRow("", "Chaîne", None, None), "nombre de mois"),
            (bike, OwnServiceRow("", "Chaîne", 241, None), "240 mois"),
            ("vehicle", OwnServiceRow("inspection", "", 48, None), "La loi"),
        ):
            with pytest.raises(Refused, match=why):
                save_service(actor, kind, service)
        for field, why in (
            (OwnFieldRow("", "text", "cadre N°"), "déjà ce champ"),
            (OwnFieldRow("", "text", ""), "Donnez un nom"),
            (OwnFieldRow("mileage", "text", "", active=False), "garde son kilométrage"),
        ):
            with pytest.raises(Refused, match=why):
                save_field(actor, bike, field)
        with pytest.raises(Refused, match="déjà ce champ"):
            save_field(actor, "vehicle", OwnFieldRow("serial", "text"))


def test_a_due_date_that_does_not_follow_is_named_and_made_again(book: Book, actor: Actor) -> None:
    car = _car(actor, _client(actor), "2023-03-12")
    assert check(book).sound
    AssetDue.update(day=date(2028, 1, 1)).where(AssetDue.asset == car).execute()
    found = check(book)
    assert found.rebuildable
    [fault] = found.faults
    assert "Contrôle technique" in fault
    assert "Peugeot 308 GH-482-KT" in fault
    rebuild(TODAY)
    assert check(book).sound
    assert _dues(car) == {"inspection": (date(2027, 3, 12), False)}


def test_a_first_service_kept_from_an_earlier_day_is_no_fault(book: Book, actor: Actor) -> None:
    car = _car(actor, _client(actor), "2023-03-12")
    believe_today(date(2035, 1, 1))  # nobody wrote anything since
    assert check(book).sound
    rebuild(date(2035, 1, 1))
    assert _dues(car) == {}
    assert check(book).sound


def test_the_card_tells_what_is_due_for_a_kind_of_the_owner(book: Book, actor: Actor) -> None:
    catalogue.save_kind(actor, KindRow("asset", "", "Vélo", None, None))
    bike, client = catalogue.kinds("asset")[-1].code, _client(actor)
    save_service(actor, bike, OwnServiceRow("", "Révision", 12, None))
    kept = assets.keep_asset(actor, client, None, AssetDraft(bike, "Gravel"), {})
    assets.service_done(actor, kept.asset_id, ServiceDraft("own-revision"))
    due = counter.counter_card(client, TODAY).dues[kept.asset_id]
    assert (due.label, due.day) == ("Révision", date(2027, 11, 22))
    waiting = lines(date(2027, 11, 10))
    assert "Révision · Gravel" in [line.text for line in waiting]


def test_a_date_given_by_hand_for_a_service_reads_in_the_language_in_use(
    book: Book, actor: Actor
) -> None:
    car = _car(actor, _client(actor), due_on=TODAY, due_what="Contrôle technique")
    use_language("en")
    assert [due.label for due in asset_file(car).dues] == ["Roadworthiness test"]
    assets.finish(actor, asset_file(car).dues[0])
    assert [due.day for due in asset_file(car).dues] == [date(2028, 11, 22)]


def test_a_day_nobody_can_read_is_a_fault_and_stops_no_check(book: Book, actor: Actor) -> None:
    _car(actor, _client(actor), "2023-03-12")
    AssetFact.update(value="bientôt").execute()
    assert check(book).faults == ("Ce qui est noté des biens ne se lit pas.",)
