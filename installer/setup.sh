# Set-up for the commands of the README, which source this file: `set_up command`, `set_up window` or `set_up tests`.
# Each holds what the one before holds: the program without its window, the window, and what the tests need beside them.
# Runs again at any time; what is there is left alone. Wants a system like Debian 12 with Python 3.11 or newer.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '==> %s\n' "$*"; }

fail() {
    say "$*" >&2
    exit 1
}

# The shared libraries that Qt opens, each with the Debian package that brings it: without a display, and on one.
qt_libraries='libEGL.so.1 libegl1
libGL.so.1 libgl1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0'
display_libraries='libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0'

# The packages of the libraries in a list as above that this system lacks.
missing_libraries() {
    local known library package
    known=$(/sbin/ldconfig -p)
    while read -r library package; do
        case "$known" in *"$library"*) ;; *) printf '%s\n' "$package" ;; esac
    done <<<"$1"
}

missing_packages() {
    command -v python3 >/dev/null || printf 'python3\n'
    python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv\n'
    if [ "$1" != command ]; then missing_libraries "$qt_libraries"; fi
    if [ "$1" = window ]; then missing_libraries "$display_libraries"; fi
}

# Debian packages, by root or sudo; where that cannot be, the command that somebody else has to run is said.
install_debian_packages() {
    local root=()
    if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
    if command -v apt-get >/dev/null && command -v "${root[0]:-apt-get}" >/dev/null; then
        say "Installing system packages: $*" >&2  # a build takes what a script prints as its answer
        if "${root[@]}" apt-get update -qq >&2 \
            && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
            return
        fi
    fi
    fail "These system packages are missing: $*. Have them installed by root, then run this again: apt-get install $*"
}

install_system_packages() {
    local packages
    packages=$(missing_packages "$1")
    if [ -n "$packages" ]; then install_debian_packages $packages; fi
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed, this is $(python3 -V)"
}

# What .venv was made from and for: another lock, another Python, or a checkout that was moved want it made anew.
identity() {
    {
        cat requirements.lock requirements-test.lock pyproject.toml
        python3 -c 'import sys; print(sys.version, sys.base_prefix)'
        pwd -P
    } | sha256sum | cut -d ' ' -f 1
}

# What a level installs: its lock, for the command without Qt, which is four fifths of it and opens the window only.
lock_of() {
    case "$1" in
        command) awk '/^[^ ]/ { is_qt = /^(pyside6|shiboken6)/ } !is_qt' requirements.lock ;;
        window) cat requirements.lock ;;
        tests) cat requirements-test.lock ;;
    esac
}

install_python_packages() {
    local level=$1 wanted there held python pip
    wanted=$(identity)
    read -r there held 2>/dev/null <.venv/installed || true
    if [ "${there:-}" = "$wanted" ] && [ -x .venv/bin/python ]; then
        case "$level $held" in "$held $held" | "command "* | "window tests") return ;; esac
    else
        say "Making .venv"
        python=$(python3 -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))')
        rm -rf .venv
        "$python" -m venv .venv
    fi
    rm -f .venv/installed  # whatever ends this half-way: the next run makes .venv anew
    say "Installing the locked Python packages of the $level into .venv"
    pip=(.venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check)
    lock_of "$level" >.venv/wanted.lock
    "${pip[@]}" --require-hashes -r .venv/wanted.lock
    "${pip[@]}" --no-deps --no-build-isolation --editable .
    printf '%s %s\n' "$wanted" "$level" >.venv/installed
}

set_up() {
    install_system_packages "$1"
    install_python_packages "$1"
}
