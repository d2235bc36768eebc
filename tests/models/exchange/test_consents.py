"""A client file may say who agreed to offers: kept with its source, undone with its import."""

from pathlib import Path

import pytest

from models import client_list
from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.client_list import ClientFilter
from models.clients import open_account
from models.consent_filter import UNASKED
from models.contact_words import answer_told
from models.contacts import consents, record_consent, rights
from models.exchange import import_file
from models.exchange.consents import read_answer, told_of
from models.exchange.preview import preview
from models.exchange.report import ImportOptions
from models.exchange.undo import undo_import
from models.rules.contact_rights import Channel, Ground
from models.tables import Client, Consent, ImportRun

FILE = (
    "Prénom;Nom;E-mail;Opt-in email;Accepte SMS;Démarchage téléphonique\n"
    "Paul;Durant;paul@example.com;oui;NON;peut-être\n"
    "Zoé;Marin;zoe@example.com;;1;\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with three columns of consent."""
    made = tmp_path / "clients.csv"
    made.write_text(FILE, encoding="utf-8")
    return made


def _said(name: str) -> list[tuple[str, bool, str]]:
    client = Client.get(Client.last_name == name).id
    rows = [(row.channel.value, row.given, row.source) for row in consents(client)]
    return sorted(rows)


def test_consents_are_kept_with_their_source_and_the_rest_goes_to_the_notes(
    actor: Actor, path: Path
) -> None:
    import_file(actor, path)
    assert _said("Durant") == [("email", True, "import"), ("sms", False, "import")]
    assert _said("Marin") == [("sms", True, "import")]
    assert "peut-être" in Client.get(Client.last_name == "Durant").notes


def test_an_imported_yes_never_outweighs_a_refusal_but_a_no_counts(
    actor: Actor, path: Path
) -> None:
    reach = (ReachDraft("email", "paul@example.com"),)
    draft = ClientDraft(first_name="Paul", last_name="Durant", reaches=reach)
    paul = open_account(actor, draft).client_id
    assert paul is not None
    record_consent(actor, paul, Channel.EMAIL, False, "counter")
    record_consent(actor, paul, Channel.SMS, True, "counter")
    import_file(actor, path, ImportOptions(on_duplicate="update"))
    assert [(row.channel.value, row.given) for row in consents(paul)] == [
        ("sms", False),
        ("sms", True),
        ("email", False),
    ]


def test_undoing_the_import_takes_its_answers_and_keeps_whom_one_asked_since(
    actor: Actor, path: Path
) -> None:
    import_file(actor, path)
    zoe = Client.get(Client.last_name == "Marin").id
    record_consent(actor, zoe, Channel.POST, False, "counter")
    undo_import(actor, ImportRun.get().id)
    assert [row.last_name for row in Client.select()] == ["Marin"]
    assert {row.client_id for row in Consent.select()} == {zoe}


def test_a_yes_without_day_nor_source_is_kept_but_allows_no_offer(
    actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "caisse.csv"
    file.write_text(
        "Nom;E-mail;Newsletter\nDurant;paul@example.com;oui\nMarin;zoe@example.com;non\n",
        encoding="utf-8",
    )
    import_file(actor, file)
    assert _said("Durant") == [("email", True, "import")]
    paul, zoe = (Client.get(Client.last_name == name).id for name in ("Durant", "Marin"))
    assert answer_told(consents(paul)[0]) == "à confirmer"
    assert rights(paul, actor.today)[Channel.EMAIL].right.ground is Ground.NO_CONSENT
    assert rights(zoe, actor.today)[Channel.EMAIL].right.ground is Ground.REFUSED
    assert _kept("email:yes") == []
    assert _kept("email:no") == ["Marin"]
    assert _kept(UNASKED) == ["Durant"]
    record_consent(actor, paul, Channel.EMAIL, True, "form")
    assert rights(paul, actor.today)[Channel.EMAIL].right.ground is Ground.CONSENT
    assert _kept("email:yes") == ["Durant"]


def test_who_looks_at_the_file_is_told_what_its_answers_are_worth(
    actor: Actor, path: Path, tmp_path: Path
) -> None:
    mapping = preview(actor, path).mapping
    assert mapping is not None
    assert "ne permet encore aucune offre" in told_of(mapping)
    plain = tmp_path / "noms.csv"
    plain.write_text("Nom;E-mail\nDurant;paul@example.com\n", encoding="utf-8")
    mapping = preview(actor, plain).mapping
    assert mapping is not None
    assert told_of(mapping) == ""


def _kept(choice: str) -> list[str]:
    return [row.name for row in client_list.page(ClientFilter(consent=choice))]


@pytest.mark.parametrize(
    ("cell", "answer"), [("Oui", True), ("X", True), ("REFUSÉ", False), ("Non", False), ("3", None)]
)
def test_yes_and_no_are_read_in_the_words_of_files(cell: str, answer: bool | None) -> None:
    assert read_answer(cell) is answer
