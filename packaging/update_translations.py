"""Bring en.po in step with the code: new texts come in empty, texts gone are dropped.

No text is guessed from a likely one: a wrong translation is worse than a missing one, which
`make check` names.
"""

from babel.messages.pofile import write_po
from catalogues import ENGLISH, english, texts_of_the_code

# Ours, because Babel's holds the time of the run: the file would change each time.
HEADER = """\
# English texts of Compte-Confiance; the French ones are in the code.
# Written by `make translations`, translated by hand.
msgid ""
msgstr ""
"Project-Id-Version: Compte-Confiance\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def main() -> None:
    texts, known = texts_of_the_code(), english()
    for message in texts:
        if not message.id:
            continue
        translated = known.get(message.id, message.context)
        if translated and translated.pluralizable == message.pluralizable:
            message.string = translated.string
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, texts, width=100, sort_output=True, include_lineno=False, omit_header=True)
    print(f"{len(texts)} textes / texts: {ENGLISH}")


if __name__ == "__main__":
    main()
