#!/bin/bash
# Prints one figure a line: what, number, unit. Whole-process figures are the
# best of three; those of Go benchmarks are the benchmark's mean.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d); trap 'rm -rf "$work"; [[ -z ${xvfb:-} ]] || kill "$xvfb" 2>/dev/null || true' EXIT
go build -o "$work/jianban" .
ms() { echo $(( $(date +%s%N) / 1000000 )); }
best() { # best NAME UNIT-DIVISOR UNIT COMMAND...: the shortest of three runs
  local name=$1 unit=$2; shift 2; local low=999999999
  for _ in 1 2 3; do local s=$(ms); "$@" >/dev/null; local t=$(( $(ms) - s )); ((t < low)) && low=$t; done
  printf '%-40s %8d %s\n' "$name" "$low" "$unit"
}
gobench() { # gobench NAME PACKAGE BENCHMARK
  local out; out=$(go test -run xxx -bench "$3\$" -benchtime 50x "$2" | awk '/ns\/op/{printf "%.2f", $3/1e6}')
  printf '%-40s %8s ms\n' "$1" "$out"
}
"$work/jianban" demo "$work/demo" --size 800 --years 1 >/dev/null
"$work/jianban" demo "$work/list" --size 800 --years 5 >/dev/null
replied=$("$work/jianban" --registry "$work/demo/registry.db" stats --year 2022 --json | sed -n 's/.*"replied": \([0-9]*\).*/\1/p' | head -1)
gobench "page of glyphs to PDF (two pages)" ./export/pdf BenchmarkLetter
best "one reply to PDF, whole process" ms "$work/jianban" --registry "$work/demo/registry.db" export replies --year 2022 --book 市六届人大一次会议 --number 12 --out "$work/one"
files() { rm -rf "$work/files"; "$work/jianban" --registry "$work/demo/registry.db" export replies --year 2022 --all --out "$work/files"; }
best "$replied replies as files" ms files
best "$replied replies in one file" ms "$work/jianban" --registry "$work/demo/registry.db" export replies --year 2022 --all --one-file --out "$work/all.pdf"
gobench "filter of 4,000 rows" ./data BenchmarkFilter4000
best "4,000 proposals opened and counted" ms "$work/jianban" --registry "$work/list/registry.db" stats --year 2022
display=:$((100 + RANDOM % 800)); Xvfb "$display" -screen 0 1366x768x24 >/dev/null 2>&1 & xvfb=$!
sleep 1
for _ in 1 2; do # the second start is the warm one
  s=$(ms); DISPLAY=$display "$work/jianban" --registry "$work/demo/registry.db" >/dev/null 2>&1 & p=$!
  until DISPLAY=$display xdotool search --onlyvisible --pid $p >/dev/null 2>&1; do kill -0 $p; sleep 0.02; done
  first=$(( $(ms) - s )); sleep 4
  peak=$(awk '/VmHWM/{print int($2/1024)}' /proc/$p/status); kill $p; wait $p 2>/dev/null || true
done
printf '%-40s %8d ms\n' "start to window (Xvfb, warm)" "$first"
printf '%-40s %8d MB\n' "peak memory of the window" "$peak"
printf '%-40s %8d MB\n' "binary" $(( $(stat -c %s "$work/jianban") / 1048576 ))
