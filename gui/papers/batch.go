package papers

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/batch"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Scope are proposals whose papers can be written.
type Scope struct {
	Name string // 选中的3件
	IDs  []data.ID
}

// Ask says what a batch is about.
type Ask struct {
	Year   int // 0 for every year
	Book   data.ID
	Title  string // 2022年, before what is written; of one book its name takes its place
	Kind   string // offered at first, as the command line names it; "" for letters
	Scopes []Scope
}

// Open asks which papers of an Ask are written in one go, where and how.
func Open(d screen.Deps, h screen.Host, a Ask) {
	var facts batchFacts
	var home string
	h.RunTask("正在读取", func(ctx context.Context, tell screen.Progress) (err error) {
		tell(0, 0, "正在读取建议和答复")
		if facts, err = loadBatch(ctx, d, a.Year, a.Book); err != nil {
			return err
		}
		home, err = d.Papers.Folder()
		return err
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		if all := facts.source.Cases; a.Book != 0 && len(all) > 0 {
			a.Title = all[0].Book.Name()
		}
		openBatch(d, h, facts, a, home)
	})
}

// batchFacts are what the papers are laid out from; none is yet.
type batchFacts struct{ source batch.Source }

// loadBatch reads the texts of a year's letters, of every year for 0. It
// touches no widget.
func loadBatch(ctx context.Context, d screen.Deps, year int, book data.ID) (batchFacts, error) {
	source, err := d.Papers.Letters(ctx, data.Scope{Year: year, BookID: book, Texts: true})
	if err == nil {
		err = ctx.Err()
	}
	source.Day = d.Today()
	return batchFacts{source}, err
}

// papers are those of some proposals, year after year.
func (f batchFacts) papers(kind batch.Kind, ids []data.ID, want batch.Choices) []batch.Paper {
	return kind.Papers(f.some(ids), want)
}

// some are the facts of some proposals.
func (f batchFacts) some(ids []data.ID) batch.Source {
	wanted := map[data.ID]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	some := f.source
	some.Cases = slices.DeleteFunc(slices.Clone(some.Cases), func(c data.Case) bool { return !wanted[c.Proposal.ID] })
	some.Some = len(some.Cases) < len(f.source.Cases)
	return some
}

// batchDialog asks what is written, where and under which names.
type batchDialog struct {
	deps   screen.Deps
	host   screen.Host
	facts  batchFacts
	scopes []Scope
	ask    Ask
	title  string // 2022年, before what is written

	kind     *ui.Choice[string]
	scope    *ui.Choice[int]
	choices  []batchChoice
	ticks    map[batch.Choice]*ui.TickBox
	numbers  map[batch.Choice]*ui.Entry
	forms    *ui.Choice[batch.FormPlace]
	envelope *ui.Choice[string]
	binding  *ui.Choice[binding]
	format   *ui.Choice[data.PaperFormat]
	names    *ui.Entry
	folder   *ui.Entry
	example  *ui.Line
	count    *ui.Line
	form     *ui.Form
	pattern  *ui.Row
	review   reviewRow
	start    *ui.Button
	panel    *ui.Panel
	// offeredFor and offeredIn are the kind and scope for which a number was offered last.
	offeredFor string
	offeredIn  int
	chosen     bool // the folder was chosen by a person
	home       string
}

// Preferences of the dialog.
const (
	prefBatchNames = "batch.names"
	prefBatchOne   = "batch.onefile"
	prefBatchSheet = "batch.twosided"
)

// binding is how papers become files.
type binding int

const (
	apart       binding = iota // a file each
	bound                      // one file, a bookmark each
	boundSheets                // the same, each beginning on an odd page
)

// lastBinding is what was chosen last.
func lastBinding(d screen.Deps) binding {
	switch {
	case d.Prefs == nil || !d.Prefs.Bool(prefBatchOne):
		return apart
	case d.Prefs.Bool(prefBatchSheet):
		return boundSheets
	}
	return bound
}

// openBatch asks about the papers of scopes, of which the first is offered.
func openBatch(d screen.Deps, h screen.Host, facts batchFacts, a Ask, home string) *batchDialog {
	b := &batchDialog{deps: d, host: h, facts: facts, scopes: a.Scopes, ask: a, title: a.Title, home: home, ticks: map[batch.Choice]*ui.TickBox{}}
	var kinds []ui.Option[string]
	for _, k := range batch.Kinds() {
		kinds = append(kinds, ui.Option[string]{Value: k.Name, Label: k.Word})
	}
	b.kind = ui.NewChoice("", kinds, func(string) { b.tell() })
	b.kind.Fill(cmp.Or(a.Kind, kinds[0].Value))
	var options []ui.Option[int]
	for i, s := range a.Scopes {
		options = append(options, ui.Option[int]{Value: i, Label: s.Name})
	}
	b.scope = ui.NewChoice("", options, func(int) { b.tell() })
	b.scope.Fill(0)
	b.binding = ui.NewChoice("", []ui.Option[binding]{
		{Value: apart, Label: "每件一个文件"}, {Value: bound, Label: "合成一个文件，各件接着排"}, {Value: boundSheets, Label: "合成一个文件，双面打印用"},
	}, func(binding) { b.tell() })
	b.binding.Fill(lastBinding(d))
	var formats []ui.Option[data.PaperFormat]
	for _, f := range data.PaperFormats {
		formats = append(formats, ui.Option[data.PaperFormat]{Value: f, Label: f.Name})
	}
	b.format = ui.NewChoice("", formats, func(data.PaperFormat) { b.tell() })
	b.format.Fill(form.Format(d))
	b.names = ui.NewEntry(string(batch.UsualPattern))
	if d.Prefs != nil {
		b.names.Fill(d.Prefs.String(prefBatchNames))
	}
	b.names.OnEdit(func(string) { b.tell() })
	b.folder = ui.NewEntry("文件夹的完整位置")
	b.folder.OnEdit(func(string) { b.chosen = true; b.tell() })
	b.example, b.count = ui.NewLine(""), ui.NewStrong("")
	b.build()
	h.Open(b.panel)
	b.tell()
	return b
}

func (b *batchDialog) build() {
	b.form = ui.NewForm()
	b.form.LabelWidth = 72
	b.form.Pair(b.form.NewRow("内容", false, b.kind, ""), b.form.NewRow("范围", false, b.scope, ""))
	b.buildChoices()
	b.buildReview()
	b.form.Pair(b.form.NewRow("形式", false, b.binding, ""), b.form.NewRow("格式", false, b.format, ""))
	fields := container.NewHBox()
	for _, f := range batch.Fields() {
		fields.Add(ui.NewChip(strings.Trim(f, "{}"), func() { b.onField(f) }))
	}
	b.pattern = b.form.Add("文件名", false, container.NewVBox(b.names, fields), "")
	b.form.Add("文件夹", false, container.NewBorder(nil, nil, nil, ui.NewButton("选择", nil, b.onFolder), b.folder), "没有的会新建。")
	b.form.Add("例如", false, b.example, "")
	b.start = ui.NewAction("开始导出", nil, b.onStart)
	shut := func() { b.host.Shut(b.panel) }
	b.panel = &ui.Panel{Title: "批量导出、打印", Width: 640, Content: container.NewVBox(b.form.Root(), ui.Gap(4), b.count),
		Left: ui.NewButton("打印", fynetheme.DocumentPrintIcon(), b.onPrint), Buttons: []fyne.CanvasObject{ui.NewButton("取消", nil, shut), b.start}, Save: b.onStart}
}

// onField puts a field into the pattern where the caret stands.
func (b *batchDialog) onField(field string) {
	if b.names.Text == "" && b.names.CursorTextOffset() == 0 {
		b.names.SetText(string(batch.UsualPattern))
		b.names.SetCaret(len([]rune(b.names.Text)))
	}
	for _, r := range field {
		b.names.TypedRune(r)
	}
}

func (b *batchDialog) onFolder() {
	ask := form.FileAsk{Title: "选择文件夹", Yes: "用这个文件夹", Folders: true}
	if form.IsFolder(b.folder.Text) {
		ask.Folder = b.folder.Text
	}
	form.AskFile(b.deps, b.host, ask, func(path string) {
		b.folder.Fill(path)
		b.chosen = true
		b.tell()
	})
}

func (b *batchDialog) papers() []batch.Paper {
	return b.facts.papers(b.kindChosen(), b.scopes[b.scope.Value()].IDs, b.wanted())
}

func (b *batchDialog) kindChosen() batch.Kind {
	k, _ := batch.KindNamed(b.kind.Value())
	return k
}

// wholeTitle is the title of all papers in one file, such as 2022年答复.
func (b *batchDialog) wholeTitle() string { return b.title + b.kindChosen().Word }

func (b *batchDialog) target() batch.Folder {
	return batch.Folder{Path: strings.TrimSpace(b.folder.Text), Names: batch.Pattern(strings.TrimSpace(b.names.Text)), Format: b.format.Value()}
}

// paths are the files that are to be written.
func (b *batchDialog) paths(papers []batch.Paper) ([]string, error) {
	to := b.target()
	if err := b.folderWhole(); err != nil {
		return nil, err
	}
	if b.binding.Value() != apart {
		return []string{filepath.Join(to.Path, b.deps.Papers.FileName(b.wholeTitle()+to.Format.Ending))}, nil
	}
	return to.Paths(papers)
}

// sample is the name of the first file.
func (b *batchDialog) sample(papers []batch.Paper) (string, error) {
	if err := b.folderWhole(); err != nil {
		return "", err
	}
	if b.binding.Value() != apart {
		return b.deps.Papers.FileName(b.wholeTitle() + b.target().Format.Ending), nil
	}
	return b.target().Example(papers)
}

func (b *batchDialog) folderWhole() error {
	if filepath.IsAbs(b.target().Path) {
		return nil
	}
	return data.Problem{Field: "文件夹", Message: "不是完整的位置", Hint: "请点“选择”"}
}

// tell shows what would be written under the choices made.
func (b *batchDialog) tell() {
	if !b.chosen {
		path := filepath.Join(b.home, b.wholeTitle())
		if b.binding.Value() != apart {
			path = b.home
		}
		b.folder.Fill(path)
	}
	kind := b.kindChosen()
	b.offerNumber()
	for _, c := range b.choices {
		c.row.Show(kind.Has(c.what) && b.matters(c.what))
	}
	b.pattern.Show(b.binding.Value() == apart)
	papers := b.papers()
	drafts := 0
	for _, p := range papers {
		if p.Draft {
			drafts++
		}
	}
	words := fmt.Sprintf("将写出 %d 件", len(papers))
	switch {
	case len(papers) == 0:
		words = strings.ReplaceAll(kind.None, "{做}", "导出")
	case drafts > 0:
		words += fmt.Sprintf("，其中草稿 %d 件", drafts)
	}
	b.tellReview()
	b.count.SetText(words)
	ui.Enable(b.start, len(papers) > 0)
	b.form.Clear()
	if err := b.facts.source.CheckNumbers(papers); err != nil {
		b.form.ShowError(err)
	}
	example := ""
	if len(papers) > 0 {
		var err error
		if example, err = b.sample(papers); err != nil {
			b.form.ShowError(err)
		}
	}
	b.example.SetText(example)
	b.panel.Fit()
}
