package paperwork_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/batch"
	"jianban/export/page"
	"jianban/paperwork"
)

// desk is a demonstration's registry, open to work at.
func desk(t *testing.T) *paperwork.Desk {
	t.Helper()
	t.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
	return deskAt(t, demoIn(t))
}

func demoIn(t *testing.T) string {
	t.Helper()
	path, err := paperwork.MakeDemo(t.Context(), filepath.Join(t.TempDir(), "演示"), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func deskAt(t *testing.T, path string) *paperwork.Desk {
	t.Helper()
	d, err := paperwork.OpenToWork(t.Context(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// numbered is the demonstration's case of that number.
func numbered(t *testing.T, d *paperwork.Desk, number string) data.Case {
	t.Helper()
	cases, err := d.Registry.Cases(t.Context(), data.Scope{Numbers: []string{number}, Texts: true})
	if err != nil || len(cases) != 1 {
		t.Fatalf("%d cases of number %s, %v", len(cases), number, err)
	}
	return cases[0]
}

func all(t *testing.T, d *paperwork.Desk) []data.Case {
	t.Helper()
	cases, err := d.Registry.Cases(t.Context(), data.Scope{Year: paperwork.DemoYear})
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// wordsIn are the words of a PDF as another program reads them.
func wordsIn(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), "")
}

// Every paper that the window asks for is laid out and written over a real
// registry, and says what it should.
func TestEveryPaperOfTheWindow(t *testing.T) {
	d := desk(t)
	p, ctx := d.Papers(), t.Context()
	answered := numbered(t, d, "12")
	var assist data.Case
	for _, c := range all(t, d) {
		if _, ok := c.OurOpinion(); ok && c.Proposal.Role == data.Assist {
			assist = numbered(t, d, c.Proposal.Number)
			break
		}
	}
	opinion, ok := assist.OurOpinion()
	if !ok {
		t.Fatal("the demonstration has no opinion")
	}
	urgings, err := d.Registry.Supervisions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(urgings, func(u data.Supervision) bool { return slices.Contains(data.UrgeSteps, u.Kind) })
	if i < 0 {
		t.Fatal("the demonstration urges nobody")
	}
	rules, err := d.Registry.RuleYears(ctx)
	if err != nil {
		t.Fatal(err)
	}
	day := data.NewDate(2022, 12, 31)
	scores := data.Appraise(all(t, d), nil, paperwork.DemoYear, day, rules)
	folder, err := p.Folder()
	if err != nil || filepath.Base(folder) != "导出文件" || filepath.Dir(folder) != filepath.Dir(d.Registry.Path()) {
		t.Fatalf("papers go to %s, %v", folder, err)
	}
	for name, c := range map[string]struct {
		lay  func() (page.Document, error)
		says string
	}{
		"reply":   {func() (page.Document, error) { return p.Reply(ctx, answered, answered.Replies[0]) }, answered.Replies[0].DocNumber},
		"opinion": {func() (page.Document, error) { return p.Opinion(ctx, assist, opinion) }, opinion.DocNumber},
		"ledger":  {func() (page.Document, error) { return p.Ledger(ctx, "试验台账", all(t, d), day) }, "试验台账"},
		"talk":    {func() (page.Document, error) { return p.Talk(ctx, answered, answered.Consultations[0]) }, "沟通登记表"},
		"urge":    {func() (page.Document, error) { return p.Urge(ctx, urgings[i]) }, urgings[i].Unit.Name},
		"appraisal": {func() (page.Document, error) {
			return p.Appraisal(ctx, "试验考评", day, scores, rules.In(paperwork.DemoYear).Pack.Appraisal)
		}, "试验考评"},
	} {
		doc, err := c.lay()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		path, err := p.Write(ctx, doc, filepath.Join(folder, p.FileName(name+".pdf")))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if says := wordsIn(t, path); !strings.Contains(says, c.says) {
			t.Errorf("%s lacks %s: %s", name, c.says, says)
		}
	}
}

// An urging of a unit's work as a whole lists what that unit owed on its day;
// one about a proposal is about this one only.
func TestAnUrgingIsAboutWhatIsOwed(t *testing.T) {
	t.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
	path, err := paperwork.MakeDemo(t.Context(), filepath.Join(t.TempDir(), "演示"), 40, 1)
	if err != nil {
		t.Fatal(err)
	}
	d := deskAt(t, path)
	rules, err := d.Registry.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	u, c, owed := owing(t, d, rules)
	one, err := d.Papers().Urge(t.Context(), u)
	if err != nil || !strings.Contains(pageWords(one), "第"+c.Proposal.Number+"号") {
		t.Errorf("%v: %s", err, pageWords(one))
	}
	for _, x := range all(t, d) {
		if x.Proposal.ID != c.Proposal.ID && strings.Contains(pageWords(one), x.Proposal.Title) {
			t.Errorf("a notice about %s names %s", c.Proposal.Number, x.Proposal.Number)
		}
	}
	u.ProposalID = 0
	whole, err := d.Papers().Urge(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all(t, d) {
		is := slices.ContainsFunc(owed, func(o data.Case) bool { return o.Proposal.ID == x.Proposal.ID })
		if says := strings.Contains(pageWords(whole), x.Proposal.Title); says != is {
			t.Errorf("%s: owed %v, told %v", x.Proposal.Title, is, says)
		}
	}
	u.Date = data.NewDate(2021, 1, 1)
	if _, err := d.Papers().Urge(t.Context(), u); err == nil {
		t.Error("a notice about nothing")
	}
}

// owing is an urging about one proposal of a unit that owes several that day.
func owing(t *testing.T, d *paperwork.Desk, rules data.RuleYears) (data.Supervision, data.Case, []data.Case) {
	t.Helper()
	day := data.NewDate(2022, 4, 20)
	for _, c := range all(t, d) {
		a, ok := c.LeadAssignment()
		if !ok {
			continue
		}
		if owed := data.OwedBy(all(t, d), a.Unit.ID, day, rules); len(owed) > 1 && owed[1].Proposal.ID == c.Proposal.ID {
			return data.Supervision{Kind: data.Urge, Unit: a.Unit, Date: day, ProposalID: c.Proposal.ID}, c, owed
		}
	}
	t.Fatal("no unit owes several")
	return data.Supervision{}, data.Case{}, nil
}

func pageWords(doc page.Document) string {
	var b strings.Builder
	for _, p := range doc.Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok {
				b.WriteString(g.Text)
			}
		}
	}
	return b.String()
}

func TestTheWorkbookAndReadyContent(t *testing.T) {
	d := desk(t)
	p := d.Papers()
	path := filepath.Join(t.TempDir(), "台账.xlsx")
	list, err := p.LedgerList(t.Context(), "台账", nil, all(t, d), data.NewDate(2022, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.WriteList(t.Context(), list, path); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(content, []byte("PK")) {
		t.Errorf("no workbook: %v", err)
	}
	text := filepath.Join(filepath.Dir(path), "公开.txt")
	if err := p.Save(text, []byte("公开文本")); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(text); err != nil || string(content) != "公开文本" {
		t.Errorf("%q, %v", content, err)
	}
	if err := p.Save(d.Registry.Path(), nil); err == nil {
		t.Error("the registry was overwritten")
	}
}

// A paper on paper again replaces its own file; another's stays.
// What is filled is whole or not there at all, and for the user only.
func TestAFilledFileIsPrivateAndWhole(t *testing.T) {
	p := desk(t).Papers()
	path := filepath.Join(t.TempDir(), "照片.jpg")
	broken := errors.New("broken off")
	for i, end := range []error{broken, nil, broken} {
		if err := p.Fill(path, func(w io.Writer) error {
			_, err := io.WriteString(w, "照片")
			return errors.Join(err, end)
		}); !errors.Is(err, end) {
			t.Errorf("%v became %v", end, err)
		}
		info, err := os.Stat(path)
		switch {
		case i == 0:
			if err == nil {
				t.Error("what broke off is there")
			}
		case err != nil:
			t.Error(err)
		case runtime.GOOS != "windows" && info.Mode().Perm() != 0o600:
			t.Errorf("it is %v", info.Mode())
		}
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "照片" {
		t.Errorf("%q, %v", content, err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestWriteKeepsAnotherProposalsPaper(t *testing.T) {
	d := desk(t)
	p, path := d.Papers(), filepath.Join(t.TempDir(), "答复.pdf")
	one := numbered(t, d, "12")
	var other data.Case
	for _, c := range all(t, d) {
		if _, ok := c.LastSent(); ok && c.Proposal.ID != one.Proposal.ID {
			other = numbered(t, d, c.Proposal.Number)
		}
	}
	for _, step := range []struct {
		c    data.Case
		want string
	}{{one, "答复.pdf"}, {other, "答复(2).pdf"}, {one, "答复.pdf"}, {other, "答复(2).pdf"}} {
		doc, err := p.Reply(t.Context(), step.c, step.c.Replies[0])
		if err != nil {
			t.Fatal(err)
		}
		written, err := p.Write(t.Context(), doc, path)
		if err != nil || filepath.Base(written) != step.want {
			t.Errorf("第%s号 goes to %s, %v, want %s", step.c.Proposal.Number, written, err, step.want)
		}
	}
}

// The letters of a scope have their texts and stand in order.
func TestLettersOfAScope(t *testing.T) {
	d := desk(t)
	source, err := d.Papers().Letters(t.Context(), data.Scope{Year: paperwork.DemoYear})
	if err != nil {
		t.Fatal(err)
	}
	papers := batch.Replies(source, batch.Choices{})
	if len(papers) != 7 || !slices.IsSortedFunc(papers, func(a, b batch.Paper) int { return data.CompareNumbers(a.Number, b.Number) }) {
		t.Errorf("%d letters", len(papers))
	}
	doc, err := papers[0].Document()
	if err != nil || !strings.Contains(pageWords(doc), papers[0].DocNumber) {
		t.Errorf("%v: %s", err, pageWords(doc))
	}
}

// Fonts that an office puts into its folder are used as soon as the settings
// name it, and no longer when they do not.
func TestFontsFollowTheSettings(t *testing.T) {
	t.Setenv(paperwork.FontsOnly, "")
	d := deskAt(t, demoIn(t))
	beside := filepath.Join(filepath.Dir(d.Registry.Path()), "字体")
	if got := d.Fonts.Own(); got != beside {
		t.Errorf("at first %s, want %s", got, beside)
	}
	own := t.TempDir()
	choose := func(folder string) {
		t.Helper()
		s, err := d.Registry.Settings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s.FontsFolder = folder
		if err := d.Registry.Do(t.Context(), registry.Action{What: "换字体"}, func(tx *registry.Tx) error { return tx.SaveSettings(&s) }); err != nil {
			t.Fatal(err)
		}
	}
	choose(own)
	if got := d.Fonts.Own(); got != own {
		t.Errorf("after the settings changed %s, want %s", got, own)
	}
	choose("公文字体")
	if got, want := d.Fonts.Own(), filepath.Join(filepath.Dir(d.Registry.Path()), "公文字体"); got != want {
		t.Errorf("a folder beside the registry: %s, want %s", got, want)
	}
}

// Two registries in one folder do not put their papers into one folder, where
// those of the same name would replace each other.
func TestRegistriesInOneFolderKeepTheirPapersApart(t *testing.T) {
	dir := t.TempDir()
	for _, x := range [][2]string{{"registry.db", "导出文件"}, {"练习.db", "导出文件（练习）"}, {"2022.1.db", "导出文件（2022.1）"}, {"无名", "导出文件（无名）"}} {
		folder, err := deskAt(t, filepath.Join(dir, x[0])).Papers().Folder()
		if err != nil || folder != filepath.Join(dir, x[1]) {
			t.Errorf("%s: %s, %v", x[0], folder, err)
		}
	}
}
