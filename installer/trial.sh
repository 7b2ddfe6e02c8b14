# What try.sh and try-setup.sh share, which source this file: clean systems, a screen that nobody sees, and things tried one by one.
# `root` is the system that is tried.

screen= display= failed=0

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
