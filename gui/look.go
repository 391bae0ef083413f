package gui

import (
	"fyne.io/fyne/v2"

	look "jianban/gui/theme"
)

// prefLook keeps the look by its name.
const prefLook = "ui.look"

// keptLook is the look that was chosen; that of the system where none was.
func keptLook(p fyne.Preferences) look.Look {
	if p == nil {
		return look.LookSystem
	}
	return look.LookNamed(p.String(prefLook))
}

// Look is which colours the window wears.
func (m *Main) Look() look.Look { return m.look }

// SetLook gives the window other colours at once and keeps them.
func (m *Main) SetLook(l look.Look) {
	if l == m.look {
		return
	}
	m.look = l
	if m.deps.Prefs != nil {
		m.deps.Prefs.SetString(prefLook, l.Name())
	}
	m.wear()
}

// wear has every window take its colours, and the scale with them.
func (m *Main) wear() { m.app.Settings().SetTheme(look.InLook(m.look)) }
