package ledger

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// onHandoutMenu offers what is done with the marked proposals at once.
func (s *LedgerScreen) onHandoutMenu(at fyne.CanvasObject) {
	var items []*fyne.MenuItem
	for _, k := range []handoutKind{handAssign, handAccept, handTell} {
		items = append(items, fyne.NewMenuItem(string(k)+"…", func() { s.onHandout(k) }))
	}
	ui.ShowMenu(fyne.NewMenu("", items...), at)
}

// onHandout opens the form for the marked proposals, or the chosen one.
func (s *LedgerScreen) onHandout(kind handoutKind) {
	if s.host.Locked() {
		return
	}
	wanted := map[data.ID]bool{}
	for _, r := range s.table.Marked() {
		wanted[r.ID] = true
	}
	if r, ok := s.table.Selected(); ok && len(wanted) == 0 {
		wanted[r.ID] = true
	}
	if len(wanted) == 0 {
		s.host.Fail(data.Problem{Message: "还没有选中建议", Hint: "请按住 Ctrl 逐件单击，或按住 Shift 单击选一段，按 Ctrl+A 全选"})
		return
	}
	year, book := s.model.Year, s.host.Book()
	if s.state.Only != nil {
		year, book = 0, 0
	}
	f := &handoutForm{deps: s.deps, kind: kind}
	s.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) error {
		return f.load(ctx, data.Scope{Year: year, BookID: book, Texts: true}, wanted)
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		f.show(s.host)
	})
}

// load reads the proposals with their texts, which are saved again with them,
// and the lists to choose from.
func (f *handoutForm) load(ctx context.Context, scope data.Scope, wanted map[data.ID]bool) error {
	var err error
	if f.lists, err = proposal.LoadLists(ctx, f.deps.Store); err != nil {
		return err
	}
	all, err := f.deps.Store.Cases(ctx, scope)
	if err != nil {
		return err
	}
	for _, c := range all {
		if wanted[c.Proposal.ID] {
			f.cases = append(f.cases, c)
		}
	}
	if len(f.cases) == 0 {
		return fmt.Errorf("none of the %d marked proposals is there", len(wanted))
	}
	f.rules, err = f.deps.Store.RuleYears(ctx)
	return err
}
