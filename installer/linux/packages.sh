# What build-deb.sh and build-portable.sh share, which source this file: from the checkout to a package.
. "$(dirname "${BASH_SOURCE[0]}")/../build.sh"

# KIND (deb or portable) and the arguments of the command.
build_packages() {
    local kind=$1 output=dist machines=() machine runtime plugin tree package
    shift
    while [ $# -gt 0 ]; do
        case "$1" in
            --output) output=${2:?--output wants a folder}; shift ;;
            amd64 | arm64) machines+=("linux-$1") ;;
            *) fail "What is $1? Machines are amd64 and arm64; --output FOLDER says where the package goes" ;;
        esac
        shift
    done
    set_up_build dpkg-deb=dpkg icupkg=icu-devtools patchelf=patchelf xz=xz-utils x86_64-linux-gnu-strip=binutils
    if [[ " ${machines[*]} " == *arm64* ]]; then install_missing_programs aarch64-linux-gnu-strip=binutils-aarch64-linux-gnu; fi
    mkdir -p "$output" "$cache/work"
    for machine in "${machines[@]:-linux-amd64}"; do
        say "Python for $machine"
        runtime=$(bash installer/linux/build-runtime.sh "$machine")
        say "The plugin for fcitx"
        plugin=$(bash installer/linux/build-fcitx.sh "$machine")
        tree=$cache/work/tree-$machine
        say "Laying out the program with Python and Qt for $machine"
        "$python" -m packages.linux_tree "$machine" "$runtime" "$plugin" "$tree"
        say "Packing"
        package=$("$python" -m packages.linux_deb "$kind" "$machine" "$tree" "$output")
        say "$package: $(stat -c %s "$package") bytes; installed $(du -sm --apparent-size "$tree" | cut -f 1) MB"
        "$python" -m packages.digests "$package" | tee "$package.digests"
    done
}
