package demo_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/demo"
)

// fresh makes an empty registry with the default rule pack.
func fresh(t testing.TB) *registry.Registry {
	t.Helper()
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2023, 1, 10, 9, 0, 0, 0, time.UTC) }
	reg, err := registry.Create(t.Context(), filepath.Join(t.TempDir(), "registry.db"), registry.Options{By: "演示", Now: now, Pack: pack, Calendar: calendar})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := reg.Close(); err != nil {
			t.Error(err)
		}
	})
	return reg
}

// figures reads a year's cases, rules and statistics at its end.
func figures(t *testing.T, reg *registry.Registry, year int) ([]data.Case, data.Rules, data.Stats) {
	t.Helper()
	cases, err := reg.Cases(t.Context(), data.Scope{Year: year, Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := reg.Rules(t.Context(), year)
	if err != nil {
		t.Fatal(err)
	}
	return cases, rules, data.Statistics(cases, year, data.NewDate(year, 12, 31), data.SameRules(rules))
}

func entered(t testing.TB) *registry.Registry {
	t.Helper()
	reg := fresh(t)
	if err := demo.Enter(context.Background(), reg); err != nil {
		t.Fatal(err)
	}
	return reg
}

// The seed's report: 15 proposals, 7 lead, 8 assist, none key; A 4 (57.1 %),
// B 3 (42.9 %); every rate 100 %.
func TestEnterGivesTheSeedsFigures(t *testing.T) {
	reg := entered(t)
	_, _, st := figures(t, reg, 2022)
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"total", st.Total, 15}, {"lead", st.Lead, 7}, {"assist", st.Assist, 8}, {"key", st.Key, 0},
		{"replied", st.Replied, 7}, {"on time", st.RepliedOnTime, 7}, {"face to face", st.ConsultedFaceToFace, 7},
		{"opinions due", st.OpinionsDue, 8}, {"opinions delivered", st.OpinionsDelivered, 8},
		{"attitude marks", st.Attitude.Satisfied + st.Attitude.Mostly, 7}, {"result marks", st.Result.Satisfied + st.Result.Mostly, 7},
		{"dissatisfied", st.Attitude.Dissatisfied + st.Result.Dissatisfied, 0},
		{"commitments open", st.Commitments.Open, 6}, {"commitments overdue", st.Commitments.Overdue, 0},
	} {
		if c.got != c.want {
			t.Errorf("%s is %d, want %d", c.name, c.got, c.want)
		}
	}
	for name, r := range map[string]data.Rate{
		"办复率": st.ReplyRate, "办结率": st.SettledRate, "按时办复率": st.OnTimeRate, "面商率": st.FaceToFaceRate,
		"态度满意率": st.Attitude.Rate, "结果满意率": st.Result.Rate, "协办意见报送率": st.OpinionRate, "回收率": st.ReturnedRate,
	} {
		if r.Percent() != "100%" {
			t.Errorf("%s is %s, want 100%%", name, r.Percent())
		}
	}
	shares := map[string]string{"A": "4 57.1%", "B": "3 42.9%", "C": "0 0%"}
	for _, c := range st.Classes {
		if got := strings.Join([]string{string(rune('0' + c.Count)), c.Share.Percent()}, " "); got != shares[c.Class] {
			t.Errorf("class %s is %s, want %s", c.Class, got, shares[c.Class])
		}
	}
}

func TestEnterHasNothingUnusual(t *testing.T) {
	reg := entered(t)
	report, err := reg.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range slices.Concat(report.Damage, report.Impossible, report.Warnings) {
		t.Error(line)
	}
	cases, rules, _ := figures(t, reg, 2022)
	settings, err := reg.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !settings.Demo {
		t.Error("the registry does not say that it is a demonstration")
	}
	covers := func(rune) bool { return true }
	for _, c := range cases {
		for _, phase := range data.Phases {
			has := slices.ContainsFunc(c.Consultations, func(x data.Consultation) bool { return x.Phase == phase })
			if has != c.Proposal.Role.Answers() {
				t.Errorf("第%s号 %s: consulted is %v", c.Proposal.Number, phase, has)
			}
		}
		for _, rep := range c.Replies {
			no, odd := data.CheckReply(c, rep, data.Settings{}, rules, covers, nil)
			for _, p := range append(no, odd...) {
				t.Errorf("第%s号: %v", c.Proposal.Number, p)
			}
			if n := hanzi(rep.Body); n < 550 || n > 1100 {
				t.Errorf("第%s号: the letter has %d characters", c.Proposal.Number, n)
			}
		}
	}
}

func hanzi(s string) (n int) {
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fff {
			n++
		}
	}
	return n
}

func TestSummaryFillsWithoutProblem(t *testing.T) {
	reg := entered(t)
	cases, rules, _ := figures(t, reg, 2022)
	sum, err := reg.Summary(t.Context(), 2022, cases[0].Book.ID)
	if err != nil {
		t.Fatal(err)
	}
	filled := data.FillSummary(sum, data.FigureFacts{Now: data.Statistics(cases, 2022, sum.AsOf, data.SameRules(rules)), Cases: cases})
	if err := filled.Refused(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, s := range filled.Sections {
		all.WriteString(s.Heading + s.Text)
	}
	text := all.String()
	for _, want := range []string{
		"共15件，其中主办7件、协办8件", "截至2022年10月31日", "办复率100%、面商率100%", "A类件共4件，占总数的57.1%", "B类件共3件，占总数的42.9%", "今年红塔区未涉及到重点处理的代表建议。", "15件建议分解到17个单位",
		"《关于推进红塔工业园区光电子产业园建设的建议》", "截污管网", "锂矿资源", "封伟代表提出的《关于山头社区融入科教创新城发展加强基础设施建设的建议》",
		"办前主动联络7次", "办中面对面沟通7次", "督查", "考评",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary lacks %q", want)
		}
	}
	if strings.ContainsAny(text, "{}") {
		t.Error("an unfilled field is left")
	}
}

// What the clerk did is in the journal as separate actions, and a name with a
// rare character comes through whole.
func TestEnterIsJournalledAndKeepsRareCharacters(t *testing.T) {
	reg := entered(t)
	journal, err := reg.Journal(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if len(journal) < 60 {
		t.Errorf("%d actions in the journal", len(journal))
	}
	cases, _, _ := figures(t, reg, 2022)
	if !slices.ContainsFunc(cases, func(c data.Case) bool { return strings.Contains(c.Proposal.LeadProposer().Name, "𬱖") }) {
		t.Error("no proposer with a rare character")
	}
	if err := demo.Enter(t.Context(), reg); err == nil {
		t.Error("the year was entered twice")
	}
}

// Every unit of the year has its four hand-given points, by itself and by the
// office, so that no score is provisional.
func TestEveryUnitIsScored(t *testing.T) {
	reg := entered(t)
	scores, err := reg.Scores(t.Context(), 2022)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := reg.Cases(t.Context(), data.Scope{Year: 2022})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := reg.Rules(t.Context(), 2022)
	if err != nil {
		t.Fatal(err)
	}
	units := data.Appraise(cases, scores, 2022, data.NewDate(2022, 12, 31), data.SameRules(rules))
	if len(units) != 17 {
		t.Errorf("%d units", len(units))
	}
	for _, u := range units {
		if u.Open > 0 || u.Grade == "" {
			t.Errorf("%s: %d items without points, grade %q", u.Unit.Name, u.Open, u.Grade)
		}
	}
}
