#!/bin/sh
# Finds a Python that can run the program, then hands over to set_up.py.
# Usage: packaging/set_up.sh run|test      (PYTHON=/path/to/python chooses one)
here=$(dirname "$0")
supported='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))'

for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
    if "$candidate" -c "$supported" >/dev/null 2>&1; then
        exec "$candidate" "$here/set_up.py" "$@"
    fi
done

found=$("${PYTHON:-python3}" --version 2>&1) || found=
cat >&2 <<SENTENCE
Compte-Confiance a besoin de Python 3.11 à 3.14 ; trouvé ici : ${found:-aucun}. Installez-en un, ou indiquez-le par PYTHON=/chemin/vers/python3.
Compte-Confiance needs Python 3.11 to 3.14; found here: ${found:-none}. Install one, or name it with PYTHON=/path/to/python3.
SENTENCE
exit 1
