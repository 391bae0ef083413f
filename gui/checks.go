package gui

import (
	"context"
	"fmt"
	"time"

	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/office"
	ui "jianban/gui/widget"
)

// firstCheck is how soon after the start the registry is checked by itself: the
// window is in use by then, and the look for damage is over.
const firstCheck = 8 * time.Second

// watchChecks checks the registry once by itself, unless stop is closed before.
func (m *Main) watchChecks(stop <-chan struct{}) {
	if m.deps.Checks == nil {
		return
	}
	fault.Go(func() {
		select {
		case <-stop:
		case <-time.After(firstCheck):
			ui.Do(m.checkIfDue)
		}
	})
}

// checkIfDue checks the registry quietly where that is due, and says what it
// found. Whoever closes the window ends it.
func (m *Main) checkIfDue() {
	unclean := m.deps.Checks.State().Unclean
	m.checking.Start(func(ctx context.Context) (made data.CheckMade, err error) {
		due, err := m.deps.Checks.Due(ctx)
		if err != nil || !due {
			return made, err
		}
		_, err = m.deps.Checks.Check(ctx, true)
		return m.deps.Checks.State().Last, err
	}, func(made data.CheckMade, err error) {
		if said := checkedWords(made, unclean, err); said != "" {
			m.Say(said)
		}
		m.refreshSettings(!made.At.IsZero())
	})
}

// refreshSettings shows in the settings, where they are on screen, what was made by
// itself meanwhile.
func (m *Main) refreshSettings(made bool) {
	if s, ok := m.current().(*office.SettingsScreen); ok && made {
		s.Refresh()
	}
}

// checkedWords is what the status line says of a check that was made by itself;
// "" where nobody needs to know.
func checkedWords(made data.CheckMade, unclean bool, err error) string {
	const where = "，详见“设置”里的“检查”。"
	switch {
	case err != nil && data.Told(err):
		return "没有检查成登记库：" + data.Sentence(err)
	case err != nil || made.At.IsZero():
		return ""
	case made.Damage > 0:
		return fmt.Sprintf("检查发现登记库有%d处损坏", made.Damage) + where
	case made.Must > 0:
		return fmt.Sprintf("检查发现登记内容有%d处须处理", made.Must) + where
	case unclean:
		return "程序上次没有正常结束，已检查登记库，没有损坏。"
	}
	return ""
}
