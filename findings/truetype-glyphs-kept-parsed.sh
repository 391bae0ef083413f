#!/bin/bash
# github.com/go-text/typesetting v0.3.5 (what Fyne 2.8.1 reads fonts with): ParseTTF
# takes every glyph of a TrueType font apart at once and keeps all of them as
# structures, while the charstrings of a CFF font stay the bytes that they are.
# So a Chinese TrueType font takes several times its file in memory for text of a
# few characters, the same design as CFF about its file.
#
# Seen: file of the face's outlines, heap kept by one parsed face, a glyph:
#   Noto Sans SC 400, TrueType (npm @expo-google-fonts/noto-sans-sc 0.4.3)
#                           327 bytes of outlines a glyph, 1146 bytes kept
#   Noto Sans CJK SC Regular, CFF (Debian fonts-noto-cjk 1:20220127)
#                           236 bytes of outlines a glyph,  297 bytes kept
# For us: the window's two faces are embedded as CFF (scripts/fonts.sh --cff), which
# took 15 MB off the window's memory; papers keep TrueType, whose glyphs are cut out
# one by one (export/font).
#
# Needs Go and the module proxy, npm, apt (nothing is installed). Fails where this
# changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null
tar -xzf ./*.tgz package/400Regular/NotoSansSC_400Regular.ttf
chmod 777 . && apt-get download -q fonts-noto-cjk >/dev/null
dpkg-deb -x ./*.deb deb
cat >go.mod <<'MOD'
module finding
go 1.26
require github.com/go-text/typesetting v0.3.5
MOD
cat >main.go <<'GO'
package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// measure gives the size of the outlines' table and the heap that a parsed face
// keeps, both in bytes a glyph.
func measure(path, family, table string) (outlines, kept float64) {
	file, err := os.ReadFile(path)
	must(err)
	loaders, err := opentype.NewLoaders(bytes.NewReader(file))
	must(err)
	for _, l := range loaders {
		f, err := font.NewFont(l)
		must(err)
		if f.Describe().Family != family {
			continue
		}
		raw, err := l.RawTable(opentype.MustNewTag(table))
		must(err)
		size, glyphs := len(raw), 0
		head, err := l.RawTable(opentype.MustNewTag("maxp"))
		must(err)
		glyphs = int(head[4])<<8 | int(head[5])
		f, raw = nil, nil
		before := heap()
		f, err = font.NewFont(l)
		must(err)
		after := heap()
		runtime.KeepAlive(f)
		runtime.KeepAlive(file)
		fmt.Printf("%s: %d glyphs, %.1f MB, %.1f MB kept: %.0f bytes a glyph, %.0f kept\n", family, glyphs,
			float64(size)/1e6, float64(after-before)/1e6, float64(size)/float64(glyphs), float64(after-before)/float64(glyphs))
		return float64(size) / float64(glyphs), float64(after-before) / float64(glyphs)
	}
	must(fmt.Errorf("no face %s", family))
	return 0, 0
}

func main() {
	size, kept := measure("package/400Regular/NotoSansSC_400Regular.ttf", os.Args[1], "glyf")
	if kept < 2*size {
		fmt.Println("TrueType glyphs are no longer kept taken apart")
		os.Exit(1)
	}
	size, kept = measure("deb/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "CFF ")
	if kept > 1.5*size {
		fmt.Println("CFF glyphs take more than their bytes")
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
GOFLAGS=-mod=mod go run . "Noto Sans SC"
