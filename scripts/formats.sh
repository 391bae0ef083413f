#!/bin/bash
# Holds the papers of a demonstration as OFD and Word to their PDF. OFD: the place
# of every character in ofd.js 0.2.6 (npm; newer ones ask for a licence) in Debian's
# chromium beside that in the PDF (mutool), 0.05 mm at most. Word: pages and lines
# in LibreOffice (libreoffice-writer), where our faces stand in for those that are
# named. By hand, not in CI: it fetches packages. Pages are left for looking at in
# $LOOK.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
go build -o "$work/jianban" .
cp scripts/formats.mjs "$work"; fonts=$PWD/assets/fonts; cd "$work"
npm init -y >/dev/null && npm install --silent ofd.js@0.2.6 puppeteer-core@22 >/dev/null 2>&1
export JIANBAN_FONTS=embedded
./jianban demo d >/dev/null
for o in "" --docx --ofd; do
  ./jianban --registry d/registry.db export replies --year 2022 --all $o --out papers >/dev/null
  for kind in ledger summary appraisal today; do
    case $o in --docx) to=docx ;; --ofd) to=ofd ;; *) to=pdf ;; esac
    ./jianban --registry d/registry.db export $kind --year 2022 --out "papers/$kind.$to" >/dev/null
  done
done
{
  echo '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
  echo "<dir>$fonts</dir><cachedir>$work/cache</cachedir>"
  for pair in "仿宋=Jianban Kai Light" "楷体=Jianban Kai" "黑体=Noto Sans SC Medium" "方正小标宋简体=Noto Serif SC SemiBold" "宋体=Noto Serif SC"; do
    echo "<match target=\"pattern\"><test name=\"family\"><string>${pair%=*}</string></test><edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>${pair#*=}</string></edit></match>"
  done
  echo '</fontconfig>'
} >fonts.conf
FONTCONFIG_FILE=$work/fonts.conf soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir word papers/*.docx >/dev/null 2>&1
cat >compare.py <<'PY'
import collections, glob, json, os, re, subprocess, sys
bad = 0
for pdf in sorted(glob.glob("papers/*.pdf")):
    name = os.path.basename(pdf)[:-4]
    want, page = collections.defaultdict(list), 0
    stext = subprocess.run(["mutool", "draw", "-F", "stext", pdf], capture_output=True, text=True, check=True).stdout
    import xml.etree.ElementTree as tree
    for page, node in enumerate(tree.fromstring(stext.encode()).iter("page"), 1):
        width = float(node.get("width"))
        for c in node.iter("char"):
            # of a character above U+FFFF ofd.js draws the two halves of UTF-16, the second over the first
            k = c.get("c") if ord(c.get("c")[0]) < 0x10000 else chr(0xD7C0 + (ord(c.get("c")) >> 10))
            if k.strip(): want[page, k].append((float(c.get("x")) * 25.4 / 72, float(c.get("y")) * 25.4 / 72))
        if page == 1: mm = width * 25.4 / 72
    drawn = subprocess.run(["node", "formats.mjs", sys.argv[1], f"papers/{name}.ofd"], capture_output=True, text=True, check=True).stdout
    worst, lost, n = 0, 0, 0
    for line in drawn.splitlines():
        p, c, x, y, wide, _ = json.loads(line)
        if not c.strip() or "\udc00" <= c <= "\udfff": continue
        n += 1
        x, y = x * mm / wide, y * mm / wide
        places = want[p, c]
        if not places:
            lost += 1
            continue
        best = min(places, key=lambda q: max(abs(q[0] - x), abs(q[1] - y)))
        places.remove(best)
        worst = max(worst, abs(best[0] - x), abs(best[1] - y))
    left = sum(len(v) for v in want.values())
    def pages(path):
        out = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        return [sum(1 for l in p.split("\n") if l.strip()) for p in out.split("\f")[:-1]]
    a, b = pages(pdf), pages(f"word/{name}.pdf")
    wrong = worst > 0.05 or lost or left or len(a) != len(b)
    bad += bool(wrong)
    print(f"{name[:16]}: OFD {n} characters, worst {worst:.3f} mm, {lost + left} not matched; Word {len(b)} pages of {len(a)}, {sum(b)} lines of {sum(a)}" + ("  <<<" if wrong else ""))
sys.exit(bad > 0)
PY
python3 compare.py "$(command -v chromium)" || failed=1
if [[ -n ${LOOK:-} ]]; then
  mkdir -p "$LOOK"; cp papers/* "$LOOK"; for f in word/*.pdf; do cp "$f" "$LOOK/$(basename "${f%.pdf}").word.pdf"; done
fi
exit ${failed:-0}
