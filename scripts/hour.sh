#!/bin/bash
# hour.sh BINARY REGISTRY [MINUTES]: uses the window (DISPLAY is set) as a day's work
# does, an hour of it by default: every screen of the rail, searches, a proposal, its
# letter with some keys typed and given up, over and over. Prints, a line every
# round, seconds, rounds and memory (MB); last the memory after the third round, the
# most of the last three, and the growth in percent.
set -euo pipefail
minutes=${3:-60}
"$1" --registry "$2" >/dev/null 2>&1 & p=$!
trap 'kill $p 2>/dev/null; wait $p 2>/dev/null || true' EXIT
until w=$(xdotool search --onlyvisible --pid $p 2>/dev/null | head -1) && [[ -n $w ]]; do kill -0 $p; sleep 0.05; done
key() { for k in "$@"; do xdotool key --window "$w" "$k"; sleep 0.25; done; }
memory() { awk '/VmRSS/{print int($2/1024)}' /proc/$p/status; }
sleep 5; xdotool windowfocus "$w" 2>/dev/null || true
begun=$SECONDS rounds=0; all=()
while ((SECONDS - begun < minutes * 60)); do
  for n in 1 2 3 4 5 6 7 8 9; do key ctrl+$n; sleep 1; done
  for word in 12 gw hongta 9; do
    key ctrl+f; xdotool type --window "$w" --delay 60 "$word"; sleep 0.5; key Escape Escape
  done
  key ctrl+2 Down Down Return; sleep 1      # a proposal
  key F9; sleep 1                           # its letter
  xdotool type --window "$w" --delay 80 "abc"; sleep 0.5
  key Escape Escape; sleep 0.5; key Escape Escape ctrl+1; sleep 3
  rounds=$((rounds + 1)); all+=("$(memory)")
  echo "$((SECONDS - begun)) $rounds ${all[-1]}"
  kill -0 $p
done
((${#all[@]} >= 6)) || { echo "too few rounds to compare" >&2; exit 1; }
most=$(printf '%s\n' "${all[@]: -3}" | sort -n | tail -1)
echo "after the third round ${all[2]} MB, at the end $most MB: $(((most - all[2]) * 100 / all[2])) %"
