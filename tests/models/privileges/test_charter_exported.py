"""What was thought through, published, told and honoured leaves with the book."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

from jsonschema import Draft202012Validator

from models import journal
from models.actor import Actor
from models.charter import charters, keep_paper, publish
from models.charter_mails import begin
from models.charter_told import How, tell
from models.exchange import ImportOptions, import_file
from models.exchange.undo import undo_import
from models.export import export
from models.privilege_rights import rights_of
from models.privilege_uses import fail, honour
from models.privileges import plan_withdrawal
from models.tables import Client, ImportRun
from tests.models.privileges.conftest import READY, idea, published


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_everything_about_privileges_is_in_the_export(
    actor: Actor, faithful: int, today: date, tmp_path: Path
) -> None:
    privilege_id = published(actor)
    idea(actor, title="=Une idée", promise="")
    item = rights_of(faithful, today).today[0].item.id
    taken_back = honour(actor, faithful, item).entry_id
    assert taken_back is not None
    journal.reverse(actor, taken_back, "erreur")
    fail(actor, faithful, item, "+personne pour la ramener", forgotten=True)
    tell(actor, [faithful], How.LETTER)
    charter = charters()[0].id
    begin(actor, charter, faithful)
    keep_paper(charter, "a4", b"%PDF-1.4 \xff")
    keep_paper(charter, "web-en", b"<!doctype html>")
    until = today + timedelta(days=30)
    plan_withdrawal(actor, privilege_id, until)
    publish(actor, [])
    export(tmp_path)
    undone, kept = _rows(tmp_path / "privileges.csv")
    assert (undone["Issue"], undone["Annulé"]) == ("honoré", "oui")
    assert (kept["Issue"], kept["Annulé"], kept["Charte"]) == ("oublié", "non", "1")
    assert (kept["Privilège"], kept["Pourquoi"]) == (READY.title, "'+personne pour la ramener")
    [known] = _rows(tmp_path / "charte-dite.csv")
    assert (known["Nom"], known["Charte"], known["Comment"]) == ("Durand", "1", "par lettre")
    [mail] = _rows(tmp_path / "charte-envois.csv")
    assert (mail["Nom"], mail["Charte"], mail["État"]) == ("Durand", "1", "non confirmé")
    assert (tmp_path / "charte-1-a4.pdf").read_bytes() == b"%PDF-1.4 \xff"
    assert (tmp_path / "charte-1-web-en.html").read_bytes() == b"<!doctype html>"
    book = json.loads((tmp_path / "livre.json").read_text(encoding="utf-8"))
    schema = json.loads((tmp_path / "livre.schema.json").read_text(encoding="utf-8"))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(book)] == []
    assert [row["content"]["title"] for row in book["privileges"]] == [READY.title, "=Une idée"]
    [first, second] = book["charters"]
    assert first["privileges"][0]["content"]["promise"] == READY.promise
    assert (first["privileges"][0]["ended_by"], first["privileges"][0]["until"]) == (2, str(until))
    assert first["privileges"][0]["due_to"] == ["1"]
    assert second["privileges"] == []


def test_a_client_told_of_the_charter_stays_when_their_import_is_undone(
    actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("Prénom,Nom\nZoé,Lenoir\nPaul,Petit\n", encoding="utf-8")
    import_file(actor, file, ImportOptions())
    published(actor)
    zoe = Client.get(Client.last_name == "Lenoir").id
    tell(actor, [zoe], How.COUNTER)
    undo_import(actor, ImportRun.select().get().id)
    assert [row.last_name for row in Client.select()] == ["Lenoir"]
