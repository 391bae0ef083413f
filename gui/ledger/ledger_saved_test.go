package ledger

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// savedShown is the side of lists as a person reads it.
func savedShown(s *LedgerScreen) string {
	return strings.Join(screentest.Texts(s.saved.rows), " ")
}

// A search is named once; from then on one click shows it, with how many it
// finds beside it. It is printed under its name, renamed, deleted and brought back.
func TestASearchIsSavedAndShownAgain(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		if s.saved.root.Visible() || s.saved.save.Visible() {
			t.Error("there are lists, or all proposals can be saved as one")
		}
		s.roles.Choose("主办")
		s.Filter("管网")
		onethread.Settle()
		screentest.TapText(t, s.bar, "存为列表")
		offered := screentest.EntryOf(t, r, "如 逾期的主办件")
		if offered.SelectedText() != offered.Text || offered.Text == "" {
			t.Errorf("%q of %q is selected", offered.SelectedText(), offered.Text)
		}
		screentest.TypeInto(t, r, "列表名称", "管网的主办件")
		r.Keep("ledger-save-list")
		r.Panels[0].Save()
		onethread.Settle()
		if got := savedShown(s); got != "管网的主办件 1" || s.saved.save.Visible() {
			t.Fatalf("saved: %q, can be saved again %v", got, s.saved.save.Visible())
		}
		r.Keep("ledger-saved")
		s.onClear()
		onethread.Settle()
		if got := numbersOf(s); got != "12 17 21" {
			t.Fatalf("cleared: %s", got)
		}
		screentest.TapText(t, s.saved.root, "管网的主办件")
		if got := numbersOf(s); got != "17" || s.roles.Value() != "主办" || s.state.Filter.Words != "管网" {
			t.Errorf("the list shows %s of %+v", got, s.state.Filter)
		}
		if title := s.paper().title; title != "市六届人大一次会议建议办理台账（管网的主办件）" {
			t.Errorf("printed as %s", title)
		}
		s.editList(s.saved.lists[0], "列表改名")
		screentest.TypeInto(t, r, "列表名称", "管网")
		r.Panels[1].Save()
		onethread.Settle()
		if got := savedShown(s); got != "管网 1" {
			t.Errorf("renamed: %q", got)
		}
		s.dropList(s.saved.lists[0])
		onethread.Settle()
		if s.saved.root.Visible() || len(s.saved.lists) != 0 {
			t.Error("the list is still there")
		}
		if what, err := s.deps.Store.Undo(t.Context()); err != nil || !strings.Contains(what, "管网") {
			t.Errorf("undo: %s, %v", what, err)
		}
		s.Refresh()
		onethread.Settle()
		if got := savedShown(s); got != "管网 1" {
			t.Errorf("brought back: %q", got)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist())
}

// A list of a unit that has nothing this year finds nothing, and not all.
func TestAListOfNothingShowsNothing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		err := r.Deps.Store.Do(t.Context(), "存列表", func(tx screen.Tx) error {
			return tx.SaveSavedList(&data.SavedList{Name: "区水利局的", Unit: "区水利局"})
		})
		if err != nil {
			t.Fatal(err)
		}
		s := openLedger(t, r)
		if got := savedShown(s); got != "区水利局的 0" {
			t.Errorf("counted: %q", got)
		}
		for range 2 { // again after loading anew
			s.ShowList(0)
			onethread.Settle()
			if got := numbersOf(s); got != "" || s.units.Value() != "区水利局" {
				t.Errorf("shows %s under %s", got, s.units.Value())
			}
			s.Refresh()
			onethread.Settle()
		}
		s.ShowList(5) // there is none
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

// The columns of the exported ledger are chosen, and stay chosen; what was
// searched for stands beside.
func TestColumnsOfTheLedgerAreChosen(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Prefs = fyne.CurrentApp().Preferences()
		s := openLedger(t, r)
		s.Filter("管网")
		onethread.Settle()
		s.onColumns()
		r.Keep("ledger-columns")
		screentest.TapText(t, r.Panels[0].Content, "全选")
		screentest.TapText(t, r.Win.Canvas().Overlays().Top(), "存为 Excel")
		all := r.Papers.Lists[0]
		if len(all.Columns) != len(data.AllLedgerColumns())+1 || all.Rows != 1 {
			t.Fatalf("%d columns, %d rows", len(all.Columns), all.Rows)
		}
		cells := make([]data.Value, len(all.Columns))
		all.Row(0, cells)
		if last := cells[len(cells)-1].Text; last != "标题" {
			t.Errorf("found %q", last)
		}
		s.deps.Prefs.SetStringList("columns.台账", []string{"number", "docnumber", "gone"})
		s.listing().Save(s.deps, r, ".csv")
		if got := r.Papers.Lists[1]; len(got.Columns) != 2 || got.Columns[1].Title != "答复文号" {
			t.Errorf("kept %+v", got.Columns)
		}
		if !slices.ContainsFunc(r.Opened, func(p string) bool { return strings.HasSuffix(p, ".csv") }) {
			t.Errorf("opened %v", r.Opened)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}
