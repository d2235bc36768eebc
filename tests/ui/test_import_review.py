"""Réglages › Importer: a file looked at before it is imported, corrected, decided upon."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.client_list import ClientFilter, count
from models.clients import client_draft
from models.database import Book
from models.export import export
from models.tables import Client, Entry
from tests.ui.conftest import (
    People,
    choose_file,
    click,
    idle,
    messages,
    named,
    nameless,
    press,
    texts,
    type_text,
)
from ui.main_window import MainWindow

At = Callable[[str], QWidget]
DATA = Path(__file__).parent.parent / "data" / "imports"
_CSV = (
    "Nom;Prénom;Téléphone;E-mail;Points fidélité\n"
    "Durand;Hélène;06 12 34 56 78;helene@example.fr;12 points\n"
    "Durant;Paul;04 75 00 00 00;paul.durant@example.fr;3 points\n"
    "Martin;Zoé;06 11 22 33 44;zoe@example.fr;7 points\n"
    ";;;;1 point\n"
)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    file = tmp_path / "clients.csv"
    file.write_text(_CSV, encoding="utf-8")
    return file


def drop(widget: QWidget, *files: Path) -> None:
    """Drop files on a widget as the desktop does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDropEvent):
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(widget, kind(QPoint(20, 20), action, data, button, none))


def shown(table: QWidget) -> list[list[str]]:
    """What a table shows, as a screen reader says it."""
    model = table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in rows]


def tried(qtbot: QtBot, window: MainWindow) -> None:
    """Once what was asked is done and the files are tried."""
    qtbot.waitUntil(lambda: named(window, "import_go").isEnabled(), timeout=20_000)
    idle(qtbot, window)


def test_a_file_dropped_anywhere_on_the_window_is_looked_at(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path
) -> None:
    assert window.current_key() == "counter"
    drop(window, csv)
    tried(qtbot, window)
    assert window.current_key() == "settings"
    tab = named(window, "import_tab")
    assert "Voici ce qui va se passer" in texts(tab)
    [file] = shown(named(window, "import_files"))
    assert file[0].startswith("clients.csv, fichier de clients · UTF-8")
    assert file[1:] == ["4", "3", "0", "0", "1"]
    assert count(ClientFilter()) == 0
    assert nameless(tab) == []


def test_the_page_says_what_to_do_first_and_what_a_file_may_be(
    window: MainWindow, book: Book, at: At
) -> None:
    told = " ".join(texts(at("import")))
    assert "Déposez ici vos fichiers" in told
    assert "2 000 000 lignes" in told
    assert "Rien n’est écrit avant" in told


def test_a_column_nobody_knows_is_told_and_given_a_use_by_keys_then_remembered(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, at: At
) -> None:
    tab = at("import")
    drop(tab, csv)
    tried(qtbot, window)
    assert any("1 colonne n’est pas reconnue" in text for text in texts(tab))
    table = named(window, "import_columns")
    table.setFocus()
    press(qtbot, Qt.Key.Key_End)
    assert table.model().index(4, 2).data() == "Non reconnue, pas reprise"
    press(qtbot, Qt.Key.Key_Return)
    use = named(window, "import_use")
    assert use.view().isVisible()
    type_text(qtbot, "Notes")
    press(qtbot, Qt.Key.Key_Return)
    tried(qtbot, window)
    assert window.focusWidget() is table
    assert table.model().index(4, 2).data() == "Notes"
    assert "Colonnes corrigées par vous." in texts(tab)
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    zoe = Client.get(Client.last_name == "Martin")
    assert "7 points" in client_draft(zoe.id).notes

    drop(tab, csv)
    tried(qtbot, window)
    assert "Colonnes reconnues d’après votre dernier import." in texts(tab)
    click(qtbot, window, "import_automatic")
    tried(qtbot, window)
    assert any(text.startswith("Colonnes reconnues automatiquement.") for text in texts(tab))
    assert table.model().index(4, 2).data() == "Non reconnue, pas reprise"


def test_a_column_left_out_by_a_person_is_not_taken(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, at: At
) -> None:
    drop(at("import"), csv)
    tried(qtbot, window)
    named(window, "import_columns").look_at(3)
    use = named(window, "import_use")
    assert use.currentText() == "E-mail"
    use.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    tried(qtbot, window)
    assert named(window, "import_columns").model().index(3, 2).data() == "Ne pas reprendre"
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    zoe = Client.get(Client.last_name == "Martin")
    assert [reach.channel for reach in client_draft(zoe.id).reaches] == ["phone"]


def test_the_preview_says_what_each_row_becomes_and_is_filtered_by_it(
    qtbot: QtBot, window: MainWindow, people: People, csv: Path, at: At
) -> None:
    drop(at("import"), csv)
    tried(qtbot, window)
    click(qtbot, window, "import_tab_preview")
    table = named(window, "import_preview")
    fates = [row[1] for row in shown(table)]
    assert fates == ["Déjà connu", "Déjà connu", "Nouveau", "Refusée"]
    assert shown(table)[2][2].startswith("Zoé Martin, Martin · Zoé")
    assert "Donnez au moins un nom" in shown(table)[3][2]
    click(qtbot, window, "fate_refused")
    assert [row[0] for row in shown(table)] == ["5"]
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Left)
    assert [row[0] for row in shown(table)] == ["4"]


def test_doubles_are_seen_side_by_side_and_decided_one_by_one_with_keys(
    qtbot: QtBot, window: MainWindow, people: People, csv: Path, at: At
) -> None:
    drop(at("import"), csv)
    tried(qtbot, window)
    click(qtbot, window, "import_tab_doubles")
    table = named(window, "import_duplicates")
    table.setFocus()
    assert [row[1:] for row in shown(table)] == [
        ["Hélène Durand", "Passer"],
        ["Paul Durant", "Passer"],
    ]
    sides = shown(named(window, "import_sides"))
    assert sides[0] == ["E-mail", "", "en plus, helene@example.fr"]
    assert ["Prénom", "Hélène", "Hélène"] in sides
    assert nameless(named(window, "import_tab")) == []
    press(qtbot, Qt.Key.Key_C)
    assert table.currentIndex().row() == 1
    press(qtbot, Qt.Key.Key_3)
    tried(qtbot, window)
    assert [row[2] for row in shown(table)] == ["Compléter", "Créer"]
    assert shown(named(window, "import_files"))[0][1:] == ["4", "2", "1", "0", "1"]
    before = count(ClientFilter())
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    assert count(ClientFilter()) == before + 2
    helene = client_draft(people.helene)
    assert "helene@example.fr" in [reach.value for reach in helene.reaches]
    assert Client.select().where(Client.last_name == "Durant").count() == 2


def test_one_answer_for_all_doubles_replaces_what_was_decided_before(
    qtbot: QtBot, window: MainWindow, people: People, csv: Path, at: At
) -> None:
    drop(at("import"), csv)
    tried(qtbot, window)
    click(qtbot, window, "import_tab_doubles")
    named(window, "import_duplicates").setFocus()
    press(qtbot, Qt.Key.Key_N)
    rule = named(window, "import_duplicate")
    rule.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    tried(qtbot, window)
    table = named(window, "import_duplicates")
    assert [row[2] for row in shown(table)] == ["Compléter", "Compléter"]
    assert shown(named(window, "import_files"))[0][1:] == ["4", "1", "2", "0", "1"]


def test_refused_lines_are_saved_with_their_reason_corrected_and_imported_again(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, tmp_path: Path, at: At
) -> None:
    drop(at("import"), csv)
    tried(qtbot, window)
    named(window, "import_columns").look_at(4)
    named(window, "import_use").setFocus()
    type_text(qtbot, "Notes")
    tried(qtbot, window)
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    click(qtbot, window, "import_save_refused")
    target = tmp_path / "refusées.csv"
    choose_file(target)
    idle(qtbot, window)
    assert any("refusées.csv" in text for text in messages(window))
    header, line = target.read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith(";Raison du refus")
    assert line.startswith(";;;;1 point;Donnez au moins un nom")
    target.write_text(f"{header}\nPetit{line}\n", encoding="utf-8-sig")
    drop(named(window, "import_tab"), target)
    tried(qtbot, window)
    assert "Colonnes reconnues d’après votre dernier import." in texts(named(window, "import_tab"))
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    petit = Client.get(Client.last_name == "Petit")
    assert client_draft(petit.id).notes == "1 point"


def test_files_of_every_kind_are_told_apart_and_hostile_ones_end_in_a_sentence(
    qtbot: QtBot, window: MainWindow, people: People, tmp_path: Path, at: At
) -> None:
    visits = tmp_path / "factures.csv"
    visits.write_text(
        "Date;Client;Immatriculation;Travaux;Montant TTC\n"
        "03/03/2024;Hélène Durand;GH-482-KT;Vidange;120,50\n"
    )
    readable = [DATA / "vcards" / "apple.vcf", DATA / "workbooks" / "clients.xlsx", visits]
    hostile = [DATA / name for name in ("binary.csv", "empty.csv", "workbooks/clients.ods")]
    drop(at("import"), *hostile, *readable, tmp_path / "perdu.csv")
    tried(qtbot, window)
    files = {row[0].split(", ")[0]: row for row in shown(named(window, "import_files"))}
    assert "vCard" in files["apple.vcf"][0]
    assert "classeur" in files["clients.xlsx"][0]
    assert files["factures.csv"][0].startswith("factures.csv, passages")
    for name in ("binary.csv", "empty.csv", "clients.ods", "perdu.csv"):
        assert files[name][1] == ""
        assert files[name][0].startswith((f"{name}, Ce fichier", f"{name}, Ce classeur"))
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    assert "C’est importé" in texts(named(window, "import_tab"))
    assert Client.select().where(Client.last_name == "Berthelot").count() >= 1


def test_an_export_taken_back_gives_the_same_entries_and_files(
    qtbot: QtBot, window: MainWindow, people: People, tmp_path: Path, at: At
) -> None:
    helene, entries = client_draft(people.helene), Entry.select().count()
    settings, journal, clients = export(tmp_path / "export")[:3]
    drop(at("import"), clients, journal, settings)
    tried(qtbot, window)
    files = shown(named(window, "import_files"))
    assert [row[0].split(",")[0] for row in files] == [
        "reglages.json",
        "journal.csv",
        "clients.csv",
    ]
    assert named(window, "import_new_clients").isChecked()
    assert [row[2] for row in files[1:]] == ["0", "0"]
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    assert Entry.select().count() == entries
    assert replace(client_draft(people.helene), reference=None) == helene


def test_the_folder_of_an_export_dropped_is_taken_in_order_and_twice_changes_nothing(
    qtbot: QtBot, window: MainWindow, people: People, tmp_path: Path, at: At
) -> None:
    helene, folder = client_draft(people.helene), tmp_path / "export"
    export(folder)
    tab = at("import")
    drop(tab, folder)
    tried(qtbot, window)
    files = shown(named(window, "import_files"))
    told = [row[0].partition(", ") for row in files]
    assert [(name, kind.partition(", s")[0]) for name, _comma, kind in told] == [
        ("livre.json", "catalogues, équipe et chartes"),
        ("reglages.json", "réglages datés"),
        ("journal.csv", "journal · UTF-8"),
        ("clients.csv", "fichier de clients · UTF-8"),
        ("fiches.jsonl", "fiches entières"),
        ("fusions.json", "fusions de fiches"),
    ]
    assert "Voici ce qui va se passer" in texts(tab)
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    assert [row[2] for row in shown(named(window, "import_files"))] == ["0"] * len(files)
    assert "Annuler cet import" not in texts(tab)
    assert replace(client_draft(people.helene), reference=None) == helene


def test_a_table_of_an_export_made_for_people_is_told_for_what_it_is(
    qtbot: QtBot, window: MainWindow, people: People, tmp_path: Path, at: At
) -> None:
    export(tmp_path / "export")
    tab = at("import")
    drop(tab, tmp_path / "export" / "equipe.csv")
    idle(qtbot, window)
    [file] = shown(named(window, "import_files"))
    assert "se lit dans un tableur" in " ".join([*file, *texts(tab)])
    assert not named(window, "import_go").isEnabled()


def test_every_file_at_hand_dropped_at_once_is_tried_without_writing_anything(
    qtbot: QtBot, window: MainWindow, book: Book, at: At
) -> None:
    files = [file for file in DATA.rglob("*") if file.is_file()]
    drop(at("import"), *files)
    tried(qtbot, window)
    rows = shown(named(window, "import_files"))
    assert len(rows) == len(files)
    assert all(row[1] or row[0].split(", ", 1)[1].strip() for row in rows)
    assert count(ClientFilter()) == 0


def test_files_dropped_while_an_import_is_written_are_asked_to_wait(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, tmp_path: Path, at: At
) -> None:
    many = tmp_path / "beaucoup.csv"
    lines = [f"Nom{n};Prénom{n};06{n:08d}" for n in range(2000)]
    many.write_text("Nom;Prénom;Téléphone\n" + "\n".join(lines), encoding="utf-8")
    drop(at("import"), many)
    tried(qtbot, window)
    click(qtbot, window, "import_go")
    drop(window, csv)
    assert messages(window) == ["Un import est en cours : attendez sa fin."]
    assert not named(window, "import_stop").isEnabled()
    idle(qtbot, window)
    assert count(ClientFilter()) == 2000


def test_corrections_follow_one_another_without_a_word_about_what_they_replace(
    qtbot: QtBot, window: MainWindow, book: Book, tmp_path: Path, at: At
) -> None:
    many = tmp_path / "beaucoup.csv"
    lines = [f"Nom{n};Prénom{n};06{n:08d}" for n in range(3000)]
    many.write_text("Nom;Prénom;Téléphone\n" + "\n".join(lines), encoding="utf-8")
    drop(at("import"), many)
    qtbot.waitUntil(lambda: named(window, "import_columns").model().rowCount() == 3)
    named(window, "import_columns").look_at(2)
    named(window, "import_use").setFocus()
    press(qtbot, Qt.Key.Key_Home)
    tried(qtbot, window)
    assert named(window, "import_columns").model().index(2, 2).data() == "Ne pas reprendre"
    assert messages(window) == []
