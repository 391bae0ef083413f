package widget_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"jianban/assets"
	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// office gives the test an app with the office's look.
func office(t *testing.T) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(assets.Font("NotoSansSC-Regular"), assets.Font("NotoSansSC-SemiBold"), 1))
}

// show puts an object into a window of that size.
func show(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestUnbrokenKeepsPunctuationWithItsWord(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"共15件，其中", []string{"共", "15", "件，", "其", "中"}},
		{"《关于》。（一）", []string{"《关", "于》。", "（一）"}},
		{"PPP项目", []string{"PPP", "项", "目"}},
		{"", nil},
	} {
		if got := ui.Unbroken(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q breaks as %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTextStartsNoLineWithAClosingMark(t *testing.T) {
	office(t)
	const whole = "文件已写好，在“/tmp/导出文件”，请用别的程序打开。答复（含协办意见）都在里面，一件一个文件。"
	text := ui.NewText(whole)
	w := show(t, container.NewStack(text), 100, 600)
	for width := float32(60); width < 500; width += 7 {
		w.Resize(fyne.NewSize(width, 600))
		for i, line := range strings.Split(text.Text, "\n") {
			if i > 0 && ui.Hangs(line) {
				t.Fatalf("at %v a line starts %q", width, line)
			}
			if strings.HasSuffix(line, "（") || strings.HasSuffix(line, "“") {
				t.Fatalf("at %v a line ends in an opening mark: %q", width, line)
			}
		}
		if got := strings.ReplaceAll(text.Text, "\n", ""); got != whole || text.String() != whole {
			t.Fatalf("at %v the text became %q", width, got)
		}
	}
	w.Resize(fyne.NewSize(2000, 600))
	if strings.Contains(text.Text, "\n") {
		t.Errorf("broken where there is room: %q", text.Text)
	}
}

func TestKeysChangeTheDay(t *testing.T) {
	office(t)
	today := data.NewDate(2022, 6, 30)
	d := ui.NewDateEntry(2022, today)
	show(t, d, 300, 60)
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyDown, "2022年6月30日"}, {fyne.KeyDown, "2022年7月1日"}, {fyne.KeyUp, "2022年6月30日"}} {
		press(d, step.key)
		if d.Text != step.want {
			t.Errorf("%s shows %q, want %q", step.key, d.Text, step.want)
		}
	}
	d.SetText("2022-02-30")
	press(d, fyne.KeyDown)
	if d.Text != "2022-02-30" {
		t.Errorf("a day that is none became %q", d.Text)
	}
}

func TestTabGoesFromFieldToField(t *testing.T) {
	office(t)
	day, unit, text, last := ui.NewDateEntry(2022, data.NewDate(2022, 6, 30)), ui.NewCombo("", []string{"区住建局"}), ui.NewMultiLine("", 3), ui.NewEntry("")
	w := show(t, container.NewVBox(day, unit, text, last), 300, 200)
	w.Canvas().Focus(day)
	for _, want := range []fyne.Focusable{unit, text, last} {
		if tabbed, ok := w.Canvas().Focused().(fyne.Tabbable); ok && tabbed.AcceptsTab() {
			t.Errorf("%T keeps the Tab key", tabbed)
		}
		w.Canvas().FocusNext()
		if got := w.Canvas().Focused(); got != want {
			t.Errorf("Tab goes to %T, want %T", got, want)
		}
	}
}

func TestFirstWrongFieldGetsTheKeyboard(t *testing.T) {
	office(t)
	f := ui.NewForm()
	upper, lower := ui.NewEntry(""), ui.NewEntry("")
	f.Add("日期", true, upper, "")
	f.Add("方式", true, lower, "")
	w := show(t, f.Root(), 400, 300)
	f.ShowError(data.Problems{{Field: "方式", Message: "没有选择"}, {Field: "日期", Message: "没有填写"}})
	if w.Canvas().Focused() != fyne.Focusable(upper) {
		t.Error("the keyboard is not in the upper wrong field")
	}
}

// A row says its hint, in place of it what is wrong, and the hint again.
func TestARowSaysItsHintUnlessItIsWrong(t *testing.T) {
	office(t)
	const hint, wrong = "自交办之日起计算", "没有填写"
	f := ui.NewForm()
	r := f.Add("期限", true, ui.NewEntry(""), hint)
	show(t, f.Root(), 400, 300)
	expect := func(yes, no string) {
		t.Helper()
		if text := labels(f.Root()); !strings.Contains(text, yes) || strings.Contains(text, no) {
			t.Errorf("the form says %q", text)
		}
	}
	expect(hint, wrong)
	r.SetError(wrong)
	expect(wrong, hint)
	f.Clear()
	expect(hint, wrong)
	if r.Error() != "" {
		t.Errorf("still wrong: %s", r.Error())
	}
}

// labels are the paragraphs that can be seen.
func labels(o fyne.CanvasObject) (text string) {
	if !o.Visible() {
		return ""
	}
	switch x := o.(type) {
	case *ui.Text:
		return x.Label.Text
	case *fyne.Container:
		for _, c := range x.Objects {
			text += labels(c)
		}
	}
	return text
}

func TestPanelShowsAllItsErrors(t *testing.T) {
	office(t)
	w := show(t, ui.NewLine(""), 1000, 700)
	f := ui.NewForm()
	a, b := ui.NewEntry(""), ui.NewEntry("")
	f.Pair(f.NewRow("编号", true, a, ""), f.NewRow("交办日期", true, b, ""))
	p := &ui.Panel{Title: "新建", Content: f.Root(), Width: 420, First: a}
	p.Show(w.Canvas())
	f.ShowError(data.Problems{{Field: "编号", Message: strings.Repeat("市六届人大一次会议已有第12号建议。", 4)}})
	p.Fit()
	room := scrollOf(w.Canvas().Overlays().Top())
	if room == nil || room.Size().Height < room.Content.MinSize().Height {
		t.Errorf("the panel has room for %v of %v", room.Size().Height, room.Content.MinSize().Height)
	}
}

func scrollOf(o fyne.CanvasObject) *container.Scroll {
	switch x := o.(type) {
	case *container.Scroll:
		return x
	case *fyne.Container:
		for _, c := range x.Objects {
			if s := scrollOf(c); s != nil {
				return s
			}
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			if s := scrollOf(c); s != nil {
				return s
			}
		}
	}
	return nil
}

func TestHeadingsSortByKeys(t *testing.T) {
	office(t)
	column := func(id string, sort bool) ui.Column[int] {
		return ui.Column[int]{ID: id, Title: id, Width: 80, Sort: sort, Cell: func(int) ui.Cell { return ui.Cell{} }}
	}
	table := ui.NewTable(func(i int) int64 { return int64(i) }, []ui.Column[int]{column("编号", true), column("图", false), column("标题", true)})
	var sorted []string
	table.OnSort = func(c string, descending bool) {
		sorted = append(sorted, c+map[bool]string{true: "↓", false: "↑"}[descending])
	}
	w := show(t, table, 400, 200)
	w.Canvas().FocusNext() // the rows
	w.Canvas().FocusNext()
	head := w.Canvas().Focused()
	press(head, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyRight, fyne.KeyLeft, fyne.KeyReturn)
	if want := []string{"编号↑", "标题↑", "标题↓", "编号↑"}; !slices.Equal(sorted, want) {
		t.Errorf("sorted %v, want %v", sorted, want)
	}
}

func TestBadgeShortensItsWord(t *testing.T) {
	office(t)
	b := ui.NewBadge(ui.ToneBlue, ui.NoShape, "下一步：区自然资源局 兑现承诺：完成小石桥乡锂矿勘查报告编制和评审")
	wide := b.MinSize()
	show(t, container.NewWithoutLayout(b), 600, 60)
	b.Resize(fyne.NewSize(120, wide.Height))
	b.Refresh()
	for _, o := range test.WidgetRenderer(b).Objects() {
		if right := o.Position().X + o.MinSize().Width; o.Visible() && right > 121 {
			t.Errorf("%T reaches to %v of 120", o, right)
		}
	}
	if b.MinSize() != wide {
		t.Error("a shortened badge forgot how wide it wants to be")
	}
}

func TestShrinkGivesWayAlike(t *testing.T) {
	office(t)
	a, b := ui.NewChoice[string]("全部单位", nil, nil), ui.NewChoice[string]("全部阶段", nil, nil)
	row := ui.Shrink([]float32{120, 120}, a, b)
	show(t, row, 600, 40)
	if a.Size().Width != 120 {
		t.Errorf("with room it is %v wide", a.Size().Width)
	}
	row.Resize(fyne.NewSize(188, 40))
	if a.Size() != b.Size() || b.Position().X+b.Size().Width > 188.5 {
		t.Errorf("with little room: %v and %v at %v", a.Size(), b.Size(), b.Position())
	}
}

// In a narrow room a bar has two rows, and what is below it keeps off.
func TestABarHasTwoRowsInANarrowRoom(t *testing.T) {
	office(t)
	left, right, below := ui.NewButton("左", nil, nil), ui.NewButton("右", nil, nil), ui.NewButton("下", nil, nil)
	room := ui.NewRoom(400)
	whole := room.Around(ui.Frame(ui.BarIn(room, left, right), nil, nil, nil, below))
	show(t, whole, 500, 300)
	for _, width := range []float32{500, 390, 410, 300} {
		whole.Resize(fyne.NewSize(width, 300))
		narrow := width < 400
		l, r, b := left.Position(), right.Position(), below.Position()
		if two := r.Y >= l.Y+left.Size().Height; room.Narrow() != narrow || two != narrow {
			t.Errorf("%v wide: narrow %v, left at %v, right at %v", width, room.Narrow(), l, r)
		}
		if r.X+right.Size().Width > width || b.Y < r.Y+right.Size().Height {
			t.Errorf("%v wide: right at %v, below it at %v", width, r, b)
		}
	}
}

// A field that offers known values offers those that fit what is typed, in letters
// too; all of them where none does.
func TestAFieldOffersByPinyin(t *testing.T) {
	test.NewTempApp(t)
	units := []string{"区住建局", "区水利局", "市住建局"}
	c := ui.NewCombo("", units)
	for typed, want := range map[string]string{"": "区住建局 区水利局 市住建局", "住建": "区住建局 市住建局", "zj": "区住建局 市住建局", "qslj": "区水利局", "区 住建": "区住建局", "市住建局": "区住建局 区水利局 市住建局", "新单位": "区住建局 区水利局 市住建局"} {
		c.SetText(typed)
		if got := strings.Join(c.Matching(), " "); got != want {
			t.Errorf("%q offers %s", typed, got)
		}
	}
}

// What comes into a panel while somebody types makes it longer below: the fields stay
// where the pointer is, as long as there is room.
func TestAPanelGrowsBelow(t *testing.T) {
	office(t)
	w := show(t, ui.Gap(1), 600, 600)
	field, box := ui.Gap(200), container.NewVBox()
	box.Add(field)
	p := &ui.Panel{Title: "新建", Content: box, Width: 420}
	p.Show(w.Canvas())
	at := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(field).Y }
	bottom := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(box).Y + box.Size().Height
	}
	first, low := at(), bottom()
	if first > 200 {
		t.Errorf("the panel begins at %v of 600", first)
	}
	for range 2 {
		box.Add(ui.Gap(60))
		p.Fit()
		if now, end := at(), bottom(); now != first || end < low+60 {
			t.Errorf("the field moved from %v to %v, the panel's end from %v to %v", first, now, low, end)
		}
		low = bottom()
	}
	box.Objects = box.Objects[:1]
	p.Fit()
	if now := at(); now != first {
		t.Errorf("the field moved from %v to %v when the panel became shorter", first, now)
	}
	box.Add(ui.Gap(400))
	p.Fit()
	if now := at(); now >= first || now < 20 {
		t.Errorf("in a panel as high as the window the field is at %v, %v before", now, first)
	}
	w.Resize(fyne.NewSize(600, 900))
	p.Fit()
	if end := bottom(); end > 900 || end < 700 {
		t.Errorf("in the larger window the panel ends at %v", end)
	}
}
