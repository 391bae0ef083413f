#!/bin/bash
# keys.sh BINARY FOLDER [TIMES]: opens the window (DISPLAY is set) on the demo year in a
# folder, goes to the reply of proposal 21 (three pages), and prints the milliseconds
# from a key in its text to the first change of the page beside it: the middle, the
# least and the most of TIMES keys, and the CPU time of a key.
set -euo pipefail
cd "$(dirname "$0")/.."
times=${3:-15}
rm -f "$2"/registry.db.drafts* # which the window would offer first
JIANBAN_FONTS=embedded "$1" --registry "$2/registry.db" >/dev/null 2>&1 & p=$!
trap 'kill $p 2>/dev/null; wait $p 2>/dev/null || true' EXIT
until w=$(xdotool search --onlyvisible --pid $p 2>/dev/null | head -1) && [[ -n $w ]]; do kill -0 $p; sleep 0.05; done
used() { awk '{print $14 + $15}' /proc/$p/stat; } # hundredths of a second
sleep 8
xdotool windowfocus "$w" 2>/dev/null || true
xdotool key --window "$w" ctrl+2; sleep 2
xdotool mousemove --window "$w" 500 260 click 1; sleep 2
xdotool key --window "$w" F9; sleep 4
xdotool mousemove --window "$w" 380 243 click 1; sleep 1.5
before=$(used)
python3 scripts/keys.py "$w" 780 150 560 560 "$times"
echo "CPU $((($(used) - before) * 10 / times))"
