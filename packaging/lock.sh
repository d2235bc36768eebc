#!/bin/sh
# Writes requirements.txt and requirements-dev.txt from their .in files, for every system and
# every supported Python, with hashes and without any index address. uv comes from a scratch
# environment: nothing else needs it. ARGS=--upgrade moves the versions up.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python=${PYTHON:-python3}
"$python" -m venv --without-pip "$scratch/venv"
"$python" -m pip --python "$scratch/venv/bin/python" --quiet install uv

for name in requirements requirements-dev; do
    "$scratch/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url "$@" "$name.in" -o "$name.txt"
done
