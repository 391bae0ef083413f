package form

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"golang.org/x/text/width"

	"jianban/data"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// What is kept between sittings. Copies and pages are not: they belong to one
// paper, and an old number of copies would surprise.
const (
	prefPrinter = "print.printer"
	prefDuplex  = "print.duplex"
)

// duplexes are the ways of using the paper's two sides.
var duplexes = []ui.Option[print.Duplex]{
	{Value: print.OneSided, Label: "单面"},
	{Value: print.LongEdge, Label: "双面，沿长边翻转"},
	{Value: print.ShortEdge, Label: "双面，沿短边翻转"},
}

// printForm is the panel that asks how to print.
type printForm struct {
	deps  screen.Deps
	host  screen.Host
	ask   PrintAsk
	facts printFacts

	form    *ui.Form
	printer *ui.Choice[string]
	copies  *ui.Entry
	pages   *ui.Entry
	duplex  *ui.Choice[print.Duplex]
	sheet   *ui.Choice[bool] // pre-printed
	right   *ui.Entry        // millimetres to the right
	down    *ui.Entry
	shift   []*ui.Row
	panel   *ui.Panel
}

func newPrintForm(d screen.Deps, h screen.Host, a PrintAsk, m printFacts) *printForm {
	f := &printForm{deps: d, host: h, ask: a, facts: m, form: ui.NewForm()}
	f.printer = ui.NewChoice("请选择打印机", printerOptions(m.printers), nil)
	f.printer.Fill(f.usualPrinter())
	f.copies = f.entry("", "1")
	f.pages = f.entry("全部", "")
	f.duplex = ui.NewChoice("", duplexes, nil)
	f.duplex.Fill(f.usualDuplex())
	x := f.form
	if a.Note != "" {
		x.AddObject(ui.NewText(a.Note))
	}
	if len(m.told) > 0 {
		x.AddObject(ui.NewText("请注意：" + ToldWords(m.told)))
	}
	x.Add("打印机", true, f.printer, "")
	x.Pair(x.NewRow("份数", true, f.copies, ""), x.NewRow("页码", false, f.pages, fmt.Sprintf("共%d页，如 1-3,5", m.pages)))
	x.Add("双面", true, f.duplex, "")
	if a.Head {
		f.addSheet()
	}
	if m.standIns != "" {
		x.AddObject(ui.NewText("代用字体：" + m.standIns + "。"))
	}
	return f
}

// addSheet asks which paper lies in the printer.
func (f *printForm) addSheet() {
	s, x := f.facts.settings, f.form
	f.sheet = ui.NewChoice("", []ui.Option[bool]{{Value: false, Label: "白纸，红头一起印"}, {Value: true, Label: "套红纸，不印红头和红线"}}, f.onSheet)
	f.sheet.Fill(s.Preprinted)
	f.right, f.down = f.entry("0", millimetres(s.PreprintX)), f.entry("0", millimetres(s.PreprintY))
	x.Add("纸张", true, f.sheet, "")
	f.shift = []*ui.Row{x.NewRow("右移", false, f.right, "毫米，左移填负数"), x.NewRow("下移", false, f.down, "毫米，上移填负数")}
	x.Pair(f.shift[0], f.shift[1])
	f.onSheet(s.Preprinted)
}

// entry is a field of one line that prints on Enter.
func (f *printForm) entry(placeholder, text string) *ui.Entry {
	e := ui.NewEntry(placeholder)
	e.Fill(text)
	e.OnSubmitted = func(string) { f.onPrint() }
	return e
}

func printerOptions(all []print.Printer) []ui.Option[string] {
	var options []ui.Option[string]
	for _, p := range all {
		o := ui.Option[string]{Value: p.Name, Label: p.Name}
		if p.Default {
			o.Label += "（系统默认）"
		}
		options = append(options, o)
	}
	return options
}

// usualPrinter is the one chosen last, else the system's default, else the
// only one; "" where a person has to choose.
func (f *printForm) usualPrinter() string {
	last, usual := "", ""
	if f.deps.Prefs != nil {
		last = f.deps.Prefs.String(prefPrinter)
	}
	for _, p := range f.facts.printers {
		switch {
		case p.Name == last:
			return last
		case p.Default, len(f.facts.printers) == 1:
			usual = p.Name
		}
	}
	return usual
}

func (f *printForm) usualDuplex() print.Duplex {
	if f.deps.Prefs != nil {
		last := print.Duplex(f.deps.Prefs.String(prefDuplex))
		for _, o := range duplexes {
			if o.Value == last {
				return last
			}
		}
	}
	return print.OneSided
}

// open shows the panel.
func (f *printForm) open() {
	do := ui.NewAction("打印", fynetheme.DocumentPrintIcon(), f.onPrint)
	f.panel = &ui.Panel{Title: "打印" + f.ask.Name, Content: f.form.Root(), Width: 520, First: do}
	f.panel.Left = ui.NewQuiet(SaveWord(f.deps), fynetheme.DocumentIcon(), func() {
		f.host.Shut(f.panel)
		f.ask.Instead()
	})
	f.panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { f.host.Shut(f.panel) }), do}
	f.host.Open(f.panel)
}

// onSheet shows by how much to move only where that can be.
func (f *printForm) onSheet(preprinted bool) {
	for _, r := range f.shift {
		r.Show(preprinted)
	}
	if f.panel != nil {
		f.panel.Fit()
	}
}

// read takes the job from the fields, and the settings as they are now.
func (f *printForm) read() (print.Job, data.Settings, data.Problems) {
	var ps data.Problems
	s := f.facts.settings
	job := print.Job{Printer: f.printer.Value(), Pages: f.pages.Text, Duplex: f.duplex.Value(), Title: f.ask.Name}
	if job.Printer == "" {
		ps = append(ps, data.Problem{Field: "打印机", Message: "还没有选择", Hint: "请选择一台打印机"})
	}
	var err error
	if job.Copies, err = strconv.Atoi(plainNumber(f.copies.Text)); err != nil {
		ps = append(ps, data.Problem{Field: "份数", Message: "“" + f.copies.Text + "”不是数字", Hint: "请填写阿拉伯数字"})
		job.Copies = 1
	}
	ps = append(ps, job.Validate()...)
	if f.sheet == nil {
		return job, s, ps
	}
	if s.Preprinted = f.sheet.Value(); s.Preprinted {
		s.PreprintX, s.PreprintY = readShift(&ps, "右移", f.right), readShift(&ps, "下移", f.down)
		ps = append(ps, shiftOf(s).Validate()...)
	}
	return job, s, ps
}

func shiftOf(s data.Settings) print.Shift {
	return print.Shift{X: page.MM(s.PreprintX), Y: page.MM(s.PreprintY)}
}

func readShift(ps *data.Problems, label string, e *ui.Entry) float64 {
	text := plainNumber(e.Text)
	if text == "" {
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		*ps = append(*ps, data.Problem{Field: label, Message: "“" + e.Text + "”不是数字", Hint: "请填写毫米数，如 1.5"})
		return 0
	}
	return v
}

// plainNumber is a number as a Chinese keyboard may have written it.
func plainNumber(text string) string {
	return strings.NewReplacer("。", ".", "｡", ".", "−", "-", "—", "-").Replace(strings.TrimSpace(width.Narrow.String(text)))
}

// millimetres is a length in a field; 0 leaves it empty.
func millimetres(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// onPrint keeps the choices and prints.
func (f *printForm) onPrint() {
	job, settings, problems := f.read()
	if len(problems) > 0 {
		f.form.ShowError(problems)
		f.panel.Fit()
		return
	}
	if f.deps.Prefs != nil {
		f.deps.Prefs.SetString(prefPrinter, job.Printer)
		f.deps.Prefs.SetString(prefDuplex, string(job.Duplex))
	}
	papers := f.facts.papers
	if settings.Preprinted && f.ask.Head {
		papers = nil
		for _, doc := range f.facts.papers {
			papers = append(papers, print.Preprinted(doc, shiftOf(settings)))
		}
	}
	f.host.Shut(f.panel)
	f.keep(settings, func() { f.run(job, papers) })
}

// keep saves the choice of paper where it changed and can be saved; a
// read-only registry prints all the same.
func (f *printForm) keep(s data.Settings, then func()) {
	was := f.facts.settings
	if f.facts.locked || s.Preprinted == was.Preprinted && s.PreprintX == was.PreprintX && s.PreprintY == was.PreprintY {
		then()
		return
	}
	f.host.Save("修改套红打印", func(tx screen.Tx) error { return tx.SaveSettings(&s) }, func(err error) {
		if err != nil {
			f.host.Fail(err)
			return
		}
		then()
	})
}
