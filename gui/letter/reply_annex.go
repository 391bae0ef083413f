package letter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/check"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// annexLabel is what the part of the attachments is called, and their draft.
const annexLabel = "附件"

// annexEditor edits a letter's attachments, one at a time: which, its title, its
// words.
type annexEditor struct {
	all    []data.LetterAnnex
	at     int // the one that is shown; -1 where there is none
	onEdit func()
	locked bool

	which                 *ui.Choice[int] // from 1
	add, up, down, remove *ui.Button
	title, text           *ui.Entry
	line                  *check.RepairLine
	form                  *ui.Form
	titleRow              *ui.Row
	none                  fyne.CanvasObject
	body                  *fyne.Container // the words, or that there are none
	root                  *fyne.Container
}

func newAnnexEditor(h screen.Host, onEdit func()) *annexEditor {
	a := &annexEditor{at: -1, onEdit: onEdit}
	a.which = ui.NewChoice("还没有附件", nil, func(i int) { a.show(i - 1) })
	a.add = ui.NewButton("添加附件", fynetheme.ContentAddIcon(), a.onAdd)
	a.up = ui.NewButton("上移", nil, func() { a.move(-1) })
	a.down = ui.NewButton("下移", nil, func() { a.move(1) })
	a.remove = ui.NewButton("删除", nil, a.onRemove)
	a.title = ui.NewEntry("附件说明和附件页上的标题")
	a.title.Mend = data.MendLine
	a.title.OnEdit(func(title string) {
		a.keep(func(x *data.LetterAnnex) { x.Title = title })
		a.name()
	})
	a.text = ui.NewMultiLine("附件的文字；从 Excel、WPS 表格里复制的表格，粘贴在这里就排成表格。\n另附纸张的留空，只在附件说明里列名。", 4)
	a.text.Paste = data.MendPastedText
	a.text.OnEdit(func(text string) { a.keep(func(x *data.LetterAnnex) { x.Text = text }) })
	a.line = check.NewRepairLine(h, a.text, 0)
	a.form = ui.NewForm()
	a.form.LabelWidth = TopLabel
	a.form.Add(annexLabel, false, container.NewBorder(nil, nil, nil, container.NewHBox(a.add, a.up, a.down, a.remove), a.which), "")
	a.titleRow = a.form.Add("标题", false, a.title, "")
	a.none = ui.NewSmallText("附件是随文发出的文字或表格，各自另起一页，正文后面自动列出附件说明。点“添加附件”开始。")
	a.body = container.NewStack()
	a.root = container.NewBorder(a.form.Root(), nil, nil, nil, a.body)
	a.show(-1)
	return a
}

// fill shows other attachments; those that are shown already stay as they are.
func (a *annexEditor) fill(all []data.LetterAnnex) {
	if slices.Equal(all, a.all) {
		return
	}
	a.all = slices.Clone(all)
	a.line.Mended.Tell(nil)
	a.show(min(max(a.at, 0), len(a.all)-1))
}

// show shows one attachment; -1 where there is none.
func (a *annexEditor) show(i int) {
	a.at = i
	x := data.LetterAnnex{}
	a.body.Objects = []fyne.CanvasObject{container.NewVBox(a.none)}
	if i >= 0 {
		x = a.all[i]
		a.body.Objects = []fyne.CanvasObject{a.line.Root}
	}
	a.titleRow.Show(i >= 0)
	Fill(a.title, x.Title)
	Fill(a.text, x.Text)
	a.name()
	a.allow()
	a.root.Refresh()
}

// name writes the attachments' names into the choice.
func (a *annexEditor) name() {
	options := make([]ui.Option[int], len(a.all))
	for i, x := range a.all {
		options[i] = ui.Option[int]{Value: i + 1, Label: fmt.Sprintf("%s %s", data.AnnexLabel(i, len(a.all)), x.Title)}
	}
	a.which.SetChoices(options)
	a.which.Fill(a.at + 1)
}

func (a *annexEditor) allow() {
	ui.Enable(a.add, !a.locked)
	ui.Enable(a.up, !a.locked && a.at > 0)
	ui.Enable(a.down, !a.locked && a.at >= 0 && a.at < len(a.all)-1)
	ui.Enable(a.remove, !a.locked && a.at >= 0)
}

func (a *annexEditor) lock(yes bool) {
	a.locked = yes
	a.title.SetReadOnly(yes)
	a.text.SetReadOnly(yes)
	a.allow()
}

// keep changes the attachment that is shown, as an edit.
func (a *annexEditor) keep(change func(*data.LetterAnnex)) {
	if a.at < 0 {
		return
	}
	change(&a.all[a.at])
	a.onEdit()
}

func (a *annexEditor) onAdd() {
	a.all = append(a.all, data.LetterAnnex{})
	a.show(len(a.all) - 1)
	a.focus(a.title)
	a.onEdit()
}

// take adds a text as an attachment. Its first line is the title, a line 附件 or
// 附件2 before it is left out.
func (a *annexEditor) take(text string) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) > 1 && annexMark.MatchString(lines[0]) {
		lines = lines[1:]
	}
	x := data.LetterAnnex{Title: strings.TrimSpace(lines[0]), Text: strings.Join(lines[1:], "\n")}
	if strings.Contains(x.Title, "\t") || len([]rune(x.Title)) > longestAnnexTitle {
		x = data.LetterAnnex{Text: strings.Join(lines, "\n")}
	}
	a.all = append(a.all, x)
	a.show(len(a.all) - 1)
	a.onEdit()
}

// annexMark is the line that an attachment begins with on paper.
var annexMark = regexp.MustCompile(`^[\s　]*附件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?\s*$`)

// longestAnnexTitle is how many characters a first line may have to be a title.
const longestAnnexTitle = 60

func (a *annexEditor) move(by int) {
	to := a.at + by
	if a.at < 0 || to < 0 || to >= len(a.all) {
		return
	}
	a.all[a.at], a.all[to] = a.all[to], a.all[a.at]
	a.show(to)
	a.onEdit()
}

// onRemove takes the attachment away that is shown; what was saved stays among the
// letter's versions.
func (a *annexEditor) onRemove() {
	if a.at < 0 {
		return
	}
	a.all = slices.Delete(a.all, a.at, a.at+1)
	a.show(min(a.at, len(a.all)-1))
	a.onEdit()
}

func (a *annexEditor) focus(field fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(a.add); c != nil {
		c.Focus(field)
	}
}

// field is where a problem about the attachments is mended: the words of one that
// is named by its label, else the title, or the button that adds one.
func (a *annexEditor) field(label string) (fyne.Focusable, bool) {
	for i := range a.all {
		if label == annexSource(i) {
			if a.at != i {
				a.show(i)
			}
			return a.text, true
		}
	}
	switch {
	case label != annexLabel:
		return nil, false
	case a.at < 0:
		return a.add, true
	}
	for i, x := range a.all { // the first without a title
		if strings.TrimSpace(x.Title) == "" {
			a.show(i)
			break
		}
	}
	return a.title, true
}

// annexSource names the words of the i-th attachment (from 0) among the texts of a
// letter.
func annexSource(i int) string { return fmt.Sprintf("%s%d的内容", annexLabel, i+1) }

// whole is the letter's text as it is kept: body, bodies that sign together,
// attachments. Marks typed into the body are taken as they are.
func (f *letterForm) whole() string {
	t := data.LetterText{Body: f.body.Text, Joint: data.SplitJoint(f.joint.Text), Annexes: f.annexes.all}
	return t.String()
}

// putText shows a text in the fields of its parts, by put in the body's.
func (f *letterForm) putText(text string, put func(*ui.Entry, string)) {
	t := data.ReadLetterText(text)
	put(f.body, t.Body)
	put(f.joint, strings.Join(t.Joint, copySep))
	f.annexes.fill(t.Annexes)
}
