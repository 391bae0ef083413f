package office

import (
	"jianban/data/draft"
)

// settingsAction is the journal's word for saving the settings.
const settingsAction = "修改设置"

// Unsaved is what is typed into the settings and not saved.
func (s *SettingsScreen) Unsaved() (draft.Draft, bool) {
	if !s.shown || !s.dirty() || s.model.Locked != "" {
		return draft.Draft{}, false
	}
	fields := draft.Changed(draft.Against(s.form.Typed(), s.before))
	return draft.Draft{Where: draft.Settings, Title: "设置", Action: settingsAction, Fields: fields}, len(fields) > 0
}

// Retype puts typed text into the settings when they are shown.
func (s *SettingsScreen) Retype(d draft.Draft, done func(left []draft.Field)) {
	s.retype = func() { done(s.form.Retype(d.Changed())) }
	s.Refresh()
}
