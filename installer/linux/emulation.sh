# Lets this x86-64 computer run programs of arm64 for a trial: `emulate ARCHITECTURE` registers an emulator with the kernel
# (binfmt_misc), `end_emulation` takes it away again. The emulator is Debian 13's: that of Debian 12 fails where Qt starts
# other processes ("fork failure").

entry=/proc/sys/fs/binfmt_misc/disclosure-desk-arm64

emulate() {
    local folder=$cache/emulator package
    if [ "$1" = "$(dpkg --print-architecture)" ] || [ -e "$entry" ]; then return; fi
    [ "$1" = arm64 ] || fail "Packages for $1 cannot be tried on this computer"
    if [ ! -x "$folder/usr/bin/qemu-aarch64" ]; then
        mkdir -p "$folder"
        package=$("$python" -c 'from packages.fetch import tools; print(*tools("emulator"))')
        dpkg-deb --extract "$package" "$folder"
    fi
    if [ ! -e /proc/sys/fs/binfmt_misc/register ]; then
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || fail "The kernel takes no emulator (binfmt_misc)"
        emulation_is_mounted=yes
    fi
    # F: opened now, so that it is found from within another root; the bytes are the head of an arm64 program.
    printf '%s' ':disclosure-desk-arm64:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:'"$folder/usr/bin/qemu-aarch64"':F' \
        >/proc/sys/fs/binfmt_misc/register
    emulation_is_ours=yes
}

end_emulation() {
    if [ "${emulation_is_ours:-}" = yes ] && [ -e "$entry" ]; then echo -1 >"$entry"; fi
    if [ "${emulation_is_mounted:-}" = yes ]; then umount /proc/sys/fs/binfmt_misc; fi
}
