"""Erasing a person from the command line."""

from pathlib import Path

from tests.helpers.commands import command, done

TODAY = ("--today", "2026-11-22")


def test_it_says_what_would_go_then_erases_for_good(tmp_path: Path) -> None:
    place = tmp_path / "garage.ccbook"
    done("--book", place, *TODAY, "demo", "--clients", 5, "--years", 1)
    shown = done("--book", place, *TODAY, "erase", "2", "--dry-run").out
    assert "S’effacent" in shown
    assert "C-00002" in shown
    asked = command("--book", place, *TODAY, "erase", "2")
    assert (asked.status, "Rien n’est effacé" in asked.err) == (1, True)
    assert "C-00002" in done("--book", place, *TODAY, "erase", "C-00002", "--yes").out
    again = command("--book", place, *TODAY, "erase", "2", "--yes")
    assert (again.status, "a été effacée" in again.err) == (1, True)
    assert "sain" in done("--book", place, *TODAY, "check").out
    assert '"client": "2"' in done("--book", place, *TODAY, "balance", "2", "--json").out
