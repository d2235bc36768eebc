"""The dated settings beside a journal."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.errors import Refused
from models.exchange import ImportOptions, ImportReport, import_file, settings_json
from models.settings import trust_history
from models.tables import Setting
from models.team import add_member
from models.trust_settings import set_trust

Give = Callable[..., ImportReport]


@pytest.fixture
def give(actor: Actor, tmp_path: Path) -> Give:
    """Import a settings file made of these versions."""

    def run(*versions: Any, **options: Any) -> ImportReport:
        data = {"format": "compte-confiance/reglages", "version": 1, "trust": list(versions)}
        path = tmp_path / "reglages.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return import_file(actor, path, ImportOptions(**options))

    return run


def version(day: str, **settings: Any) -> dict[str, Any]:
    """The settings from a day on."""
    return {"from": day, "settings": settings}


def test_settings_come_in_with_their_days(give: Give) -> None:
    report = give(version("2025-01-01", contact_cap=2), version("2026-01-01", contact_cap=9))
    assert (report.kind, report.read, report.created) == ("settings", 2, 2)
    history = trust_history()
    caps = [history.on(date(year, 6, 1)).contact_cap for year in (2024, 2025, 2026)]
    assert caps == [4, 2, 9]


def test_settings_already_there_are_skipped(give: Give) -> None:
    give(version("2025-01-01", contact_cap=2))
    report = give(version("2025-01-01", contact_cap=2))
    assert (report.created, report.skipped) == (0, 1)
    assert Setting.select().where(Setting.name == "trust").count() == 1


def test_a_dry_run_keeps_no_setting(give: Give) -> None:
    assert give(version("2025-01-01", contact_cap=2), dry_run=True).created == 1
    assert trust_history().on(date(2026, 1, 1)).contact_cap == 4


def test_settings_never_rewrite_the_past_of_a_book(give: Give, actor: Actor) -> None:
    open_account(actor, ClientDraft(last_name="Durand"))
    with pytest.raises(Refused, match="livre vide"):
        give(version("2025-01-01", contact_cap=2))


def test_settings_of_a_book_go_out_as_they_came(give: Give, actor: Actor) -> None:
    set_trust(replace(actor, today=date(2025, 1, 1)), {"contact_cap": 2})
    data = json.loads(settings_json())
    assert data["trust"] == [version("2025-01-01", contact_cap=2)]
    assert give(*data["trust"]).skipped == 1


@pytest.mark.parametrize(
    "versions",
    [
        [{"from": "2025-01-01"}],
        [version("2025-02-30", contact_cap=2)],
        [version("2025-01-01", unknown=2)],
        [version("2025-01-01", contact_cap="2")],
        [version("2025-01-01", contact_cap=True)],
        [version("2025-01-01", contact_cap=-1)],
        [version("2025-01-01", contact_cap=10**8)],
        [version("2025-01-01", deposit_half_life=0)],
        [version("2025-01-01", severity_weights={"minor": 1})],
        [version("2025-01-01", severity_weights=3)],
        [{"from": "2025-01-01", "settings": 3}],
        ["x"],
        [version("2025-01-01", solid_at=2.5)],
    ],
)
def test_malformed_settings_are_refused_and_change_nothing(give: Give, versions: Any) -> None:
    with pytest.raises(Refused, match="pas bien formé"):
        give(*versions)
    assert json.loads(settings_json())["trust"] == []


def test_settings_of_the_future_are_refused(give: Give) -> None:
    with pytest.raises(Refused, match="avenir"):
        give(version("2027-01-01", contact_cap=2))


def test_only_the_owner_brings_settings(give: Give, actor: Actor, tmp_path: Path) -> None:
    give(version("2025-01-01", contact_cap=2), dry_run=True)
    add_member(actor, "Paul", "P")
    with pytest.raises(Refused, match="responsable"):
        import_file(Actor(2, actor.today), tmp_path / "reglages.json")


def test_a_json_of_something_else_is_no_settings_file(actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "autre.json"
    path.write_text('{"format": "x"}', encoding="utf-8")
    with pytest.raises(Refused, match="pas un fichier qu’un livre reprend"):
        import_file(actor, path)
