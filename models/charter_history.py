"""What each version of the charter changed from the one before, in plain words."""

from models.charter import CharterRow, Difference, Step, change_words
from models.i18n import _, format_date


def changes_since(charter: CharterRow, before: CharterRow | None) -> list[Difference]:
    """What `charter` added, changed and withdrew, privilege by privilege."""
    known = {item.privilege_id: item for item in before.items} if before else {}
    found = []
    for item in charter.items:
        earlier = known.pop(item.privilege_id, None)
        title = item.draft.title
        if earlier is None:
            told = (item.draft.promise,)
            found.append(Difference(item.privilege_id, title, Step.ADDED, told))
        elif earlier.id != item.id:
            changed = tuple(change_words(earlier.draft, item.draft))
            found.append(Difference(item.privilege_id, title, Step.CHANGED, changed))
    until = {item.privilege_id: item.until for item in charter.leaving}
    for item in known.values():
        day = until.get(item.privilege_id)
        words = (_("reste dû jusqu’au {day}").format(day=format_date(day, "long")),) if day else ()
        found.append(Difference(item.privilege_id, item.draft.title, Step.WITHDRAWN, words, day))
    return found


def step_label(step: Step) -> str:
    """What becomes of a privilege, in one word."""
    return {
        Step.ADDED: _("nouveau"),
        Step.CHANGED: _("changé"),
        Step.WITHDRAWN: _("retiré"),
        Step.KEPT: _("inchangé"),
    }[step]
