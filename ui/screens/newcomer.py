"""Someone not in the book yet: a client file from the little that was typed."""

from models.client_drafts import ClientDraft, ReachDraft
from models.rules.typed import split_name

_FEWEST_DIGITS = 4


def draft_from(typed: str) -> ClientDraft:
    """A client file from a bare name, phone number or e-mail address."""
    text = " ".join(typed.split())
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in text)
    if "@" in text and " " not in text:
        return ClientDraft(reaches=(ReachDraft("email", text),))
    if digits >= _FEWEST_DIGITS and digits >= letters:
        return ClientDraft(reaches=(ReachDraft("phone", text),))
    first, last = split_name(text)
    return ClientDraft(first_name=first, last_name=last)
