# Sets up what both commands of the README need; sourced by them. Rerunnable: what is there is left alone.
# Wants Debian 12 (or a system like it) with Python >= 3.11; root or sudo only where system packages are missing.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '==> %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "These system packages are needed, and neither root nor sudo is at hand: $*" >&2
        exit 1
    fi
}

# The shared libraries Qt opens, each with the Debian package that brings it.
qt_libraries='libEGL.so.1 libegl1
libGL.so.1 libgl1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0'

missing_packages() {
    local known library package
    known=$(/sbin/ldconfig -p)
    while read -r library package; do
        case "$known" in *"$library"*) ;; *) printf '%s\n' "$package" ;; esac
    done <<<"$qt_libraries"
    python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv\n'
}

install_system_packages() {
    local packages
    packages=$(missing_packages)
    [ -z "$packages" ] && return
    command -v apt-get >/dev/null || { say "Please install these yourself, this system has no apt-get:" $packages >&2; exit 1; }
    say "Installing system packages:" $packages
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

install_python_packages() {
    local wanted
    wanted=$(cat requirements.lock pyproject.toml | sha256sum)
    if [ -x .venv/bin/python ] && [ "$(cat .venv/installed 2>/dev/null || true)" = "$wanted" ]; then
        return
    fi
    say "Installing the locked Python packages into .venv (about half a minute)"
    python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    printf '%s' "$wanted" >.venv/installed
}

command -v python3 >/dev/null || { say "Python 3.11 or newer is needed" >&2; exit 1; }
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed, this is $(python3 -V)" >&2; exit 1; }
install_system_packages
install_python_packages
