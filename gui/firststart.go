package gui

import (
	"jianban/data"
	"jianban/gui/office"
	"jianban/gui/screen"
)

// prefWelcomed keeps for which registry the person was asked who the office is.
const prefWelcomed = "setup.asked"

// welcome asks at the first start on an empty registry who the office is, once for
// each registry. What is not told then stands in the settings as 还差什么.
func (m *Main) welcome(settings data.Settings, empty bool) {
	path := m.deps.Store.Path()
	_, readOnly := m.deps.Store.ReadOnly()
	if !empty || settings.Office != "" || readOnly || len(m.panels) > 0 || m.deps.Prefs != nil && m.deps.Prefs.String(prefWelcomed) == path {
		return
	}
	if m.deps.Prefs != nil {
		m.deps.Prefs.SetString(prefWelcomed, path)
	}
	office.FirstStart(m, settings)
}

// prefVersion keeps which version was used last.
const prefVersion = "version"

// sayNew says at the first start of another version that it is one, and offers what
// it brought.
func (m *Main) sayNew() {
	if m.deps.Prefs == nil {
		return
	}
	before := m.deps.Prefs.String(prefVersion)
	if before == m.deps.Version {
		return
	}
	m.deps.Prefs.SetString(prefVersion, m.deps.Version)
	if before != "" {
		m.Offer("建办已更新到 "+m.deps.Version+"。", screen.Act{Word: "看新变化", Do: func() { office.OpenChanges(m.deps, m) }})
	}
}
