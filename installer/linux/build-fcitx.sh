#!/usr/bin/env bash
# Builds the plugin by which Qt speaks to fcitx, the input method of 麒麟 and UOS, and prints where it lies:
#     bash installer/linux/build-fcitx.sh linux-amd64 | linux-arm64
# Qt's own packages have none. The source is fcitx-qt5's for Qt 6; it speaks the protocol of fcitx 4, which fcitx 5 serves,
# too. It uses what is private to Qt, so that it goes with Qt 6.8 only; headers and generators are Debian 13's of Qt 6.8.
. "$(dirname "${BASH_SOURCE[0]}")/../build.sh"

machine=${1:?which machine: linux-amd64 or linux-arm64}
case "$machine" in
    linux-amd64) compiler=x86_64-linux-gnu-g++ package=g++ ;;
    linux-arm64) compiler=aarch64-linux-gnu-g++ package=g++-aarch64-linux-gnu ;;
    *) fail "There is no plugin for $machine; there are linux-amd64 and linux-arm64" ;;
esac
set_up_build "$compiler=$package" dpkg-deb=dpkg patchelf=patchelf

state=$({
    cat installer/linux/build-fcitx.sh requirements.lock
    "$python" -c 'from packages.fetch import INPUTS; print([one for one in INPUTS["tools"] if one["group"] == "qt"])'
} | sha256sum | cut -c 1-12)
made=$cache/fcitx/$machine-$state/libfcitxplatforminputcontextplugin-qt6.so
if [ -f "$made" ]; then echo "$made"; exit; fi

work=$cache/work/fcitx-$machine
rm -rf "$work"
mkdir -p "$work/qt" "$work/source" "$work/made" "$work/stub"
exec 3>&1 >"$work/log" 2>&1
trap 'say "Building the fcitx plugin for $machine failed; the last lines of $work/log:" >&3; tail -n 5 "$work/log" >&3' ERR

while read -r file; do dpkg-deb --extract "$file" "$work/qt"; done < <("$python" -c 'from packages.fetch import tools; print(*tools("qt"), sep="\n")')
wheels=$("$python" -c 'import sys; from packages.fetch import wheels; print(wheels(sys.argv[1]))' "$machine")
"$python" -m zipfile --extract "$wheels"/PySide6_Essentials-*.whl "$work/wheel"
libraries=$work/wheel/PySide6/Qt/lib
source=$("$python" -c 'from packages.fetch import source_files; print(*source_files("fcitx-qt5"))')
tar --extract --file "$source" --directory "$work/source" --strip-components=1
cd "$work/source/qt6/platforminputcontext"

# The generators are Debian 13's and run on its own libraries.
generate() {
    "$work/qt/usr/lib64/ld-linux-x86-64.so.2" --library-path "$work/qt/usr/lib/x86_64-linux-gnu" "$work/qt/usr/lib/qt6/$1" "${@:2}"
}
headers=$work/qt/usr/include/x86_64-linux-gnu/qt6
version=$(basename "$(echo "$headers"/QtCore/6.*)")
# WORKAROUND: 6.8.0, the last Qt for glibc 2.31 on arm64, exports this function and not the template of 6.8.2.
sed -i '/template<typename Delivery/{N;s/template<.*\n *static bool handleContextMenuEvent/static void handleContextMenuEvent/}' \
    "$headers/QtGui/$version/QtGui/qpa/qwindowsysteminterface.h"
includes=(-I. -I"$work/qt/usr/include" -I"$headers")
for module in QtCore QtGui QtDBus; do
    includes+=(-I"$headers/$module" -I"$headers/$module/$version" -I"$headers/$module/$version/$module")
done
defined=(-DQT_NO_DEBUG -DQT_PLUGIN -DQT_CORE_LIB -DQT_GUI_LIB -DQT_DBUS_LIB)

sources=(fcitxinputcontextproxy fcitxqtdbustypes fcitxwatcher qfcitxplatforminputcontext main qtkey)
for pair in InputContext=inputcontextproxy InputContext1=inputcontext1proxy InputMethod=inputmethodproxy InputMethod1=inputmethod1proxy; do
    name=${pair#*=}
    generate bin/qdbusxml2cpp -m -p "$name" -i fcitxqtdbustypes.h "org.fcitx.Fcitx.${pair%%=*}.xml"
    generate libexec/moc "${defined[@]}" "${includes[@]}" "$name.h" -o "moc_$name.cpp"  # which $name.cpp includes
    sources+=("$name")
done
for name in fcitxinputcontextproxy fcitxwatcher qfcitxplatforminputcontext main; do
    generate libexec/moc "${defined[@]}" "${includes[@]}" "$name.h" -o "moc_$name.cpp"
    sources+=("moc_$name")
done
# What compilers after GCC 10 call where the length of an array overflows, which the C++ library of old systems does not have.
echo '#include <cstdlib>
extern "C" [[noreturn]] void _ZSt28__throw_bad_array_new_lengthv() { std::abort(); }' >old_library.cpp
sources+=(old_library)
for name in "${sources[@]}"; do
    "$compiler" -std=c++17 -O2 -fPIC -fvisibility=hidden -ffile-prefix-map="$work"=. "${defined[@]}" "${includes[@]}" -c "$name.cpp" -o "$work/made/$name.o"
done

# The desktop's own keyboard library, by name only: this computer has none of the other machine.
nm --undefined-only "$work"/made/*.o | awk '$2 ~ /^xkb_/ { print "void " $2 "(void) {}" }' | sort -u >"$work/stub/xkb.c"
zig=$("$python" -m packages.zig)
target=$("$python" -c 'import sys; from packages.fetch import MACHINES; print(MACHINES[sys.argv[1]]["zig_target"])' "$machine")
"$zig" cc -target "$target" -shared -nostdlib -Wl,-soname,libxkbcommon.so.0 -o "$work/stub/libxkbcommon.so" "$work/stub/xkb.c"
"$compiler" -shared -s -o "$work/made/plugin.so" "$work"/made/*.o -Wl,--no-undefined -Wl,--allow-shlib-undefined -Wl,-rpath,'$ORIGIN/../../lib' \
    "$libraries"/libQt6{Core,Gui,DBus}.so.6 -L"$work/stub" -lxkbcommon
"$python" -m packages.glibc_audit "$work/made"
mkdir -p "$(dirname "$made")"
cp "$work/made/plugin.so" "$made"
cd "$cache"
rm -rf "$work"
echo "$made" >&3
