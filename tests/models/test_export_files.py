"""fiches.jsonl tells consents, and what an asset's odometers showed and what was done to it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from jsonschema import Draft202012Validator

from models import assets, clients
from models.actor import Actor
from models.assets import ServiceDraft
from models.client_drafts import AssetDraft, ClientDraft
from models.contacts import record_consent
from models.database import Book
from models.export import export
from models.rules.contact_rights import Channel


def test_a_file_tells_consents_readings_and_services(
    book: Book, actor: Actor, tmp_path: Path
) -> None:
    car = AssetDraft("vehicle", "Peugeot 308", "GH-482-KT")
    draft = ClientDraft(last_name="Durand", assets=(car,))
    client = clients.open_account(actor, draft).client_id or 0
    [asset] = clients.assets(client)
    before = actor.today - timedelta(30)
    assets.add_reading(replace(actor, today=before), asset.id, 118_000)
    assets.service_done(actor, asset.id, ServiceDraft(what="Freins", km=119_000, note="avant"))
    record_consent(actor, client, Channel.EMAIL, True, "form", note="fiche d’accueil")
    export(tmp_path)
    [line] = (tmp_path / "fiches.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    schema = json.loads((tmp_path / "fiche.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(told)) == []
    [owned] = told["assets"]
    assert [(one["day"], one["km"]) for one in owned["readings"]] == [
        (before.isoformat(), 118_000),
        (actor.today.isoformat(), 119_000),
    ]
    [done] = owned["services"]
    assert (done["what"], done["km"], done["note"]) == ("Freins", 119_000, "avant")
    [answer] = told["consents"]
    assert (answer["channel"], answer["given"], answer["source"]) == ("email", True, "form")
    assert date.fromisoformat(answer["day"]) == actor.today
    parts = schema["properties"]["assets"]["items"]["properties"]
    for part, rows in (("readings", owned["readings"]), ("services", owned["services"])):
        assert set(rows[0]) == set(parts[part]["items"]["properties"])
