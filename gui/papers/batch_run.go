package papers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/export/batch"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// onStart writes the papers; files that would be replaced are asked about.
func (b *batchDialog) onStart() {
	papers := b.papers()
	if len(papers) == 0 {
		return
	}
	paths, err := b.paths(papers)
	if wrong := b.facts.source.CheckNumbers(papers); wrong != nil {
		err = wrong
	}
	if err != nil {
		b.form.ShowError(err)
		b.panel.Fit()
		return
	}
	there := 0
	for _, p := range paths {
		if _, err := os.Stat(p); err == nil {
			there++
		}
	}
	if there > 0 {
		b.host.Ask("替换已有的文件？", fmt.Sprintf("文件夹里已经有 %d 个同名文件，将被替换。", there), "替换", func() { b.run(papers, paths) })
		return
	}
	b.run(papers, paths)
}

// onPrint prints the papers as one job instead; one that is refused stops it,
// named, so that no letter is missing from the pile unnoticed.
func (b *batchDialog) onPrint() {
	papers := b.papers()
	if len(papers) == 0 || b.facts.source.CheckNumbers(papers) != nil {
		return
	}
	b.host.Shut(b.panel)
	instead := func() {
		if b.binding.Value() == apart {
			b.binding.Fill(bound)
		}
		b.onStart()
	}
	form.AskPrint(b.deps, b.host, form.PrintAsk{Name: b.wholeTitle(), Head: true, Instead: instead, Papers: func(ctx context.Context) ([]page.Document, error) {
		if err := checkNumbers(ctx, b.deps, papers); err != nil {
			return nil, err
		}
		docs := make([]page.Document, len(papers))
		for i, p := range papers {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			doc, err := p.Document()
			if err != nil {
				return nil, batch.Report{Total: len(papers), Refused: []batch.Refusal{{Paper: p, Why: err}}}.Err()
			}
			docs[i] = doc
		}
		return batch.Telling(papers, docs), nil
	}, Done: func() { b.recordPrinted(papers) }})
}

func (b *batchDialog) run(papers []batch.Paper, paths []string) {
	b.host.Shut(b.panel)
	form.KeepFormat(b.deps, b.format.Value())
	if p := b.deps.Prefs; p != nil {
		p.SetString(prefBatchNames, strings.TrimSpace(b.names.Text))
		p.SetBool(prefBatchOne, b.binding.Value() != apart)
		p.SetBool(prefBatchSheet, b.binding.Value() == boundSheets)
	}
	var report batch.Report
	to, how, fonts := b.target(), b.binding.Value(), b.deps.Fonts
	volume := batch.Volume{Title: b.wholeTitle(), Path: paths[0], Format: to.Format, TwoSided: how == boundSheets}
	b.host.RunTask("正在导出"+b.kindChosen().Word, func(ctx context.Context, tell screen.Progress) (err error) {
		step := func(s batch.Step) {
			tell(s.Done, s.Total, fmt.Sprintf("%d / %d　%s", s.Done, s.Total, s.Paper.Whose()))
		}
		if err := checkNumbers(ctx, b.deps, papers); err != nil {
			return err
		}
		switch {
		case how == apart:
			report, err = batch.Files(ctx, papers, to, fonts, step)
		default:
			if err := to.Make(); err != nil {
				return err
			}
			report, err = batch.OneFile(ctx, papers, volume, fonts, step)
		}
		report.Told = append(report.Told, record(ctx, b.deps, report.Made)...)
		return err
	}, func(err error) {
		openBatchReport(b.deps, b.host, report, to.Path, how != apart, err)
	})
}

// Refusal is a proposal that nothing was done with.
type Refusal struct {
	Key    int64
	ID     data.ID // 0 of a paper that is about several
	Number string  // or whom the paper is for
	Why    string
}

func refusalRows(refused []batch.Refusal) []Refusal {
	var rows []Refusal
	for i, r := range refused {
		var why []string
		for _, p := range r.Problems() {
			p.Field = ""
			why = append(why, p.Error())
		}
		rows = append(rows, Refusal{int64(i + 1), r.Paper.ProposalID, cmp.Or(r.Paper.Number, r.Paper.Title), strings.Join(why, "；")})
	}
	return rows
}

// openBatchReport tells what a batch wrote, what was refused and why, and what
// stopped it.
func openBatchReport(d screen.Deps, h screen.Host, report batch.Report, folder string, oneFile bool, err error) {
	if report.Total == 0 && err != nil {
		h.Fail(err)
		return
	}
	lines := container.NewVBox(ui.NewStrong(report.Summary()))
	switch {
	case errors.Is(err, context.Canceled):
		lines.Add(ui.NewText("已取消。写好的文件是完整的，留在文件夹里。"))
	case err != nil:
		lines.Add(ui.NewText("没有写完：" + data.Sentence(err)))
	case oneFile && len(report.Refused) > 0:
		lines.Add(ui.NewText("有退回的就不合成一个文件：缺一件的合订本看上去是全的。请先改好，或改为每件一个文件。"))
	}
	if len(report.Told) > 0 {
		lines.Add(ui.NewText(form.ToldWords(report.Told)))
	}
	lines.Add(ui.NewLine("文件夹：" + folder))
	p := &ui.Panel{Title: "导出结果", Width: 880}
	shut := func() { h.Shut(p) }
	done := ui.NewAction("完成", nil, shut)
	p.Buttons, p.First = []fyne.CanvasObject{done}, done
	if len(report.Written) > 0 {
		open := ui.NewButton("打开文件夹", nil, func() { form.OpenWritten(d, h, folder) })
		p.Buttons = []fyne.CanvasObject{open, done}
		if oneFile {
			p.Buttons = []fyne.CanvasObject{open, ui.NewButton("打开文件", nil, func() { form.OpenWritten(d, h, report.Written[0]) }), done}
		}
	}
	p.Content = lines
	if rows := refusalRows(report.Refused); len(rows) > 0 {
		p.Content = container.NewBorder(lines, nil, nil, nil, ui.Tall(RefusedHeight, RefusedTable(rows, "为什么退回（双击打开这一件）", func(r Refusal) {
			if r.ID != 0 {
				shut()
				h.OpenReply(r.ID, 0)
			}
		})))
		p.Left = ui.NewButton("在台账里列出", nil, func() {
			shut()
			h.OpenList("退回的", RefusedIDs(rows))
		})
	}
	h.Say(report.Summary())
	h.Open(p)
}

// RefusedHeight is the height of the list at scale 1.
const RefusedHeight = 240

// RefusedTable lists proposals with why nothing was done with them; opening one
// calls open.
func RefusedTable(rows []Refusal, title string, open func(Refusal)) fyne.CanvasObject {
	table := ui.NewTable(func(r Refusal) int64 { return r.Key }, []ui.Column[Refusal]{
		{ID: "number", Title: "编号", Width: 80, Cell: func(r Refusal) ui.Cell { return ui.Cell{Text: r.Number} }},
		{ID: "why", Title: title, Width: 200, Flex: 1, Cell: func(r Refusal) ui.Cell { return ui.Cell{Text: r.Why} }},
	})
	table.OnOpen = open
	table.SetRows(rows)
	return table
}

// RefusedIDs are the proposals of the rows.
func RefusedIDs(rows []Refusal) []data.ID {
	var ids []data.ID
	for _, r := range rows {
		if r.ID != 0 && !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
