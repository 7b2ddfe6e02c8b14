# Set-up for the commands that build packages, which source this file: `set_up_build PROGRAM=PACKAGE ...` installs the
# Debian packages of programs that are missing and makes the build's own Python environment in the cache.
# The cache is DISCLOSURE_DESK_CACHE, else ~/.cache/disclosure-desk-build; it may be deleted at any time.

. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

export DISCLOSURE_DESK_CACHE=${DISCLOSURE_DESK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/disclosure-desk-build}
cache=$DISCLOSURE_DESK_CACHE

# The programs that a build calls, where they are missing: each is given with the package that brings it.
install_missing_programs() {
    local pair packages=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
    done
    if [ "${#packages[@]}" -gt 0 ]; then install_debian_packages "${packages[@]}"; fi
}

# An environment of Python 3.11, as the packages have it, with the locked packages that fetch and build.
make_build_python() {
    local folder base
    base=$(command -v python3.11) || fail "Python 3.11 is needed to build packages, as Debian 12 has it: apt-get install python3.11 python3.11-venv"
    folder=$cache/python-$(cat requirements.lock requirements-test.lock installer/build.sh <(pwd -P; "$base" -V) | sha256sum | cut -c 1-12)
    python=$folder/bin/python
    export PYTHONPATH=$PWD/installer:$PWD/src PYTHONDONTWRITEBYTECODE=1
    if [ -e "$folder/ready" ]; then return; fi
    exec 8>"$cache/python.lock"
    flock 8  # two commands at once make one environment, and not each over the other's
    if [ -e "$folder/ready" ]; then exec 8>&-; return; fi
    say "Making the build's Python in $folder"
    rm -rf "$folder"
    "$base" -m venv "$folder" || fail "Python 3.11 cannot make environments: apt-get install python3.11-venv"
    lock_of command >"$folder/wanted.lock"
    awk '/^[^ ]/ { is_wanted = /^(markdown-it-py|mdurl)==/ } is_wanted' requirements-test.lock >>"$folder/wanted.lock"  # the handbook's
    "$python" -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r "$folder/wanted.lock" \
        || fail "The build's Python packages could not be fetched; look at the lines above"
    : >"$folder/ready"
    exec 8>&-
}

set_up_build() {
    mkdir -p "$cache"
    install_missing_programs "$@"
    make_build_python
    # The same checkout gives the same bytes: the time in files is that of its last commit.
    export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
    export LC_ALL=C.UTF-8 TZ=UTC
    umask 022
}
