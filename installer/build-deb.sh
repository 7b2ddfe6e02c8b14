#!/usr/bin/env bash
# Makes the Debian package of this checkout, for office computers with x86-64 or arm64, and prints its size and digests:
#     bash installer/build-deb.sh [amd64|arm64 ...] [--output FOLDER]
# Without a machine: amd64. The package goes to dist/. The first run compiles Python and takes some minutes.
. "$(dirname "${BASH_SOURCE[0]}")/linux/packages.sh"

build_packages deb "$@"
