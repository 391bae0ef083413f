package office

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	ui "jianban/gui/widget"
)

// logonPart is the switch of the notice at logon; off unless a person wants it.
func (s *SettingsScreen) logonPart() fyne.CanvasObject {
	s.logon = ui.NewTickBox("登录电脑时提醒一次已逾期和七天内到期的件数", func(on bool) {
		if err := s.deps.Logon.Set(on); err != nil {
			s.logon.Fill(s.deps.Logon.On())
			s.host.Fail(err)
			return
		}
		if on {
			s.host.Say("下次登录时提醒；没有到期的就不出声。")
		} else {
			s.host.Say("登录时不再提醒。")
		}
	})
	s.logon.Fill(s.deps.Logon.On())
	return container.NewVBox(s.logon, ui.NewSmallText("只告知件数，不打开窗口。"))
}
