"""What people wrote of privileges goes out with the rest of the book."""

from dataclasses import replace
from datetime import date, timedelta

from models.actor import Actor
from models.charter import charter_in_force
from models.charter_told import How, tell
from models.export_privileges import privilege_tables
from models.privilege_trials import Verdict, review
from models.privilege_uses import fail
from tests.models.privileges.conftest import READY, published


def test_ideas_charters_reviews_and_what_came_up_are_in_the_export(
    actor: Actor, faithful: int, today: date
) -> None:
    key = published(replace(actor, today=today - timedelta(days=60)), trial_until=today)
    charter = charter_in_force()
    assert charter is not None
    tell(actor, [faithful], How.LETTER)
    fail(actor, faithful, charter.items[0].id, "plus personne à 18 h")
    review(actor, key, "Douze clients ramenés chez eux.", Verdict.KEEP)
    files = {each.name: [list(map(str, row)) for row in each.rows()] for each in privilege_tables()}
    assert all(len(row) == len(each.header) for each in privilege_tables() for row in each.rows())
    assert READY.promise in files["privileges.csv"][0]
    assert READY.promise in files["chartes.csv"][0]
    assert "Douze clients ramenés chez eux." in files["bilans-essais.csv"][0]
    assert "lettre" in files["charte-dite.csv"][0]
    assert {"refusé", "plus personne à 18 h"} <= set(files["privileges-clients.csv"][0])
