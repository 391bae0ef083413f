package widget_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"jianban/gui/screentest"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// textWindow is a field with a text in a window of some width.
func textWindow(t *testing.T, e *ui.Entry, text string, width float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.OfficeTheme(1))
	e.SetText(text)
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(width, 200))
	return w
}

// doubleClick presses twice at a place of a field, as the window does.
func doubleClick(e *ui.Entry, at fyne.Position) {
	p := fyne.PointEvent{Position: at}
	for range 2 {
		e.MouseDown(&desktop.MouseEvent{PointEvent: p, Button: desktop.MouseButtonPrimary})
		e.MouseUp(&desktop.MouseEvent{PointEvent: p, Button: desktop.MouseButtonPrimary})
	}
	e.DoubleTapped(&p)
}

// Characters are 14 wide; the text begins 6 from the edge. Both halves of a character
// select the word it stands in.
func TestDoubleClickSelectsTheWord(t *testing.T) {
	const text = "加快推进截污管网建设，计划2023年完工"
	for _, x := range []struct {
		at   float32 // in characters from the start
		want string
	}{{0.2, "加快"}, {1.8, "加快"}, {2.2, "推进"}, {5.9, "截污"}, {6.1, "管网"}, {9.9, "建设"}, {10.4, "，"}, {11.3, "计划"}} {
		for _, e := range []*ui.Entry{ui.NewEntry(""), ui.NewMultiLine("", 3)} {
			t.Run(x.want, func(t *testing.T) {
				textWindow(t, e, text, 500)
				doubleClick(e, fyne.NewPos(6+x.at*14, 14))
				if got := e.SelectedText(); got != x.want {
					t.Errorf("at %v selects %q, want %q (multi-line %v)", x.at, got, x.want, e.MultiLine)
				}
			})
		}
	}
}

// Words are found across the lines of a wrapped text, and what is typed then takes
// the word's place.
func TestDoubleClickInAWrappedText(t *testing.T) {
	e := ui.NewMultiLine("", 5)
	textWindow(t, e, strings.Repeat("推进管网建设", 10)+"\n办理答复", 110)
	e.SetCaret(0)
	row := fyne.NewPos(8+2.5*14, 14+2*17) // the third line
	doubleClick(e, row)
	if got := e.SelectedText(); !slices.Contains([]string{"推进", "管网", "建设"}, got) {
		t.Fatalf("selects %q", got)
	}
	before := len([]rune(e.Text))
	e.TypedRune('新')
	if got := len([]rune(e.Text)); got != before-1 {
		t.Errorf("%d characters became %d", before, got)
	}
}

func TestTextMenuInChinese(t *testing.T) {
	e := ui.NewEntry("")
	w := textWindow(t, e, "关于修路的建议", 400)
	e.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 20)})
	all := strings.ReplaceAll(strings.Join(screentest.Texts(w.Canvas().Overlays().Top()), "|"), " ", "")
	for _, want := range []string{"撤销Ctrl+Z", "剪切Ctrl+X", "复制Ctrl+C", "粘贴Ctrl+V", "全选Ctrl+A"} {
		if !strings.Contains(all, want) {
			t.Errorf("the menu lacks %q: %q", want, all)
		}
	}
	keep(t, w, "text-menu")
	w.Canvas().Overlays().Top().Hide()
	e.SelectAll()
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "关于修路的建议" {
		t.Errorf("copied %q", got)
	}
}

// A menu with more lines than there is room below or above stays within the window: its
// first line is in sight and it does not reach over the lower edge.
func TestTallMenusStayInTheWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.OfficeTheme(1.3))
	for lines, want := range map[int]string{3: "below", 6: "within", 12: "within", 60: "top"} {
		b := ui.NewButton("打印材料", nil, nil)
		w := test.NewTempWindow(t, container.NewWithoutLayout(b))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(500, 500))
		b.Resize(b.MinSize())
		b.Move(fyne.NewPos(380, 240))
		m := fyne.NewMenu("")
		for i := range lines {
			m.Items = append(m.Items, fyne.NewMenuItem(strings.Repeat("材料", i%3+1), nil))
		}
		ui.ShowMenu(m, b)
		menu := w.Canvas().Overlays().Top()
		var at fyne.Position
		var size fyne.Size
		screentest.Walk(menu, func(o fyne.CanvasObject) bool {
			if p, ok := o.(*fw.PopUpMenu); ok {
				at, size = p.Position(), p.Size()
			}
			return true
		})
		ok := at.Y >= 0 && at.X >= 0 && at.X+size.Width <= 500
		switch want {
		case "below":
			ok = ok && at.Y >= 240+b.Size().Height-1
		case "within":
			ok = ok && at.Y+size.Height <= 500
		case "top":
			ok = ok && at.Y == 0
		}
		if !ok || size.Height == 0 {
			t.Errorf("%d lines: at %v, %v high, wanted %s", lines, at, size, want)
		}
	}
}

type menuRow struct {
	id   int64
	name string
}

func TestRowMenu(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.OfficeTheme(1))
	table := ui.NewTable(func(r menuRow) int64 { return r.id }, []ui.Column[menuRow]{
		{ID: "no", Title: "编号", Width: 80, Cell: func(r menuRow) ui.Cell { return ui.Cell{Text: strings.Repeat("1", int(r.id))} }},
		{ID: "name", Title: "标题", Width: 200, Cell: func(r menuRow) ui.Cell { return ui.Cell{Text: r.name} }},
		{ID: "off", Title: "备注", Width: 80, Off: true, Cell: func(r menuRow) ui.Cell { return ui.Cell{Text: "不显示"} }},
	})
	var opened, edited []int64
	marked := 0
	table.OnOpen = func(r menuRow) { opened = append(opened, r.id) }
	table.OnMark = func() { marked++ }
	table.OnMenu = func(r menuRow) []*fyne.MenuItem {
		return []*fyne.MenuItem{ui.MenuItem("编辑", "F2", true, func() { edited = append(edited, r.id) })}
	}
	table.SetRows([]menuRow{{1, "修路"}, {2, "架桥"}, {3, "截污"}})
	w := test.NewTempWindow(t, table)
	w.Resize(fyne.NewSize(600, 300))
	second := func() fyne.CanvasObject {
		var row fyne.CanvasObject
		screentest.Walk(w.Content(), func(o fyne.CanvasObject) bool {
			if _, ok := o.(fyne.SecondaryTappable); ok && slices.Contains(screentest.Texts(o), "架桥") {
				row = o
			}
			return true
		})
		return row
	}()
	choose := func(word string) {
		t.Helper()
		second.(fyne.SecondaryTappable).TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(30, 10)})
		top := w.Canvas().Overlays().Top()
		keep(t, w, "row-menu")
		var item fyne.Tappable // the innermost
		screentest.Walk(top, func(o fyne.CanvasObject) bool {
			if tap, ok := o.(fyne.Tappable); ok && slices.ContainsFunc(screentest.Texts(o), func(s string) bool { return strings.HasPrefix(s, word) }) {
				item = tap
			}
			return true
		})
		if item == nil {
			t.Fatalf("the menu lacks %q: %q", word, screentest.Texts(top))
		}
		item.Tapped(&fyne.PointEvent{})
	}
	choose("打开")
	choose("编辑")
	if !slices.Equal(opened, []int64{2}) || !slices.Equal(edited, []int64{2}) {
		t.Errorf("opened %v, edited %v", opened, edited)
	}
	if r, ok := table.Selected(); !ok || r.id != 2 {
		t.Error("the row under the menu is not the chosen one")
	}
	choose("复制文字")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "11\t架桥" {
		t.Errorf("copied %q", got)
	}
	choose("全部选中")
	choose("复制文字")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "1\t修路\n11\t架桥\n111\t截污" {
		t.Errorf("copied of all %q", got)
	}
	choose("取消选中")
	if got := len(table.Marked()); got != 2 || marked == 0 {
		t.Errorf("%d marked", got)
	}
	table.Focus()
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a menu stays open after an item was chosen")
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	if top := w.Canvas().Overlays().Top(); top == nil || !strings.Contains(strings.Join(screentest.Texts(top), "|"), "编辑") {
		t.Error("the menu key opens no menu")
	}
}
