package data_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

// rowsOf are the texts of a table.
func rowsOf(t data.YearTable) (rows []string) {
	for _, row := range t.Rows {
		var texts []string
		for _, c := range row {
			texts = append(texts, c.Text)
		}
		rows = append(rows, strings.Join(texts, "|"))
	}
	return rows
}

// Of three lead proposals two are answered, A and B; one of the units leads all.
func smallYear() []data.Case {
	return []data.Case{
		datatest.Case(datatest.Numbered(1), func(c *data.Case) { c.Proposal.Topic = "城建" }),
		datatest.Case(datatest.Numbered(2), func(c *data.Case) {
			c.Proposal.Topic = "城建"
			c.Replies[0].Class, c.Feedback[0].Result = "B", data.MostlySatisfied
			c.Commitments = []data.Commitment{{ReplyID: 1, Text: "修路", Due: datatest.Day(9, 1), Kept: datatest.Day(8, 1)}, {ReplyID: 1, Text: "建桥", Due: datatest.Day(9, 1)}}
		}),
		datatest.Case(datatest.Numbered(3), func(c *data.Case) { c.Replies, c.Feedback, c.Proposal.Topic = nil, nil, "教育" }),
		datatest.Assist(datatest.Numbered(4)),
	}
}

func TestTablesOfAYear(t *testing.T) {
	cases := smallYear()
	st := data.Statistics(cases, 2022, datatest.Day(12, 31), datatest.RuleYears())
	for name, x := range map[string]struct {
		table data.YearTable
		want  []string
	}{
		"classes":  {data.ClassTable(st), []string{"A类|已解决或基本解决|1件 50%", "B类|列入计划逐步解决|1件 50%", "C类|因条件限制暂未能解决|0件 0%"}},
		"marks":    {data.MarkTable(st), []string{"满意|2|1", "基本满意|0|1", "不满意|0|0", "满意率|100%|100%"}},
		"bars":     {data.UnitBars(st), []string{"区住建局|3|2|2"}},
		"units":    {data.UnitTable(st), []string{"区住建局|3|1|0|2|2|1|1|0", "合计|3|1|0|2|2|1|1|0"}},
		"topics":   {data.TopicTable(st), []string{"城建|2件 50%", "教育|1件 25%", "未分类|1件 25%"}},
		"promises": {data.PromiseTable(st), []string{"当年答复的承诺，已兑现|1", "当年答复的承诺，未到期|0", "当年答复的承诺，逾期未兑现|1", "往年答复的承诺，当年兑现|0"}},
		"list":     {data.PromiseList(st, cases), []string{"2|修路|2022-09-01|2022-08-01兑现", "2|建桥|2022-09-01|已逾期"}},
	} {
		if got := rowsOf(x.table); !slices.Equal(got, x.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
		}
	}
	if got := data.UnitBars(st).Rows[0]; got[1].Part != 1 || math.Abs(got[2].Part-2.0/3) > 1e-9 {
		t.Errorf("bars of 3 and 2 are %v and %v of the longest", got[1].Part, got[2].Part)
	}
	if got := rowsOf(data.RateTable(st))[0]; got != "办复率|66.7%|2/3|已送达答复的主办件 ÷ 主办件（不含撤转）" {
		t.Error(got)
	}
	course := data.CourseTable(st.Course, 2022)
	if got := rowsOf(course); got[0] != "3月|4|0|0" || got[1] != "4月|0|1|1" || got[3] != "6月|0|3|2" {
		t.Errorf("months %q", got)
	}
	lines := data.GrowthLines(st.Course, 2022)
	if got := lines.Lines[2]; got.Label() != "答复报送 3" || len(got.Values) != len(lines.Steps) {
		t.Errorf("%+v", got)
	}
}

// The year before had 2 lead proposals, one answered: 50 %, this year 66.7 %.
func TestAYearBesideTheOneBefore(t *testing.T) {
	now := data.Statistics(smallYear(), 2022, datatest.Day(12, 31), datatest.RuleYears())
	var older []data.Case
	for n := range 2 {
		older = append(older, datatest.Case(datatest.Numbered(n+11), func(c *data.Case) {
			c.Book.Meeting.Year, c.Proposal.HandedOver = 2021, data.NewDate(2021, 3, 9)
			if c.Replies[0].Sent = data.NewDate(2021, 6, 1); n == 1 {
				c.Replies, c.Feedback = nil, nil
			}
		}))
	}
	full := data.Statistics(older, 2021, data.NewDate(2021, 12, 31), datatest.RuleYears())
	table := data.CompareTable(full.Compared(), now)
	got := rowsOf(table)
	for _, want := range []string{"总件数|2|4|+2", "主办件数|2|3|+1", "办复率|50%|66.7%|+16.7个百分点"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	for _, row := range table.Rows {
		if row[0].Text == "办复率" {
			if before := data.ComparedFigure(full, now, row[1].Name); !row[1].Opens() || len(before.IDs) != 1 || !row[2].Opens() {
				t.Errorf("opens %v, behind the year before are %v", row[1].Opens(), before.IDs)
			}
		}
	}
	if parts := data.YearParts(now, nil, smallYear()); parts[1].Title != "各项比率" || len(parts[1].Tables) != 1 {
		t.Errorf("without a year before: %+v", parts[1])
	}
}

// Whatever the facts: every figure of a table that opens proposals says how many
// there are, bars are as long as what they say, and every row has its columns.
func TestTablesOfAnyYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn{t}
		var cases []data.Case
		for n := range rapid.IntRange(0, 5).Draw(t, "cases") {
			cases = append(cases, d.drawCase(n+1))
		}
		y := datatest.RuleYears()
		st, before := data.Statistics(cases, 2022, d.some("as of"), y), data.Statistics(cases, 2021, data.NewDate(2021, 12, 31), y)
		for _, p := range data.YearParts(st, &before, cases) {
			if p.Title == "" || len(p.Tables) == 0 && len(p.Lines.Steps) == 0 {
				t.Fatalf("an empty part %q", p.Title)
			}
			for _, table := range p.Tables {
				for _, row := range table.Rows {
					if len(row) != len(table.Columns) {
						t.Fatalf("%s: %d cells in %d columns", table.Title, len(row), len(table.Columns))
					}
					for _, c := range row {
						if c.Part < 0 || c.Part > 1 || c.Part > 0 && c.Num == 0 {
							t.Fatalf("%s: %q has a bar of %v", table.Title, c.Text, c.Part)
						}
						if n, err := strconv.Atoi(c.Text); c.Name != "" && err == nil && table.Title != "承诺事项逐项" && n != c.Num {
							t.Fatalf("%s: %q is %d", table.Title, c.Text, c.Num)
						}
					}
				}
			}
		}
	})
}

func TestLabelsStandApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SliceOfN(rapid.Float64Range(0, 100), 0, 5).Draw(t, "heights")
		out := data.Apart(at, 10, 100)
		sorted := slices.Sorted(slices.Values(out))
		for i, y := range sorted {
			if y > 100 || i > 0 && y-sorted[i-1] < 10-1e-9 {
				t.Fatalf("%v from %v", out, at)
			}
		}
	})
}
