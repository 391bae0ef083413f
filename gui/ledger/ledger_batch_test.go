package ledger

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

func TestTheLedgerOpensABatch(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		openLedger(t, r).onBatch()
		onethread.Settle()
		if len(r.Panels) != 1 || r.Panels[0].Title != "批量导出、打印" {
			t.Fatalf("the ledger opened %d panels", len(r.Panels))
		}
	}, story.Lead())
}

// tapRow clicks on the ledger's row of a number: the innermost thing to tap that
// shows it first.
func tapRow(t *testing.T, s *LedgerScreen, number string) {
	t.Helper()
	var row fyne.Tappable
	screentest.Walk(s.root, func(o fyne.CanvasObject) bool {
		if tap, ok := o.(fyne.Tappable); ok && len(screentest.Texts(o)) > 3 && screentest.Texts(o)[0] == number {
			row = tap
		}
		return true
	})
	if row == nil {
		t.Fatalf("no row of %s", number)
	}
	row.Tapped(&fyne.PointEvent{})
	onethread.Settle()
}

func TestRowsAreMarkedForABatch(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		names := func() (all []string) {
			for _, x := range s.batchScopes() {
				all = append(all, x.Name)
			}
			return all
		}
		if got := names(); !slices.Equal(got, []string{"2022年全部 3 件"}) {
			t.Errorf("offered %v", got)
		}
		tapRow(t, s, "12")
		onethread.Hold(t, fyne.KeyModifierControl)
		tapRow(t, s, "21")
		r.Keep("ledger-marked")
		if got := names(); !slices.Equal(got, []string{"选中的 2 件", "2022年全部 3 件"}) {
			t.Errorf("offered %v", got)
		}
		if got := s.batchScopes()[0].IDs; !slices.Equal(got, []data.ID{12, 21}) {
			t.Errorf("marked %v", got)
		}
		if !strings.HasPrefix(s.count.Text, "选中 2 / ") {
			t.Errorf("counts %q", s.count.Text)
		}
		onethread.Hold(t, fyne.KeyModifierShift)
		tapRow(t, s, "12")
		if got := len(s.table.Marked()); got != 3 {
			t.Errorf("from 21 to 12 are %d marked, want 3", got)
		}
		onethread.Hold(t, 0)
		tapRow(t, s, "17")
		if got := names(); !slices.Equal(got, []string{"2022年全部 3 件", "只第17号"}) {
			t.Errorf("after a plain click offered %v", got)
		}
		s.table.MarkAll()
		if got := len(s.table.Marked()); got != 3 {
			t.Errorf("Ctrl+A marked %d", got)
		}
	}, story.Lead(), story.Draft(), story.Assist())
}

// The ledger is printed as it is shown.
func TestPrintingTheLedger(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		s := openLedger(t, r)
		s.Print()
		onethread.Settle()
		screentest.PressYes(t, r)
		onethread.Settle()
		if len(shop.Papers) != 1 || !strings.Contains(shop.Papers[0][0].Title, "台账") {
			t.Errorf("printed %d jobs", len(shop.Papers))
		}
		r.NoFailure()
	}, story.Lead())
}
