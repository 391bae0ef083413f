package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func TestKeyOfPrinting(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		screentest.TwoPrinters().Serve(&m.deps)
		key := &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
		m.Go(screen.PlaceSettings)
		onethread.Settle()
		m.keys.TypedShortcut(key)
		onethread.Settle()
		if !strings.Contains(m.status.said.Text, "没有可以打印的内容") {
			t.Errorf("the settings say %q", m.status.said.Text)
		}
		m.OpenReply(12, 0)
		onethread.Settle()
		m.keys.TypedShortcut(key)
		onethread.Settle()
		if len(m.panels) != 1 || m.panels[0].Title != "打印第12号答复" {
			t.Fatalf("%d panels", len(m.panels))
		}
		escape(m)
		m.Go(screen.PlaceSummary)
		onethread.Settle()
		if _, ok := m.current().(screen.Printer); !ok {
			t.Error("the summary cannot be printed")
		}
	}, story.Lead())
}
