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

work=$(mktemp -d) cupsd=""
finish() {
  [[ -z $cupsd ]] || { kill "$cupsd"; wait "$cupsd" || true; }
  [[ ! -d $work/wine ]] || WINEPREFIX=$work/wine wineserver -k 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
chmod 755 "$work" # the filters run as another user
mkdir "$work"/{etc,spool,cache,state,log}
mkdir -m 1777 "$work/tmp"
paper=$work/paper.ps

start_cups() {
  cat >"$work/etc/cupsd.conf" <<CONF
Listen $work/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
CONF
  cat >"$work/etc/cups-files.conf" <<CONF
FileDevice Yes
ServerRoot $work/etc
RequestRoot $work/spool
TempDir $work/tmp
CacheDir $work/cache
StateDir $work/state
AccessLog $work/log/access
ErrorLog $work/log/error
PageLog $work/log/page
Printcap
CONF
  PATH=$PATH:/usr/sbin cupsd -f -c "$work/etc/cupsd.conf" -s "$work/etc/cups-files.conf" 2>/dev/null &
  cupsd=$!
  export CUPS_SERVER=$work/cups.sock
  until [[ -S $CUPS_SERVER ]] && lpstat -r >/dev/null 2>&1; do
    kill -0 "$cupsd" || { echo "cupsd does not run"; exit 1; }
    sleep 0.1
  done
  PATH=$PATH:/usr/sbin lpadmin -p paper -E -v "file://$paper" -m drv:///sample.drv/generic.ppd -o PageSize=A4 2>/dev/null
}

# paper_as FILE: waits for the printer and keeps what it printed as FILE, a PDF.
paper_as() {
  local deadline=$((SECONDS + 60))
  while [[ -n $(lpstat -o) ]]; do
    ((SECONDS < deadline)) || { echo "the printer does not finish"; tail -5 "$work/log/error"; exit 1; }
    sleep 0.2
  done
  gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o "$1" "$paper" 2>/dev/null
}

measure() { # measure PRINTED WANTED
  JIANBAN_PRINTED=$1 JIANBAN_WANTED=$2 go test ./export/print -run '^TestPaper$' -count=1 -v | grep -v '^=== '
  ((PIPESTATUS[0] == 0))
}

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
