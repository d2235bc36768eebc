"""The table of an export about the lines of À faire: what was decided of each."""

from collections.abc import Iterator

from models.export_tables import WHO, BookTable, Cells, about, told
from models.tables import Member, TodoMark
from models.todo_lines import line_title
from models.todo_sources import LineKind


def todo_tables() -> tuple[BookTable, ...]:
    """The table, and its file; cases have their own."""
    decided = ("Ligne", "Confiée à", "Remise au", "Faite le", "Par")
    return (BookTable("a-faire.csv", (*WHO, *decided), _marks),)


def _marks() -> Iterator[Cells]:
    names = {member.id: member.name for member in Member.select()}
    columns = (TodoMark.kind, TodoMark.member, TodoMark.until, TodoMark.done_on, TodoMark.author)
    for who, (kind, member, *days, author) in told(about(TodoMark, *columns), TodoMark.id):
        yield *who, line_title(LineKind(kind)), names.get(member, ""), *days, names[author]
