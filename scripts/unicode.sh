#!/bin/bash
# Makes the tables that data takes from Unicode anew (`make unicode`): look-alike
# characters and the order by strokes. The result is committed, so a build needs
# neither. Sources: Debian's unicode-data and locales, named with their versions
# in what is written.
set -euo pipefail
cd "$(dirname "$0")/.."
for p in unicode-data locales; do
	dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed && continue
	sudo=""; ((EUID == 0)) || sudo=sudo
	$sudo apt-get install -y -q --no-install-recommends "$p"
done
python3 scripts/unicode.py >data/lookalikes.go
gofmt -w data/lookalikes.go
python3 scripts/strokes.py >data/strokes/strokes.txt
