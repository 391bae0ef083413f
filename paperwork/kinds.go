package paperwork

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"jianban/data"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/file"
	"jianban/export/page"
	"jianban/export/paint"
	"jianban/export/sheet"
)

// Kind is a kind of paper, as the command line names it. One of letters is a
// paper for each of several proposals, proposers or units; of the others there is
// one a year.
type Kind struct {
	Name    string
	Letters bool
	batch   batch.Kind // of letters
	word    string     // 答复, as titles and messages name it
	brief   bool       // does without the long texts
	alone   bool       // needs no case but those chosen by number
	text    bool       // the year's summary, which can be written as plain text
	folder  bool       // goes into a folder under its title, unless the place named is a file's
	lay     func(context.Context, *Year) (page.Document, error)
	list    func(context.Context, *Year) (data.List, error) // of what is written as a workbook too
	write   func(context.Context, *Year, string) error      // of what is no paper
}

// kinds are all kinds, in the order of the help; not to be changed.
var kinds = sync.OnceValue(func() []Kind {
	var all []Kind
	for _, k := range batch.Kinds() {
		// What units owe, and thus are urged for, is seen from all cases.
		all = append(all, Kind{Name: k.Name, Letters: true, batch: k, word: k.Word, alone: k.Name != "urges"})
	}
	return append(all,
		Kind{Name: "ledger", word: "办理台账", brief: true, alone: true, lay: layLedger},
		Kind{Name: "ledger-xlsx", word: "办理台账", brief: true, alone: true, write: writeSheet},
		Kind{Name: "summary", word: "总结", brief: true, text: true, lay: laySummary},
		Kind{Name: "appraisal", word: "考评", lay: layAppraisal},
		Kind{Name: "today", word: "待办事项", brief: true, folder: true, lay: layToday},
		Kind{Name: "numbers", word: "发文登记簿", brief: true, lay: layNumbers, list: listNumbers},
	)
})

// Word is what people call it, such as 征询意见表.
func (k Kind) Word() string { return k.word }

// Printed tells whether the kind is a paper, which can be printed.
func (k Kind) Printed() bool { return k.write == nil }

// Endings are what the name of the kind's one file may end with, the usual one first; only
// that of a format where one was asked for.
func (k Kind) Endings(format data.PaperFormat) []string {
	var all []string
	switch {
	case format.Ending != "":
		return []string{format.Ending}
	case !k.Printed():
		return tableEndings
	case k.list != nil:
		all = append(all, tableEndings...)
	}
	for _, f := range data.PaperFormats {
		all = append(all, f.Ending)
	}
	if k.text {
		all = append(all, data.PaperText.Ending)
	}
	return all
}

// tableEndings are those of lists that are no papers.
var tableEndings = []string{".xlsx", ".csv"}

// IntoFolder tells that the kind's papers go into a folder at path.
func (k Kind) IntoFolder(path string, oneFile bool) bool {
	_, named := data.PaperFormatOf(path)
	return !oneFile && (k.Letters || k.folder && !named)
}

// Takes tells whether the kind takes a choice of letters.
func (k Kind) Takes(c batch.Choice) bool { return k.Letters && k.batch.Has(c) }

// KindNames are the names of all kinds.
func KindNames() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.Name)
	}
	return names
}

// KindOf finds a kind by its name.
func KindOf(name string) (Kind, bool) {
	i := slices.IndexFunc(kinds(), func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return kinds()[i], true
}

// Letters are papers of one kind, none of them laid out yet.
type Letters struct {
	Papers   []batch.Paper
	Title    string // of all of them together
	Settings data.Settings
}

// Letters lists the letters of a kind that were asked for, by the choices made.
// None at all is refused: to says what was to be done with them, such as 导出.
func (d *Desk) Letters(ctx context.Context, k Kind, a Ask, want batch.Choices, to string) (Letters, error) {
	a.Texts, a.alone = true, k.alone
	y, err := d.Read(ctx, a)
	if err != nil {
		return Letters{}, err
	}
	if err := y.notEmpty(ctx); err != nil {
		return Letters{}, err
	}
	source := y.source()
	source.Some, source.Bind = len(a.Numbers) > 0, d.binder(ctx)
	if source.Supervisions, err = d.Registry.Supervisions(ctx); err != nil {
		return Letters{}, err
	}
	if k.batch.Issues() != "" {
		if err := d.issues(ctx, &source); err != nil {
			return Letters{}, err
		}
	}
	papers := k.batch.Papers(source, want)
	if len(papers) == 0 {
		p := data.Problem{Field: k.word, Message: strings.ReplaceAll(k.batch.None, "{做}", to)}
		switch {
		case k.Takes(batch.TakesDrafts):
			p.Hint = "加 --drafts 可以" + to + "草稿的"
		case k.Takes(batch.TakesBlank):
			p.Hint = "加 --blank 可以" + to + "空白的"
		}
		return Letters{}, p
	}
	return Letters{Papers: papers, Title: y.Title(k.word), Settings: y.settings}, source.CheckNumbers(papers)
}

// WriteFiles writes each letter into a folder and tells where each is.
func (d *Desk) WriteFiles(ctx context.Context, l Letters, to batch.Folder) (batch.Report, error) {
	return batch.Files(ctx, l.Papers, to, d.Fonts, nil)
}

// WriteVolume writes all letters into one file, titled as they are.
func (d *Desk) WriteVolume(ctx context.Context, l Letters, v batch.Volume) (batch.Report, error) {
	v.Title = l.Title
	return batch.OneFile(ctx, l.Papers, v, d.Fonts, nil)
}

// Write writes the one paper of a kind that is asked for into the file at path, or
// one that goes into a folder into that at path, and says where it is. Where there
// is nothing to write it is refused.
func (d *Desk) Write(ctx context.Context, k Kind, a Ask, path string) (written string, err error) {
	a.Texts, a.alone, a.summary = !k.brief || data.NeedTexts(a.Columns), k.alone, k.text
	y, err := d.Read(ctx, a)
	if err != nil {
		return "", err
	}
	if err := y.notEmpty(ctx); err != nil {
		return "", err
	}
	if k.IntoFolder(path, a.OneFile) {
		made, err := file.MakeFolder(path)
		if err != nil {
			return "", err
		}
		folder := path
		path = filepath.Join(folder, file.SafeFile(y.desk.today.Chinese()+k.word+a.Format.Or().Ending))
		if err = y.writePaper(ctx, k, path); err != nil && made {
			err = errors.Join(err, file.RemoveFolder(folder))
		}
		return path, err
	}
	return path, y.writePaper(ctx, k, path)
}

// Lay lays out the one paper of a kind that is asked for, to be printed.
func (d *Desk) Lay(ctx context.Context, k Kind, a Ask) (page.Document, error) {
	a.Texts, a.alone, a.summary = !k.brief, k.alone, k.text
	y, err := d.Read(ctx, a)
	if err != nil {
		return page.Document{}, err
	}
	if err := y.notEmpty(ctx); err != nil {
		return page.Document{}, err
	}
	return k.lay(ctx, y)
}

// writePaper writes the kind's one paper at path, whole or not at all.
func (y *Year) writePaper(ctx context.Context, k Kind, path string) error {
	if k.write != nil {
		return k.write(ctx, y, path)
	}
	if k.list != nil && slices.Contains(tableEndings, strings.ToLower(filepath.Ext(path))) {
		l, err := k.list(ctx, y)
		if err != nil {
			return err
		}
		return writeList(l, path)
	}
	if k.text && y.format.IsText(path) {
		y.format = data.PaperText
	}
	doc, err := k.lay(ctx, y)
	if err != nil {
		return err
	}
	return y.paint(doc, path)
}

func layLedger(_ context.Context, y *Year) (page.Document, error) {
	doc, problems := export.Ledger(y.Title("办理台账"), y.Cases, y.usualDay(), y.rules, y.desk.Fonts)
	return export.Demo(doc, y.settings, y.desk.Fonts), problems.Err()
}

func writeSheet(_ context.Context, y *Year, path string) error {
	return writeList(data.LedgerList(y.Title("办理台账"), y.columns, y.Cases, y.usualDay(), y.rules), path)
}

// layToday lays out the board of today over the year.
func layToday(ctx context.Context, y *Year) (page.Document, error) {
	maker := data.NewBoard(y.desk.today)
	for _, c := range y.Cases {
		maker.Take(c, y.rules.Of(c))
	}
	if err := y.desk.takePromises(ctx, maker); err != nil {
		return page.Document{}, err
	}
	board := maker.Board(y.Year)
	board.Bars = data.BoardBars(data.Statistics(y.Cases, y.Year, y.usualDay(), y.rules))
	return export.Today(board, y.settings, y.desk.Fonts), nil
}

// writeList writes a list at path, whole or not at all: a text file of values
// where the name ends so, else a workbook.
func writeList(l data.List, path string) error {
	write := sheet.Workbook
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		write = sheet.Text
	}
	return file.Write(path, func(w io.Writer) error { return write(w, l) })
}

func layAppraisal(ctx context.Context, y *Year) (page.Document, error) {
	scores, err := y.desk.Registry.Scores(ctx, y.Year)
	if err != nil {
		return page.Document{}, err
	}
	units := data.Appraise(y.Cases, scores, y.Year, y.usualDay(), y.rules)
	if len(units) == 0 {
		return page.Document{}, data.Problem{Field: "考评", Message: fmt.Sprintf("%d年没有交办到单位的建议", y.Year), Hint: "交办以后才有考评"}
	}
	return export.Appraisal(data.AppraisalTitle(y.Year, y.Book), y.usualDay(), units, y.rules.In(y.Year).Pack.Appraisal, y.settings, y.desk.Fonts), nil
}

func laySummary(ctx context.Context, y *Year) (page.Document, error) {
	if y.sum.ID == 0 {
		return page.Document{}, data.Problem{Field: "总结", Message: fmt.Sprintf("%d年还没有写总结", y.Year), Hint: "请先在“总结”里写好并保存"}
	}
	return y.summary(ctx)
}

// written finds the summary of the year over the book chosen. Where none was
// chosen and none is written over all books, it is that of the only book that
// has one, and the year is over that book.
func (y *Year) written(ctx context.Context) (err error) {
	reg := y.desk.Registry
	if y.sum, err = reg.Summary(ctx, y.Year, y.Book.ID); err != nil || y.sum.ID != 0 || y.Book.ID != 0 {
		return err
	}
	books, err := reg.Books(ctx)
	if err != nil {
		return err
	}
	n := 0
	for _, b := range books {
		if b.Meeting.Year != y.Year {
			continue
		}
		s, err := reg.Summary(ctx, y.Year, b.ID)
		if err != nil {
			return err
		}
		if s.ID != 0 {
			y.Book, y.sum = b, s
			n++
		}
	}
	if n > 1 {
		return data.Problem{Field: "办理册", Message: fmt.Sprintf("%d年有%d份总结", y.Year, n), Hint: "请用 --book 选定一册"}
	}
	return nil
}

// paint writes a document in the format asked for, whole or not at all.
func (y *Year) paint(doc page.Document, path string) error {
	content, err := paint.Render(doc, y.desk.Fonts, y.format.For(path))
	if err != nil {
		return err
	}
	if err := file.WriteBytes(path, content); err != nil {
		return err
	}
	for _, text := range doc.Told {
		if y.desk.Tell != nil {
			y.desk.Tell(text)
		}
	}
	return nil
}
