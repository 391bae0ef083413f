package papers

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/batch"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// openBatchDialog opens the panel about all cases of the year.
func openBatchDialog(t *testing.T, r *screentest.Room) *batchDialog {
	t.Helper()
	facts, err := loadBatch(t.Context(), r.Deps, 2022, r.Book())
	if err != nil {
		t.Fatal(err)
	}
	home, err := r.Deps.Papers.Folder()
	if err != nil {
		t.Fatal(err)
	}
	all := Scope{Name: "2022年全部"}
	for _, c := range facts.source.Cases {
		all.IDs = append(all.IDs, c.Proposal.ID)
	}
	return openBatch(r.Deps, r, facts, Ask{Title: "2022年", Scopes: []Scope{all}}, home)
}

func filesIn(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, "\n")
}

func TestBatchShowsAnExampleAndWrites(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		if b.count.Text != "将写出 1 件" || !strings.HasPrefix(b.example.Text, "12号 关于推进") || !strings.HasSuffix(b.example.Text, " 答复.pdf") {
			t.Errorf("%q, for example %q", b.count.Text, b.example.Text)
		}
		b.names.SetText("{文号} {编号}")
		if b.example.Text != "红政函〔2022〕15号 12.pdf" {
			t.Errorf("for example %q", b.example.Text)
		}
		b.ticks[batch.TakesDrafts].SetChecked(true)
		if b.count.Text != "将写出 2 件，其中草稿 1 件" {
			t.Error(b.count.Text)
		}
		r.Keep("batch")
		b.onStart()
		onethread.Settle()
		r.Keep("batch-report")
		if got := filesIn(t, filepath.Join(b.home, "2022年答复")); !strings.Contains(got, "红政函〔2022〕15号 12.pdf") || !strings.Contains(got, "17（草稿）.pdf") {
			t.Errorf("the folder holds %s", got)
		}
		if last := r.Said[len(r.Said)-1]; last != "共2件，写出2件" {
			t.Errorf("said %q", last)
		}
		screentest.TapPanel(t, r, "打开文件夹")
		if !slices.Equal(r.Opened, []string{"2022年答复"}) {
			t.Errorf("opened %v", r.Opened)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist())
}

// Letters of one book go into a folder that tells the book.
func TestABatchOfOneBookIsNamedAfterIt(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.ShownBook = story.Lead().Book.ID
		Open(r.Deps, r, Ask{Year: 2022, Book: r.ShownBook, Title: "2022年", Scopes: []Scope{{"全部", []data.ID{12}}}})
		onethread.Settle()
		if got := filepath.Base(screentest.EntryOf(t, r, "文件夹的完整位置").Text); got != "市六届人大一次会议答复" {
			t.Errorf("the folder is %s", got)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestBatchNamesWhatIsWrong(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		b.names.SetText("{编号}{日期}")
		if got := b.form.Row("文件名").Error(); !strings.Contains(got, "不认识“{日期}”") {
			t.Errorf("the pattern's row says %q", got)
		}
		b.onStart()
		if len(r.Said) != 0 {
			t.Errorf("a wrong pattern was used: %v", r.Said)
		}
		b.names.SetText("")
		b.folder.SetText("答复")
		if got := b.form.Row("文件夹").Error(); !strings.Contains(got, "不是完整的位置") {
			t.Errorf("the folder's row says %q", got)
		}
		b.folder.SetText(filepath.Join(b.home, "没有", "这样"))
		b.onStart()
		if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "没有") {
			t.Errorf("a folder in a folder that is not there: %v", r.Failed)
		}
		b.kind.Choose("opinions")
		if !b.start.Disabled() || b.count.Text != "没有已发出的意见可以导出" {
			t.Errorf("%q, and starting is possible: %v", b.count.Text, !b.start.Disabled())
		}
	}, story.Lead(), story.Draft())
}

func TestBatchReportLeadsToWhatWasRefused(t *testing.T) {
	bad := story.Lead()
	bad.Replies[0].Body = "已办完😀。"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		b.onStart()
		onethread.Settle()
		r.Keep("batch-refused")
		p := r.Panels[len(r.Panels)-1]
		if all := strings.Join(screentest.Texts(p.Content), "\n"); !strings.Contains(all, "退回1件") || !strings.Contains(all, "U+1F600") {
			t.Errorf("the report says %s", all)
		}
		if got := filesIn(t, filepath.Join(b.home, "2022年答复")); got != "" {
			t.Errorf("the folder holds %s", got)
		}
		screentest.TapPanel(t, r, "在台账里列出")
		if len(r.Lists) != 1 || !slices.Equal(r.Lists[0], []data.ID{12}) {
			t.Errorf("listed %v", r.Lists)
		}
		b.binding.Choose(bound)
		b.onStart()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(r.Panels[len(r.Panels)-1].Content), "\n"); !strings.Contains(all, "写出1件") || !strings.Contains(all, "第12号第1页的正文") || !strings.Contains(all, "〓") {
			t.Errorf("the report says %s", all)
		}
	}, bad)
}

// Bound for both sides: two letters of one page each take three pages, and the choice
// is there the next time.
func TestBatchInOneFileForBothSides(t *testing.T) {
	short := story.Lead()
	short.Replies[0].Body = "已办结。"
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Deps.Prefs, r.Yes = fyne.CurrentApp().Preferences(), true
		defer r.Deps.Prefs.RemoveValue(prefBatchOne)
		b := openBatchDialog(t, r)
		b.ticks[batch.TakesDrafts].SetChecked(true)
		for how, pages := range map[binding]string{bound: "2", boundSheets: "3"} {
			b.binding.Choose(how)
			b.onStart()
			onethread.Settle()
			out, err := exec.Command("qpdf", "--show-npages", filepath.Join(b.home, "2022年答复.pdf")).Output()
			if got := strings.TrimSpace(string(out)); err != nil || got != pages {
				t.Errorf("%d: %s pages, want %s: %v", how, got, pages, err)
			}
			if again := lastBinding(r.Deps); again != how {
				t.Errorf("%d is offered after %d", again, how)
			}
		}
	}, short, story.Draft())
}

// What is no matter of fonts keeps a volume back: a letter missing must not pass
// unnoticed.
func TestBatchInOneFileTellsWhyNoneIsWritten(t *testing.T) {
	bad := story.Lead()
	bad.Replies[0].DocNumber = ""
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		b.binding.Choose(bound)
		b.onStart()
		onethread.Settle()
		if all := strings.Join(screentest.Texts(r.Panels[len(r.Panels)-1].Content), "\n"); !strings.Contains(all, "不合成一个文件") {
			t.Errorf("the report says %s", all)
		}
	}, bad)
}

func TestBatchInOneFileAsksBeforeItReplaces(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		b.binding.Choose(bound)
		if b.example.Text != "2022年答复.pdf" || b.folder.Text != b.home {
			t.Errorf("%q in %q", b.example.Text, b.folder.Text)
		}
		path := filepath.Join(b.home, "2022年答复.pdf")
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		r.Yes = false
		b.onStart()
		onethread.Settle()
		if got, err := os.ReadFile(path); err != nil || string(got) != "old" {
			t.Errorf("replaced without a yes: %v", err)
		}
		r.Yes = true
		b.onStart()
		onethread.Settle()
		if got, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(got), "%PDF") {
			t.Errorf("not written after a yes: %v", err)
		}
	}, story.Lead())
}

func TestCancelledBatchTellsWhatIsThere(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		openBatchReport(r.Deps, r, batch.Report{Total: 5, Written: []string{"a", "b"}, Left: 3}, "/there", false, context.Canceled)
		if all := strings.Join(screentest.Texts(r.Panels[0].Content), "\n"); !strings.Contains(all, "共5件，写出2件，未处理3件") || !strings.Contains(all, "已取消") {
			t.Errorf("the report says %s", all)
		}
	})
}

// The letters of a batch are printed as one job.
func TestPrintingABatch(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		openBatchDialog(t, r).onPrint()
		onethread.Settle()
		screentest.PressYes(t, r)
		onethread.Settle()
		if len(shop.Papers) != 1 || len(shop.Papers[0]) != 1 || len(shop.Papers[0][0].Pages) == 0 {
			t.Fatalf("printed %d jobs", len(shop.Papers))
		}
		r.NoFailure()
	}, story.Lead())
}

// Each kind shows the choices that it takes, and no others.
func TestBatchShowsTheChoicesOfItsKind(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		b := openBatchDialog(t, r)
		shown := func() (all []string) {
			there := screentest.Texts(b.form.Root())
			for _, label := range []string{"草稿", "意见表", "附议人", "空白表", "造册", "信封"} {
				if slices.Contains(there, label) {
					all = append(all, label)
				}
			}
			return all
		}
		for kind, want := range map[string][]string{"replies": {"草稿", "意见表"}, "surveys": {"草稿", "附议人"}, "talks": {"空白表"}, "handouts": {"造册"}, "envelopes": {"信封"}, "transfers": nil} {
			b.kind.Choose(kind)
			if got := shown(); !slices.Equal(got, want) {
				t.Errorf("%s shows %v", kind, got)
			}
		}
		b.kind.Choose("replies")
		b.forms.Choose(batch.FormsBehind)
		if got := shown(); !slices.Equal(got, []string{"草稿", "意见表", "附议人"}) {
			t.Errorf("with forms it shows %v", got)
		}
		b.kind.Choose("surveys")
		b.ticks[batch.TakesCoSigners].SetChecked(true)
		if b.count.Text != "将写出 2 件" || !strings.HasSuffix(b.example.Text, " 征询意见表 李某.pdf") {
			t.Errorf("%s, for example %s", b.count.Text, b.example.Text)
		}
		r.Keep("batch-surveys")
		b.onStart()
		onethread.Settle()
		if got := filesIn(t, filepath.Join(b.home, "2022年征询意见表")); strings.Count(got, ".pdf") != 2 {
			t.Errorf("the folder holds %s", got)
		}
	}, story.Lead(), story.Assist())
}
