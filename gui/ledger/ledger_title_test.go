package ledger

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Paper, workbook and printer bear the title of what the ledger shows: the book
// chosen, the filter, the list it was opened with.
func TestTheLedgersTitleSaysWhatItShows(t *testing.T) {
	other := screentest.OfBook(912, screentest.BookIn(97, 2022, data.CPPCC))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openLedger(t, r)
		title := func() string { return s.paper().title }
		if got := title(); got != "2022年建议提案办理台账" {
			t.Errorf("the whole year: %s", got)
		}
		s.state.Filter.Role = string(data.Lead)
		s.Filter("管网")
		if got := title(); got != "2022年建议提案办理台账（主办，“管网”）" {
			t.Errorf("filtered: %s", got)
		}
		s.Only("区工信局：未办", []data.ID{12})
		onethread.Settle()
		if got := title(); got != "市六届人大一次会议建议办理台账（区工信局：未办）" || s.only.Text != "区工信局：未办（1）" {
			t.Errorf("chosen: %s under %s", got, s.only.Text)
		}
		s.onAll()
		r.ShownBook = 1
		s.Refresh()
		onethread.Settle()
		if got := title(); got != "市六届人大一次会议建议办理台账" {
			t.Errorf("one book: %s", got)
		}
		s.Export()
		onethread.Settle()
		s.listing().Save(s.deps, s.host, ".xlsx")
		onethread.Settle()
		if got := r.Papers.Lists; len(got) != 1 || got[0].Title != "市六届人大一次会议建议办理台账" {
			t.Errorf("written %+v", got)
		}
		if all := strings.Join(r.Opened, "\n"); strings.Count(all, "市六届人大一次会议建议办理台账.") != 2 {
			t.Errorf("files %s", all)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), other)
}

// A list over two years shows each limit by its own year's rules: three months
// for 2021, six for 2022, from 8 March.
func TestALedgerOverYearsShowsEachYearsLimit(t *testing.T) {
	older := screentest.OfBook(912, screentest.BookIn(98, 2021, data.Congress))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		rules, err := r.Memory.RuleYears(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		three, six := rules.In(2022).Pack, rules.In(2022).Pack
		three.Name, three.From, three.ReplyMonths = "旧规则", data.NewDate(2020, 1, 1), 3
		six.Name, six.From, six.ReplyMonths, six.ExtensionMonths = "新规则", data.NewDate(2022, 1, 1), 6, 6
		for _, p := range []data.RulePack{three, six} {
			if err := r.Deps.Store.Do(t.Context(), "规则", func(tx screen.Tx) error { return tx.SavePack(&p) }); err != nil {
				t.Fatal(err)
			}
		}
		m, err := loadLedger(t.Context(), r.Deps.Store, data.Scope{}, screentest.June(15))
		if err != nil || len(m.Rows) != 2 {
			t.Fatal(len(m.Rows), err)
		}
		limits := map[int]data.Date{}
		for _, row := range m.Rows {
			limits[row.Year] = row.Limit
		}
		if limits[2021] != data.NewDate(2021, 6, 8) || limits[2022] != data.NewDate(2022, 9, 8) {
			t.Errorf("limits %v", limits)
		}
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		s := openLedger(t, r)
		s.Only("两年", []data.ID{12, 912})
		onethread.Settle()
		s.Print()
		onethread.Settle()
		screentest.PressYes(t, r)
		onethread.Settle()
		p := screentest.Words(shop.Papers[0][0])
		if !strings.Contains(p, "2021-06-08") || !strings.Contains(p, "2022-09-08") {
			t.Errorf("printed %s", p)
		}
	}, story.Lead(), older)
}
