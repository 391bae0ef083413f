package office

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// checkPart is the settings' part about checks of the registry: the last one with
// what it found, and another at once. nil where there is nothing to check.
type checkPart struct {
	deps    screen.Deps
	host    screen.Host
	refresh func()
	restore func() // opens the form that restores a backup; nil where there are none

	last      *ui.Line
	badge     *ui.Badge
	now, list *ui.Button
	root      *fyne.Container
}

func newCheckPart(d screen.Deps, h screen.Host, refresh func(), restore func()) *checkPart {
	if d.Checks == nil {
		return nil
	}
	p := &checkPart{deps: d, host: h, refresh: refresh, restore: restore, last: ui.NewLine(""), badge: ui.NewBadge(ui.ToneGrey, ui.NoShape, "")}
	p.now = ui.NewButton("立即检查", fynetheme.ViewRefreshIcon(), p.onNow)
	p.list = ui.NewButton("", fynetheme.ListIcon(), func() { p.openList(p.deps.Checks.State().Found) })
	p.root = container.NewVBox(ui.Columns([]float32{factLabel, 0, 150}, ui.Muted("上次检查"), p.last, p.badge), container.NewHBox(p.now, p.list),
		ui.NewSmallText("每天第一次打开、有新的登记，或者程序上次没有正常结束，打开后都在后台检查一次，不影响办理。"))
	return p
}

// show shows the last check.
func (p *checkPart) show(s data.CheckState) {
	if p == nil {
		return
	}
	p.last.SetText(checkedAt(s.Last, p.deps.Now()))
	switch l := s.Last; {
	case l.At.IsZero():
		ui.SetBadge(p.badge, ui.ToneGrey, ui.NoShape, "")
	case l.Damage > 0:
		ui.SetBadge(p.badge, ui.ToneRed, ui.Dot, fmt.Sprintf("%d处损坏", l.Damage))
	case l.Must > 0:
		ui.SetBadge(p.badge, ui.ToneYellow, ui.Dot, fmt.Sprintf("%d处须处理", l.Must))
	default:
		ui.SetBadge(p.badge, ui.ToneGreen, ui.Check, "没有损坏")
	}
	ui.SetShown(p.list, len(s.Found) > 0)
	p.list.SetText(fmt.Sprintf("查看清单（%d）", len(s.Found)))
	p.root.Refresh()
}

// checkedAt tells when a registry was checked and what was found.
func checkedAt(m data.CheckMade, now time.Time) string {
	if m.At.IsZero() {
		return "还没有检查过"
	}
	var found []string
	for _, n := range []struct {
		count int
		word  data.Weight
	}{{m.Damage, data.WeightDamage}, {m.Must, data.WeightMust}, {m.Remind, data.WeightRemind}} {
		if n.count > 0 {
			found = append(found, fmt.Sprintf("%s%d处", n.word, n.count))
		}
	}
	at := m.At.In(now.Location())
	said := data.Moment(at) + "，"
	if len(found) == 0 {
		return said + "没有问题"
	}
	return said + strings.Join(found, "、")
}

// onNow checks at once and shows what is found.
func (p *checkPart) onNow() {
	var found []data.Finding
	p.host.RunTask("正在检查登记库", func(ctx context.Context, tell screen.Progress) (err error) {
		tell(0, 0, "逐页、逐条检查文件、操作日志和登记内容……")
		found, err = p.deps.Checks.Check(ctx, false)
		return err
	}, func(err error) {
		p.refresh()
		switch {
		case err != nil:
			if !errors.Is(err, context.Canceled) {
				p.host.Fail(err)
			}
		case len(found) == 0:
			p.host.Say("已检查登记库，没有问题。")
		default:
			p.openList(found)
		}
	})
}

// mostShown is how many findings the list shows of each weight.
const mostShown = 100

// openList shows findings, each with its place and the way out.
func (p *checkPart) openList(found []data.Finding) {
	panel := &ui.Panel{Title: "检查结果", Width: 940}
	box := container.New(layout.NewCustomPaddedVBoxLayout(6))
	box.Add(ui.NewSmallText(checkAdvice(found)))
	for _, w := range data.Weights {
		n := 0
		for _, f := range found {
			if f.Weight != w {
				continue
			}
			if n++; n <= mostShown {
				box.Add(ui.HLine(look.ColorLineSoft))
				box.Add(p.row(panel, f))
			}
		}
		if n > mostShown {
			box.Add(ui.HLine(look.ColorLineSoft))
			box.Add(ui.NewSmallText(fmt.Sprintf("“%s”还有%d处没有列出，处理后再检查。", w, n-mostShown)))
		}
	}
	shut := ui.NewAction("关闭", nil, func() { p.host.Shut(panel) })
	panel.Content, panel.Buttons, panel.First = box, []fyne.CanvasObject{shut}, shut
	p.host.Open(panel)
}

// checkAdvice says above the list what to do first.
func checkAdvice(found []data.Finding) string {
	mend, restore := false, false
	for _, f := range found {
		mend, restore = mend || f.Way == data.WayRepair, restore || f.Way == data.WayRestore
	}
	switch {
	case mend && restore:
		return "登记库已损坏。请先修复：修复前自动备份，不改登记内容；修复后还有损坏的，请恢复备份。"
	case mend:
		return "登记库有损坏，登记内容还在，可以修复：修复前自动备份，不改登记内容。"
	case restore:
		return "登记库已损坏，其中的数字和文书不可信。请恢复损坏以前的备份；恢复前会逐年比较，现在的登记库另存。"
	}
	return "登记库没有损坏。下面的登记内容请核对。"
}

// findingColumns are the widths of the weight, the place and the way out; what
// was found has the rest.
var findingColumns = []float32{86, 240, 0, 104}

// row is one finding.
func (p *checkPart) row(panel *ui.Panel, f data.Finding) fyne.CanvasObject {
	tone := map[data.Weight]ui.Tone{data.WeightDamage: ui.ToneRed, data.WeightMust: ui.ToneYellow, data.WeightRemind: ui.ToneGrey}[f.Weight]
	var way fyne.CanvasObject = container.NewVBox()
	if do := p.doing(panel, f); do != nil {
		way = container.NewVBox(ui.NewButton(string(f.Way), nil, do))
	}
	return ui.Columns(findingColumns, container.NewVBox(container.NewHBox(ui.NewBadge(tone, ui.Dot, string(f.Weight)))),
		paragraph(f.Where), paragraph(f.What+"。"), way)
}

// doing is what the button of a finding does; nil where there is none.
func (p *checkPart) doing(panel *ui.Panel, f data.Finding) func() {
	switch f.Way {
	case data.WayOpen:
		return func() {
			p.host.Shut(panel)
			p.host.OpenCase(f.Proposal, screen.TabOfSubject(f.About))
		}
	case data.WayRepair:
		return func() { p.onRepair(panel) }
	case data.WayRestore:
		if p.restore != nil {
			return func() {
				p.host.Shut(panel)
				p.restore()
			}
		}
	}
	return nil
}

// onRepair mends what can be mended and shows what is left.
func (p *checkPart) onRepair(panel *ui.Panel) {
	if p.host.Locked() {
		return
	}
	var done []string
	var left []data.Finding
	p.host.RunTask("正在修复", func(ctx context.Context, tell screen.Progress) (err error) {
		done, left, err = p.deps.Checks.Repair(ctx, screen.CopyProgress(tell, "先备份，已复制"))
		return err
	}, func(err error) {
		p.refresh()
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.host.Shut(panel)
		p.tellRepaired(done, left)
	})
}

// tellRepaired says what was done and what is left.
func (p *checkPart) tellRepaired(done []string, left []data.Finding) {
	damage := data.NewCheckMade(time.Time{}, "", left).Damage
	said := "修复后重新检查，没有损坏。"
	if damage > 0 {
		said = fmt.Sprintf("修复后重新检查，还有%d处损坏，请恢复备份。", damage)
	}
	told := &ui.Panel{Title: "修复结果", Content: ui.NewText(strings.Join(done, "。\n") + "。\n" + said), Width: 520}
	ok := ui.NewAction("知道了", nil, func() {
		p.host.Shut(told)
		if len(left) > 0 {
			p.openList(left)
		}
	})
	told.Buttons, told.First = []fyne.CanvasObject{ok}, ok
	p.host.Open(told)
}
