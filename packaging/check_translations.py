"""Say what the English catalogue lacks: missing, fuzzy, empty, obsolete, other placeholders.

Ends with status 1 when it finds anything.
"""

import string
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from catalogues import english, texts_of_the_code


def main() -> None:
    texts = texts_of_the_code()
    faults = list(find_faults(texts, english()))
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(texts)} textes, {len(faults)} à revoir / {len(texts)} texts, {len(faults)} faults")
    sys.exit(1 if faults else 0)


def find_faults(texts: Catalog, translated: Catalog) -> Iterator[str]:
    """A line for each text of the code without a good translation, and for each one too many."""
    for message in texts:
        if message.id:
            fault = _fault(message, translated.get(message.id, message.context))
            if fault:
                yield _line(fault, message)
    for message in translated:
        if message.id and texts.get(message.id, message.context) is None:
            yield _line("obsolete", message)
    for message in translated.obsolete.values():
        yield _line("obsolete", message)


def _fault(message: Message, translation: Message | None) -> str:
    if translation is None or translation.pluralizable != message.pluralizable:
        return "missing"
    if translation.fuzzy:
        return "fuzzy"
    if not all(_forms(translation.string)):
        return "empty"
    allowed = {frozenset(_placeholders(form)) for form in _forms(message.id)}
    if any(_placeholders(form) not in allowed for form in _forms(translation.string)):
        return "placeholders"
    return ""


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _placeholders(text: str) -> frozenset[str]:
    """The names between braces; braces that do not pair count as one of their own."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:
        return frozenset({"unpaired brace"})


def _line(fault: str, message: Message) -> str:
    places = ", ".join(sorted({file for file, _ in message.locations})) or "en.po"
    return f"{fault}: {_forms(message.id)[0]!r} ({places})"


if __name__ == "__main__":
    main()
