package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// numberRow is a paper with its number.
type numberRow struct {
	data.NumberedPaper
	Issue data.Issue // where the number is kept as one; ID 0 where the paper keeps it itself
}

// numberPart is the register of the papers with a number of one year (发文登记簿).
type numberPart struct {
	deps screen.Deps
	host screen.Host
	year int
	list *recordList[numberRow]
	done func()
}

// openNumbers shows the register, at first of the year that the bar shows.
func openNumbers(d screen.Deps, h screen.Host, done func()) {
	p := &numberPart{deps: d, host: h, year: h.Year(), done: done}
	if p.year <= 0 {
		p.year = d.Today().Year()
	}
	p.list = openRecords(d, h, recordKind[numberRow]{
		Title: "发文登记", Unit: "份",
		About:   "一年里有文号、档号的文件，按文号代字和序号排列。交办通知、邀请函、办理档案的号在制作时登记，登记错了的在这里改；答复、意见、催办的号在它们自己那里改。",
		Load:    p.load,
		Key:     func(r numberRow) int64 { return int64(r.ID)*8 + int64(slices.Index(numberedRecords, r.Record)) },
		Find:    findNumber,
		Columns: numberColumns(),
		Nothing: [2]string{"这一年还没有登记文号、档号的文件", "给答复取号，或制作交办通知、邀请函、办理档案时填写文号、档号，就会列在这里。"},
		Open:    func(_ *recordList[numberRow], r numberRow) { p.open(r) },
		State:   p.state,
		Left: func(*recordList[numberRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{ui.Wide(110, p.years())}
		},
		Right: func(l *recordList[numberRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				ui.NewButton("缺号", nil, p.tellGaps),
				ui.NewButton("打开建议", fynetheme.FolderOpenIcon(), l.onChosen("文件", p.toProposal)),
			}
		},
	})
}

// numberedRecords are the records that keep numbers: at most eight, for keys of rows.
var numberedRecords = []data.Record{data.RecordReply, data.RecordOpinion, data.RecordSupervision, data.RecordIssue}

func (p *numberPart) load(ctx context.Context, r screen.Reader) ([]numberRow, error) {
	all, err := r.Numbered(ctx, p.year)
	if err != nil {
		return nil, err
	}
	papers := data.Register(all)
	issues, err := r.Issues(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]numberRow, len(papers))
	for i, paper := range papers {
		rows[i].NumberedPaper = paper
		if n := slices.IndexFunc(issues, func(x data.Issue) bool { return paper.Record == data.RecordIssue && x.ID == paper.ID }); n >= 0 {
			rows[i].Issue = issues[n]
		}
	}
	return rows, nil
}

func findNumber(r numberRow) data.RowWords {
	return data.RowWords{Names: []string{r.Whose}, Texts: []string{r.Number, r.Kind, r.Title}}
}

// numberColumns are those of the register.
func numberColumns() []ui.Column[numberRow] {
	widths := map[string]float32{"number": 190, "date": 150, "kind": 110, "whose": 150, "title": 200}
	var all []ui.Column[numberRow]
	for _, c := range data.NumberedColumns() {
		tell := func(r numberRow) string {
			if v := c.Of(r.NumberedPaper); v.Kind != data.DayValue {
				return v.String()
			}
			return r.Date.Chinese()
		}
		column := recordText(c.ID, c.Title, widths[c.ID], 0, tell)
		if c.ID == "title" {
			column.Flex = 1
		}
		column.Value = func(r numberRow) data.Value { return c.Of(r.NumberedPaper) }
		all = append(all, column)
	}
	return all
}

// years chooses the year shown.
func (p *numberPart) years() *ui.Choice[int] {
	var options []ui.Option[int]
	last := max(p.year, p.deps.Today().Year())
	for y := last; y > last-13 || y >= p.year; y-- {
		options = append(options, ui.Option[int]{Value: y, Label: fmt.Sprintf("%d年", y)})
	}
	c := ui.NewChoice("选择年份", options, func(y int) {
		p.year = y
		p.list.Refresh()
	})
	c.Fill(p.year)
	return c
}

// gapsOf are the numbers between that no paper bears.
func gapsOf(rows []numberRow) []data.NumberGap {
	var numbers []string
	for _, r := range rows {
		numbers = append(numbers, r.Number)
	}
	return data.NumberGaps(numbers)
}

func (p *numberPart) state(rows []numberRow) (ui.Tone, ui.Shape, string) {
	switch missing := gapsOf(rows); {
	case len(missing) > 0:
		return ui.ToneYellow, ui.Dot, "有缺号"
	case len(rows) > 0:
		return ui.ToneGreen, ui.Check, "没有缺号"
	}
	return ui.ToneGrey, ui.NoShape, ""
}

// tellGaps tells the numbers that no paper bears.
func (p *numberPart) tellGaps() {
	words := []string{}
	for _, g := range gapsOf(p.list.rows) {
		words = append(words, g.Sentence()+"。")
	}
	if len(words) == 0 {
		words = append(words, "登记的文号没有缺号。")
	} else {
		words = append(words, "作废的、用在别的文件上的不必管；漏登的请补登。")
	}
	p.host.Tell("缺号", strings.Join(words, "\n"))
}

// toProposal opens the paper's proposal where it is about one.
func (p *numberPart) toProposal(r numberRow) {
	if r.ProposalID == 0 {
		p.host.Fail(data.Problem{Message: r.Named() + "不是只关于一件建议的", Hint: "请在台账里按单位查找"})
		return
	}
	p.leave()
	switch r.Record {
	case data.RecordReply, data.RecordOpinion:
		p.host.OpenReply(r.ProposalID, r.Round)
	case data.RecordSupervision:
		p.host.OpenCase(r.ProposalID, screen.TabDuty)
	default:
		p.host.OpenCase(r.ProposalID, "")
	}
}

func (p *numberPart) leave() {
	p.list.load.Stop()
	p.host.Shut(p.list.panel)
}

// open opens the form of a number that is kept by itself, else the paper that keeps it.
func (p *numberPart) open(r numberRow) {
	if r.Issue.ID == 0 {
		p.toProposal(r)
		return
	}
	i, word := r.Issue, r.Issue.Kind.NumberWord()
	e := &form.Editor{Host: p.host, Form: ui.NewForm(), Width: 520, Title: "更正" + word, Record: r.Named() + "登记的" + word + i.Number, Done: refreshed(p.list, p.done)}
	e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordIssue, i.ID) }
	number := e.Field("", i.Number)
	day := e.Day(i.Date, i.Date.Year(), p.deps.Today())
	e.Form.AddObject(ui.NewSmallText(r.Named() + "　" + i.Title))
	e.Form.Add(word, true, number, "已经发出的文件上印着原来的号，改了的请重新制作。")
	e.Form.Add("日期", true, day, "")
	e.Print = func() string { return number.Text + "\x00" + day.Text }
	e.Read = func() (ps data.Problems) {
		i.Number = number.Text
		form.ReadDay(&ps, "日期", day, &i.Date)
		return form.MergeProblems(ps, i.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		x := i
		return tx.SaveIssue(&x)
	}
	e.Open(number)
}
