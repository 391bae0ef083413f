package office

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/packet"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// differenceRow is one difference in the list.
type differenceRow struct {
	packet.Difference
	key int64
}

// sides are the words of what comes in: returns into an office's registry, or a later
// task into a unit's.
type sides struct {
	title, list  string
	base, theirs string // what both had, what comes in
	badge        string // what is taken without asking
	use, useAll  string // theirs
	nothing      string
	done         func(plan *packet.Plan) string
}

var returnSides = sides{"读入回传包", "回传的不同之处", "任务包里", "单位回传", "单位回传", "用单位的", "冲突全用单位的", "回传的内容登记库里都有了。", func(plan *packet.Plan) string {
	return fmt.Sprintf("已并入%d个回传，%d处不同，可以用 Ctrl+Z 撤销", len(plan.Packages), len(plan.Differences))
}}

var taskSides = sides{"并入任务包", "任务包的不同之处", "上次任务包里", "新任务包里", "新任务包", "用任务包的", "冲突全用任务包的", "任务包的内容登记库里都有了；点“并入”以后按这个任务包回传。", func(plan *packet.Plan) string {
	return fmt.Sprintf("已并入任务包，%d处不同，可以用 Ctrl+Z 撤销", len(plan.Differences))
}}

// incoming is the preview of what comes in: every difference, conflicts first, whose
// version of each conflict is taken, and one button that takes all of it in.
type incoming struct {
	deps  screen.Deps
	host  screen.Host
	words sides
	keep  func(ctx context.Context, o packet.Options) (*packet.Plan, error)
	rows  []differenceRow
	notes []string

	count  *ui.Line
	table  *ui.Table[differenceRow]
	detail *fyne.Container // the versions of the chosen one
	one    []*ui.Button    // on the chosen conflict
	all    []*ui.Button    // on every conflict
	take   *ui.Button
	panel  *ui.Panel
}

// openIncoming shows what would be changed; keep keeps it, with what was chosen.
func openIncoming(d screen.Deps, h screen.Host, words sides, plan *packet.Plan, keep func(context.Context, packet.Options) (*packet.Plan, error)) {
	l := &incoming{deps: d, host: h, words: words, keep: keep, notes: plan.Notes, count: ui.NewSmall(""), detail: container.NewVBox()}
	for _, conflict := range []bool{true, false} {
		for _, diff := range plan.Differences {
			if diff.Conflict == conflict {
				l.rows = append(l.rows, differenceRow{diff, int64(len(l.rows) + 1)})
			}
		}
	}
	l.table = ui.NewTable(func(r differenceRow) int64 { return r.key }, differenceColumns(words))
	l.table.OnSelect = func(differenceRow) { l.enable() }
	l.one = []*ui.Button{ui.NewButton(words.use, nil, func() { l.choose(packet.Theirs) }), ui.NewButton("用登记库的", nil, func() { l.choose(packet.Ours) })}
	l.all = []*ui.Button{ui.NewButton(words.useAll, nil, func() { l.chooseAll(packet.Theirs) }), ui.NewButton("冲突全用登记库的", nil, func() { l.chooseAll(packet.Ours) })}
	l.take = ui.NewAction("并入", fynetheme.ConfirmIcon(), l.onTake)
	export := ui.NewButton("导出", fynetheme.DownloadIcon(), func() {
		form.AskList(d, h, form.Listing{List: l.table.List(words.list, words.list)})
	})
	l.panel = &ui.Panel{Title: words.title, Width: 1120, Height: 640, First: l.table.Keyboard(), Left: export}
	shut := func() { h.Shut(l.panel) }
	l.panel.Cancel = shut
	l.panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, shut), l.take}
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(l.one[0], l.one[1], l.all[0], l.all[1]), l.count)
	head := container.NewVBox(bar)
	if len(l.notes) > 0 {
		head.Add(ui.NewSmallText(notesWords(l.notes)))
	}
	head.Add(ui.Gap(4))
	body := fyne.CanvasObject(l.table)
	if len(l.rows) == 0 {
		body = ui.Empty(fynetheme.ConfirmIcon(), "没有不同", words.nothing)
	}
	l.panel.Content = container.NewBorder(head, container.NewVBox(ui.HLine(look.ColorLineSoft), l.detail), nil, nil, body)
	h.Open(l.panel)
	l.show(0)
}

// notesMost is how many notes stand above the list.
const notesMost = 6

func notesWords(notes []string) string {
	shown := notes[:min(len(notes), notesMost)]
	said := "注意：" + strings.Join(shown, "；") + "。"
	if len(notes) > len(shown) {
		said += fmt.Sprintf("还有%d条，用命令行 packet in --dry-run 可以列出全部。", len(notes)-len(shown))
	}
	return said
}

func differenceColumns(words sides) []ui.Column[differenceRow] {
	text := func(id, title string, width, flex float32, drop int, f func(differenceRow) string) ui.Column[differenceRow] {
		return ui.Column[differenceRow]{ID: id, Title: title, Width: width, Flex: flex, Drop: drop, Cell: func(r differenceRow) ui.Cell {
			return ui.Cell{Text: strings.ReplaceAll(f(r), "\n", " ")}
		}}
	}
	return []ui.Column[differenceRow]{
		{ID: "taken", Title: "用哪边", Width: 130, Cell: func(r differenceRow) ui.Cell {
			switch {
			case !r.Conflict:
				return ui.Cell{Badge: true, Text: words.badge, Tone: ui.ToneGrey, Shape: ui.NoShape}
			case r.Taken == packet.Theirs:
				return ui.Cell{Badge: true, Text: words.use, Tone: ui.ToneGreen, Shape: ui.Check}
			case r.Taken == packet.Ours:
				return ui.Cell{Badge: true, Text: "用登记库的", Tone: ui.ToneBlue, Shape: ui.Check}
			}
			return ui.Cell{Badge: true, Text: "冲突，请选择", Tone: ui.ToneRed, Shape: ui.Dot}
		}},
		text("number", "编号", 60, 0, 0, func(r differenceRow) string { return r.Number }),
		text("title", "标题", 140, 0.6, 3, func(r differenceRow) string { return r.Title }),
		text("what", "什么", 130, 0.4, 0, func(r differenceRow) string { return r.What }),
		text("field", "栏目", 90, 0, 0, func(r differenceRow) string { return r.Field }),
		text("ours", "登记库里", 140, 1, 0, func(r differenceRow) string { return r.Ours }),
		text("theirs", words.theirs, 140, 1, 0, func(r differenceRow) string { return r.Theirs }),
		text("package", "文件", 120, 0.4, 2, func(r differenceRow) string { return r.Package }),
	}
}

// show lists the differences and chooses the one at an index.
func (l *incoming) show(chosen int) {
	l.table.SetRows(l.rows)
	if n := len(l.rows); n > 0 {
		l.table.SelectKey(l.rows[min(chosen, n-1)].key)
	}
	conflicts, open := l.conflicts()
	said := fmt.Sprintf("%d处不同", len(l.rows))
	if conflicts > 0 {
		said += fmt.Sprintf("，其中%d处两边都改了，还有%d处要选择", conflicts, open)
	}
	l.count.SetText(said)
	l.enable()
}

func (l *incoming) conflicts() (all, open int) {
	for _, r := range l.rows {
		if r.Conflict {
			all++
			if r.Taken == packet.Open {
				open++
			}
		}
	}
	return all, open
}

// enable offers what can be done, and shows the chosen one in full.
func (l *incoming) enable() {
	r, ok := l.table.Selected()
	for _, b := range l.one {
		ui.Enable(b, ok && r.Conflict)
	}
	conflicts, open := l.conflicts()
	for _, b := range l.all {
		ui.Enable(b, conflicts > 0)
	}
	ui.Enable(l.take, open == 0)
	l.detail.RemoveAll()
	if ok && len(l.rows) > 0 {
		lines := []struct{ label, text string }{{"登记库里", r.Ours}, {l.words.theirs, r.Theirs}}
		if r.Conflict {
			lines = append([]struct{ label, text string }{{l.words.base, r.Base}}, lines...)
		}
		for _, line := range lines {
			l.detail.Add(factLine(line.label, paragraph(shownText(line.text))))
		}
	}
	l.panel.Content.Refresh() // the list gives way
}

// textMost is how much of a long text stands below the list, in characters.
const textMost = 150

func shownText(text string) string {
	if text == "" {
		return "（空）"
	}
	if r := []rune(strings.ReplaceAll(text, "\n", " ")); len(r) > textMost {
		return string(r[:textMost]) + "…"
	}
	return strings.ReplaceAll(text, "\n", " ")
}

// choose takes one side of the chosen conflict and goes on to the next open one.
func (l *incoming) choose(side packet.Choice) {
	r, ok := l.table.Selected()
	if !ok || !r.Conflict {
		return
	}
	at := int(r.key) - 1
	l.rows[at].Taken = side
	for i := range l.rows {
		if next := (at + 1 + i) % len(l.rows); l.rows[next].Conflict && l.rows[next].Taken == packet.Open {
			at = next
			break
		}
	}
	l.show(at)
}

func (l *incoming) chooseAll(side packet.Choice) {
	for i := range l.rows {
		if l.rows[i].Conflict {
			l.rows[i].Taken = side
		}
	}
	l.show(0)
}

// onTake keeps all of it. Where the registry was changed meanwhile so that there are
// other conflicts, it is shown anew.
func (l *incoming) onTake() {
	if _, open := l.conflicts(); open > 0 || l.host.Locked() {
		return
	}
	o := packet.Options{Today: l.deps.Today(), Take: map[string]packet.Choice{}}
	for _, r := range l.rows {
		if r.Conflict {
			o.Take[r.Key] = r.Taken
		}
	}
	var plan *packet.Plan
	l.host.RunTask("正在并入", func(ctx context.Context, _ screen.Progress) (err error) {
		plan, err = l.keep(ctx, o)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			l.host.Fail(err)
		case plan.Open() > 0 || len(plan.Unmet) > 0:
			l.host.Shut(l.panel)
			openIncoming(l.deps, l.host, l.words, plan, l.keep)
			l.host.Fail(data.Problem{Message: "登记库刚才被改动了，什么都没有写入", Hint: "请按现在的内容再看一遍"})
		default:
			l.host.Shut(l.panel)
			l.host.Say(l.words.done(plan))
		}
	})
}
