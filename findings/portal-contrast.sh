#!/bin/bash
# github.com/rymdport/portal v0.4.2 (what Fyne 2.8 asks the desktop with), package
# settings/appearance: GetContrast reads the key "color-scheme" of the desktop's
# portal, not "contrast". So a desktop that merely prefers dark colours (scheme 1)
# is told to want higher contrast, and one that wants higher contrast (contrast 1)
# is not; reading "contrast" by settings.ReadOne gives what the portal says.
#
# Seen, from a portal of our own on a bus of its own:
#   scheme 1, contrast 0: GetContrast 1, ReadOne contrast 0
#   scheme 0, contrast 1: GetContrast 0, ReadOne contrast 1
# For us: gui/theme/system_linux.go reads the key itself.
#
# Needs Go and the module proxy, dbus-run-session (Debian: dbus). Fails where this
# changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'MOD'
module finding
go 1.26
require (
	github.com/godbus/dbus/v5 v5.1.0
	github.com/rymdport/portal v0.4.2
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/godbus/dbus/v5"
	"github.com/rymdport/portal/settings"
	"github.com/rymdport/portal/settings/appearance"
)

type desk map[string]uint32

func (d desk) ReadOne(namespace, key string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(d[key]), nil
}

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
}

func main() {
	bus, err := dbus.ConnectSessionBus()
	must(err)
	_, err = bus.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue)
	must(err)
	for _, d := range []desk{{"color-scheme": 1, "contrast": 0}, {"color-scheme": 0, "contrast": 1}} {
		must(bus.Export(d, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"))
		got, err := appearance.GetContrast()
		must(err)
		read, err := settings.ReadOne(appearance.Namespace, "contrast")
		must(err)
		fmt.Printf("scheme %d, contrast %d: GetContrast %d, ReadOne contrast %v\n", d["color-scheme"], d["contrast"], got, read)
	}
}
GO
go mod tidy >/dev/null 2>&1
go build -o finding .
seen=$(dbus-run-session -- ./finding)
echo "$seen"
[[ $seen == "scheme 1, contrast 0: GetContrast 1, ReadOne contrast 0
scheme 0, contrast 1: GetContrast 0, ReadOne contrast 1" ]]
