#!/bin/bash
# Cross-builds for 64-bit Windows 10 and later with mingw: dist/jianban.exe, which
# needs only system libraries; dist/jianban.zip, the portable program with its
# command jianban.com; dist/jianban-setup.exe, the installer. Two builds of a
# commit are byte for byte the same, wherever it lies (scripts/windows-twice.sh).
# With SIGN_CERT, a PKCS #12 file, or a certificate whose key is SIGN_KEY (and
# SIGN_PASS, a file with its passphrase; SIGN_TIME, the address of a time-stamp
# server), all programs are signed.
# scripts/windows.sh exe: jianban.exe alone. DIST names another folder than dist.
set -euo pipefail
cd "$(dirname "$0")/.."
eval "$(scripts/version.sh)"
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=$epoch
umask 022
from=packaging/windows
work=$(mktemp -d) syso=rsrc_windows_amd64.syso # Go links it into this system's program alone
trap 'rm -rf "$work" "$syso"' EXIT
dist=${DIST:-$PWD/dist}
mkdir -p "$dist" "$work/jianban"

go run scripts/icon.go assets/icon.png "$work/jianban.ico"
sed "s/@VERSION@/$version/" $from/program.manifest >"$work/program.manifest"
resources() { # resources OUT NAME ABOUT: icon, manifest and version of a program file
  {
    printf '#define NAME "%s"\n#define ABOUT "%s"\n#define VERSION "%s"\n#define NUMBERS %s\n#define COMMIT "%s"\n' "$2" "$3" "$version" "${version//./,}" "$commit"
    cat $from/program.rc
  } >"$work/program.rc"
  (cd "$work" && x86_64-w64-mingw32-windres -c 65001 -O coff program.rc program.res.o)
  mv "$work/program.res.o" "$1"
}
sign() { # sign FILE: where a certificate is given
  [[ -z ${SIGN_CERT:-} ]] || scripts/sign.sh "$1"
}

resources $syso jianban.exe 建办
CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
  go build -trimpath -buildvcs=false -o "$work/jianban/jianban.exe" \
  -ldflags "-s -w -H windowsgui -X jianban/cli.Commit=$commit -extldflags=-Wl,--no-insert-timestamp" .
sign "$work/jianban/jianban.exe"
cp "$work/jianban/jianban.exe" "$dist/"
if [[ ${1:-} == exe ]]; then ls -l "$dist/jianban.exe"; exit; fi

resources "$work/command.o" jianban.com 建办命令行
x86_64-w64-mingw32-gcc -municode -mconsole -O2 -Wall -Wextra -Werror -s -static -ffile-prefix-map="$PWD=." \
  -Wl,--no-insert-timestamp -o "$work/jianban.com.exe" $from/command.c "$work/command.o"
mv "$work/jianban.com.exe" "$work/jianban/jianban.com"
sign "$work/jianban/jianban.com"
# Mesa's OpenGL, for machines whose own draws no window (scripts/mesa.sh).
mkdir "$work/jianban/mesa"
cp $from/mesa/COPYRIGHT.txt "$work/jianban/mesa/"
for f in opengl32 libgallium_wgl; do
  xz -dc "$from/mesa/$f.dll.xz" >"$work/jianban/mesa/$f.dll"
  sign "$work/jianban/mesa/$f.dll"
done
sed 's/$/\r/' LICENSE >"$work/jianban/LICENSE.txt"
sed 's/$/\r/' assets/LICENSES.md >"$work/jianban/FONTS.txt"

setup() { # setup OUT VERSION FOLDER ARGS…
  makensis -V2 -NOCD -INPUTCHARSET UTF8 -DVERSION="$2" -DFILES="$3" -DICON="$work/jianban.ico" \
    ${SIGN_CERT:+-DSIGN="$PWD/scripts/sign.sh"} -DOUT="$1" "${@:4}" $from/setup.nsi
  sign "$1"
}
if [[ -z ${WINE_SETUPS:-} ]]; then
  setup "$dist/jianban-setup.exe" "$version" "$work/jianban"
else # for scripts/wine-test.sh: Wine's 64-bit half alone runs no installer of 32 bits; and one to update from
  mkdir "$work/older"
  cp -r "$work/jianban"/* "$work/older"
  printf older >>"$work/older/jianban.exe"
  setup "$WINE_SETUPS/setup.exe" "$version" "$work/jianban" -DTARGET=amd64-unicode
  setup "$WINE_SETUPS/older.exe" 0.0.9 "$work/older" -DTARGET=amd64-unicode
fi

sed 's/$/\r/' $from/portable.txt >"$work/jianban/portable.txt"
rm -f "$dist/jianban.zip"
find "$work/jianban" -exec touch -d "@$epoch" {} +
(cd "$work" && find jianban -type f | sort | zip -q -X ${WINE_SETUPS:+-1} -@ "$dist/jianban.zip")
ls -l "$dist"/jianban*
