#!/usr/bin/env bash
# Makes of this checkout the setup for Windows 10 and 11, on a Debian machine, and prints its size and digests:
#     bash installer/build-setup.sh [--portable] [--output FOLDER]
# With --portable: a .zip that runs without being installed. Both go to dist/. Unsigned: windows/README.md says how an office
# signs them, and what only a real Windows shows.
. "$(dirname "${BASH_SOURCE[0]}")/build.sh"

kind=setup output=dist
while [ $# -gt 0 ]; do
    case "$1" in
        --portable) kind=portable ;;
        --output) output=${2:?--output wants a folder}; shift ;;
        *) fail "What is $1? --portable makes a .zip in place of the setup; --output FOLDER says where it goes" ;;
    esac
    shift
done

# One file in which everything lies, for one user, packed by NSIS.
make_setup() {
    package=$output/disclosure-desk-$version-windows-setup.exe
    "$python" -m packages.icon resources/icons/desk.png "$cache/work/desk.ico"
    "$python" -m packages.icon resources/icons/desk.png "$cache/work/side.bmp"
    size=$(du --apparent-size --block-size=1K --summarize "$tree" | cut -f 1)
    makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=$version.0" "-DTREE=$tree" "-DSIZE=$size" \
        "-DICON=$cache/work/desk.ico" "-DSIDE=$cache/work/side.bmp" "-DOUT=$package" installer/windows/setup.nsi \
        || fail "makensis could not pack the setup; look at the lines above"
}

set_up_build makensis=nsis
mkdir -p "$output" "$cache/work"
output=$(realpath "$output") tree=$cache/work/tree-windows-amd64 version=$("$python" -m packages.program)
say "Laying out the program with Python and Qt for Windows"
"$python" -m packages.windows_tree "$tree"
say "Packing, which takes a minute or two"
if [ "$kind" = setup ]; then
    make_setup
else
    package=$output/disclosure-desk-$version-windows-portable.zip
    "$python" -m packages.windows_tree --pack "$tree" "$package"
fi
say "$package: $(stat -c %s "$package") bytes; installed $(du -sm --apparent-size "$tree" | cut -f 1) MB"
"$python" -m packages.digests "$package" | tee "$package.digests"
