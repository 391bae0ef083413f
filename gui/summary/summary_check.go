package summary

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/doctext"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// checkedFile shows a report from outside (核对文件), each of its numbers marked
// where it stands: right, wrong, or none of the year's.
type checkedFile struct {
	s       *SummaryScreen
	name    *ui.Line
	right   *ui.Badge
	wrong   *ui.Badge
	none    *ui.Badge
	prose   *prose
	empty   fyne.CanvasObject
	badges  *fyne.Container
	root    *fyne.Container
	figures []SummaryFigure
}

func newCheckedFile(s *SummaryScreen) *checkedFile {
	c := &checkedFile{s: s, name: ui.NewStrong("")}
	c.right, c.wrong, c.none = ui.NewBadge(ui.ToneGreen, ui.Check, ""), ui.NewBadge(ui.ToneRed, ui.Triangle, ""), ui.NewBadge(ui.ToneGrey, ui.Dash, "")
	for _, b := range []*ui.Badge{c.right, c.wrong, c.none} {
		b.Hide() // until a file was read
	}
	c.prose = newProse(c.onFigure)
	choose := ui.NewButton("选文件", fynetheme.FolderOpenIcon(), c.onChoose)
	c.empty = ui.Empty(fynetheme.DocumentIcon(), "核对一份写好的总结或报告", "选一份 .docx 或 .txt，文中每个数字都和登记的内容对一遍：绿色相符，红色不符，灰色统计里没有。")
	c.badges = container.NewHBox(c.right, c.wrong, c.none)
	head := container.NewVBox(container.NewHBox(choose, c.name), c.badges)
	c.root = container.NewBorder(head, nil, nil, nil, container.NewStack(c.prose.root, c.empty))
	c.prose.show(false)
	return c
}

func (c *checkedFile) show(yes bool) { ui.SetShown(c.root, yes) }

func (c *checkedFile) onChoose() {
	if c.s.shown {
		form.AskFile(c.s.deps, c.s.host, form.FileAsk{Title: "核对文件", Yes: "核对", Kinds: []string{".docx", ".txt"}}, c.read)
	}
}

// read reads a report and compares its figures with the year shown.
func (c *checkedFile) read(path string) {
	m, st := c.s.model, c.s.view.stats
	var text string
	var read []data.ReadFigure
	c.s.host.RunTask("正在核对", func(_ context.Context, p screen.Progress) error {
		p(0, 0, filepath.Base(path))
		content, err := form.ReadFile(path, doctext.LargestFile)
		switch {
		case errors.Is(err, form.ErrTooLarge):
			return data.Problem{Field: "“" + filepath.Base(path) + "”", Message: "超过" + data.SizeWords(doctext.LargestFile), Hint: "请去掉其中的图片，另存后再核对"}
		case err != nil && !data.Told(err):
			return data.Problem{Field: "“" + filepath.Base(path) + "”", Message: "打不开", Hint: "请检查权限，或先在别的程序里关闭它"}
		case err != nil:
			return err
		}
		w, err := doctext.Report(path, content)
		text = w.Text
		read = data.ReadFigures(text, m.facts(st))
		return err
	}, func(err error) {
		if err != nil {
			c.s.host.Fail(err)
			return
		}
		c.set(filepath.Base(path), text, read)
	})
}

// set shows a report.
func (c *checkedFile) set(name, text string, read []data.ReadFigure) {
	c.figures = nil
	var paragraphs []proseParagraph
	for _, line := range pieceLines(data.Pieces(text, read)) {
		para := proseParagraph{}
		for _, p := range line {
			piece := prosePiece{Text: strings.ReplaceAll(p.Text, "\t", "　")}
			if p.Read != nil {
				c.figures = append(c.figures, typedFigure(p))
				piece = readPiece(p, len(c.figures))
			}
			para.Pieces = append(para.Pieces, piece)
		}
		if len(para.Pieces) > 0 {
			paragraphs = append(paragraphs, para)
		}
	}
	right, wrong, none := 0, 0, 0
	for _, f := range c.figures {
		switch {
		case !f.Read.OK:
			wrong++
		case f.Read.Matched():
			right++
		default:
			none++
		}
	}
	badge := func(b *ui.Badge, tone ui.Tone, shape ui.Shape, n int, word string) {
		said := ""
		if n > 0 {
			said = fmt.Sprintf("%d 处%s", n, word)
		}
		ui.SetBadge(b, tone, shape, said)
	}
	badge(c.right, ui.ToneGreen, ui.Check, right, "相符")
	badge(c.wrong, ui.ToneRed, ui.Triangle, wrong, "不符")
	badge(c.none, ui.ToneGrey, ui.Dash, none, "统计里没有")
	c.badges.Refresh()
	c.name.SetText(shorten(name, 30))
	c.empty.Hide()
	c.prose.set(paragraphs)
	c.prose.show(true)
	c.s.left.Choose(2)
	ui.Relayout(c.root)
	c.onFigure(1 + slices.IndexFunc(c.figures, func(f SummaryFigure) bool { return !f.Read.OK }))
}

// onFigure shows what is behind a number of the report; 0 shows nothing.
func (c *checkedFile) onFigure(n int) {
	c.prose.choose(n)
	if n < 1 || n > len(c.figures) {
		return
	}
	c.s.chosen = ""
	c.s.prose.choose(0)
	c.s.figure.showFigure(c.figures[n-1], true, c.s.model.all())
	c.s.right.Choose(rightFigures)
}

// despiteReasons are usual ones; others can be typed.
var despiteReasons = []string{"经领导同意，按上报口径", "统计口径与登记不同，已另行说明", "截至日期不同", "数字属于其他办理册"}

// outgoing does next, which takes the summary out of the program, where nothing
// stands against it. Where typed numbers contradict it asks for a reason first,
// which is kept and journalled.
func (s *SummaryScreen) outgoing(next func()) {
	filled := s.view.filled
	if err := filled.Refused(); err == nil || !filled.Contradicts() {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.saveThen(next)
		return
	}
	if s.model.Locked != "" {
		s.host.Fail(filled.Refused())
		return
	}
	s.saveThen(func() { s.askReason(filled, next) })
}

func (s *SummaryScreen) askReason(filled data.FilledSummary, next func()) {
	e := &form.Editor{Host: s.host, Form: ui.NewForm(), Width: 640, Title: data.DespiteAction(s.model.Year), Yes: "说明并继续"}
	reason := e.Combo("为什么这样写", s.model.Summary.Reason, despiteReasons)
	sum := s.model.Summary
	e.Form.Add("不符", false, ui.NewText(filled.Despite()), "")
	e.Form.Add("理由", true, reason, "理由记入操作记录。也可以回去改数字，或改用“插入数字或例子”。")
	e.Print = func() string { return reason.Text }
	e.Read = func() (ps data.Problems) {
		sum.Reason, sum.Despite = strings.TrimSpace(reason.Text), filled.Despite()
		if sum.Reason == "" {
			ps = append(ps, data.Problem{Field: "理由", Message: "没有填写", Hint: "请写明为什么这样写"})
		}
		return form.MergeProblems(ps, sum.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		x := sum
		return tx.SaveSummary(&x)
	}
	e.Done = func() {
		s.model.Summary.Reason, s.model.Summary.Despite = sum.Reason, sum.Despite
		s.compute()
		next()
	}
	e.Open(reason)
}
