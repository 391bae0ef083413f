#!/bin/bash
# Tries what scripts/windows.sh makes under Wine, in a prefix and on a display of
# its own, signed with a certificate made for it: the command line in Wine's cmd,
# silent installing, a clerk's work in the window (e2e, TestTheMainJobOnWindows)
# with printing where CUPS is installed, updating while the program runs, an
# update that cannot be written, an older version, uninstalling, and the portable
# program. Looks at files, registry keys and exit codes. Pictures of the windows
# are kept in PICTURES (default dist/wine).
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=${PICTURES:-$PWD/dist/wine}
[[ -n ${PICTURES:-} ]] || rm -rf "$pictures"
mkdir -p "$pictures"
work=$(mktemp -d) x=()
. scripts/cups.sh
export WINEARCH=win64 WINEDEBUG=-all WINEPREFIX=$work/wine LC_ALL=C.UTF-8
finish() {
  [[ ! -d $WINEPREFIX ]] || wineserver -k 2>/dev/null || true
  ((${#x[@]} == 0)) || { kill "${x[@]}"; wait "${x[@]}" || true; } 2>/dev/null
  [[ -z $cupsd ]] || { kill "$cupsd"; wait "$cupsd" || true; } 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
fail() {
  echo "FAILED: $*" >&2
  [[ -z ${DISPLAY:-} ]] || ! import -window root "$pictures/failed.png" 2>/dev/null || echo "the screen then: $pictures/failed.png" >&2
  exit 1
}
ok() { echo "ok $((SECONDS))s: $*"; }
until_() { # until_ SECONDS WHAT COMMAND…: waits for a command to be true
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do ((SECONDS < deadline)) || fail "waited in vain: $what"; sleep 0.2; done
}

PATH=$PATH:/usr/sbin
for p in wine Xvfb xdotool xclip import unzip openssl osslsigncode x86_64-w64-mingw32-gcc makensis qpdf pdftotext pdftoppm cupsd lpadmin gs python3 script; do
  command -v "$p" >/dev/null || fail "$p is not installed: run scripts/packages.sh build test windows wine"
done

# Built and signed.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext extendedKeyUsage=codeSigning -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
openssl pkcs12 -export -inkey "$work/key.pem" -in "$work/cert.pem" -out "$work/sign.p12" -passout pass:秘密
printf 秘密 >"$work/pass"
mkdir "$work/made"
DIST=$work/made WINE_SETUPS=$work/made SIGN_CERT=$work/sign.p12 SIGN_PASS=$work/pass scripts/windows.sh >/dev/null
unzip -q "$work/made/jianban.zip" -d "$work/zip"
for f in "$work/made/jianban.exe" "$work/made/setup.exe" "$work/zip/jianban/jianban.com"; do
  osslsigncode verify -CAfile "$work/cert.pem" -in "$f" >"$work/said" 2>&1 || { tail -5 "$work/said"; fail "signature of $f"; }
done
ok "programs and installer are signed"

display() { # display ARGS…: an X server on a free display; the window of 1366 × 768 has a frame under Wine
  : >"$work/display"
  Xvfb -displayfd 3 -screen 0 1440x900x24 "$@" >/dev/null 2>&1 3>"$work/display" & x+=($!)
  until_ 20 "a display" test -s "$work/display"
  DISPLAY=:$(<"$work/display"); export DISPLAY
}
display
start_cups # before Wine, which asks for printers as it starts
scripts/wine-prefix.sh "$WINEPREFIX"
c=$WINEPREFIX/drive_c local=$(wine cmd /c 'echo %LOCALAPPDATA%' 2>/dev/null | tr -d '\r')
home=$(winepath -u "$local") 2>/dev/null
app=$home/Programs/Jianban data=$home/jianban
key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Jianban'
value() { wine reg query "$1" /v "$2" 2>/dev/null | tr -d '\r' | awk -v n="$2" '$1==n{$1=$2=""; print substr($0,3)}'; }
# run PROGRAM ARGS…: runs it from a batch file, which writes its exit code into code.txt as
# Windows has it: to Linux it is 137 where leaving takes over a second, for Wine then kills it.
printf '@echo off\r\n%%*\r\n>C:\\code.txt echo %%errorlevel%%\r\n' >"$c/run.bat"
run() { rm -f "$c/code.txt"; wine cmd /c 'C:\run.bat' "$(winepath -w "$1" 2>/dev/null)" "${@:2}"; }
left() { tr -d '\r\n ' <"$c/code.txt"; } # the exit code of the last run
code() { run "$@" >/dev/null 2>&1 || true; left; }
same() { cmp -s "$1" "$2" || fail "$3"; }
whole() { # whole WHAT: nothing half is left in the program's folder
  [[ $(ls "$app" | LC_ALL=C sort | xargs) == "FONTS.txt LICENSE.txt jianban.com jianban.exe mesa uninstall.exe" && $(ls "$app/mesa" | xargs) == "COPYRIGHT.txt libgallium_wgl.dll opengl32.dll" ]] || fail "$1: $(ls "$app" | xargs)"
}

# What of package native Windows alone has: the caret told to an input method.
CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc go test -trimpath -c -o "$work/native.exe" ./gui/native
wine "$work/native.exe" -test.v >"$work/said" 2>&1 || { cat "$work/said"; fail "tests of gui/native"; }
grep -q -- '--- PASS: TestTheInputMethodKnowsTheCaret' "$work/said" || fail "the input method was not tried"
ok "input method: both forms stand at the caret, composed keys are no keys"

[[ $(code "$work/made/older.exe" /S "/D=$local\\jianban\\x") == 6 && ! -e $data ]] || fail "installed into the registry's folder"
[[ $(code "$work/made/older.exe" /S) == 0 ]] || fail "silent installing"
whole "after installing"
[[ $(value "$key" DisplayVersion) == 0.0.9 ]] || fail "version in the registry: $(value "$key" DisplayVersion)"
for v in DisplayName Publisher InstallLocation UninstallString QuietUninstallString EstimatedSize DisplayIcon; do
  [[ -n $(value "$key" $v) ]] || fail "no $v in the registry"
done
wine reg query 'HKCU\Software\Classes\Jianban.Registry\shell\open\command' /ve 2>/dev/null | grep -q -- '--registry "%1"' || fail "file type"
[[ -f $(find "$c/users" -name 建办.lnk -path '*Start Menu*') ]] || fail "no start menu"
ok "silent installing: files, registry keys, start menu"

# The command line, as typed in cmd in the program's folder.
cat >"$c/try.bat" <<'BAT'
@echo off
cd /d "%LOCALAPPDATA%\Programs\Jianban"
cmd /c C:\three.bat >C:\order.txt
jianban version >C:\text.txt
jianban.exe version >C:\direct.txt
jianban deadline --from 2022-03-09 --months 3 --json >C:\answer.json
jianban version >>C:\text.txt
jianban version | find "SQLite" >C:\pipe.txt
jianban nothing 2>C:\wrong.txt
echo code %errorlevel% >C:\codes.txt
jianban --registry C:\none.db stats --year 2022 2>C:\refused.txt
echo code %errorlevel% >>C:\codes.txt
jianban help >nul
echo code %errorlevel% >>C:\codes.txt
BAT
printf '@echo off\necho first\njianban version\necho last\n' >"$c/three.bat"
sed -i 's/$/\r/' "$c/try.bat" "$c/three.bat"
wine cmd /c 'C:\try.bat' >/dev/null 2>&1
mark=$'\xef\xbb\xbf'
head -c 3 "$c/text.txt" | cmp -s - <(printf '\xef\xbb\xbf') || fail "text in a file is not marked as UTF-8"
[[ $(grep -c "$mark" "$c/text.txt") == 1 && $(grep -c 建办 "$c/text.txt") == 2 ]] || fail "text added to a file"
same <(head -3 "$c/text.txt") "$c/direct.txt" "jianban.exe and jianban.com say different things"
[[ $(head -c 1 "$c/answer.json") == "{" ]] || fail "JSON does not begin as JSON"
python3 -c 'import json,sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$c/answer.json" || fail "JSON"
[[ $(tr -d '\r' <"$c/order.txt" | sed 's/ *$//' | sed -n '1p;$p' | xargs) == "first last" && $(grep -c 建办 "$c/order.txt") == 1 ]] || fail "order of what is said: $(cat "$c/order.txt")"
grep -q '^SQLite' "$c/pipe.txt" || fail "pipe"
grep -q '没有“nothing”这个命令' "$c/wrong.txt" || fail "errors in a file"
grep -q "找不到" "$c/refused.txt" || fail "refusal: $(cat "$c/refused.txt")"
[[ $(tr -d '\r' <"$c/codes.txt" | xargs) == "code 2 code 1 code 0" ]] || fail "exit codes: $(cat "$c/codes.txt")"
ok "the command line in cmd: order, exit codes, files, pipe, JSON"
script -qec "wine '$app/jianban.com' version" /dev/null </dev/null >"$work/screen" 2>/dev/null || fail "jianban.com on a console"
grep -q 建办 "$work/screen" || fail "Chinese on a console: $(cat -v "$work/screen")"
ok "Chinese on a console"

# Ctrl+C on a console, through jianban.com.
mkfifo "$work/keys"
line="trap : INT; wine '$app/jianban.com' demo 'C:\\long' --size 20000; cat >/dev/null" # which keeps the console until all is over
script -qfc "$line" /dev/null <"$work/keys" >"$work/screen" 2>&1 & typed=$!
exec 4>"$work/keys"
until_ 60 "a long command to begin" test -s "$c/long/registry.db.new-wal"
printf '\003' >&4
until_ 60 "the word that it was given up" grep -q 已取消 "$work/screen"
[[ ! -e $c/long/registry.db ]] || fail "Ctrl+C left a registry that is not whole"
exec 4>&-
wait "$typed" || true # by Wine both programs are told; the code may be that of either
ok "Ctrl+C ends a long command in order: no registry that is not whole"

# A registry whose path is longer than Windows' old 260 characters.
part=$(printf '很长的文件夹名字%.0s' 1 2 3) deep=C:
for _ in {1..12}; do deep+="\\$part"; done # 302 characters
mkdir -p "$c/$(tr '\\' / <<<"${deep:3}")"
JIANBAN_FONTS=embedded wine "$app/jianban.com" demo 'C:\short' >/dev/null 2>&1 || fail "a demo year"
cp "$c/short/registry.db" "$c/$(tr '\\' / <<<"${deep:3}")"
long() { wine "$app/jianban.com" --registry "$deep\\registry.db" "$@" >"$work/said" 2>&1 || { cat "$work/said"; fail "$1 of a registry in a long path"; }; }
long check
grep -q '文件和日志损坏：0' "$work/said" || fail "a registry in a long path: $(cat "$work/said")"
long backup --out "$deep\\备份.bak"
long export summary --year 2022 --out "$deep\\总结.pdf"
long stats --year 2022
ok "a registry whose path has ${#deep} characters: checked, backed up, its summary written"

# Where there can be no window: a box of the system's own, and no registry opened.
box() { # box WORDS ARGS…: the box is shown, says the words, and closing it ends the program with code 1
  local words=$1
  run "$app/jianban.exe" "${@:2}" >"$work/told" 2>&1 & program=$!
  until_ 60 "a box: $words" eval "xdotool search --onlyvisible --name '^建办\$' >/dev/null 2>&1"
  import -window root "$pictures/box-$((++boxes)).png"
  [[ ! -e $data/registry.db ]] || fail "$words: a registry was made all the same"
  close_window
  wait "$program" || true
  [[ $(left) == 1 ]] && grep -q "$words" "$work/told" || fail "$words: code $(left), $(cat "$work/told")"
}
boxes=0
close_window() { # asks the window to close, as its cross does
  wine taskkill /IM jianban.exe >/dev/null 2>&1 || true
  until_ 40 "the program to end" eval '! kill -0 $program 2>/dev/null'
}
JIANBAN_OPENGL=system MESA_GL_VERSION_OVERRIDE=1.4 box "不支持 OpenGL 2.1"
WINEDLLOVERRIDES=opengl32= wine "$app/jianban.com" version >"$work/said" 2>/dev/null && grep -q 建办 "$work/said" || fail "a command without opengl32.dll"
JIANBAN_OPENGL=system WINEDLLOVERRIDES=opengl32= box "不支持 OpenGL 2.1"
printf 'no registry, but a text that is long enough to be looked at' >"$c/foreign.db"
box "不是建办的登记库" --registry 'C:\foreign.db'
usual=$DISPLAY
wineserver -k; wineserver -w # the display is that of all of its programs
display -extension GLX
JIANBAN_OPENGL=system box "不支持 OpenGL 2.1"
wineserver -k; wineserver -w
DISPLAY=$usual
ok "no opengl32.dll, no OpenGL, too old an OpenGL, a foreign file: told in a box, which ends the program; no registry is opened"
# Where the system has no OpenGL the program begins again with Mesa, which lies beside it.
[[ $(WINEDLLOVERRIDES=opengl32=n code "$app/jianban.exe" --registry 'C:\short\registry.db') == 0 ]] || fail "the program did not begin again with Mesa"
until_ 60 "a window drawn by Mesa" eval "xdotool search --onlyvisible --name '建办 ·' >/dev/null 2>&1"
colours() { import -window root -depth 8 png:- | identify -format %k -; }
until_ 60 "what is in the window drawn by Mesa" eval '(($(colours) > 200))'
import -window root "$pictures/mesa.png"
grep -qs "$work/.*/libgallium_wgl.dll" /proc/[0-9]*/maps || fail "it is not Mesa that draws"
wine taskkill /IM jianban.exe >/dev/null 2>&1 || true
until_ 60 "the program with Mesa to end" eval '! grep -qs "$work/.*/libgallium_wgl.dll" /proc/[0-9]*/maps'
ok "no opengl32.dll, but Mesa beside the program: the window is drawn"

open_window() { # open_window PROGRAM WANTED: starts it and waits for window and registry
  wine "$1" >/dev/null 2>&1 & program=$!
  until_ 60 "the window of $1" eval 'w=$(xdotool search --onlyvisible --name 建办 2>/dev/null | head -1); [[ -n $w ]]'
  until_ 20 "the registry $2" test -f "$2"
}

# A clerk's work in the installed program's window.
demo='演示 年度'
JIANBAN_FONTS=embedded wine "$app/jianban.com" demo "C:\\$demo" >/dev/null 2>&1 || fail "the demo year"
JIANBAN_INSTALLED=$app JIANBAN_DEMO=$c/$demo JIANBAN_DEMO_NAMED="C:\\$demo" JIANBAN_KEPT=$work JIANBAN_PAPER=$paper E2E_SHOTS=$pictures \
  go test ./e2e -run '^TestTheMainJobOnWindows$' -count=1 -v >"$work/said" 2>&1 || { cat "$work/said"; fail "a clerk's work in the window"; }
grep -q -- '--- PASS: TestTheMainJobOnWindows' "$work/said" || fail "the clerk's work was not tried"
ok "in the window: a proposal, a talk, a reply and the year's summary; their PDFs are those of Linux ($(sed -n 's/.*: \([0-9]* papers .* the same\)$/\1/p' "$work/said"))"
paper_as "$work/printed.pdf"
measure "$work/printed.pdf" "$work/letter.pdf" >"$work/said" || { cat "$work/said"; fail "the printed reply"; }
ok "printed:$(sed -n 's/.*go:[0-9]*://p' "$work/said")"

open_window "$app/jianban.exe" "$data/registry.db"
cp "$app/jianban.exe" "$work/before.exe"
[[ $(code "$work/made/setup.exe" /S) == 3 ]] || fail "updated while it runs"
same "$app/jianban.exe" "$work/before.exe" "the running program was changed"
whole "refused while it runs"
[[ $(value "$key" DisplayVersion) == 0.0.9 ]] || fail "version after a refused update"
ok "update while it runs: refused, nothing changed"
close_window
mkdir "$app/jianban.com.new" && touch "$app/jianban.com.new/x"
[[ $(code "$work/made/setup.exe" /S) == 4 ]] || fail "an update that cannot be written"
same "$app/jianban.exe" "$work/before.exe" "an update that could not be written changed the program"
rm -r "$app/jianban.com.new"
whole "after an update that could not be written"
ok "update that cannot be written: refused, the old one stays"
[[ $(code "$work/made/setup.exe" /S) == 0 ]] || fail "update"
same "$app/jianban.exe" "$work/made/jianban.exe" "the program is not the new one"
whole "after the update"
[[ $(value "$key" DisplayVersion) != 0.0.9 ]] || fail "version after the update"
[[ $(code "$work/made/older.exe" /S) == 5 ]] || fail "an older version was installed over a newer"
same "$app/jianban.exe" "$work/made/jianban.exe" "an older version took the newer's place"
ok "update, and none backwards"
wine "$app/jianban.com" check >/dev/null 2>&1 || fail "the registry after the update"
wine "$app/jianban.com" --registry "C:\\$demo\\registry.db" search --json 端到端 >"$work/said" 2>/dev/null && grep -q 端到端检验 "$work/said" || fail "the proposal after the update: $(cat "$work/said")"

wine "$app/uninstall.exe" /S >/dev/null 2>&1
until_ 30 "uninstalling" test ! -e "$app"
[[ -f $data/registry.db ]] || fail "uninstalling took the registry"
[[ -z $(value "$key" DisplayName) ]] || fail "uninstalling left its entry"
! wine reg query 'HKCU\Software\Classes\Jianban.Registry' >/dev/null 2>&1 || fail "uninstalling left the file type"
[[ -z $(find "$c/users" -path '*Start Menu*' -name '*建办*') ]] || fail "uninstalling left the start menu"
ok "uninstalling: all gone but the data"

stick="$c/便携 盘/jianban"
mkdir -p "$c/便携 盘"
cp -r "$work/zip/jianban" "$stick"
rm -r "$data"
open_window "$stick/jianban.exe" "$stick/data/jianban/registry.db"
close_window
[[ ! -e $data ]] || fail "the portable program wrote into the profile"
mv "$c/便携 盘" "$c/别处"
wine "$c/别处/jianban/jianban.com" check >/dev/null 2>&1 || fail "the portable program after it was moved"
ok "portable: all beside itself, also moved"
echo "all right in $SECONDS s"
