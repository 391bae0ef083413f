#!/bin/bash
# Prints one figure a line: what, number, unit. Whole processes are run three
# times, the best counts; wall time, CPU time (user and system, comparable also
# where the machine is busy) and peak memory stand on lines of their own. The
# same letter (export/pdf/testdata/letter.txt) goes through gofpdf used plainly
# and, where they are installed, through LibreOffice (soffice) and typst, also
# as the npm package @myriaddreamin/typst-ts-node-compiler under $TYPST_NODE.
# With $BENCH_BEFORE, a commit, that build is measured as well: each process in
# turn, 15 times, medians; each build on registries that it made itself. A build
# whose demo wrote no summary of the whole year is given the text of today's.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d); trap 'rm -rf "$work"; [[ -z ${xvfb:-} ]] || kill "$xvfb" 2>/dev/null || true' EXIT
# Measured are copies: the memory of a process has its program's pages as they lie
# in the system's memory, and a copy's lie in smaller pieces than the linker's.
go build -o "$work/built" . && cp "$work/built" "$work/jianban"
before=""
if [[ -n ${BENCH_BEFORE:-} ]]; then
  git worktree add -q --detach "$work/tree" "$BENCH_BEFORE"
  before=$work/before
  (cd "$work/tree" && go build -o "$work/built" . && cp "$work/built" "$before")
  if [[ ! -e $work/tree/data/registry/demo/summary.go ]]; then # writes title and sections, as JSON, into a registry
    mkdir "$work/tree/write"
    cat >"$work/tree/write/main.go" <<'END'
package main

import (
	"context"
	"encoding/json"
	"os"

	"jianban/data"
	"jianban/data/registry"
)

func main() {
	s := data.Summary{Year: 2022, Title: os.Args[2]}
	must(json.Unmarshal([]byte(os.Args[3]), &s.Sections))
	r, err := registry.Open(os.Args[1], registry.Options{By: "bench"})
	must(err)
	must(r.Do(context.Background(), registry.Action{What: "总结"}, func(tx *registry.Tx) error { return tx.SaveSummary(&s) }))
	must(r.Close())
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
END
    (cd "$work/tree" && go build -o "$work/write" ./write)
  fi
  git worktree remove --force "$work/tree"
fi
mkdir "$work/now" "$work/then"
# demo NAME OPTION...: a registry of each build.
demo() {
  local name=$1; shift
  "$work/jianban" demo "$work/now/$name" "$@" >/dev/null
  [[ -z $before ]] || "$before" demo "$work/then/$name" "$@" >/dev/null
}
year() { local registry=$1; shift; "$work/jianban" --registry "$work/now/$registry/registry.db" "$@" --year 2022; }

figure() { printf '%-56s %10s %s\n' "$1" "$2" "$3"; }
# process NAME COMMAND...: wall, CPU and memory of the best of three runs; beside
# the build before, medians of both and their ratio.
process() {
  local name=$1 wall cpu peak wall0 cpu0 peak0 wallx cpux peakx; shift
  if [[ $1 != "$work/jianban" || -z $before ]]; then
    read -r wall cpu peak < <(python3 scripts/measure.py 3 "$@")
    figure "$name" "$wall" ms
    figure "$name, CPU" "$cpu" ms
    figure "$name, peak memory" "$peak" MB
    return
  fi
  read -r wall cpu peak wall0 cpu0 peak0 wallx cpux peakx < <(python3 scripts/measure.py --before "$before" "$work/now" "$work/then" 15 "$@")
  figure "$name" "$wall" "ms; before $wall0, $wallx ×"
  figure "$name, CPU" "$cpu" "ms; before $cpu0, $cpux ×"
  figure "$name, peak memory" "$peak" "MB; before $peak0, $peakx ×"
}
# benchmark NAME PACKAGE BENCHMARK [TIMES]: its mean on one processor after warm-up.
benchmark() {
  go test -run xxx -bench "^$3\$" -benchtime "${4:-100x}" -cpu 1 -benchmem "$2" | awk -v name="$1" '
    /^again on PostgreSQL/ { shared = 1 } # tests and benchmarks of the registry run twice
    !shared && /ns\/op/ { for (i = 3; i < NF; i += 2) v[$(i+1)] = $i }
    END {
      printf "%-56s %10.2f ms\n", name, v["ns/op"] / 1e6
      if ("cpu-ms/op" in v) printf "%-56s %10.2f ms\n", name ", CPU", v["cpu-ms/op"]
      printf "%-56s %10.2f MB\n", name ", allocated", v["B/op"] / 1e6
      if ("file-bytes" in v) printf "%-56s %10.1f KB\n", name ", file", v["file-bytes"] / 1e3
    }'
}
# metrics NAME PACKAGE BENCHMARK TIMES METRIC WORDS UNIT...: what it reports.
metrics() {
  local name=$1 said; said=$(go test -run xxx -bench "^$3\$" -benchtime "$4" -cpu 1 "$2"); shift 4
  for (( ; $# > 0; )) do
    figure "$name, $2" "$(awk -v unit="$1" '/^again on PostgreSQL/ { exit } /ns\/op/ { for (i = 3; i < NF; i += 2) if ($(i+1) == unit) printf "%.1f", $i }' <<<"$said")" "$3"
    shift 3
  done
}
# desks NAME BENCHMARK: the middle of a hundred saves into a file and, in the same run,
# into a PostgreSQL server on this machine.
desks() {
  go test -run xxx -bench "^$2\$" -benchtime 100x -cpu 1 ./data/registry | awk -v name="$1" '
    /^again on PostgreSQL/ { shared = 1 }
    /ns\/op/ { for (i = 3; i < NF; i += 2) if ($(i+1) == "µs-p50") p50[shared+0] = $i }
    END { if (p50[1] > 0) printf "%-56s %10.2f ms; file %.2f ms, %.1f ×\n", name ", shared, p50", p50[1] / 1e3, p50[0] / 1e3, p50[1] / p50[0] }'
}
kilobytes() { echo $(( $(stat -c %s "$1") / 1000 )); }

demo demo --size 800
demo list --size 800 --years 5
"$work/jianban" demo "$work/now/forms" --size 1640 >/dev/null
demo summary --size 400
[[ ! -e $work/write ]] || python3 - "$work" <<'END'
import sqlite3, subprocess, sys
work = sys.argv[1]
text = sqlite3.connect(work + "/now/summary/registry.db").execute("SELECT title, sections FROM summaries WHERE book_id = 0").fetchone()
subprocess.run([work + "/write", work + "/then/summary/registry.db", *text], check=True)
END
demo rows --size 985 # with the seed's 15 a table of 1,000 rows
replied=$(year demo stats --json | sed -n 's/.*"replied": \([0-9]*\).*/\1/p' | head -1)

benchmark "reply of two pages, text to PDF" ./export/pdf BenchmarkReply
benchmark "same reply, text to Word" ./export/paint BenchmarkWord
benchmark "same reply, text to OFD" ./export/paint BenchmarkOFD
mkdir "$work/letters50"
JIANBAN_BENCH_LETTERS=$work/letters50 benchmark "replies of two pages, 50 unlike ones, each" ./export/pdf BenchmarkReplies
benchmark "same text, gofpdf plainly (whole fonts, MultiCell)" ./export/pdf BenchmarkNaive
benchmark "table of 1,000 rows to PDF" ./export/pdf BenchmarkTable1000
benchmark "1,000 feedback forms with codes, one processor" ./export BenchmarkForms1000 3x
benchmark "list of 1,000 rows × 20 columns to .xlsx" ./export/sheet BenchmarkWorkbook1000
metrics "list of 68,000 rows × 20 columns to .xlsx" ./export/sheet BenchmarkWorkbook68000 3x ms-list "written" ms ms-bare "excelize's bare StreamWriter" ms ratio "beside it" ×
benchmark "filter of 4,000 rows" ./data BenchmarkFilter4000
benchmark "one key in a letter of three pages: layout, checks, paint" ./gui/letter BenchmarkKeyToPage
process "one reply, whole program" "$work/jianban" --registry "$work/now/demo/registry.db" export replies --year 2022 --book 市六届人大一次会议 --number 12 --out "$work/now/one"
# and where this content was not looked through for damage before
process "one reply, first after a change" env XDG_CACHE_HOME=/dev/null "$work/jianban" --registry "$work/now/demo/registry.db" export replies --year 2022 --book 市六届人大一次会议 --number 12 --out "$work/now/one"
process "$replied replies as files" "$work/jianban" --registry "$work/now/demo/registry.db" export replies --year 2022 --all --out "$work/now/files"
process "$replied replies in one file" "$work/jianban" --registry "$work/now/demo/registry.db" export replies --year 2022 --all --one-file --out "$work/now/all.pdf"
figure "$replied replies in one file, file" "$(kilobytes "$work/now/all.pdf")" KB
# of this build alone: builds before know no such paper
process "1,000 feedback forms with codes in one file" "$work/built" --registry "$work/now/forms/registry.db" export surveys --year 2022 --one-file --out "$work/now/forms.pdf"
process "summary of 415 proposals as PDF" "$work/jianban" --registry "$work/now/summary/registry.db" export summary --year 2022 --out "$work/now/summary.pdf"
process "ledger of 1,000 rows as PDF" "$work/jianban" --registry "$work/now/rows/registry.db" export ledger --year 2022 --out "$work/now/ledger.pdf"
process "4,000 proposals opened and counted" "$work/jianban" --registry "$work/now/list/registry.db" stats --year 2022
process "4,000 proposals, first after a change" env XDG_CACHE_HOME=/dev/null "$work/jianban" --registry "$work/now/list/registry.db" stats --year 2022

desks "a save among 4,000 proposals" BenchmarkDo
desks "a proposal's text among 4,000" BenchmarkDoText

# search: NAME REGISTRY prints a key in the search box to its hits (the 95th of a
# hundred over sixteen words of every kind, ranking and marks included) beside
# SQLite's LIKE over the same texts.
search() {
  JIANBAN_BENCH_REGISTRY=$2 go test -run xxx -bench '^BenchmarkSearch$' -benchtime 1x -cpu 1 ./data/registry/demo | awk -v name="$1" '
    /ms-p95/ { for (i = 3; i < NF; i += 2) v[$(i+1)] = $i
      printf "%-56s %10.2f ms; LIKE %.2f ms, %.0f ×\n", name ", a key to its hits, p95", v["ms-p95"], v["like-ms-p95"], v["like-ms-p95"] / v["ms-p95"] }'
}
search "4,000 proposals" "$work/now/list/registry.db"
# alike: NAME REGISTRY hides 1,000 proposals in a copy and asks for each by a twin
# in other words (docs/similar.md): how many are among the first five, and the
# 95th of a hundred of the times of a question.
alike() {
  JIANBAN_BENCH_REGISTRY=$2 go test -run xxx -bench '^BenchmarkLike$' -benchtime 1x -cpu 1 ./data/registry/demo | awk -v name="$1" '
    /%-in-five/ { for (i = 3; i < NF; i += 2) v[$(i+1)] = $i
      printf "%-56s %10.1f %%; first %.1f %%; a question p95 %.0f ms\n", name ", twins among the first five", v["%-in-five"], v["%-first"], v["ms-p95"] }'
}
alike "4,000 proposals" "$work/now/list/registry.db"

# ten years' work: made, counted, and every screen of the window visited once
cost() { # NAME COMMAND...: one run, beside the build before
  local name=$1; shift
  figure "$name" "$( { /usr/bin/time -f '%e s, CPU %U+%S s, peak %M KB' "$work/jianban" "$@" >/dev/null; } 2>&1 | tail -1)" ""
  [[ -z $before ]] || figure "$name, the build before" "$( { /usr/bin/time -f '%e s, CPU %U+%S s, peak %M KB' "$before" "${@//$work\/now/$work/then}" >/dev/null; } 2>&1 | tail -1)" ""
}
cost "demo --size 13600 --years 5" demo "$work/now/ten" --size 13600 --years 5
process "68,000 proposals, stats of a year" "$work/jianban" --registry "$work/now/ten/registry.db" stats --year 2022
xvfb-run -a -s "-screen 0 1366x768x24" scripts/screens.sh "$work/jianban" "$work/now/ten/registry.db" | while read -r n took now most; do
  figure "68,000 proposals, screen $n: busy; memory, at most" "$took ms; $now MB, $most" MB
done
# what the window uses of a core while nobody does anything
for which in now then; do
  program=$work/jianban; [[ $which == now ]] || program=$before
  [[ -n $program ]] || continue
  xvfb-run -a -s "-screen 0 1366x768x24" scripts/idle.sh "$program" "$work/$which/list/registry.db" | while read -r line; do
    figure "window idle, ${line% *}$([[ $which == now ]] || echo ", the build before")" "${line##* }" "% of a core"
  done
done

# from a key in a reply of three pages to the repainted page, in software
"$work/jianban" demo "$work/now/keys" >/dev/null
[[ -z $before ]] || "$before" demo "$work/then/keys" >/dev/null
for which in now then; do
  program=$work/jianban; [[ $which == now ]] || program=$before
  [[ -n $program ]] || continue
  told=$(xvfb-run -a -s "-screen 0 1366x768x24" scripts/keys.sh "$program" "$work/$which/keys" | xargs)
  read -r middle least most _ cpu <<<"$told"
  figure "a key to the repainted page$([[ $which == now ]] || echo ", the build before")" "$middle" "ms ($least to $most), CPU $cpu ms"
done

# a backup of ten years' work, beside a plain copy that is on the disk
process "68,000 proposals, plain copy with fsync" dd if="$work/now/ten/registry.db" of="$work/plain" bs=1M conv=fsync status=none
process "68,000 proposals, backup made and verified" bash -c 'rm -f "$2"; exec "$0" --registry "$1" backup --out "$2"' "$work/jianban" "$work/now/ten/registry.db" "$work/ten.bak"
process "68,000 proposals, backup verified and restored" bash -c 'rm -f "$2"; exec "$0" restore "$1" --to "$2"' "$work/jianban" "$work/ten.bak" "$work/restored.db"
search "68,000 proposals" "$work/now/ten/registry.db"
alike "68,000 proposals" "$work/now/ten/registry.db"
process "68,000 proposals, checked" "$work/jianban" --registry "$work/now/ten/registry.db" check
rm -rf "$work"/{now,then}/ten; rm "$work/plain" "$work/ten.bak" "$work/restored.db"
process "the program by itself (version)" "$work/jianban" version
metrics "2,000 saves among 4,000 proposals" ./data/registry BenchmarkDo 2000x "µs-p50" "p50" "µs" "µs-p99" "p99" "µs"
metrics "2,000 saves of a proposal's text, searched" ./data/registry BenchmarkDoText 2000x "µs-p50" "p50" "µs" "µs-p99" "p99" "µs"
metrics "attachment of 200 MB, memory over the program's own" ./data/registry BenchmarkAttachment200MB 1x MB-added added MB MB-read "read" MB MB-checked checked MB MB-backed-up "backed up" MB MB-restored restored MB

# what sixty units send back about 4,000 proposals, into a copy of their office's registry
"$work/built" demo "$work/units" --size 4000 >/dev/null
mkdir "$work/returns"
go run ./cli/testdata/packets "$work/units/registry.db" "$work/returns" >/dev/null
process "returns of sixty units merged" bash -c 'cp "$1" "$1.copy" && "$0" --registry "$1.copy" packet in "$2"/*.jbpkg; rm "$1.copy"' "$work/built" "$work/units/registry.db" "$work/returns"
rm -r "$work/units" "$work/returns"

# ledgers of 20 columns into a new registry
for rows in 1000 68000; do
  go run ./cli/testdata/ledgers big $rows "$work/rows.xlsx"
  process "import of $rows rows of 20 columns" bash -c 'rm -f "$2"; exec "$0" --registry "$2" import "$1"' "$work/jianban" "$work/rows.xlsx" "$work/moved.db"
  process "import of $rows rows, preview only" "$work/jianban" --registry "$work/nothing.db" import "$work/rows.xlsx" --dry-run
  rm "$work/rows.xlsx" "$work/moved.db"
done

# other programs, on the same letter
letter=export/pdf/testdata/letter.txt copies=20
if command -v soffice >/dev/null; then
  mkdir "$work/odt"
  {
    echo '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
    sed 's/.*/<text:p>&<\/text:p>/' "$letter"
    echo '</office:text></office:body></office:document>'
  } >"$work/odt/1.fodt"
  for i in $(seq 2 $copies); do cp "$work/odt/1.fodt" "$work/odt/$i.fodt"; done
  process "same text, LibreOffice, $copies files" soffice -env:UserInstallation="file://$work/profile" --headless --convert-to pdf --outdir "$work/odt" "$work"/odt/*.fodt
fi
typ() { # a letter as typst source
  echo '#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm)); #set text(font: "Jianban Kai Light", size: 16pt, lang: "zh"); #set par(justify: true, first-line-indent: 2em)'
  sed 's/$/\n/' "$1"
}
if command -v typst >/dev/null; then
  typ "$letter" >"$work/letter.typ"
  process "same text, typst, whole program" typst compile --font-path assets/fonts "$work/letter.typ" "$work/typst.pdf"
fi
if [[ -d ${TYPST_NODE:-/nonexistent}/node_modules/@myriaddreamin/typst-ts-node-compiler ]]; then
  for text in "$work"/letters50/*.txt; do typ "$text" >"${text%.txt}.typ"; done
  read -r wall cpu < <(node scripts/bench-typst.mjs "$work/letters50")
  figure "50 unlike letters, typst in Node after warm-up, each" "$wall" ms
  figure "50 unlike letters, typst in Node after warm-up, CPU" "$cpu" ms
fi

# the window
display=:$((100 + RANDOM % 800)); Xvfb "$display" -screen 0 1366x768x24 >/dev/null 2>&1 & xvfb=$!
until DISPLAY=$display xdpyinfo >/dev/null 2>&1; do kill -0 "$xvfb"; sleep 0.05; done
ms() { echo $(( $(date +%s%N) / 1000000 )); }
for _ in 1 2; do # the second start is the warm one
  s=$(ms); DISPLAY=$display "$work/jianban" --registry "$work/now/demo/registry.db" >/dev/null 2>&1 & p=$!
  until DISPLAY=$display xdotool search --onlyvisible --pid $p >/dev/null 2>&1; do kill -0 $p; sleep 0.02; done
  first=$(( $(ms) - s )); sleep 4 # what it loads after the first frame counts as well
  peak=$(awk '/VmHWM/{print int($2/1024)}' /proc/$p/status); kill $p; wait $p 2>/dev/null || true
done
figure "start to first frame (Xvfb, warm)" "$first" ms
figure "window, peak memory" "$peak" MB
for binary in "$work/jianban" ${before:+"$before"}; do
  of=now; [[ $binary == "$work/jianban" ]] || of=then
  cp -r "$work/$of/demo" "$work/letters"
  { read -r once; read -r last; } < <(DISPLAY=$display scripts/letters.sh "$binary" "$work/letters/registry.db" 80)
  rm -r "$work/letters"
  of=""; [[ $binary == "$work/jianban" ]] || of=", the build before"
  figure "window, memory after a letter opened and left$of" "$once" MB
  figure "window, memory after that 80 times$of" "$last" MB
done
figure "binary" $(( $(stat -c %s "$work/jianban") / 1000000 )) MB
