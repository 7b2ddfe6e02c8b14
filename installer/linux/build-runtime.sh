#!/usr/bin/env bash
# Builds the Python of a Linux package from source, for a glibc of 2.28 or newer, and prints where it lies:
#     bash installer/linux/build-runtime.sh linux-amd64 | linux-arm64
# zig compiles it, since it can name the glibc to build for; it is made "cross" for both machines, so that nothing of this
# computer gets in. What Python links (zlib, bzip2, xz, libffi, SQLite) is built beside it and linked into it.
. "$(dirname "${BASH_SOURCE[0]}")/../build.sh"

machine=${1:?which machine: linux-amd64 or linux-arm64}
set_up_build tclsh=tcl autoreconf=autoconf automake=automake libtoolize=libtool patch=patch make=make file=file xz=xz-utils perl=perl
[ -d /usr/share/libtool/libltdl ] || [ -e /usr/share/aclocal/ltdl.m4 ] || install_debian_packages libltdl-dev

of_machine() { "$python" -c 'import sys; from packages.fetch import MACHINES; print(MACHINES[sys.argv[1]][sys.argv[2]])' "$machine" "$1"; }
target=$(of_machine zig_target) triplet=$(of_machine triplet)

# The same script and the same sources: what is there is taken.
state=$({
    cat installer/linux/build-runtime.sh
    "$python" -c 'from packages.fetch import INPUTS; print([one for one in INPUTS["sources"] if one["package"] != "fcitx-qt5"])'
} | sha256sum | cut -c 1-12)
made=$cache/runtime/$machine-$state
if [ -d "$made" ]; then echo "$made"; exit; fi

work=$cache/work/runtime-$machine
static=$work/static  # headers and libraries that go into Python
rm -rf "$work"
mkdir -p "$work/bin" "$static/include" "$static/lib"
exec 3>&1 >"$work/log" 2>&1  # what the builds say goes there
trap 'say "Building Python for $machine failed; the last lines of $work/log:" >&3; tail -n 5 "$work/log" >&3' ERR
set -E

unpack() {  # PACKAGE: its source, in a folder of that name
    local file
    mkdir "$work/$1"
    while read -r file; do
        tar --extract --file "$file" --directory "$work/$1" $([[ $file == *.debian.tar.* ]] || echo --strip-components=1)
    done < <("$python" -c 'import sys; from packages.fetch import source_files; print(*source_files(sys.argv[1]), sep="\n")' "$1")
    cd "$work/$1"
}

zig=$("$python" -m packages.zig)
export ZIG_GLOBAL_CACHE_DIR=$cache/zig-cache ZIG_LOCAL_CACHE_DIR=$cache/zig-cache

# The compiler. setup.py asks it by -print-multiarch for more folders with headers: it is told one that is not there,
# for the headers of this computer are of another glibc.
cat >"$work/bin/cc" <<END
#!/usr/bin/env bash
case "\$*" in
    -print-multiarch) echo none; exit ;;
    --print-multiarch) echo $triplet; exit ;;
esac
exec "$zig" cc -target $target -fno-sanitize=undefined -Wno-date-time -ffile-prefix-map="$work"=. "\$@"
END
for tool in ar ranlib; do printf '#!/usr/bin/env bash\nexec "%s" %s "$@"\n' "$zig" "$tool" >"$work/bin/$tool"; done
chmod +x "$work/bin/"*
export CC=$work/bin/cc AR=$work/bin/ar RANLIB=$work/bin/ranlib CFLAGS="-O2 -fPIC"
jobs=$(nproc)
export SOURCE_DATE_EPOCH=1735689600  # Python says when it was compiled: that shall not differ by the commit of this checkout

(
    unpack zlib
    CHOST=$triplet ./configure --static --prefix="$static"
    make -j "$jobs" install
)
(
    unpack bzip2
    make -j "$jobs" libbz2.a CC="$CC" AR="$AR" RANLIB="$RANLIB" CFLAGS="$CFLAGS -D_FILE_OFFSET_BITS=64"
    cp bzlib.h "$static/include"
    cp libbz2.a "$static/lib"
)
(
    unpack xz-utils
    ./configure --host="$triplet" --prefix="$static" --disable-shared --disable-nls --disable-doc --disable-scripts \
        --disable-xz --disable-xzdec --disable-lzmadec --disable-lzmainfo --disable-lzma-links
    make -j "$jobs" install
)
(
    unpack libffi
    autoreconf --force --install
    ./configure --host="$triplet" --prefix="$static" --libdir="$static/lib" --disable-shared --disable-docs --disable-multi-os-directory
    make -j "$jobs" install
)
(
    unpack sqlite3
    CC="$zig cc" CFLAGS= ./configure --disable-readline --disable-tcl  # for this computer: programs that write the source
    make sqlite3.c
    "$CC" $CFLAGS -c -DSQLITE_THREADSAFE=1 -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 \
        -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_MATH_FUNCTIONS \
        -DSQLITE_ENABLE_UNLOCK_NOTIFY -DSQLITE_MAX_VARIABLE_NUMBER=250000 sqlite3.c -o sqlite3.o
    "$AR" rcs "$static/lib/libsqlite3.a" sqlite3.o
    cp sqlite3.h sqlite3ext.h "$static/include"
)
(
    # Of OpenSSL only what hashlib has of it: scrypt for PINs, SM3; and SHA-256 as fast as the processor can.
    unpack openssl
    left_out="shared dso engine tests legacy module async autoload-config sock ssl3 tls dtls ec dh dsa srp psk cms cmp ct ocsp ts
        aria bf camellia cast des idea md4 mdc2 rc2 rc4 seed sm2 sm4 siphash poly1305 chacha ocb whirlpool rmd160 gost ui-console"
    ./Configure "linux-${triplet%%-*}" --prefix="$static" --libdir=lib --openssldir=/nonexistent -fPIC $(printf 'no-%s ' $left_out)
    make -j "$jobs" build_generated libcrypto.a
    cp -r include/openssl "$static/include"
    cp libcrypto.a "$static/lib"
)

unpack python3.11
grep -v '^ *#' debian/patches/series | while read -r change _; do
    if [ -n "$change" ]; then patch --strip=1 --silent --input="debian/patches/$change"; fi
done
# What opens sockets, terminals or old databases, or only serves tests: the program needs none of it.
cat >Modules/Setup.local <<END
*shared*
_hashlib _hashopenssl.c -I$static/include -L$static/lib -lcrypto
*disabled*
_asyncio _crypt _curses _curses_panel _dbm _gdbm _lsprof _multiprocessing _posixshmem _socket _ssl _tkinter
audioop nis ossaudiodev readline spwd syslog xxlimited xxlimited_35
END
# WORKAROUND: with Debian's mends the module wants this name defined where it is compiled (seen with 3.11.2-6+deb12u8).
sed -i "s/Extension('pyexpat',/&\n                           extra_compile_args=['-DPy_BUILD_CORE_MODULE'],/" setup.py
export CPPFLAGS="-I$static/include" LDFLAGS="-L$static/lib -s" PKG_CONFIG_LIBDIR=$static/lib/pkgconfig
./configure --build=x86_64-pc-linux-gnu --host="$triplet" --with-build-python="$("$python" -c "import sys; print(sys._base_executable)")" --prefix=/runtime \
    --without-ensurepip --disable-test-modules --without-readline --disable-ipv6 --with-system-ffi --without-doc-strings \
    ac_cv_file__dev_ptmx=yes ac_cv_file__dev_ptc=no ac_cv_prog_READELF=/usr/bin/readelf
make -j "$jobs"
data=$(ls build/lib.linux-*/_sysconfigdata__*.py)  # install looks for it by another name
cp "$data" "$(dirname "$data")/_sysconfigdata__$triplet.py"
make install DESTDIR="$work/installed"
mkdir -p "$cache/runtime"
mv "$work/installed/runtime" "$made"
cp "$work/python3.11/LICENSE" "$made/LICENSE"
cd "$cache"
rm -rf "$work"
echo "$made" >&3
