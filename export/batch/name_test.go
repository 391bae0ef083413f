package batch_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"jianban/export/batch"
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
