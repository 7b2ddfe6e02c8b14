#!/usr/bin/env bash
# Tries the setup for Windows, or the portable .zip, under Wine on Debian 13, as root on Debian:
#     bash installer/try-setup.sh dist/disclosure-desk_VERSION...setup.exe [--pictures FOLDER]
# The system with Wine is made once, in the cache; each trial has an empty Windows of its own. Tried: silent install, the example to
# PDF and more, check, import, verify, the real window with an import and its picture, self-check, install over it with data, removal.
# Wine is no Windows: what only that shows is a list in windows/README.md.
. "$(dirname "${BASH_SOURCE[0]}")/build.sh"
. installer/trial.sh

package= pictures=dist/pictures
while [ $# -gt 0 ]; do
    case "$1" in
        --pictures) pictures=${2:?--pictures wants a folder}; shift ;;
        *.exe | *.zip) package=$1 ;;
        *) fail "What is $1? A setup (.exe) or a portable folder (.zip) made by build-setup.sh" ;;
    esac
    shift
done
[ -f "$package" ] || fail "Say which setup: bash installer/try-setup.sh dist/NAME-windows-setup.exe; build-setup.sh makes it"
set_up_trial unzip=unzip

root=$cache/roots/wine drive=$cache/roots/wine/root/windows/drive_c
programs='C:\users\root\AppData\Local\Programs\disclosure-desk'
end_trial() {
    end_screen
    inside timeout 20 wineserver -k >/dev/null 2>&1 || true
    if mountpoint --quiet "$root/proc"; then umount --lazy "$root/proc"; fi
}
inside() {
    chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        XDG_RUNTIME_DIR=/tmp WINEPREFIX=/root/windows WINEDEBUG=-all ${display:+"DISPLAY=$display"} "$@" </dev/null
}
trap end_trial EXIT

# Debian 13 with Wine 10 and a Chinese font.
make_system() {
    if [ ! -e "$root/made" ]; then
        say "Making Debian 13 with Wine, some minutes"
        rm -rf --one-file-system "$root"
        make_debian trixie "$root"
        lend_registry
        inside apt-get install -y -qq --no-install-recommends wine wine64 fonts-wqy-microhei >>"$root.log" 2>&1 \
            || fail "Wine could not be installed; look into $root.log"
        : >"$root/made"
    fi
    mountpoint --quiet "$root/proc" || mount -t proc proc "$root/proc"
    rm -rf "$root/root/windows" "$root/work"
    mkdir -p "$root/work"
    cp resources/examples/wangjiang-2025.txt "$root/work/a.txt"
}

desk() { inside timeout 300 wine "$programs\\disclosure-desk.exe" "$@"; }
install_it() { inside timeout 300 wine 'Z:\work\setup.exe' /S && [ -f "$drive/users/root/AppData/Local/Programs/disclosure-desk/disclosure-desk.exe" ]; }
convert_it() { desk convert 'Z:\work\a.txt' 'Z:\work\a.pdf' 'Z:\work\a.docx' 'Z:\work\a.xlsx' 'Z:\work\a.json' --bundled-fonts; }

# The real window, until the file is read and stored.
window_imports() {
    inside timeout 120 wine "$programs\\disclosure-desk-window.exe" --data 'C:\desk' --open 'Z:\work\a.docx' &
    settle=${settle:-4} report_is_stored "$drive/desk" 150 || return 1
    take_picture windows
    if [ "${package##*.}" = exe ]; then is_refused_now || return 1; fi
    inside timeout 20 wineserver -k || true
}
# While the window is open the setup ends with 3 and leaves all as it is.
is_refused_now() {
    local code=0
    inside timeout 120 wine 'Z:\work\setup.exe' /S || code=$?
    echo "the setup ended with $code"
    [ "$code" -eq 3 ]
}
is_associated() {
    inside timeout 60 wine reg query 'HKCU\Software\Classes\DisclosureDesk.Report\shell\open\command' | grep -F 'disclosure-desk-window.exe" --open "%1"'
    inside timeout 60 wine reg query 'HKCU\Software\Classes\.json' /ve | grep DisclosureDesk.Report
}
remove_it() {
    inside timeout 120 wine "$programs\\Uninstall.exe" /S "_?=$programs"
    [ ! -e "$drive/users/root/AppData/Local/Programs/disclosure-desk/runtime" ]
    [ -f "$drive/users/root/AppData/Local/disclosure-desk/desk.sqlite3" ]
}

make_system
start_screen 190
try "Wine begins" inside timeout 300 wineboot --init
case "$package" in
    *.exe)
        cp "$package" "$root/work/setup.exe"
        try "silent install, for the user alone" install_it
        ;;
    *.zip)
        unzip -q "$package" -d "$root/work"
        folder=$(basename "$root"/work/disclosure-desk-*)
        programs="Z:\\work\\$folder"
        ;;
esac
[ "${package##*.}" = zip ] || try "a .json is opened by the window" is_associated
try "the example to PDF, Word, Excel and JSON" convert_it
try "check" desk check 'Z:\work\a.docx'
try "import into the user's own data" desk import 'Z:\work\a.json' --operator 甲
try "verify" desk verify 'C:\users\root\AppData\Local\disclosure-desk'
try "the window imports a file; meanwhile no setup replaces it" window_imports
try "self-check with 3 kills" desk self-check 'Z:\work\sheet.pdf' --kills 3
if [ "${package##*.}" = exe ]; then
    try "install over it" install_it
    try "the data are as they were" desk verify 'C:\users\root\AppData\Local\disclosure-desk'
    try "removal, and the data stay" remove_it
fi
say_how_it_went
