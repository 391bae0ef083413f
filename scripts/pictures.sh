#!/bin/bash
# pictures.sh [FOLDER]: opens the real window on the demo year under Xvfb and keeps a
# picture of every screen, form and panel named below: FOLDER/1366x768-light/ledger.png …
# (FOLDER is pictures/ unless said otherwise). Each picture is taken once the program
# has done what it was asked and stands still; what never comes ends the run with the
# name of the picture. SIZES, LOOKS and ONLY (a pattern of names) choose some of them:
#   SIZES=1366x768 LOOKS=dark ONLY='today|ledger' scripts/pictures.sh
# JIANBAN is a program already built. With --manual it makes the pictures of the manual
# (assets/manual) instead: one small window, few colours.
set -euo pipefail
cd "$(dirname "$0")/.."
manual=
if [[ ${1:-} == --manual ]]; then
  manual=1 SIZES=1080x640 LOOKS=light
  ONLY="^($(sed -n 's/^!\[.*\](\(.*\)\.png)$/\1/p' assets/manual/*.md | sort -u | paste -sd '|'))$"
  shift
fi
out=$(realpath -m "${1:-pictures}")
sizes=${SIZES:-1366x768 1366x768@1.3 1920x1080 2560x1440 3840x2160@2} # @ the size of text
looks=${LOOKS:-light dark high}
only=${ONLY:-.}
patience=${PATIENCE:-30} # seconds that anything may take

if [[ -n $manual ]]; then mkdir /tmp/jianban; home=/tmp/jianban; else home=$(mktemp -d); fi # its path is to be seen
screen= window=
end() {
  for p in $window $screen; do kill "$p" 2>/dev/null && wait "$p" 2>/dev/null || true; done
  window= screen=
}
trap 'end; rm -rf "$home"' EXIT
fail() {
  [[ -n $screen ]] && keep "$out/failed.png" || true
  echo "pictures: $* (see $out/failed.png)" >&2
  exit 1
}

if [[ -n ${JIANBAN:-} ]]; then cp "$JIANBAN" "$home/jianban"; else go build -o "$home/jianban" .; fi
touch "$home/portable.txt" # so that it keeps its choices beside itself
"$home/jianban" demo "$home/demo" >/dev/null
cat >"$home/ledger.csv" <<'END'
编号,标题,领衔代表,办理方式,承办单位,交办时间,办理期限
41,关于加快老旧小区加装电梯的建议,李某某,主办,区住建局,2022-3-9,2022-6-9
42,关于增设校园周边公交站点的建议,王某某,主办,区交通局,2022-3-9,2022-6-9
43,关于完善农村垃圾清运的建议,赵某某,协办,区城管局,2022年3月9日,
43,关于完善农村垃圾清运的建议（重复的编号）,赵某某,协办,区城管局,2022-13-9,
END

# keep FILE: the screen as PNG.
keep() { convert "xwd:$home/Xvfb_screen0" -depth 8 -define png:compression-level=4 "$1"; }
sum() { md5sum <"$home/Xvfb_screen0"; }
used() { awk '{print $14 + $15}' "/proc/$window/stat" 2>/dev/null || echo gone; } # hundredths of a second
# until WHAT COMMAND…: polls until the command succeeds.
until_() {
  local what=$1 end=$((SECONDS + patience)); shift
  until "$@"; do
    ((SECONDS < end)) || fail "no $what"
    kill -0 "${window:-$screen}" 2>/dev/null || fail "the program ended: $(tail -3 "$home/log")"
    sleep 0.05
  done
}
stands() { # the picture and the program's work are those of 0.2 s before
  local s u; s=$(sum) u=$(used); sleep 0.2
  [[ $(sum) == "$s" && $(($(used) - u)) -le 2 ]]
}
changed() { [[ $(sum) != "$was" ]]; }

# press KEYS…: presses one after the other, waiting for each to show.
press() {
  local k
  for k; do
    was=$(sum)
    xdotool key --clearmodifiers "$k"
    until_ "answer to $k before $name" changed
    until_ "rest after $k" stands
  done
}
# type TEXT: types it where the caret is.
type_() { was=$(sum); xdotool type --delay 5 "$1"; until_ "text typed" changed; until_ "rest" stands; }
# click X Y: in units of the window; negative X counts from the right edge, Y from below.
click() {
  local x y
  x=$(awk -v v="$1" -v s="$scale" -v w="$w" 'BEGIN { print int(v < 0 ? w + v * s : v * s) }')
  y=$(awk -v v="$2" -v s="$scale" -v h="$h" 'BEGIN { print int(v < 0 ? h + v * s : v * s) }')
  was=$(sum)
  xdotool mousemove "$x" "$y" click 1
  until_ "answer to a click for $name" changed
  until_ "rest" stands
}
away() { xdotool mousemove $((w - 2)) $((h - 2)); until_ rest stands; }

# shot NAME [COMMANDS]: what leads there, then the picture.
shot() {
  name=$1; shift
  while (($#)); do
    case $1 in
      click) click "$2" "$3"; shift 3 ;;
      type) type_ "$2"; shift 2 ;;
      away) away; shift ;;
      *) press "$1"; shift ;;
    esac
  done
  [[ $name =~ $only ]] || return 0
  keep "$dir/$name.png"
  [[ -z $manual ]] || convert "$dir/$name.png" -strip +dither -colors 40 -define png:compression-level=9 -define png:exclude-chunks=date,time "PNG8:assets/manual/$name.png"
}

# all: every screen, in an order in which each leads to the next.
all() {
  shot today
  shot new ctrl+n
  shot talks Escape ctrl+3
  shot urging ctrl+4
  shot feedback ctrl+5
  shot promises ctrl+6
  shot scores ctrl+7
  shot summary ctrl+8
  shot settings ctrl+9
  shot rules click 188 72 away
  shot ledger ctrl+2
  shot import-menu click -119 72
  shot import-file Down Return
  shot import type "$home/ledger.csv" Return away
  shot search ctrl+2 ctrl+f type 30
  shot case Return Return
  shot edit F2
  shot talk Escape F6
  shot letter Escape F9
  shot help ctrl+1 F1
}

# fyne PIXELS: so many in units of the window.
fyne() { awk -v p="$1" -v s="$scale" 'BEGIN { print int(p / s) }'; }

# run SIZE LOOK: one window of one size in one look.
run() {
  local size=${1%@*} look=$2
  scale=1; [[ $1 == *@* ]] && scale=${1#*@}
  w=${size%x*} h=${size#*x}
  dir=$out/$1-$look
  mkdir -p "$dir" "$home/data/jianban"
  local name='' variant=light; [[ $look == dark ]] && variant=dark
  printf '{"window.frame":[%d,%d,0,0,%d,%d,0],"ui.scale":%s,"ui.look":"%s"}' $(fyne "$w") $(fyne "$h") "$w" "$h" "$scale" \
    "$(case $look in light) echo 浅色 ;; dark) echo 深色 ;; high) echo 高对比度 ;; esac)" >"$home/data/jianban/window.json"
  rm -f "$home/display" "$home/Xvfb_screen0"
  exec 9>"$home/display"
  Xvfb -displayfd 9 -screen 0 "${size}x24" -fbdir "$home" >/dev/null 2>&1 & screen=$!
  exec 9>&-
  until_ "X server" test -s "$home/display"
  DISPLAY=:$(tr -d '\n' <"$home/display"); export DISPLAY
  was=$(sum)
  WAYLAND_DISPLAY='' FYNE_THEME=$variant "$home/jianban" --registry "$home/demo/registry.db" >"$home/log" 2>&1 & window=$!
  until_ "window" xdotool search --onlyvisible --pid "$window" >/dev/null 2>&1
  xdotool mousemove $((w - 2)) $((h - 2)) # so that nothing is hovered
  until_ "first picture" changed
  until_ "rest at the start" stands
  all
  end
  echo "$dir"
}

for size in $sizes; do
  for look in $looks; do run "$size" "$look"; done
done
