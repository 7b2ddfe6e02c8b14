#!/usr/bin/env bash
# Makes of this checkout a folder for Linux that runs without being installed, from a stick or anywhere, as a .tar.xz:
#     bash installer/build-portable.sh [amd64|arm64 ...] [--output FOLDER]
# Without a machine: amd64. The archive goes to dist/.
. "$(dirname "${BASH_SOURCE[0]}")/linux/packages.sh"

build_packages portable "$@"
