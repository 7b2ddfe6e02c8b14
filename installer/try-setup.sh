#!/usr/bin/env bash
# Tries the setup for Windows, or the portable .zip, under Wine on Debian 13, as root on Debian:
#     bash installer/try-setup.sh dist/disclosure-desk_VERSION...setup.exe [--pictures FOLDER]
# The system with Wine is made once, in the cache; each trial has an empty Windows of its own. Tried: silent install, the example to
# PDF and more, check, import, verify, the real window with an import and its picture, self-check, install over it with data, removal;
# then by hand, by the keyboard: each page of the setup, the desk that its last page opens, each page of the removal, with pictures.
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
set_up_trial unzip=unzip xdotool=xdotool

user='王 主任'  # Chinese, and with a blank
root=$cache/roots/wine drive=$cache/roots/wine/root/windows/drive_c
installed=$drive/users/$user/AppData/Local/Programs/disclosure-desk data=$drive/users/$user/AppData/Local/disclosure-desk
programs="C:\\users\\$user\\AppData\\Local\\Programs\\disclosure-desk"
end_trial() {
    end_screen
    inside timeout 20 wineserver -k >/dev/null 2>&1 || true
    if mountpoint --quiet "$root/proc"; then umount --lazy "$root/proc"; fi
}
inside() {
    chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
        LANG=zh_CN.UTF-8 XDG_RUNTIME_DIR=/tmp WINEPREFIX=/root/windows WINEDEBUG=-all ${display:+"DISPLAY=$display"} "$@" </dev/null
}
trap end_trial EXIT

# Debian 13 with Wine 10, in Chinese, so that Windows' own code page is 936 as in an office, and with a Chinese font.
make_system() {
    if [ ! -e "$root/made-in-chinese" ]; then
        say "Making Debian 13 with Wine, some minutes"
        rm -rf --one-file-system "$root"
        make_debian trixie "$root"
        lend_registry
        inside apt-get install -y -qq --no-install-recommends wine wine64 fonts-wqy-microhei locales >>"$root.log" 2>&1 \
            || fail "Wine could not be installed; look into $root.log"
        inside localedef --inputfile=zh_CN --charmap=UTF-8 zh_CN.UTF-8
        : >"$root/made-in-chinese"
    fi
    mountpoint --quiet "$root/proc" || mount -t proc proc "$root/proc"
    rm -rf "$root/root/windows" "$root/work"
    mkdir -p "$root/work"
    cp resources/examples/wangjiang-2025.txt "$root/work/a.txt"
    grep -q "^$user:" "$root/etc/passwd" || sed -i "1i $user:x:0:0::/root:/bin/bash" "$root/etc/passwd"  # Wine asks there
}

# An empty Windows. Its setup and message boxes ask by name for faces that every Windows has and Wine has not, or not in Chinese.
begin_windows() {
    local face
    inside timeout 300 wineboot --init
    for face in 宋体 SimSun Tahoma; do
        inside timeout 60 wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$face" /d 'WenQuanYi Micro Hei' /f
    done
    inside timeout 60 wine reg query 'HKLM\System\CurrentControlSet\Control\Nls\CodePage' /v ACP | grep 936
}
desk() { inside timeout 300 wine "$programs\\disclosure-desk.exe" "$@"; }
install_it() { inside timeout 300 wine 'Z:\work\setup.exe' /S && [ -f "$installed/disclosure-desk.exe" ]; }
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
    [ ! -e "$installed/runtime" ]
    [ -f "$data/desk.sqlite3" ]
}

setup='年报填报台.* 安装.*' removal='年报填报台.* 卸载.*'  # the titles of their windows, which go on with that of the page
# TITLE PICTURE: waits for a window of that title, and takes its picture.
page_is_there() {
    local tries=200
    until xwininfo -display "$display" -root -tree | grep -q "\"$1\".*[0-9]\{3,\}x[0-9]\{3,\}"; do
        tries=$((tries - 1)); [ $tries -gt 0 ] || return 1; sleep 0.3
    done
    sleep 2
    take_picture "$2"
}
# TITLE KEY PICTURE: the key, and what the window then shows.
turn_page() {
    DISPLAY=$display xdotool search --onlyvisible --name "$1" windowfocus --sync key "$2" || return 1
    page_is_there "$1" "$3"
}
install_by_hand() {
    local tries=200
    rm -rf "$data"
    inside timeout 600 wine 'Z:\work\setup.exe' &
    page_is_there "$setup" setup-1-welcome && turn_page "$setup" Return setup-2-folder && turn_page "$setup" Return setup-3-copies || return 1
    until [ -e "$installed/Uninstall.exe" ]; do tries=$((tries - 1)); [ $tries -gt 0 ] || return 1; sleep 0.3; done
    page_is_there "$setup" setup-4-done
}
last_page_opens_the_desk() {
    DISPLAY=$display xdotool search --onlyvisible --name "$setup" windowfocus --sync key Return
    sleep 5
    page_is_there 年报填报台 setup-5-desk || return 1
    inside timeout 20 wineserver -k || true
    [ -f "$data/desk.sqlite3" ]
}
remove_by_hand() {
    local tries=200
    inside timeout 600 wine "$programs\\Uninstall.exe" &
    page_is_there "$removal" removal-1-asks && turn_page "$removal" Return removal-2-tells || return 1
    until [ ! -e "$installed" ]; do tries=$((tries - 1)); [ $tries -gt 0 ] || return 1; sleep 0.3; done
    page_is_there "$removal" removal-2-tells
    [ -f "$data/desk.sqlite3" ]
}

make_system
start_screen 190
try "Wine begins, in Chinese (code page 936)" begin_windows
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
try "verify" desk verify "C:\\users\\$user\\AppData\\Local\\disclosure-desk"
try "the window imports a file; meanwhile no setup replaces it" window_imports
try "self-check with 3 kills" desk self-check 'Z:\work\sheet.pdf' --kills 3
if [ "${package##*.}" = exe ]; then
    try "install over it" install_it
    try "the data are as they were" desk verify "C:\\users\\$user\\AppData\\Local\\disclosure-desk"
    try "removal, and the data stay" remove_it
    try "the setup page by page, by the keyboard" install_by_hand
    try "its last page opens the desk" last_page_opens_the_desk
    try "the removal page by page, and the data stay" remove_by_hand
fi
say_how_it_went
