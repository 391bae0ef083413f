#!/bin/bash
# screens.sh BINARY REGISTRY: opens the window (DISPLAY is set), visits every
# screen of the rail by keyboard, twice, and prints, a line a visit, its number, how
# long the program worked until it was idle again (ms, one core may be another's),
# and its memory then and at most so far (MB). Screen 0 is the start; 2' is the
# second visit of screen 2.
set -euo pipefail
"$1" --registry "$2" >/dev/null 2>&1 & p=$!
trap 'kill $p 2>/dev/null; wait $p 2>/dev/null || true' EXIT
until w=$(xdotool search --onlyvisible --pid $p 2>/dev/null | head -1) && [[ -n $w ]]; do kill -0 $p; sleep 0.05; done
used() { awk '{print $14 + $15}' /proc/$p/stat; } # hundredths of a second
# idle waits until the program used next to nothing for half a second.
idle() {
  local before now quiet=0
  before=$(used)
  while ((quiet < 5)); do
    sleep 0.1; now=$(used)
    if ((now - before <= 1)); then quiet=$((quiet + 1)); else quiet=0; fi
    before=$now
  done
}
tell() { echo "$1 $2 $(awk '/VmRSS/{r=$2} /VmHWM/{h=$2} END{print int(r/1024), int(h/1024)}' /proc/$p/status)"; }
ms() { echo $(( $(date +%s%N) / 1000000 )); }
s=$(ms); idle; tell 0 $(($(ms) - s - 500))
xdotool windowfocus "$w" 2>/dev/null || true
for again in "" "'"; do
  for n in 1 2 3 4 5 6 7 8 9; do
    s=$(ms); xdotool key --window "$w" ctrl+$n; sleep 0.1; idle; tell "$n$again" $(($(ms) - s - 500))
  done
done
