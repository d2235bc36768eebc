"""Lines of À faire that a noted attention ends, and that wait again when it is taken back."""

from models.tables import LineEnd, TodoMark, Voice

TOLD_BACK = "told_back"


def keep_end(entry_id: int, client_id: int, kind: str, subject: int) -> None:
    """Remember which line the attention `entry_id` ended, inside the caller's transaction."""
    LineEnd.insert(entry=entry_id, client=client_id, kind=kind, subject=subject).execute()


def wait_again(entry_id: int) -> None:
    """The attention `entry_id` is taken back: what it ended is to be done again."""
    for end in list(LineEnd.select().where(LineEnd.entry == entry_id)):
        same = (TodoMark.kind == end.kind) & (TodoMark.subject == end.subject)
        TodoMark.update(done_on=None).where(same, TodoMark.client == end.client_id).execute()
        if end.kind == TOLD_BACK:
            Voice.update(told_on=None).where(Voice.id == end.subject).execute()
    LineEnd.delete().where(LineEnd.entry == entry_id).execute()
