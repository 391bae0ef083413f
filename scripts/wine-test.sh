#!/bin/bash
# Tries what scripts/windows.sh makes under Wine, in a prefix and on a display of
# its own, signed with a certificate made for it: the command line in Wine's cmd,
# silent installing, starting, updating while the program runs, an update that
# cannot be written, an older version, uninstalling, and the portable program.
# Looks at files, registry keys and exit codes. PICTURES=DIR keeps pictures of
# the windows.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d) x=""
export WINEARCH=win64 WINEDEBUG=-all WINEPREFIX=$work/wine LC_ALL=C.UTF-8
finish() {
  [[ ! -d $WINEPREFIX ]] || wineserver -k 2>/dev/null || true
  [[ -z $x ]] || { kill "$x"; wait "$x" || true; } 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
ok() { echo "ok $((SECONDS))s: $*"; }
until_() { # until_ SECONDS WHAT COMMAND…: waits for a command to be true
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do ((SECONDS < deadline)) || fail "waited in vain: $what"; sleep 0.2; done
}

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

exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 1366x768x24 >/dev/null 2>&1 & x=$!
until_ 20 "a display" test -s "$work/display"
DISPLAY=:$(<"$work/display"); export DISPLAY
scripts/wine-prefix.sh "$WINEPREFIX"
c=$WINEPREFIX/drive_c local=$(wine cmd /c 'echo %LOCALAPPDATA%' 2>/dev/null | tr -d '\r')
home=$(winepath -u "$local") 2>/dev/null
app=$home/Programs/Jianban data=$home/jianban
key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Jianban'
value() { wine reg query "$1" /v "$2" 2>/dev/null | tr -d '\r' | awk -v n="$2" '$1==n{$1=$2=""; print substr($0,3)}'; }
code() { local got=0; "$@" >/dev/null 2>&1 || got=$?; echo $got; }
same() { cmp -s "$1" "$2" || fail "$3"; }
whole() { # whole WHAT: nothing half is left in the program's folder
  [[ $(ls "$app" | LC_ALL=C sort | xargs) == "FONTS.txt LICENSE.txt jianban.com jianban.exe uninstall.exe" ]] || fail "$1: $(ls "$app" | xargs)"
}

[[ $(code wine "$work/made/older.exe" /S "/D=$local\\jianban\\x") == 6 && ! -e $data ]] || fail "installed into the registry's folder"
[[ $(code wine "$work/made/older.exe" /S) == 0 ]] || fail "silent installing"
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

open_window() { # open_window PROGRAM WANTED: starts it and waits for window and registry
  wine "$1" >/dev/null 2>&1 & program=$!
  until_ 60 "the window of $1" eval 'w=$(xdotool search --onlyvisible --name 建办 2>/dev/null | head -1); [[ -n $w ]]'
  until_ 20 "the registry $2" test -f "$2"
  [[ -z ${PICTURES:-} ]] || { sleep 2; mkdir -p "$PICTURES"; import -window root "$PICTURES/wine-$((++shown)).png"; }
}
shown=0
close_window() { # asks the window to close, as its cross does
  wine taskkill /IM jianban.exe >/dev/null 2>&1 || true
  until_ 40 "the program to end" eval '! kill -0 $program 2>/dev/null'
}

open_window "$app/jianban.exe" "$data/registry.db"
cp "$app/jianban.exe" "$work/before.exe"
[[ $(code wine "$work/made/setup.exe" /S) == 3 ]] || fail "updated while it runs"
same "$app/jianban.exe" "$work/before.exe" "the running program was changed"
whole "refused while it runs"
[[ $(value "$key" DisplayVersion) == 0.0.9 ]] || fail "version after a refused update"
ok "update while it runs: refused, nothing changed"
close_window
mkdir "$app/jianban.com.new" && touch "$app/jianban.com.new/x"
[[ $(code wine "$work/made/setup.exe" /S) == 4 ]] || fail "an update that cannot be written"
same "$app/jianban.exe" "$work/before.exe" "an update that could not be written changed the program"
rm -r "$app/jianban.com.new"
whole "after an update that could not be written"
ok "update that cannot be written: refused, the old one stays"
[[ $(code wine "$work/made/setup.exe" /S) == 0 ]] || fail "update"
same "$app/jianban.exe" "$work/made/jianban.exe" "the program is not the new one"
whole "after the update"
[[ $(value "$key" DisplayVersion) != 0.0.9 ]] || fail "version after the update"
[[ $(code wine "$work/made/older.exe" /S) == 5 ]] || fail "an older version was installed over a newer"
same "$app/jianban.exe" "$work/made/jianban.exe" "an older version took the newer's place"
ok "update, and none backwards"
wine "$app/jianban.com" check >/dev/null 2>&1 || fail "the registry after the update"

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
