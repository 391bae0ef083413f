package intake

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	decide "jianban/data/intake"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// columnsPart shows what each column of a table was read as, to be chosen
// otherwise. Of several tables one is shown.
type columnsPart struct {
	choose func(t *decide.Table, column int, m decide.Meaning)
	model  ImportModel
	which  *ui.Choice[int]
	about  *ui.Line
	lines  *fyne.Container
	all    []*ui.Choice[decide.Meaning] // of the table shown
	chosen int                          // where the last choice was made, for the keyboard; -1 nowhere
	focus  func(fyne.Focusable)
	root   *fyne.Container
}

func newColumnsPart(choose func(*decide.Table, int, decide.Meaning), focus func(fyne.Focusable)) *columnsPart {
	p := &columnsPart{choose: choose, focus: focus, chosen: -1, about: ui.NewSmall(""), lines: container.NewVBox()}
	p.which = ui.NewChoice("没有表", nil, func(int) { p.fill() })
	m := look.Size(look.SizeMargin)
	head := container.New(layout.NewCustomPaddedLayout(10, 4, m, m), container.NewVBox(
		container.NewHBox(ui.Wide(380, p.which), ui.Middle(p.about)),
		columnLine(ui.Muted("表头"), ui.Muted("头几行写的"), ui.Muted("读作"), ui.Muted("怎么认的")), ui.HLine(look.ColorLine)))
	p.root = ui.Frame(head, nil, nil, nil, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 10, m, m), p.lines)))
	return p
}

// columnLine is a line of the list.
func columnLine(heading, samples, meaning, how fyne.CanvasObject) fyne.CanvasObject {
	return ui.Columns([]float32{240, 0, 190, 240}, heading, samples, meaning, how)
}

// show puts a model's tables into the widgets; the table shown stays.
func (p *columnsPart) show(m ImportModel) {
	at := min(p.which.Value(), max(len(m.Is.Tables)-1, 0))
	p.model = m
	var all []ui.Option[int]
	for i, t := range m.Is.Tables {
		word := t.Place()
		if t.Wrong != "" {
			word += "（没有导入）"
		}
		all = append(all, ui.Option[int]{Value: i, Label: word})
	}
	p.which.SetChoices(all)
	p.which.Fill(at)
	p.fill()
}

// fill lists the columns of the table chosen.
func (p *columnsPart) fill() {
	p.lines.Objects, p.all = nil, nil
	defer p.root.Refresh()
	if len(p.model.Is.Tables) == 0 || p.model.File == nil {
		p.about.SetText("")
		return
	}
	t := p.model.Is.Tables[p.which.Value()]
	p.about.SetText("改选后整张表马上重新核对；导入后记住，下次同样的表照此读。")
	if t.Wrong != "" {
		p.about.SetText(t.Wrong + "。")
	}
	for i, c := range t.Columns {
		p.lines.Add(columnLine(ui.NewLine(strings.ReplaceAll(c.Heading, "/", " / ")),
			ui.Muted(strings.Join(t.Samples(p.model.File, c, 3), "｜")), p.meaning(t, i), ui.Small(how(c))))
	}
	if p.chosen >= 0 && p.chosen < len(p.all) {
		p.focus(p.all[p.chosen])
	}
	p.chosen = -1
}

// how is how a column was told.
func how(c decide.Column) string {
	switch {
	case c.Chosen:
		return "您选定的"
	case c.Meaning == decide.Unknown:
		return "不认识这个表头，没有导入"
	case c.Why != "":
		return c.Why
	case c.Word != "":
		return "打勾算“" + c.Word + "”"
	case c.Guessed:
		return "按表头里的几个字认的，请核对"
	}
	return ""
}

// meaning is the choice of what a column is.
func (p *columnsPart) meaning(t *decide.Table, i int) fyne.CanvasObject {
	c := t.Columns[i]
	can := decide.MeaningsOf(p.model.Subject)
	options := []ui.Option[decide.Meaning]{{Value: decide.Unknown, Label: "由程序判断"}}
	if c.Meaning == decide.Unknown {
		options[0].Label = "（不认识）"
	}
	if c.Meaning != decide.Unknown && !slices.Contains(can, c.Meaning) {
		options = append(options, ui.Option[decide.Meaning]{Value: c.Meaning, Label: string(c.Meaning)})
	}
	choice := ui.NewChoice("请选择", append(options, ui.Options(can)...), func(m decide.Meaning) {
		p.chosen = i
		p.choose(t, i, m)
	})
	choice.Fill(c.Meaning)
	p.all = append(p.all, choice)
	return choice
}
