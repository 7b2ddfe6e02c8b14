# What try.sh and try-setup.sh share, which source this file: clean systems, a screen that nobody sees, and things tried one by one.
# `root` is the system that is tried, `pictures` the folder of pictures.

screen= display= failed=0

# PROGRAM=PACKAGE ...: what a trial calls is there, and the folders it writes into.
set_up_trial() {
    [ "$(id -u)" -eq 0 ] || fail "Clean systems are made by root: sudo bash installer/try.sh ..."
    set_up_build debootstrap=debootstrap Xvfb=xvfb xwininfo=x11-utils "$@"
    mkdir -p "$pictures" "$cache/roots"
}

# SUITE FOLDER [OPTION ...]: Debian's own packages of one release, and nothing else.
make_debian() {
    debootstrap --variant=minbase "${@:3}" "$1" "$2" >"$2.log" 2>&1 || fail "Debian $1 could not be fetched; look into $2.log"
}

# The system finds Debian's registry as this computer does.
lend_registry() {
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
}

# NUMBER: an Xvfb on the first free display from that number on.
start_screen() {
    local number=$1
    while [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
    mkdir -p "$root.screen"
    setsid Xvfb ":$number" -screen 0 1366x768x24 -ac -fbdir "$root.screen" >/dev/null 2>&1 &
    screen=$! display=:$number
    until xwininfo -display "$display" -root >/dev/null 2>&1; do sleep 0.2; kill -0 "$screen" || fail "Xvfb did not start"; done
}

end_screen() {
    if [ -n "$screen" ]; then kill "$screen" 2>/dev/null || true; screen=; fi
}

# NAME: what is on the screen, into the folder of pictures.
take_picture() { "$python" -m packages.screen "$root.screen/Xvfb_screen0" "$pictures/$1.png"; }

# WHAT COMMAND...: one thing tried; its last lines are shown where it fails.
try() {
    local what=$1 log=$root.log started=$EPOCHREALTIME
    shift
    if "$@" >"$log" 2>&1 </dev/null; then printf '   ok   %6.1f s  %s\n' "$(seconds_since "$started")" "$what"
    else
        printf ' FAILED %6.1f s  %s\n' "$(seconds_since "$started")" "$what"
        tail -n 8 "$log"
        failed=$((failed + 1))
    fi
}
seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'; }

# FOLDER TRIES: the window whose data lies there has read the file that it was started with, and the report is on disk.
report_is_stored() {
    local tries=$2
    until grep -qs "import_process: read .* done" "$1"/logs/*; do tries=$((tries - 1)); [ $tries -gt 0 ] || return 1; sleep 0.4; done
    sleep "${settle:-2}"
    grep -q '"action":"import"' "$1/desk.journal"
}

say_how_it_went() {
    [ "$failed" -eq 0 ] || fail "$failed of the trials failed; the systems are kept in $cache/roots"
    say "All that was tried went well; look at the pictures in $pictures"
}
