package office

import (
	"path/filepath"

	"jianban/gui/form"
)

// registryKinds are how registry files end: as they always did, and as only ours
// do, which Windows opens with this program (packaging/windows/setup.nsi).
var registryKinds = []string{".db", ".jianban"}

// onOpenOther asks which registry to open.
func (s *SettingsScreen) onOpenOther() {
	s.askRegistry(form.FileAsk{Title: "打开其他登记库", Yes: "打开", Kinds: registryKinds}, false)
}

// onCreate asks where a new registry is to lie.
func (s *SettingsScreen) onCreate() {
	s.askRegistry(form.FileAsk{Title: "新建登记库", Yes: "新建", Kinds: registryKinds, Name: "登记库.db"}, true)
}

// onOpenShared asks for the address of a shared registry.
func (s *SettingsScreen) onOpenShared() {
	s.Leave(func() { openShared(s.deps, s.host, func() { s.host.Window().Close() }) })
}

// opening opens another registry in place of this one; nil where the program cannot.
func (s *SettingsScreen) opening() func(path string) {
	if s.deps.OpenOther == nil {
		return nil
	}
	return func(path string) {
		s.Leave(func() { s.openOther(path, false) })
	}
}

// openOther opens another registry in a window of its own and closes this one.
func (s *SettingsScreen) openOther(path string, create bool) {
	if err := s.deps.OpenOther(path, create); err != nil {
		s.host.Fail(err)
		return
	}
	s.host.Window().Close()
}

// askRegistry asks for a registry's place, opens it in a window of its own and
// closes this one.
func (s *SettingsScreen) askRegistry(a form.FileAsk, create bool) {
	a.Folder = filepath.Dir(s.model.Path)
	s.Leave(func() {
		form.AskFile(s.deps, s.host, a, func(path string) { s.openOther(path, create) })
	})
}
