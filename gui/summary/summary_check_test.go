package summary

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A number typed wrongly is marked in the prose; the summary goes out only when a
// reason is given, which is saved with it.
func TestTypedContradictionNeedsAReason(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		s.left.Choose(1)
		onethread.Settle()
		s.editor.list.Choose(0)
		onethread.Settle()
		s.editor.text.SetText("代表建议共4件，其中主办2件，办复率50%。")
		onethread.Settle()
		s.left.Choose(0)
		onethread.Settle()
		r.Keep("summary-contradiction")
		marks := map[string]figureMark{}
		for _, p := range s.view.paragraphs {
			for _, piece := range p.Pieces {
				if piece.Figure > 0 {
					marks[piece.Text] = piece.Mark
				}
			}
		}
		if marks["共4件 ≠ 3"] != markWrong || marks["主办2件"] != markRight || marks["办复率50%"] != markRight {
			t.Errorf("marks: %v", marks)
		}
		if len(s.view.problems) != 1 || s.wrong.String() == "" {
			t.Errorf("problems: %v", s.view.problems)
		}
		s.Export()
		onethread.Settle()
		if len(r.Papers.Written) != 0 {
			t.Fatalf("written without a reason: %v", r.Papers.Written)
		}
		screentest.EntryOf(t, r, "为什么这样写").SetText("经领导同意")
		onethread.Settle()
		r.Keep("summary-reason")
		screentest.TapPanel(t, r, "说明并继续")
		onethread.Settle()
		saved := r.Memory.Saved()
		last, ok := saved[len(saved)-1].(data.Summary)
		if !ok || last.Reason != "经领导同意" || !strings.Contains(last.Despite, "总件数为3") {
			t.Errorf("saved %+v", last)
		}
		if len(r.Papers.Written) != 1 {
			t.Errorf("written: %v", r.Papers.Written)
		}
		if !strings.Contains(s.wrong.String(), "已说明理由") {
			t.Errorf("badge %q", s.wrong.String())
		}
	}, story.Lead(), story.Draft(), story.Assist())
}

// Each number of a report from outside is marked and opens its proposals.
func TestReportFromOutsideIsChecked(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		path := filepath.Join(t.TempDir(), "报告.txt")
		if err := os.WriteFile(path, []byte("代表建议共3件，其中主办3件、协办1件。\n召开协调会5次，投入20万元。"), 0o600); err != nil {
			t.Fatal(err)
		}
		s.left.Choose(2)
		onethread.Settle()
		r.Keep("summary-outside-empty")
		s.outside.read(path)
		onethread.Settle()
		r.Keep("summary-outside")
		if got := s.outside.right.String() + s.outside.wrong.String() + s.outside.none.String(); !strings.Contains(got, "2 处相符") || !strings.Contains(got, "1 处不符") || !strings.Contains(got, "1 处统计里没有") {
			t.Errorf("badges: %s", got)
		}
		if !strings.Contains(s.figure.rule.Text, "主办件数为2") || len(s.figure.table.Rows()) != 2 {
			t.Errorf("rule %q, %d proposals", s.figure.rule.Text, len(s.figure.table.Rows()))
		}
		r.NoFailure()
	}, story.Lead(), story.Draft(), story.Assist())
}
