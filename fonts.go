package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/font"
)

// fontsOnly is the environment's way to say that papers are to look the same on
// every machine, whatever fonts it has: with the value embedded, no folder is
// looked into. Tests and comparisons use it.
const fontsOnly, fontsEmbedded = "JIANBAN_FONTS", "embedded"

// ownFonts is the office's fonts folder, beside the registry, where the
// settings name no other.
const ownFonts = "字体"

// fontOptions say where the fonts of a registry's papers are.
func fontOptions(s data.Settings, registryPath string) font.Options {
	if os.Getenv(fontsOnly) == fontsEmbedded {
		return font.Options{}
	}
	own := s.FontsFolder
	if own == "" {
		own = ownFonts
	}
	if !filepath.IsAbs(own) {
		own = filepath.Join(filepath.Dir(registryPath), own)
	}
	return font.Options{System: xdg.FontDirs, Own: own, XBSLicensed: s.XBSLicensed}
}

// fontsOf are the fonts of a registry's papers, as its settings are now.
func fontsOf(ctx context.Context, reg *registry.Registry) (*font.Set, error) {
	settings, err := reg.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return font.Find(fontOptions(settings, reg.Path())), nil
}

// windowFonts are the fonts of the window's papers. They follow the settings:
// after each change that concerns fonts they are looked for again.
func windowFonts(ctx context.Context, reg *registry.Registry) (*font.Set, error) {
	fonts, err := fontsOf(ctx, reg)
	if err != nil {
		return nil, err
	}
	reg.OnChange(func() {
		if settings, err := reg.Settings(ctx); err == nil { // else the window is told by its own reading
			fonts.Use(fontOptions(settings, reg.Path()))
		}
	})
	return fonts, nil
}
