# Read by scripts that print: start_cups starts a cupsd of its own in the folder
# $work, with one printer, paper, that writes into the file $paper; paper_as
# keeps what was printed; measure compares it with our PDF (export/print,
# TestPaper). Debian packages: cups cups-client cups-filters ghostscript
# poppler-utils. Who reads this ends $cupsd, the process, at its exit.
cupsd="" paper=$work/paper.ps

start_cups() {
  chmod 755 "$work" # the filters run as another user
  mkdir "$work"/{etc,spool,cache,state,log}
  mkdir -m 1777 "$work/tmp"
  cat >"$work/etc/cupsd.conf" <<CONF
Listen $work/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
CONF
  cat >"$work/etc/cups-files.conf" <<CONF
FileDevice Yes
ServerRoot $work/etc
RequestRoot $work/spool
TempDir $work/tmp
CacheDir $work/cache
StateDir $work/state
AccessLog $work/log/access
ErrorLog $work/log/error
PageLog $work/log/page
Printcap
CONF
  PATH=$PATH:/usr/sbin cupsd -f -c "$work/etc/cupsd.conf" -s "$work/etc/cups-files.conf" 2>/dev/null 3>&- &
  cupsd=$!
  export CUPS_SERVER=$work/cups.sock
  until [[ -S $CUPS_SERVER ]] && lpstat -r >/dev/null 2>&1; do
    kill -0 "$cupsd" || { echo "cupsd does not run"; exit 1; }
    sleep 0.1
  done
  PATH=$PATH:/usr/sbin lpadmin -p paper -E -v "file://$paper" -m drv:///sample.drv/generic.ppd -o PageSize=A4 2>/dev/null
}

# paper_as FILE: waits for the printer and keeps what it printed as FILE, a PDF.
paper_as() {
  local deadline=$((SECONDS + 60))
  while [[ -n $(lpstat -o) ]]; do
    ((SECONDS < deadline)) || { echo "the printer does not finish"; tail -5 "$work/log/error"; exit 1; }
    sleep 0.2
  done
  gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o "$1" "$paper" 2>/dev/null
}

measure() { # measure PRINTED WANTED
  JIANBAN_PRINTED=$1 JIANBAN_WANTED=$2 go test ./export/print -run '^TestPaper$' -count=1 -v | grep -v '^=== '
  ((PIPESTATUS[0] == 0))
}
