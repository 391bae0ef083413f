#!/bin/bash
# Prints a letter on a CUPS printer that writes into a file, by the Linux
# program and, where Wine is installed, by the Windows program; then measures
# whether the paper is our PDF (export/print, TestPaper). Everything lives in a
# temporary folder: a cupsd of its own, a Wine prefix of its own. Says what it
# did not run and why. Debian packages: cups cups-client cups-filters
# ghostscript poppler-utils; for Windows also wine wine64 gcc-mingw-w64-x86-64.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
need() { # need WHAT PROGRAM…: tells whether all programs are there
  local what=$1 p; shift
  for p; do
    PATH=$PATH:/usr/sbin command -v "$p" >/dev/null || { echo "not run: $what ($p is not installed)"; return 1; }
  done
}
need "printing" cupsd lp lpadmin gs pdftoppm python3 || exit 0

work=$(mktemp -d)
. scripts/cups.sh
finish() {
  [[ -z $cupsd ]] || { kill "$cupsd"; wait "$cupsd" || true; }
  [[ ! -d $work/wine ]] || WINEPREFIX=$work/wine wineserver -k 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# letter PROGRAM…: the program prints a letter on both sides, which is measured;
# then for pre-printed sheets, where nothing red may be.
letter() {
  "$@" --registry "$work/demo/registry.db" print replies --number 12 --printer paper --duplex long
  paper_as "$work/printed.pdf"
  grep -aq 'Duplex true' "$paper" || { echo "the printer was not told to print on both sides"; exit 1; }
  measure "$work/printed.pdf" "$work/wanted/"*.pdf
  "$@" --registry "$work/demo/registry.db" print replies --number 12 --printer paper --pages 1 --preprinted
  paper_as "$work/printed.pdf"
  pdftoppm -q -r 50 "$work/printed.pdf" "$work/sheet"
  python3 - "$work"/sheet-*.ppm <<'PY'
import re, sys
assert len(sys.argv) == 2, "one page was asked for, printed: %d" % (len(sys.argv) - 1)
data = open(sys.argv[1], "rb").read()
pixels = data[re.match(rb"P6\s+\d+\s+\d+\s+255\s", data).end():]
red = sum(1 for i in range(0, len(pixels), 3) if pixels[i] > pixels[i + 1] + 60)
ink = sum(1 for i in range(0, len(pixels), 3) if pixels[i] < 128)
assert red == 0 and ink > 500, "pre-printed sheet: %d red pixels, %d dark ones" % (red, ink)
print("    pre-printed sheet: no red, the text is there")
PY
  rm -f "$work"/sheet-*.ppm
}

# proof COMMAND…: a test binary of export/print prints the proof (lying page,
# picture, hairlines), which is measured.
proof() {
  (cd "$work" && JIANBAN_PRINTER=paper JIANBAN_WANTED=proof.pdf "$@" -test.run '^TestProof$' >/dev/null)
  paper_as "$work/printed.pdf"
  measure "$work/printed.pdf" "$work/proof.pdf"
}

start_cups
go build -o "$work/jianban" .
"$work/jianban" demo "$work/demo" >/dev/null
"$work/jianban" --registry "$work/demo/registry.db" export replies --number 12 --out "$work/wanted" >/dev/null
echo "== Linux: CUPS"
letter "$work/jianban"
go test -c -o "$work/print.test" ./export/print
proof "$work/print.test"

need "the Windows program" wine x86_64-w64-mingw32-gcc || exit 0
nice scripts/windows.sh exe >/dev/null
export WINEARCH=win64 WINEDEBUG=-all WINEPREFIX=$work/wine
scripts/wine-prefix.sh "$WINEPREFIX"
echo "== Windows: Wine"
letter wine "$root/dist/jianban.exe"
GOOS=windows CGO_ENABLED=0 go test -c -o "$work/print.exe" ./export/print
proof wine "$work/print.exe"
