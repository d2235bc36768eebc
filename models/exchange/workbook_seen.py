"""What is noticed while a sheet is read, and how it is told."""

from dataclasses import dataclass, field

from models.i18n import _, format_list, format_number, ngettext

_MOST_ASTRAY = 64
_TOLD = 5


@dataclass(slots=True)
class Seen:
    """Cells in error, formulas without result, cells merged downwards, columns without a name."""

    errors: int = 0
    unsolved: int = 0
    merged: int = 0
    astray: set[int] = field(default_factory=set)

    def forget(self) -> None:
        """The sheet is read again from its beginning."""
        self.errors = self.unsolved = self.merged = 0
        self.astray.clear()

    def stray(self, place: int) -> None:
        """A cell stands in a column the header does not name."""
        if len(self.astray) < _MOST_ASTRAY:
            self.astray.add(place)

    def remarks(self) -> tuple[str, ...]:
        """What deserves a look, as sentences."""
        columns = [column_name(place) for place in sorted(self.astray)[:_TOLD]]
        told = (
            (
                self.errors,
                ngettext(
                    "{count} cellule en erreur (#N/A, #REF!…) : lue comme vide.",
                    "{count} cellules en erreur (#N/A, #REF!…) : lues comme vides.",
                    self.errors,
                ),
            ),
            (
                self.unsolved,
                ngettext(
                    "{count} formule n’a pas de résultat gardé : enregistrez le classeur dans un "
                    "tableur, puis recommencez.",
                    "{count} formules n’ont pas de résultat gardé : enregistrez le classeur dans "
                    "un tableur, puis recommencez.",
                    self.unsolved,
                ),
            ),
            (
                self.merged,
                _("Des cellules sont fusionnées sur plusieurs lignes : la première seule est lue."),
            ),
            (
                len(columns),
                _("À droite du tableau, des cellules sans titre ne sont pas lues : {columns}."),
            ),
        )
        names = format_list(columns)
        return tuple(
            text.format(count=format_number(count), columns=names) for count, text in told if count
        )


def column_name(place: int) -> str:
    """0 → « A », 27 → « AB »."""
    name, place = "", place + 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name
