#!/bin/bash
# letters.sh BINARY REGISTRY TIMES: opens the window on the registry, opens the
# letter of the ledger's first proposal and leaves it so many times, one a
# second, and prints the window's resident memory in MB after the first and
# after the last. Needs an X server ($DISPLAY) that nothing else draws on.
set -euo pipefail
binary=$1 registry=$2 times=$3
home=$(mktemp -d)
HOME=$home XDG_CONFIG_HOME=$home WAYLAND_DISPLAY='' "$binary" --registry "$registry" >/dev/null 2>&1 & window=$!
trap 'kill $window 2>/dev/null || true; wait $window 2>/dev/null || true; rm -rf "$home"' EXIT
until xdotool search --onlyvisible --pid $window >/dev/null 2>&1; do kill -0 $window; sleep 0.05; done
memory() { awk '/VmRSS/{print int($2/1024)}' /proc/$window/status; }
look() { import -window root -depth 8 rgb:- | md5sum; }
sleep 4
for key in ctrl+2 ctrl+f Down; do xdotool key $key; sleep 1; done # the ledger, its search, its first row
ledger=$(look)
for i in $(seq "$times"); do
  begun=$(date +%s%N)
  xdotool key F9; sleep 0.6
  if ((i == 1)); then sleep 1; [[ $(look) != "$ledger" ]] || { echo "no letter opened" >&2; exit 1; }; fi
  xdotool key Escape
  left=$(((1000000000 - $(date +%s%N) + begun) / 1000000))
  ((left <= 0)) || sleep "$(printf '0.%03d' $((left < 1000 ? left : 999)))"
  if ((i == 1)); then sleep 1; memory; fi
done
sleep 1; memory
