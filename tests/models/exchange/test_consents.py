"""A client file may say who agreed to offers: kept with its source, undone with its import."""

from pathlib import Path

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.clients import open_account
from models.contacts import consents, record_consent
from models.exchange import import_file
from models.exchange.consents import read_answer
from models.exchange.report import ImportOptions
from models.exchange.undo import undo_import
from models.rules.contact_rights import Channel
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


@pytest.mark.parametrize(
    ("cell", "answer"), [("Oui", True), ("X", True), ("REFUSÉ", False), ("Non", False), ("3", None)]
)
def test_yes_and_no_are_read_in_the_words_of_files(cell: str, answer: bool | None) -> None:
    assert read_answer(cell) is answer
