#!/usr/bin/env bash
# Makes of docs/handbook/ one web page and one PDF: bash installer/build-handbook.sh [FOLDER]
# Without a folder they go to resources/handbook/, from where the window opens the web page and packages take it.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

set_up tests
PYTHONPATH=installer .venv/bin/python -m handbook "$@"
