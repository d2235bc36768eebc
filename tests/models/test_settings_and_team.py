"""Settings, catalogue, team and costs: what the owner may change, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import catalogue, clients, journal, settings, team, trust_settings
from models.actor import Actor
from models.catalogue import KindRow, parse_units
from models.client_drafts import ClientDraft
from models.costs import CostDraft, Nature
from models.errors import Refused
from models.i18n import use_language
from models.journal import EntryDraft
from models.rules.costs import vat_cents
from models.rules.trust import EntryType
from models.settings import Shop
from models.tables import AccountFigures, Cost


def test_the_shop_is_kept_and_needs_a_name(actor):
    settings.set_shop(actor, Shop(name="Garage Morel", town="Crest", language="en"))
    assert (settings.shop().town, settings.shop().language) == ("Crest", "en")
    for wrong in (Shop(name=" "), Shop(name="x", language="de")):
        with pytest.raises(Refused):
            settings.set_shop(actor, wrong)


def test_only_an_owner_changes_settings(actor):
    team.add_member(actor, "Karim Benali")
    karim = Actor(team.members()[-1].id, actor.today)
    with pytest.raises(Refused, match="responsable"):
        settings.set_shop(karim, Shop(name="Chez Karim"))
    with pytest.raises(Refused, match="responsable"):
        trust_settings.set_trust(karim, {"contact_cap": 9})


@pytest.mark.parametrize(
    "wrong",
    [
        {"unknown": 1},
        {"contact_cap": -1},
        {"deposit_half_life": 0},
        {"request_delay": "2"},
        {"incident_delays": {"minor": -7}},
    ],
)
def test_impossible_trust_settings_are_refused(actor, wrong):
    with pytest.raises(Refused):
        trust_settings.set_trust(actor, wrong)


def test_trust_settings_hold_from_their_day(actor, today):
    tomorrow = Actor(actor.member_id, today + timedelta(days=1))
    trust_settings.set_trust(tomorrow, {"contact_cap": 6})
    history = settings.trust_history()
    assert history.on(today).contact_cap == 4
    assert history.on(tomorrow.today).contact_cap == 6


def test_changed_thresholds_show_at_once_in_lists(actor, today):
    client_id = clients.open_account(actor, ClientDraft(last_name="Durand")).client_id
    journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "beyond"))
    trust_settings.set_trust(actor, {"solid_at": 500})
    assert AccountFigures.get_by_id(client_id).state == "solid"


def test_the_last_owner_cannot_leave(actor):
    me = team.first_member()
    with pytest.raises(Refused, match="au moins un responsable"):
        team.update_member(actor, replace(me, active=False))
    assert team.first_member().active


def test_initials_come_from_the_name(actor):
    team.add_member(actor, "Jean-Paul de la Tour")
    assert team.members()[-1].initials == "JPD"


def test_a_kind_is_added_reweighed_and_retired(actor):
    catalogue.save_kind(actor, KindRow("attention", "", "Café offert", 150, None))
    row = next(kind for kind in catalogue.kinds("attention") if kind.label == "Café offert")
    assert (row.code, row.weight) == ("cafe-offert", 150)
    catalogue.save_kind(actor, replace(row, weight=200, active=False))
    assert row.code not in {kind.code for kind in catalogue.kinds("attention")}
    assert catalogue.weight_of("cafe-offert") == 200


def test_a_kind_without_a_name_or_twice_is_refused(actor):
    for wrong in (
        KindRow("attention", "", " ", 100, None),
        KindRow("attention", "", "x", None, None),  # no weight
        KindRow("incident", "", "x", None, "huge"),
        KindRow("attention", "", "smile", 100, None),
    ):
        with pytest.raises(Refused):
            catalogue.save_kind(actor, wrong)


def test_the_trades_words_follow_the_language(book):
    assert catalogue.kinds("incident")[0].label == "Attente"
    use_language("en")
    assert catalogue.kinds("incident")[0].label == "Waiting"


@pytest.mark.parametrize("text", ["", "-1", "1,5", "1.234", "1e3", " 1", "1.", ".5", "+1"])
def test_malformed_units_are_refused(text):
    assert parse_units("1.5") == 150
    with pytest.raises(ValueError, match=r".*"):
        parse_units(text)


def test_vat_is_rounded_to_the_cent_halves_away_from_zero():
    assert [vat_cents(net, 2000) for net in (1000, 1, 2, 3)] == [200, 0, 0, 1]
    assert vat_cents(250, 2000) == 50
    assert vat_cents(1000, None) == 0


def test_rework_bears_no_vat_and_an_absurd_cost_is_refused(actor):
    client_id = clients.open_account(actor, ClientDraft(last_name="Durand")).client_id
    good = EntryDraft(EntryType.ATTENTION, "gesture", cost=CostDraft(Nature.REWORK, 900, 2000))
    journal.note(actor, client_id, good)
    assert Cost.get().vat_rate is None
    for wrong in (CostDraft(Nature.GIFT, -1), CostDraft(Nature.GIFT, 100, 1234)):
        with pytest.raises(Refused):
            journal.note(actor, client_id, replace(good, cost=wrong))
    assert Cost.select().count() == 1
