"""What visits were billed is read in the client file, whoever brought it."""

from pathlib import Path

from models.actor import Actor
from models.clients import client_draft
from models.exchange import import_file
from tests.ui.conftest import People
from ui.screens.client_file import ClientFile
from ui.screens.client_file.account_tab import AccountTab


def test_a_visit_is_told_with_its_amount(
    people: People, helene_file: ClientFile, actor: Actor, tmp_path: Path
) -> None:
    phone = client_draft(people.helene).reaches[0].value
    path = tmp_path / "passages.csv"
    path.write_text(
        "Téléphone;Date;Nom;Prénom;Objet;Montant TTC\n"
        f"{phone};12/10/2026;Durand;Hélène;Révision;245,00\n",
        encoding="utf-8",
    )
    assert import_file(actor, path).created == 1
    helene_file.refresh()
    tab = helene_file.pages["account"]
    assert isinstance(tab, AccountTab)
    rows = [row for row in map(tab.model.row_at, range(50)) if row is not None]
    [visit] = [row for row in rows if row.billed is not None]
    cell = tab.model.data(tab.model.index(rows.index(visit), 1))
    assert "Révision · 245,00 € TTC" in str(cell).replace("\N{NO-BREAK SPACE}", " ")
