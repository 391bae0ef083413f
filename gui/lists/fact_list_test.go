package lists

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// madeUp is a fact of a made-up kind.
type madeUp struct {
	id   int64
	word string
	day  data.Date
}

func madeUpKind(rows []madeUp) factKind[madeUp] {
	return factKind[madeUp]{
		Name: "事实", Unit: "条", Sort: "word", Tab: screen.TabFacts,
		Load: func(context.Context, screen.Reader, factScope) ([]madeUp, error) { return rows, nil },
		Key:  func(r madeUp) int64 { return r.id },
		Case: func(madeUp) data.ID { return 0 },
		Find: func(r madeUp) data.RowWords { return data.RowWords{Names: []string{r.word}} },
		Columns: []factColumn[madeUp]{
			factText("word", "词", 80, 1, 0, func(r madeUp) string { return r.word }),
			factDay("day", "日期", 90, 0, func(r madeUp) data.Date { return r.day }),
		},
		Filters: []factFilter[madeUp]{{All: "全部词", Value: func(r madeUp) string { return r.word }, Order: []string{"乙"}}},
		Above: func(l *factList[madeUp]) fyne.CanvasObject {
			first := l.rows[0].id
			return container.NewHBox(ui.NewLink(fmt.Sprintf("第一条 %d", first), func() { l.Pick("只看第一条", func(r madeUp) bool { return r.id == first }) }))
		},
		Nothing: [2]string{"还没有事实", "请先记一条。"},
	}
}

func keysOf(l *factList[madeUp]) string {
	var out []string
	for _, r := range l.table.Rows() {
		out = append(out, fmt.Sprint(r.id))
	}
	return strings.Join(out, " ")
}

func TestFactListChoosesAndSorts(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		rows := []madeUp{{1, "甲", data.NewDate(2022, 5, 2)}, {2, "乙", data.NewDate(2022, 5, 1)}, {3, "甲", data.NewDate(2021, 12, 31)}}
		l := newFactList(r.Deps, r, madeUpKind(rows))
		t.Cleanup(l.Close)
		r.Enter(l)
		if got := keysOf(l); got != "1 3 2" {
			t.Errorf("shows %s", got)
		}
		if got := fmt.Sprint(l.filters[0].Options); got != "[全部词 乙 甲]" {
			t.Errorf("offers %s", got)
		}
		l.table.Heading("day")
		if got := keysOf(l); got != "3 2 1" {
			t.Errorf("by day %s", got)
		}
		l.table.Heading("day")
		if got := keysOf(l); got != "1 2 3" {
			t.Errorf("by day, latest first %s", got)
		}
		l.filters[0].Choose("甲")
		l.Filter("没有这个字")
		if all := strings.Join(screentest.Texts(l.empty), ""); !strings.Contains(all, "没有符合条件的事实") {
			t.Errorf("says %q", all)
		}
		screentest.TapText(t, l.empty, "清除条件")
		if got, count := keysOf(l), l.count.Text; got != "1 2 3" || count != "3 条" {
			t.Errorf("cleared shows %s, %s", got, count)
		}
		screentest.TapText(t, l.above, "第一条 1")
		if got, count := keysOf(l), l.count.Text; got != "1" || count != "1 条，共 3 条" {
			t.Errorf("picked shows %s, %s", got, count)
		}
		if !l.Escape() || keysOf(l) != "1 2 3" || l.Escape() {
			t.Error("Esc does not take the choice back, once")
		}
		l.Filter("乙")
		l.Enter()
		if row, ok := l.table.Selected(); !ok || row.id != 2 {
			t.Error("Enter in the search box does not choose the row found")
		}
		l.Filter("")
		l.Show(nil)
		if all := strings.Join(screentest.Texts(l.empty), ""); !strings.Contains(all, "请先记一条") {
			t.Errorf("nothing says %q", all)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestTalksOfAllProposals(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, ok := NewTalksScreen(r.Deps, r).(*factList[*talkRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.Enter(s)
		if n, want := len(s.table.Rows()), len(story.Lead().Consultations)+len(story.Draft().Consultations); n != want {
			t.Fatalf("%d rows, want %d", n, want)
		}
		s.filters[0].Choose(string(data.Before))
		for _, row := range s.table.Rows() {
			if row.Phase != data.Before {
				t.Errorf("办前 shows %s", row.Phase)
			}
		}
		s.table.Choose(0)
		onethread.Settle()
		if !s.detail.Root().Visible() || s.detail.Tab() != screen.TabTalks {
			t.Error("a chosen row does not show its proposal's talks")
		}
		r.Keep("talks")
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

// A click on the chosen row brings back the pane that Esc closed.
func TestAClickBringsThePaneBack(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, ok := NewTalksScreen(r.Deps, r).(*factList[*talkRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.Enter(s)
		click := func() {
			test.TapCanvas(r.Win.Canvas(), fyne.NewPos(200, 110))
			onethread.Settle()
			time.Sleep(time.Second) // in the bubble: no double click
		}
		click()
		if !s.detail.Root().Visible() {
			t.Fatal("a click shows no pane")
		}
		if s.Escape(); s.detail.Root().Visible() {
			t.Fatal("Esc leaves the pane")
		}
		if click(); !s.detail.Root().Visible() {
			t.Error("a click on the row does not bring it back")
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}

// Facts without a day stand behind the others whichever way is sorted; what is kept
// stands behind what is to be kept, and urgings by the day something is due.
func TestFactsAreSortedByTheirDay(t *testing.T) {
	rows := []madeUp{{id: 1}, {id: 2, day: data.NewDate(2022, 5, 2)}, {id: 3, day: data.NewDate(2022, 5, 1)}}
	order := func(down bool) (out string) {
		for _, r := range orderOf(madeUpKind(nil), rows).Sort(rows, "day", down) {
			out += fmt.Sprint(r.id)
		}
		return out
	}
	if up, down := order(false), order(true); up != "321" || down != "231" {
		t.Error(up, down)
	}
	promise := func(day int, kept bool) *promiseRow {
		r := &promiseRow{}
		r.ID, r.Due = data.ID(day), screentest.June(day)
		if kept {
			r.Kept = screentest.June(2)
		}
		return r
	}
	promises := []*promiseRow{promise(3, true), promise(20, false), promise(9, false), promise(1, true)}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		l, _ := NewPromisesScreen(r.Deps, r).(*factList[*promiseRow])
		u, _ := NewUrgingScreen(r.Deps, r).(*factList[*urgeRow])
		t.Cleanup(l.Close)
		t.Cleanup(u.Close)
		for want, down := range map[string]bool{"9 20 1 3 ": false, "20 9 3 1 ": true} {
			got := ""
			for _, p := range orderOf(l.kind, promises).Sort(promises, "due", down) {
				got += fmt.Sprint(p.ID, " ")
			}
			if got != want {
				t.Errorf("promises: %s", got)
			}
		}
		due := func(key int64, limit int) *urgeRow {
			return &urgeRow{key: key, State: data.UrgingDue, limit: screentest.June(limit), daysLeft: limit - 15}
		}
		got, urgings := "", []*urgeRow{due(1, 20), due(2, 8), due(3, 13), {key: 4}}
		for _, x := range orderOf(u.kind, urgings).Sort(urgings, "why", false) {
			got += fmt.Sprint(x.key)
		}
		if got != "2314" {
			t.Errorf("urgings: %s", got)
		}
	})
}
