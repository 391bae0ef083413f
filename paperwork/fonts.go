package paperwork

import (
	"context"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"jianban/data"
	"jianban/export/font"
)

// FontsOnly is the environment's way to say that papers are to look the same on
// every machine, whatever fonts it has: with the value FontsEmbedded, no folder
// is looked into. Tests and comparisons use it.
const FontsOnly, FontsEmbedded = "JIANBAN_FONTS", "embedded"

// ownFonts is the office's fonts folder, beside the registry, where the
// settings name no other.
const ownFonts = "字体"

// fontOptions say where the fonts of a registry's papers are.
func fontOptions(s data.Settings, registryPath string) font.Options {
	if os.Getenv(FontsOnly) == FontsEmbedded {
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

// followSettings looks for the fonts again after each change of the settings
// that concerns them.
func (d *Desk) followSettings(ctx context.Context) {
	d.Registry.OnChange(func() {
		if settings, err := d.Registry.Settings(ctx); err == nil { // else the window is told by its own reading
			d.Fonts.Use(fontOptions(settings, d.beside()))
		}
	})
}
