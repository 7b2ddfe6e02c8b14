#!/usr/bin/env bash
# Tries a Debian package, or the portable folder, on clean systems, as root on Debian:
#     bash installer/try.sh dist/disclosure-desk_VERSION_amd64.deb [bullseye|bookworm|trixie ...] [--older PACKAGE] [--input] [--pictures FOLDER]
# Each system is made anew from Debian's packages in the cache (glibc 2.31, 2.36, 2.41; without one named: all three).
# There the package is installed over an older version (--older: one that was really made then; else itself under a lower
# number) with data and a sealed package, and as an ordinary user: example -> PDF and more, four approvals and a sealed
# package by the older version, again by the newer one, a real window under Xvfb that imports a file, an upgrade refused while
# it is open, a double click on a report, removal. With --input Chinese is typed into it through fcitx5 as well (wants xdotool).
# Each line says what was tried and its seconds; the pictures are to be looked at. An arm64 package runs under emulation
# (Debian 13's qemu), registered with the kernel for that time.
# A setup or a .zip for Windows is tried under Wine, by try-setup.sh.
case "${1-}" in *.exe | *.zip) exec bash "$(dirname "$0")/try-setup.sh" "$@" ;; esac
. "$(dirname "${BASH_SOURCE[0]}")/build.sh"
. installer/trial.sh

packages=() suites=() pictures=dist/pictures with_input= input_method= older=
while [ $# -gt 0 ]; do
    case "$1" in
        --pictures) pictures=${2:?--pictures wants a folder}; shift ;;
        --input) with_input=yes ;;
        --older) older=$(realpath -e "${2:?--older wants a package}") || fail "There is no package $2"; shift ;;
        *.deb | *.tar.xz) [ -f "$1" ] || fail "There is no $1: make it with build-deb.sh or build-portable.sh"; packages+=("$(realpath "$1")") ;;
        bullseye | bookworm | trixie) suites+=("$1") ;;
        *) fail "What is $1? A package, or a system of bullseye, bookworm, trixie" ;;
    esac
    shift
done
[ "${#packages[@]}" -gt 0 ] || fail "Say which package: bash installer/try.sh dist/disclosure-desk_VERSION_amd64.deb"
set_up_trial dpkg-deb=dpkg
[ "${#suites[@]}" -gt 0 ] || suites=(bullseye bookworm trixie)
exec 9>"$cache/roots/lock"
flock --nonblock 9 || fail "Another trial is running; wait for it"
. installer/linux/emulation.sh

root=

# What is mounted and runs for a trial ends with it.
end_trial() {
    local place
    end_screen
    if [ -n "$root" ]; then
        for place in /proc/[0-9]*; do  # the message bus and fcitx
            if [ "$place/root" -ef "$root" ]; then kill "${place#/proc/}" 2>/dev/null || true; fi
        done
    fi
    for place in dev/shm proc; do  # also what a trial that was killed left
        if [ -n "$root" ] && mountpoint --quiet "$root/$place"; then umount --lazy "$root/$place"; fi
    done
}
trap 'end_trial; end_emulation' EXIT

# SUITE ARCHITECTURE: a clean system, copied from one that is kept.
make_root() {
    local suite=$1 architecture=$2 base=$cache/roots/base-$1-$2
    root=$cache/roots/$suite-$architecture
    if [ ! -e "$base/made" ]; then
        rm -rf "$base"
        make_debian "$suite" "$base" --arch="$architecture"
        : >"$base/made"
    fi
    end_trial
    rm -rf --one-file-system "$root"
    cp -a --reflink=auto "$base" "$root"
    lend_registry
    mount -t proc proc "$root/proc"
    mkdir -p "$root/dev/shm"
    mount -t tmpfs tmpfs "$root/dev/shm"
    chroot "$root" useradd --create-home --shell /bin/bash clerk
    mkdir -p "$root/home/clerk/年报"
    cp resources/examples/wangjiang-2025.txt "$root/home/clerk/年报/"
    chroot "$root" chown -R clerk: /home/clerk
}

as_root() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 "$@"; }
as_clerk() {
    chroot "$root" /usr/bin/env -i HOME=/home/clerk USER=clerk PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$display" \
        setpriv --reuid clerk --regid clerk --init-groups bash -c "cd ~/年报 && $*"
}

refused() { ! "$@"; }

# PACKAGE: the older version of it, or where there is none the package under a lower version, which is all that differs.
make_older() {
    local folder=$cache/work/older
    if [ -n "$older" ]; then cp "$older" "$root/tmp/older.deb"; return; fi
    rm -rf "$folder"
    dpkg-deb --raw-extract "$1" "$folder"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$folder/DEBIAN/control"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$folder" "$root/tmp/older.deb" >/dev/null
    rm -rf "$folder"
}

# A window of the desk, drawn by X itself and not offscreen, within four minutes. A report that is opened at once has its name before the desk's.
window_is_there() {
    local tries=600
    until xwininfo -display "$display" -root -tree | grep -q '年报填报台".*[0-9]\{3,\}x[0-9]\{3,\}'; do
        tries=$((tries - 1)); [ $tries -gt 0 ] || return 1; sleep 0.4
    done
    grep -q libqxcb /proc/"$(desk_process)"/maps
}
desk_process() {  # of the system that is tried: this computer may have a desk of its own open
    local process
    for process in $(pgrep --full "python3.11 -I -X utf8 -m disclosure_desk --(data|open)"); do
        if [ "/proc/$process/root" -ef "$root" ]; then echo "$process"; fi
    done
}
file_is_imported() { report_is_stored "$root/home/clerk/窗口" 600; }
close_window() {
    local process; process=$(desk_process)
    kill -TERM "$process"
    while kill -0 "$process" 2>/dev/null; do sleep 0.1; done
}

# As a file manager does it: the type of a file by its name and content, then the program that the system has for that.
double_click_opens() {
    local data=$root/home/clerk/.local/share/disclosure-desk
    as_root apt-get install -y -qq --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin || return 1
    as_root desktop-file-validate /usr/share/applications/disclosure-desk.desktop || return 1
    as_clerk "cp a.json 第一份.json; exec gio open 第一份.json" &
    window_is_there && report_is_stored "$data" 600 && close_window || return 1
    rm -r "$data"
}

# fcitx5 with pinyin, on a message bus of its own, as the clerk's desktop has it.
start_fcitx() {
    try "fcitx5 is installed" as_root apt-get install -y -qq --no-install-recommends fcitx5 fcitx5-chinese-addons dbus fonts-wqy-microhei
    as_root dbus-uuidgen --ensure=/etc/machine-id
    mkdir -p "$root/home/clerk/.config/fcitx5"
    printf '%s\n' '[Groups/0]' Name=Default 'Default Layout=us' DefaultIM=pinyin '[Groups/0/Items/0]' Name=keyboard-us \
        '[Groups/0/Items/1]' Name=pinyin '[GroupOrder]' 0=Default >"$root/home/clerk/.config/fcitx5/profile"
    chroot "$root" chown -R clerk: /home/clerk
    input_method="export DBUS_SESSION_BUS_ADDRESS=unix:path=/tmp/clerk-bus XDG_RUNTIME_DIR=/home/clerk QT_IM_MODULE=fcitx;"
    as_clerk "$input_method dbus-daemon --session --address=unix:path=/tmp/clerk-bus --fork; exec fcitx5 --disable=wayland" >"$root.fcitx.log" 2>&1 &
    sleep "${settle:-4}"
}
press() { local key; for key in "$@"; do DISPLAY=$display xdotool key "$key"; sleep 0.2; done; sleep "${settle:-1}"; }
chinese_is_typed() {
    DISPLAY=$display xdotool search --name 年报填报台 windowfocus --sync mousemove 613 370 click 1
    sleep "${settle:-1}"
    press ctrl+End
    as_clerk "$input_method fcitx5-remote -o"
    press j i e d a o b a n space
    sleep "${settle:-2}"
    as_clerk "grep --quiet --no-messages 公开。街道办 ~/窗口/desk.journal ~/窗口/desk.typing"  # one of them may not be there
}
figure_is_typed() {
    press ctrl+4 1 2 Return
    as_clerk "grep --quiet '\"after\":12,' ~/窗口/desk.journal"
}

data_is_there() { as_clerk "disclosure-desk archive list --data ~/数据" | grep 望江街道; }
seal() {  # NUMBER: the version of the report that is sealed by it
    local step
    for step in 张三 李四 王五 赵六; do as_clerk "disclosure-desk sign 1 --data ~/数据 --operator $step" || return 1; done
    as_clerk "disclosure-desk seal 1 --data ~/数据 --operator 张三" | grep "SM3" || return 1
    is_whole "$1"
}
is_whole() { as_clerk "disclosure-desk verify ~/数据/archive/1-2025-v$1.zip"; }
correct() { as_clerk "disclosure-desk correct 1 --why 公布日期写错 --data ~/数据 --operator 钱七" && seal 2 && as_clerk "disclosure-desk verify ~/数据"; }
judged() {  # the page's judge is among the packages of the tests
    PYTHONPATH=tests/support .venv/bin/python -c 'import sys; from pdf_judges import complaints; found = complaints(open(sys.argv[1], "rb").read()); print(found); sys.exit(bool(found))' "$1"
}
nothing_is_left() {
    local left; left=$(cd "$root" && find opt usr etc var/lib/dpkg/info -path '*disclosure-desk*')
    [ -z "$left" ] || { echo "$left"; return 1; }
}
removal_says_where() { as_root dpkg --purge disclosure-desk | grep "/home/clerk/.local/share/disclosure-desk"; }

try_deb() {  # PACKAGE SUITE
    local architecture; architecture=$(dpkg-deb --field "$1" Architecture)
    say "$(basename "$1") on Debian $2, $architecture"
    emulate "$architecture"
    if [ "$architecture" != "$(dpkg --print-architecture)" ]; then settle=15; fi
    make_root "$2" "$architecture"
    make_older "$1"
    cp "$1" "$root/tmp/new.deb"
    as_root apt-get update -qq >"$root.log" 2>&1 || fail "Debian's lists could not be read in $root"
    local began=$EPOCHREALTIME
    try "an older version is installed, with what it needs" as_root apt-get install -y -qq --no-install-recommends /tmp/older.deb
    try "example -> PDF, OFD, Word, Excel, page, data" as_clerk "disclosure-desk convert wangjiang-2025.txt a.pdf a.ofd a.docx a.xlsx a.html a.json"
    printf '        %6.1f s  from the install to the first PDF\n' "$(seconds_since "$began")"
    sha256sum "$root/home/clerk/年报/a.pdf" | cut -c 1-16
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import page, pikepdf' 2>/dev/null; then
        try "the PDF is PDF/A and PDF/UA (page, qpdf)" judged "$root/home/clerk/年报/a.pdf"
    fi
    try "the report is stored" as_clerk "disclosure-desk import a.docx --data ~/数据 --operator 钱七"
    try "a person's PIN is kept and asked (scrypt)" as_root "/opt/disclosure-desk/runtime/bin/python3.11" -I -c "from disclosure_desk.store.operators import pin_setting; assert pin_setting('张三', '1234')"
    try "four approvals, sealed with SM3, verified" seal 1
    try "upgrade over it" as_root dpkg --install /tmp/new.deb
    try "the data is still there" data_is_there
    try "what the older version sealed is whole" is_whole 1
    try "corrected, approved, sealed again; packages and data hold" correct
    start_screen 90
    if [ -n "$with_input" ]; then start_fcitx; fi
    as_clerk "$input_method exec disclosure-desk --data ~/窗口 --open a.docx" >"$root.window.log" 2>&1 &
    try "a real window opens (X, not offscreen)" window_is_there
    try "a file is imported in it" file_is_imported
    take_picture "$2-$architecture"
    if [ -n "$with_input" ]; then
        try "街道办 is typed into a text through fcitx" chinese_is_typed
        take_picture "$2-$architecture-fcitx"
        try "and a figure into a cell" figure_is_typed
        take_picture "$2-$architecture-cell"
    fi
    if [ "$architecture" = "$(dpkg --print-architecture)" ]; then  # emulated, a program looks like the emulator to the others
        try "no upgrade while the window is open" refused as_root dpkg --install /tmp/new.deb
    fi
    try "the window closes" close_window
    try "a double click on a report opens it" double_click_opens
    as_clerk "mkdir -p ~/.local/share && cp -r ~/数据 ~/.local/share/disclosure-desk"
    try "manual page and completion are there" as_root test -e /usr/share/man/man1/disclosure-desk.1.gz -a -e /usr/share/bash-completion/completions/disclosure-desk
    try "removal says where the data lies" removal_says_where
    try "removal leaves nothing of the program" nothing_is_left
    try "and all of the data" test -e "$root/home/clerk/.local/share/disclosure-desk/desk.sqlite3" -a -e "$root/home/clerk/数据/archive/1-2025-v1.zip"
    end_trial
}

# The folder, unpacked by an ordinary user, on a desktop that has the usual libraries.
try_portable() {  # ARCHIVE SUITE
    local architecture folder
    architecture=$(basename "$1" .tar.xz)
    architecture=${architecture##*-}
    folder=/home/clerk/U盘/$(basename "$1" .tar.xz)
    say "$(basename "$1") on Debian $2, $architecture"
    emulate "$architecture"
    make_root "$2" "$architecture"
    as_root apt-get update -qq >"$root.log" 2>&1 || fail "Debian's lists could not be read in $root"
    try "the libraries of a desktop are there" as_root apt-get install -y -qq --no-install-recommends $(desktop_packages "$2")
    mkdir -p "$root/home/clerk/U盘"
    try "unpacked" tar --extract --xz --file "$1" --directory "$root/home/clerk/U盘"
    chroot "$root" chown -R clerk: /home/clerk
    try "example -> PDF and Word" as_clerk "$folder/disclosure-desk convert wangjiang-2025.txt a.pdf a.docx"
    start_screen 90
    as_clerk "exec $folder/disclosure-desk --data ~/窗口 --open a.docx" >"$root.window.log" 2>&1 &
    try "a real window opens (X, not offscreen)" window_is_there
    try "a file is imported in it" file_is_imported
    take_picture "portable-$2-$architecture"
    try "the window closes" close_window
    try "nothing was written into the folder" as_clerk "cd $folder && sha256sum --quiet --check SHA256SUMS && [ -z \"\$(find . -newer SHA256SUMS -type f)\" ]"
    end_trial
}
desktop_packages() {  # SUITE: the packages of linux/system-libraries.txt by the names they have there
    awk '{ print $2 }' installer/linux/system-libraries.txt | grep -v '^?' | sort -u | while IFS='|' read -r first second; do
        if [ -n "$second" ] && ! as_root apt-cache show "$first" >/dev/null 2>&1; then echo "$second"; else echo "$first"; fi
    done
}

for package in "${packages[@]}"; do
    for suite in "${suites[@]}"; do
        case "$package" in
            *.deb) try_deb "$package" "$suite" ;;
            *) try_portable "$package" "$suite" ;;
        esac
    done
done
say_how_it_went
