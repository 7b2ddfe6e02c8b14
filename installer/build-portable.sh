#!/usr/bin/env bash
# Makes of this checkout a folder that runs without being installed, from a stick or anywhere, as a .tar.xz or .zip:
#     bash installer/build-portable.sh [amd64|arm64 ... | windows] [--output FOLDER]
# Without a machine: amd64, for Linux. The archive goes to dist/.
if [ "${1-}" = windows ]; then exec bash "$(dirname "$0")/build-setup.sh" --portable "${@:2}"; fi
. "$(dirname "${BASH_SOURCE[0]}")/linux/packages.sh"

build_packages portable "$@"
