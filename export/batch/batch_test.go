package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
	"jianban/export/batch"
	"jianban/export/font"
)

func day(m, d int) data.Date {
	return data.NewDate(2022, 1, 1).AddMonths(m - 1).AddDays(d - 1)
}

// source has one answered proposal, one with a draft and one that cannot be
// printed.
func source(t *testing.T) batch.Source {
	t.Helper()
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	book := data.Book{ID: 1, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}, Direction: data.HandedDown, Issuer: "红塔区人民政府"}
	one := func(id data.ID, number string, rep data.Reply) data.Case {
		rep.ProposalID, rep.Round, rep.Class, rep.DocNumber = id, 1, "A", "红政函〔2022〕"+number+"号"
		rep.SignOff.Signed = day(6, 1)
		if rep.Body == "" {
			rep.Body = "一、已经办好。"
		}
		return data.Case{Book: book, Replies: []data.Reply{rep}, Proposal: data.Proposal{ID: id, Number: number, Kind: data.Suggestion, Role: data.Lead, Title: "关于同名的建议", HandedOver: day(3, 9),
			Proposers: []data.Proposer{{ID: 1, Name: "李𬱖", Body: data.Congress}}}}
	}
	return batch.Source{
		Cases:    []data.Case{one(1, "1", data.Reply{Sent: day(6, 2)}), one(2, "2", data.Reply{}), one(3, "3", data.Reply{Sent: day(6, 2), Body: "坏😀"})},
		Settings: data.Settings{Office: "办公室", Issuer: "红塔区人民政府"}, Rules: data.SameRules(data.Rules{Pack: pack}), Measure: font.Embedded(),
	}
}

func TestOneRefusedLetterDoesNotStopTheOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	var told []batch.Step
	report, err := batch.Files(context.Background(), batch.Replies(source(t), batch.Choices{Drafts: true}), batch.Folder{Path: dir}, font.Embedded(), func(s batch.Step) { told = append(told, s) })
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Written) != 2 || !strings.HasSuffix(report.Written[1], "2号 关于同名的建议 答复（草稿）.pdf") {
		t.Errorf("written %q", report.Written)
	}
	if err := report.Err(); err == nil || !strings.Contains(err.Error(), "第3号") || !strings.Contains(err.Error(), "U+1F600") || !strings.Contains(err.Error(), "第1页第") {
		t.Errorf("refused %v", err)
	}
	if got := report.Summary(); got != "共3件，写出2件，退回1件" {
		t.Error(got)
	}
	if len(told) != 3 || told[2].Done != 3 || told[2].Total != 3 {
		t.Fatalf("progress %+v", told)
	}
	for _, s := range told {
		if (s.Err != nil) != (s.Paper.Number == "3") {
			t.Errorf("step %+v", s)
		}
	}
}

func TestPapersStandInTheOrderOfNumbers(t *testing.T) {
	s := source(t)
	s.Cases[0].Proposal.Number, s.Cases[1].Proposal.Number, s.Cases[2].Proposal.Number = "12", "闭3", "9"
	var got []string
	for _, p := range batch.Replies(s, batch.Choices{Drafts: true}) {
		got = append(got, p.Number)
	}
	if want := []string{"9", "12", "闭3"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOneFileWithARefusedLetterIsNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "all.pdf")
	s := source(t)
	s.Cases[2].Replies[0].DocNumber = ""
	report, err := batch.OneFile(context.Background(), batch.Replies(s, batch.Choices{}), batch.Volume{Title: "答复", Path: path}, font.Embedded(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Err() == nil || len(report.Written) > 0 {
		t.Errorf("report %+v", report)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) > 0 {
		t.Errorf("a volume with a letter missing was written: %v", left)
	}
}

// A character that no font has keeps back its letter, but no volume: there it is
// 〓, and whose it is is told.
func TestOneFileShowsWhatNoFontHas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "all.pdf")
	report, err := batch.OneFile(context.Background(), batch.Replies(source(t), batch.Choices{}), batch.Volume{Title: "答复", Path: path}, font.Embedded(), nil)
	if err != nil || report.Err() != nil || len(report.Written) != 1 {
		t.Fatalf("%v, %+v", err, report)
	}
	if len(report.Told) != 1 || !strings.HasPrefix(report.Told[0], "第3号第1页的正文") || !strings.Contains(report.Told[0], "U+1F600") {
		t.Errorf("told %v", report.Told)
	}
	text, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "坏〓") || !strings.Contains(string(text), "已经办好") {
		t.Errorf("the volume says\n%s", text)
	}
}

func TestCancelBeforeTheFirstPaperLeavesNoFolder(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := filepath.Join(t.TempDir(), "out")
	report, err := batch.Files(ctx, batch.Replies(source(t), batch.Choices{}), batch.Folder{Path: dir}, font.Embedded(), nil)
	if !errors.Is(err, context.Canceled) || report.Left != 2 {
		t.Errorf("got %v, %+v", err, report)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

// many is n letters like the first.
func many(t *testing.T, n int) []batch.Paper {
	s := source(t)
	one := s.Cases[0]
	s.Cases = nil
	for i := range n {
		c := one
		c.Proposal.Number = strconv.Itoa(i + 1)
		s.Cases = append(s.Cases, c)
	}
	return batch.Replies(s, batch.Choices{})
}

func TestCancelInTheMiddleLeavesWholeFilesOnly(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	dir := filepath.Join(t.TempDir(), "out")
	papers := many(t, 40)
	report, err := batch.Files(ctx, papers, batch.Folder{Path: dir}, font.Embedded(), func(s batch.Step) {
		if s.Done == 5 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if n := len(report.Written); n < 5 || n == 40 || n+report.Left != 40 {
		t.Errorf("%d written, %d left", n, report.Left)
	}
	holdsWhole(t, dir, report.Written)
}

// holdsWhole checks that the folder holds these files and nothing else, each
// from its first to its last byte.
func holdsWhole(t *testing.T, dir string, paths []string) {
	t.Helper()
	there, err := os.ReadDir(dir)
	if err != nil || len(there) != len(paths) {
		t.Errorf("%d files are there, %d were reported: %v, %v", len(there), len(paths), there, err)
	}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil || !bytes.HasPrefix(b, []byte("%PDF")) || !bytes.HasSuffix(bytes.TrimSpace(b), []byte("%%EOF")) {
			t.Errorf("%s is not whole: %v", p, err)
		}
	}
}

func TestWhatTheFileSystemRefusesStopsTheBatch(t *testing.T) {
	dir := t.TempDir()
	papers := many(t, 40)
	to := batch.Folder{Path: dir, Names: "{编号}"}
	if err := os.Mkdir(filepath.Join(dir, "7.pdf"), 0o755); err != nil { // a folder where a file should go
		t.Fatal(err)
	}
	report, err := batch.Files(context.Background(), papers, to, font.Embedded(), nil)
	var told data.Problem
	if !errors.As(err, &told) || !strings.Contains(err.Error(), "7.pdf") {
		t.Errorf("got %v", err)
	}
	if len(report.Written) < 6 || report.Left == 0 || len(report.Written)+report.Left != 40 || len(report.Refused) > 0 {
		t.Errorf("%d written, %d left, %v", len(report.Written), report.Left, report.Refused)
	}
	if err := os.Remove(filepath.Join(dir, "7.pdf")); err != nil {
		t.Fatal(err)
	}
	holdsWhole(t, dir, report.Written)
}

// The order in which processors finish, and what they painted before, leave no
// trace in the files.
func TestFilesAreTheSameOnOneProcessorAndOnMany(t *testing.T) {
	papers := many(t, 30)
	written := func(processors int) [][]byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		report, err := batch.Files(context.Background(), papers, batch.Folder{Path: t.TempDir()}, font.Embedded(), nil)
		if err != nil || len(report.Written) != len(papers) {
			t.Fatalf("%+v, %v", report, err)
		}
		var all [][]byte
		for _, p := range report.Written {
			b, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b)
		}
		return all
	}
	one, several := written(1), written(4)
	for i := range one {
		if !bytes.Equal(one[i], several[i]) {
			t.Errorf("paper %d differs", i+1)
		}
	}
}

// outline reads a file's bookmarks and counts its pages with another program.
func outline(t *testing.T, path string) (titles []string, at []int, pages int) {
	t.Helper()
	out, err := exec.Command("qpdf", "--json", "--json-key=outlines", "--json-key=pages", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Outlines []struct {
			Title string
			Page  int `json:"destpageposfrom1"`
		}
		Pages []any
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	for _, o := range read.Outlines {
		titles, at = append(titles, o.Title), append(at, o.Page)
	}
	return titles, at, len(read.Pages)
}

func TestTheVolumeHasABookmarkForEachPaperInOrder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "all.pdf")
	report, err := batch.OneFile(context.Background(), many(t, 12), batch.Volume{Title: "答复汇编", Path: path}, font.Embedded(), nil)
	if err != nil || len(report.Written) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	titles, at, _ := outline(t, path)
	if len(titles) != 12 {
		t.Fatalf("%d bookmarks", len(titles))
	}
	for i, title := range titles {
		if want := "第" + strconv.Itoa(i+1) + "号"; !strings.Contains(title, want) || i > 0 && at[i] <= at[i-1] {
			t.Errorf("bookmark %d is %q on page %d", i+1, title, at[i])
		}
	}
}

// A volume for both sides has an empty page behind each paper of an odd number of
// pages, but for the last; its bookmarks lead to where the papers begin.
func TestPapersOfATwoSidedVolumeBeginOnOddPages(t *testing.T) {
	long := source(t)
	long.Cases[0].Replies[0].Body = strings.Repeat("已投入资金，完成道路硬化、污水管网改造，群众满意。", 20)
	papers := slices.Concat(batch.Replies(source(t), batch.Choices{}), batch.Replies(long, batch.Choices{}), batch.Replies(source(t), batch.Choices{}))
	var want []int
	next := 1
	for i, p := range papers {
		doc, err := p.Document()
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, next)
		if next += len(doc.Pages); next%2 == 0 && i < len(papers)-1 {
			next++
		}
	}
	path := filepath.Join(t.TempDir(), "all.pdf")
	if _, err := batch.OneFile(context.Background(), papers, batch.Volume{Title: "答复汇编", Path: path, TwoSided: true}, font.Embedded(), nil); err != nil {
		t.Fatal(err)
	}
	if _, at, pages := outline(t, path); !slices.Equal(at, want) || pages != next-1 {
		t.Errorf("papers begin on %v of %d pages, want %v of %d", at, pages, want, next-1)
	}
	if len(want) < 3 || want[1] != 3 || want[2] != 5 {
		t.Errorf("papers of one page and of two were meant: %v", want)
	}
}
