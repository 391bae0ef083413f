package papers

import (
	"os"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/batch"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A notice asks for its 文号: one that is none or another paper's is refused in the
// panel; the one given is kept in the registry, by one action that can be taken back,
// and offered when the notice is made again.
func TestANoticeAsksForItsNumber(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		c := story.Lead()
		rules, err := r.Deps.Store.RuleYears(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		items := Menu(r.Deps, r, c, rules.Of(c))
		open := func(label, example string) *ui.Entry {
			for _, i := range items {
				if i.Label == label {
					i.Action()
					onethread.Settle()
				}
			}
			return screentest.EntryOf(t, r, example)
		}
		save := func() {
			r.Panels[len(r.Panels)-1].Save()
			onethread.Settle()
		}
		kept := func() (numbers []string) {
			all, err := r.Deps.Store.Issues(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range all {
				numbers = append(numbers, i.Number)
			}
			return numbers
		}
		written := func() string { return screentest.Words(r.Papers.Written[len(r.Papers.Written)-1]) }
		entry := open("交办通知", givens[0].example)
		r.Keep("number")
		for typed, want := range map[string]string{"九号": "不是文号", c.Replies[0].DocNumber: "已用于第" + c.Proposal.Number + "号的答复"} {
			entry.SetText(typed)
			save()
			if all := screentest.ShownIn(r); !strings.Contains(all, want) || len(r.Papers.Written) != 0 || len(kept()) != 0 {
				t.Fatalf("%s: wrote %d, shows %s", typed, len(r.Papers.Written), all)
			}
		}
		entry.SetText("红政办函〔2022〕9号")
		save()
		if !strings.Contains(written(), "红政办函〔2022〕9号") || len(r.Told) != 0 || !slices.Equal(kept(), []string{"红政办函〔2022〕9号"}) {
			t.Errorf("told %v, kept %v, wrote %s", r.Told, kept(), written())
		}
		entry = open("交办通知", givens[0].example)
		if entry.Text != "红政办函〔2022〕9号" {
			t.Errorf("offers %q", entry.Text)
		}
		entry.SetText("")
		save()
		if !strings.Contains(written(), "红政办函〔2022〕9号") || len(r.Told) != 0 {
			t.Errorf("told %v, wrote %s", r.Told, written())
		}
		open("交办通知", givens[0].example).SetText("红政办函〔2022〕12号")
		save()
		if len(r.Told) != 1 || !strings.Contains(r.Told[0], "文号由红政办函〔2022〕9号改为红政办函〔2022〕12号") || !slices.Equal(kept(), []string{"红政办函〔2022〕12号"}) {
			t.Errorf("told %v, kept %v", r.Told, kept())
		}
		if _, err := r.Memory.Undo(t.Context()); err != nil || !slices.Equal(kept(), []string{"红政办函〔2022〕9号"}) {
			t.Errorf("taken back: %v, %v", kept(), err)
		}
		open("办理档案", givens[1].example).SetText("WS-2022-0007")
		save()
		if !strings.Contains(written(), "WS-2022-0007") || len(kept()) != 2 {
			t.Errorf("kept %v, the dossier is %s", kept(), written())
		}
		r.NoFailure()
	}, story.Lead())
}

// A paper that cannot be written gets no number.
func TestNoNumberWithoutItsPaper(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		c := story.Lead()
		k, _ := batch.KindNamed("dossier")
		if err := os.RemoveAll(r.Papers.Dir); err != nil {
			t.Fatal(err)
		}
		writeOne(r.Deps, r, c, k, "办理档案", batch.Choices{Number: "WS-2022-0007"})
		onethread.Settle()
		if all, err := r.Deps.Store.Issues(t.Context()); err != nil || len(all) != 0 || len(r.Failed) != 1 {
			t.Errorf("kept %v, %v; failed %v", all, err, r.Failed)
		}
		r.Failed = nil
	}, story.Lead())
}

// The batch panel counts numbers up and keeps them, offers the next one to what has
// none, and tells before printing what has none.
func TestABatchGivesNumbers(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		shop := screentest.TwoPrinters()
		shop.Serve(&r.Deps)
		b := openBatchDialog(t, r)
		b.kind.Choose("assignments")
		b.numbers[givens[0].what].SetText("九号")
		if !strings.Contains(b.form.Row("文号").Error(), "不是文号") {
			t.Errorf("the row says %q", b.form.Row("文号").Error())
		}
		b.numbers[givens[0].what].SetText("")
		b.onPrint()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "请注意：") || !strings.Contains(all, "还没有文号") {
			t.Errorf("before printing it shows %s", all)
		}
		b = openBatchDialog(t, r)
		b.kind.Choose("assignments")
		b.numbers[givens[0].what].SetText("红政办函〔2022〕3号")
		b.onPrint()
		onethread.Settle()
		if issues, err := r.Deps.Store.Issues(t.Context()); err != nil || len(issues) != 0 {
			t.Errorf("kept before anything was printed: %v, %v", issues, err)
		}
		screentest.PressYes(t, r)
		onethread.Settle()
		if issues, err := r.Deps.Store.Issues(t.Context()); err != nil || len(issues) != 1 || issues[0].Number != "红政办函〔2022〕3号" {
			t.Errorf("kept of what was printed: %v, %v", issues, err)
		}
		archives := givens[1].what
		b = openBatchDialog(t, r)
		b.kind.Choose("dossier")
		b.numbers[archives].SetText("WS-0009")
		b.onStart()
		onethread.Settle()
		issues, err := r.Deps.Store.Issues(t.Context())
		if err != nil || len(issues) != 3 || issues[2].Number != "WS-0010" {
			t.Fatalf("kept %v, %v", issues, err)
		}
		again := openBatchDialog(t, r)
		again.kind.Choose("dossier")
		if got, papers := again.numbers[archives].Text, again.papers(); got != "" || len(batch.Numbers(papers)) != len(papers) {
			t.Errorf("offers %q to papers that all have one", got)
		}
		last := issues[len(issues)-1]
		if err := r.Deps.Store.Do(t.Context(), "作废", func(tx screen.Tx) error { return tx.Remove(data.RecordIssue, last.ID) }); err != nil {
			t.Fatal(err)
		}
		again = openBatchDialog(t, r)
		again.kind.Choose("dossier")
		if got := again.numbers[archives].Text; got != last.Number {
			t.Errorf("offers %q, want %q", got, last.Number)
		}
		r.NoFailure()
	}, story.Lead(), story.Draft())
}
