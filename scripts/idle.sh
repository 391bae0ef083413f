#!/bin/bash
# idle.sh BINARY REGISTRY [SECONDS]: opens the window (DISPLAY is set) and prints, a
# line each, what of a core it uses while nobody does anything: as it opened, with
# the keyboard in the search box, with a menu open, and with the mouse going over
# its rows.
set -euo pipefail
seconds=${3:-30}
"$1" --registry "$2" >/dev/null 2>&1 & p=$!
trap 'kill $p 2>/dev/null; wait $p 2>/dev/null || true' EXIT
until w=$(xdotool search --onlyvisible --pid $p 2>/dev/null | head -1) && [[ -n $w ]]; do kill -0 $p; sleep 0.05; done
used() { awk '{print $14 + $15}' /proc/$p/stat; } # hundredths of a second
# share WHAT COMMAND...: percent of a core over the seconds in which COMMAND runs.
share() {
  local what=$1 before; shift
  before=$(used)
  "$@"
  awk -v what="$what" -v used=$(($(used) - before)) -v s="$seconds" 'BEGIN { printf "%s %.1f\n", what, used / s }'
}
hover() {
  local end=$((SECONDS + seconds)) y
  while ((SECONDS < end)); do
    for y in 200 260 320 380 440 500; do xdotool mousemove --window "$w" 600 $y; sleep 0.5; done
  done
}
sleep 8
xdotool windowfocus "$w" 2>/dev/null || true
share opened sleep "$seconds"
xdotool key --window "$w" ctrl+f; sleep 1
share "keyboard in the search box" sleep "$seconds"
xdotool key --window "$w" Escape ctrl+2; sleep 2
share "mouse over the rows" hover
xdotool mousemove --window "$w" 165 72 click 1; sleep 1
share "a menu open" sleep "$seconds"
