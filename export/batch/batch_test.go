package batch_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
	"jianban/export/batch"
	"jianban/export/font"
)

func day(m, d int) data.Date {
	return data.Date{Year: 2022, Month: 1, Day: 1}.AddMonths(m - 1).AddDays(d - 1)
}

// source has one answered proposal, one with a draft and one that cannot be
// printed.
func source(t *testing.T) batch.Source {
	t.Helper()
	pack, err := data.ParsePack(assets.Pack("hongta"))
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
		Settings: data.Settings{Office: "办公室", Issuer: "红塔区人民政府"}, Rules: data.Rules{Pack: pack}, Measure: font.Embedded(),
	}
}

func TestOneRefusedLetterDoesNotStopTheOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	var told []int
	report, err := batch.Files(context.Background(), batch.Replies(source(t), true), dir, font.Embedded(), func(done, _ int) { told = append(told, done) })
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Written) != 2 || !strings.Contains(report.Written[1], "草稿") {
		t.Errorf("written %q", report.Written)
	}
	if err := report.Err(); err == nil || !strings.Contains(err.Error(), "第3号") || !strings.Contains(err.Error(), "U+1F600") {
		t.Errorf("refused %v", err)
	}
	if len(told) != 3 || told[2] != 3 {
		t.Errorf("progress %v", told)
	}
}

func TestOneFileWithARefusedLetterIsNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "all.pdf")
	report, err := batch.OneFile(context.Background(), batch.Replies(source(t), false), "答复", path, font.Embedded(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Err() == nil || len(report.Written) > 0 {
		t.Errorf("report %+v", report)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a volume with a letter missing was written: %v", err)
	}
}

func TestCancelLeavesNoFolder(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := batch.Files(ctx, batch.Replies(source(t), false), dir, font.Embedded(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}
