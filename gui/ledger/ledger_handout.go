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
	var wanted []data.ID
	for _, r := range s.table.Marked() {
		wanted = append(wanted, r.ID)
	}
	if r, ok := s.table.Selected(); ok && len(wanted) == 0 {
		wanted = append(wanted, r.ID)
	}
	if len(wanted) == 0 {
		s.host.Fail(data.Problem{Message: "还没有选中建议", Hint: "请按住 Ctrl 逐件单击，或按住 Shift 单击选一段，按 Ctrl+A 全选"})
		return
	}
	f := &handoutForm{deps: s.deps, kind: kind}
	s.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) error {
		return f.load(ctx, wanted)
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
func (f *handoutForm) load(ctx context.Context, wanted []data.ID) error {
	var err error
	if f.lists, err = proposal.LoadLists(ctx, f.deps.Store); err != nil {
		return err
	}
	if f.cases, err = f.deps.Store.Cases(ctx, data.Scope{IDs: wanted, Texts: true}); err != nil {
		return err
	}
	if len(f.cases) == 0 {
		return fmt.Errorf("none of the %d marked proposals is there", len(wanted))
	}
	f.rules, err = f.deps.Store.RuleYears(ctx)
	return err
}
