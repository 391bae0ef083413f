#!/bin/bash
# Fyne v2.8.1 (Go 1.26): a container.ThemeOverride parses the theme's fonts anew
# each time it is refreshed and its text is drawn again, and never lets go of
# what it parsed: each refresh opens a new scope of the font cache, and the
# cache of faces has no bound. The same label in a plain container parses once.
#
# Seen: heap kept by each refresh, after garbage collection (more or less with
# the fonts that the system adds to the toolkit's own):
#   plain container         0.0 MB
#   theme override          6.0 MB
# For us: no part of a screen has a theme of its own (gui/widget/table_rows.go);
# with our embedded faces each refresh of a table kept 15.8 MB. The heap test is
# in gui/ledger/memory_test.go.
#
# Needs Go and the module proxy; no display. Fails where this changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'MOD'
module finding
go 1.26
require fyne.io/fyne/v2 v2.8.1
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func heap() float64 {
	for range 3 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// kept is the heap in MB that each refresh of an object keeps.
func kept(o fyne.CanvasObject) float64 {
	w := test.NewWindow(o)
	defer w.Close()
	draw := func() { o.Refresh(); w.Canvas().Capture() }
	for range 3 {
		draw()
	}
	const times = 20
	before := heap()
	for range times {
		draw()
	}
	return (heap() - before) / times
}

func main() {
	test.NewApp()
	label := func() fyne.CanvasObject { return widget.NewLabel("text in a face") }
	plain := kept(container.NewStack(label()))
	override := kept(container.NewThemeOverride(label(), theme.DefaultTheme()))
	fmt.Printf("plain container         %.1f MB\ntheme override          %.1f MB\n", plain, override)
	if plain > 0.1 || override < 0.2 {
		fmt.Println("changed")
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run .
