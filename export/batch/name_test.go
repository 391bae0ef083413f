package batch_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"jianban/data"
	"jianban/export/batch"
	"jianban/export/font"
)

func names(t *testing.T, to batch.Folder, papers []batch.Paper) []string {
	t.Helper()
	paths, err := to.Paths(papers)
	if err != nil {
		t.Fatal(err)
	}
	for i := range paths {
		paths[i] = filepath.Base(paths[i])
	}
	return paths
}

func TestNamesFollowThePattern(t *testing.T) {
	paper := batch.Paper{Number: "12", Title: "关于A/B的建议", DocNumber: "红政函〔2022〕15号", Book: "市六届人大一次会议", Kind: "答复"}
	draft := paper
	draft.Draft, draft.DocNumber = true, ""
	for pattern, want := range map[batch.Pattern][2]string{
		"":                {"12号 关于A／B的建议 答复.pdf", "12号 关于A／B的建议 答复（草稿）.pdf"},
		"{文号}":            {"红政函〔2022〕15号.pdf", "（草稿）.pdf"},
		"{编号}":            {"12.pdf", "12（草稿）.pdf"},
		"{办理册}\\{编号}.PDF": {"市六届人大一次会议＼12.pdf", "市六届人大一次会议＼12（草稿）.pdf"},
		"CON.{编号}":        {"CON_.12.pdf", "CON_.12（草稿）.pdf"},
		"{编号}. ":          {"12.pdf", "12. （草稿）.pdf"},
	} {
		got := names(t, batch.Folder{Path: "out", Names: pattern}, []batch.Paper{paper, draft})
		if got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%q: got %q, want %q", pattern, got, want)
		}
	}
}

func TestNamesThatAreAlikeAreCounted(t *testing.T) {
	papers := []batch.Paper{{Title: "ab"}, {Title: "AB"}, {Title: "ab(2)"}, {Title: "ab"}}
	got := names(t, batch.Folder{Path: "out", Names: "{标题}"}, papers)
	if want := "ab.pdf AB(2).pdf ab(2)(2).pdf ab(3).pdf"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestALongTitleIsShortenedAndTheRestStays(t *testing.T) {
	long := strings.Repeat("长", 150)
	deep := "/" + strings.Repeat("深", 180)
	for _, dir := range []string{"/out", deep} {
		papers := []batch.Paper{{Number: "7", Title: long, Kind: "答复"}, {Number: "7", Title: long, Kind: "答复"}}
		paths, err := batch.Folder{Path: dir, Names: "{编号}号 {标题} {种类}"}.Paths(papers)
		if err != nil {
			t.Fatal(err)
		}
		for i, end := range []string{"… 答复.pdf", "(2).pdf"} {
			name := filepath.Base(paths[i])
			if !strings.HasPrefix(name, "7号 长") || !strings.HasSuffix(name, end) {
				t.Errorf("%q lost what tells it apart", name)
			}
			if n := len([]rune(name)); n > 120 || len(name) > 255 {
				t.Errorf("the name has %d characters, %d bytes", n, len(name))
			}
			if n := len(utf16.Encode([]rune(paths[i]))); n > 240 {
				t.Errorf("the path has %d units", n)
			}
		}
	}
	if _, err := (batch.Folder{Path: "/" + strings.Repeat("深", 230)}).Paths(nil); err == nil || !strings.Contains(err.Error(), "路径太长") {
		t.Errorf("a folder without room for a name: %v", err)
	}
}

func TestAPatternThatCannotBeUsedIsRefused(t *testing.T) {
	for pattern, says := range map[batch.Pattern]string{
		"{名称}":   "不认识“{名称}”",
		"{编号":    "花括号不成对",
		"答复{种类}": "分不出是哪一件",
		"  ":     "分不出是哪一件",
	} {
		if err := pattern.Check(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", pattern, err)
		}
	}
	if err := batch.UsualPattern.Check(); err != nil {
		t.Error(err)
	}
}

// Last year's No. 1, the other body's No. 1 and this one's go into one folder,
// one after the other, under a pattern that does not tell them apart: each stays,
// and each replaces its own older writing only.
func TestAPaperNeverReplacesAnotherProposals(t *testing.T) {
	dir := t.TempDir()
	to := batch.Folder{Path: dir, Names: "{编号}"}
	three := make([]batch.Source, 3)
	for i := range three {
		three[i] = source(t)
		three[i].Cases = three[i].Cases[:1]
	}
	three[1].Cases[0].Book.Meeting.Body = data.CPPCC
	three[2].Cases[0].Book.Meeting.Session, three[2].Cases[0].Book.Meeting.Year = 2, 2023
	want := []string{"1.pdf", "政协市六届一次会议 1.pdf", "市六届人大二次会议 1.pdf"}
	for again := range 2 {
		for i, s := range three {
			report, err := batch.Files(t.Context(), batch.Replies(s, batch.Choices{}), to, font.Embedded(), nil)
			if err != nil || len(report.Written) != 1 || filepath.Base(report.Written[0]) != want[i] {
				t.Errorf("time %d, book %d: %v, %v, want %s", again, i, report.Written, err, want[i])
			}
		}
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != len(want) {
		t.Errorf("%d files, %v", len(all), err)
	}
}

// A second answer is another letter: the first stays beside it.
func TestASecondRoundHasItsOwnName(t *testing.T) {
	s := source(t)
	c := &s.Cases[0]
	second := c.Replies[0]
	second.Round, second.DocNumber = 2, "红政函〔2022〕99号"
	c.Replies = append(c.Replies, second)
	papers := batch.Replies(batch.Source{Cases: s.Cases[:1], Settings: s.Settings, Rules: s.Rules, Measure: s.Measure}, batch.Choices{})
	if got := names(t, batch.Folder{Path: "out"}, papers); len(got) != 1 || got[0] != "1号 关于同名的建议 答复（第2次）.pdf" {
		t.Errorf("got %q", got)
	}
}

// Another paper of this program without a proposal's name is passed by as a
// single paper is.
func TestBesideAnotherPaper(t *testing.T) {
	dir := t.TempDir()
	s := source(t)
	report, err := batch.Files(t.Context(), batch.Replies(s, batch.Choices{})[:1], batch.Folder{Path: dir, Names: "{编号}"}, font.Embedded(), nil)
	if err != nil || len(report.Written) != 1 {
		t.Fatal(report, err)
	}
	path := report.Written[0]
	own := data.PaperName(s.Cases[0], "答复")
	for paper, want := range map[string]string{own: "1.pdf", "市七届人大一次会议第1号答复": "1(2).pdf"} {
		if got := filepath.Base(batch.Beside(path, paper)); got != want {
			t.Errorf("%s goes to %s, want %s", paper, got, want)
		}
	}
	if free := filepath.Join(dir, "2.pdf"); batch.Beside(free, own) != free {
		t.Error("a free name is not taken")
	}
}

// Letters of several years stand year after year, whenever their books were
// entered.
func TestYearsStandInTheirOrder(t *testing.T) {
	s := source(t)
	s.Cases[0].Book.ID, s.Cases[0].Book.Meeting.Year = 1, 2023
	s.Cases[1].Book.ID = 2
	if papers := batch.Replies(batch.Source{Cases: s.Cases[:2], Rules: s.Rules, Measure: s.Measure}, batch.Choices{Drafts: true}); papers[0].Number != "2" {
		t.Errorf("2022's letter comes after 2023's: %s, %s", papers[0].Number, papers[1].Number)
	}
	if s.Cases[0].Proposal.Number != "1" { // they may be the registry's own, which others show
		t.Error("the cases given were put in another order")
	}
}

func TestExampleIsTheFirstName(t *testing.T) {
	papers := batch.Replies(source(t), batch.Choices{Drafts: true})
	to := batch.Folder{Path: t.TempDir()}
	if got, err := to.Example(papers); err != nil || got != names(t, to, papers)[0] {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := (batch.Folder{Path: "out", Names: "{题目}"}).Example(papers); err == nil {
		t.Error("a wrong pattern has an example")
	}
}
