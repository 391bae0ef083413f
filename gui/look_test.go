package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// Other colours are worn at once and kept; what is kept and unknown is as if nothing
// were.
func TestLookIsWornAndKept(t *testing.T) {
	sizedWindow(t, func(m *Main, a *still) {
		ground := func() any { return a.Settings().Theme().Color(fynetheme.ColorNameBackground, fynetheme.VariantLight) }
		if m.Look() != look.LookSystem {
			t.Fatalf("at first %q", m.Look())
		}
		seen := map[any]look.Look{}
		for _, l := range []look.Look{look.LookLight, look.LookDark, look.LookHigh} {
			m.SetLook(l)
			if before, same := seen[ground()]; same {
				t.Errorf("%s has the ground of %s", l, before)
			}
			seen[ground()] = l
			if keptLook(m.deps.Prefs) != l {
				t.Errorf("kept %q, want %q", keptLook(m.deps.Prefs), l)
			}
		}
		m.SetScale(1.2) // takes the colours with it
		if seen[ground()] != look.LookHigh {
			t.Errorf("larger text wears %q", seen[ground()])
		}
		m.deps.Prefs.SetString(prefLook, "紫色")
		if keptLook(m.deps.Prefs) != look.LookSystem || keptLook(fyne.Preferences(nil)) != look.LookSystem {
			t.Error("an unknown look was taken")
		}
	})
}
