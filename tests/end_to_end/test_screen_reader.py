"""A person who works with a screen reader does the counter's day: what is said follows the keys.

A real window on a display of its own; what it says is heard through AT-SPI, as Orca hears it. The
tools are Debian's (`packaging/system_libraries.py` installs them with the tests').
"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models import clients, journal
from models.accounts import read_account
from models.actor import Actor
from models.books import BookDraft, create_book
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.database import open_book
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity
from models.settings import Shop
from models.team import first_member
from tests.helpers.processes import ROOT

DAY = date(2026, 11, 22)
_CAR = AssetDraft("vehicle", "Peugeot 308", "GH-482-KT")
_DAY = [
    {"hear": "text | Nom, téléphone, plaque, ville…"},
    {"text": "durand"},
    {"hear": "announcement | Durand Hélène, Peugeot 308"},
    {"keys": "Return"},
    {"hear": "Madame Durand | Hélène Durand. on se vouvoie"},
    {"keys": "a"},
    {"hear": "text | Attention, numéro ou premières lettres | 1 Accueil"},
    {"keys": "2"},
    {"hear": "announcement | Sourire, bon mot, ce qui a été fait"},
    {"text": "bonjour"},
    {"keys": "Return"},
    {"hear": "announcement | Attention : + 1,0"},
    {"keys": "Ctrl+z"},
    {"hear": "announcement | Repris chez Hélène Durand : Sourire, bon mot, bonjour"},
    {"keys": "r"},
    {"hear": "text | Réponse"},
    {"keys": "1"},
    {"hear": "announcement |"},
    {"text": "roulement"},
    {"keys": "Return"},
    {"hear": "announcement | Résolution : "},
    {"keys": "F9"},
    {"hear": "Madame Durand | Le reste est caché. F9"},
    {"keys": "F9"},
    {"hear": "Madame Durand | Hélène Durand."},
    {"keys": "Ctrl+3"},
    {"keys": "Alt+3"},
    {"hear": "Hélène Durand"},
    {"keys": "v"},
    {"hear": "text | Passage"},
    {"keys": "2"},
    {"hear": "announcement | Réparation"},
    {"keys": "Return"},
    {"hear": "Hélène Durand"},
    {"keys": "Ctrl+s"},
    {"hear": "announcement | C’est noté pour 1 client."},
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A garage's book with one client, to whom an answer is owed."""
    path = tmp_path / "garage.ccbook"
    book = create_book(path, BookDraft(Shop(name="Garage Morel"), "garage", "Claire Morel"), DAY)
    actor = Actor(first_member().id, DAY)
    draft = ClientDraft(
        civility="Mme",
        first_name="Hélène",
        last_name="Durand",
        address_form="vous",
        reaches=(ReachDraft("phone", "06 12 34 56 78"),),
        assets=(_CAR,),
    )
    helene = clients.open_account(actor, draft).client_id
    assert helene is not None
    defect = EntryDraft(EntryType.INCIDENT, "defect", "bruit", severity=Severity.NOTABLE)
    journal.note(actor, helene, defect)
    book.close()
    return path


@pytest.mark.slow
def test_what_is_said_follows_the_keys_of_a_day(place: Path, tmp_path: Path) -> None:
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    listener = ROOT / "tests" / "helpers" / "screen_reader.py"
    around = ["xvfb-run", "-a", "dbus-run-session", "--", "/usr/bin/python3"]
    done = subprocess.run(
        [*around, listener, sys.executable, ROOT / "main.py", place],
        input=json.dumps(_DAY),
        capture_output=True,
        text=True,
        timeout=110,
        env={**os.environ, **dict.fromkeys(homes, str(tmp_path / "home"))},
    )
    assert done.returncode == 0, f"{done.stderr[-600:]}\n{done.stdout}"
    book = open_book(place)
    told = [entry.type for entry in read_account(1).entries]
    book.close()
    assert told == [
        EntryType.OPENING,
        EntryType.INCIDENT,
        EntryType.ATTENTION,
        EntryType.REVERSAL,
        EntryType.RESOLUTION,
        EntryType.VISIT,
    ]
