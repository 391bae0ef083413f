package data_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"jianban/assets"
	"jianban/data"
)

// packYear is a ready pack with the facts of a test year, by the holidays of 2022.
func packYear(t *testing.T, name string) ([]data.Case, data.Rules) {
	t.Helper()
	pack, err := data.ParsePack(assets.Pack(name))
	if err != nil {
		t.Fatal(err)
	}
	usual, err := data.ParsePack(assets.Pack(assets.PackNames()[0]))
	if err != nil {
		t.Fatal(err)
	}
	pack = pack.Filled(usual)
	if err := pack.Validate().Err(); err != nil {
		t.Fatal(err)
	}
	if head, _, _ := strings.Cut(string(assets.Pack(name)), "\nname"); !strings.Contains(head, "http") {
		t.Errorf("%s names no source", name)
	}
	text, err := os.ReadFile("testdata/packyears/" + name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var facts struct{ Case []data.Case }
	meta, err := toml.Decode(string(text), &facts)
	if err != nil || len(meta.Undecoded()) > 0 {
		t.Fatal(err, meta.Undecoded())
	}
	r := data.Rules{Pack: pack, Calendar: rules(t).Calendar}
	for _, c := range facts.Case {
		if no, _ := data.CheckFacts(c, r); len(no) > 0 {
			t.Errorf("%s: number %s: %v", name, c.Proposal.Number, no)
		}
	}
	return facts.Case, r
}

func replyLimits(t *testing.T, cases []data.Case, r data.Rules, want ...data.Date) {
	t.Helper()
	for i, c := range cases {
		if got := data.ReplyLimit(c, r); got.Deadline != want[i] {
			t.Errorf("number %s until %s, want %s: %v", c.Proposal.Number, got.Deadline, want[i], got.Steps())
		}
	}
}

func figures(t *testing.T, cases []data.Case, r data.Rules, asOf data.Date, want map[string]string) {
	t.Helper()
	for _, f := range data.Statistics(cases, 2022, asOf, data.SameRules(r)).Figures() {
		if w, ok := want[f.Name]; ok && f.Value != w {
			t.Errorf("%s is %s, want %s", f.Name, f.Value, w)
		}
		delete(want, f.Name)
	}
	if len(want) > 0 {
		t.Errorf("no figures %v", want)
	}
}

// 30 June is a Thursday; 10 May for the party; Saturday 16 April is moved to the 18th;
// three months from 30 August are 30 November. Of five four are replied (80 %), the
// party's a day late: three in time (75 %).
func TestAYearByCalendarDays(t *testing.T) {
	cases, r := packYear(t, "calendar-days")
	replyLimits(t, cases, r, day(2022, 6, 30), day(2022, 5, 10), day(2022, 4, 18), day(2022, 11, 30), day(2022, 6, 30))
	if got := data.ReturnLimit(cases[0], cases[0].Assignments[0], r).Deadline; got != day(2022, 3, 15) { // 11, 14, 15 March
		t.Errorf("returned until %s, want 15 March", got)
	}
	figures(t, cases, r, day(2022, 12, 31), map[string]string{"主办件数": "5", "答复件数": "4", "办复率": "80%", "按时答复件数": "3", "按时办复率": "75%"})
	if s := data.StageOf(cases[4], day(2022, 7, 1), r); s.Light != data.LightRed || s.DaysLeft != -1 {
		t.Errorf("on 1 July: %s, %d days left", s.Light, s.DaysLeft)
	}
}

// Told on 8 June, a day before the three months end: until 9 September. Handed over
// again on 27 June: until 27 July, not 15 July. Three of four first replies are in time.
func TestAYearInWhichDeputiesAreToldFirst(t *testing.T) {
	cases, r := packYear(t, "told-first")
	replyLimits(t, cases, r, day(2022, 9, 9), day(2022, 6, 9), day(2022, 6, 9), day(2022, 7, 1))
	if got := data.ReanswerLimit(cases[2], cases[2].Feedback[0], r).Deadline; got != day(2022, 7, 27) {
		t.Errorf("answered again until %s, want 27 July", got)
	}
	if s := data.StageOf(cases[2], day(2022, 7, 20), r); s.Stage != data.ToReanswer || s.DaysLeft != 7 {
		t.Errorf("on 20 July: %s, %d days left", s.Stage, s.DaysLeft)
	}
	figures(t, cases, r, day(2022, 12, 31), map[string]string{"答复件数": "4", "按时答复件数": "3", "按时办复率": "75%", "延期件数": "1", "再次答复件数": "1", "结果满意率": "100%"})
	if cases[3].Book.Name() != "研和镇六届人大一次会议" {
		t.Error(cases[3].Book.Name())
	}
}

// Suggestions: three months from 28 February are Saturday 28 May, moved to the 30th.
// Plenary proposals: five months, 28 July; between meetings three. The extension to 15
// August reaches six months at most: Saturday 30 July, moved to 1 August. Dissatisfied on
// 10 June: three months end on 10 September, the day of 中秋, moved to the 13th.
func TestAYearByBody(t *testing.T) {
	cases, r := packYear(t, "by-body")
	replyLimits(t, cases, r, day(2022, 5, 30), day(2022, 7, 28), day(2022, 8, 31), day(2022, 8, 1))
	if s := data.StageOf(cases[0], day(2022, 9, 14), r); s.Stage != data.ToReanswer || s.Limit.Deadline != day(2022, 9, 13) || s.Light != data.LightRed {
		t.Errorf("%s until %s, %s", s.Stage, s.Limit.Deadline, s.Light)
	}
	figures(t, cases, r, day(2022, 12, 31), map[string]string{"答复件数": "4", "按时答复件数": "3", "按时办复率": "75%", "办结率": "75%", "延期件数": "1", "结果满意率": "0%"})
}

// 15 workdays after 9 March end on the 30th; after 29 April on 24 May: 5 to 7 May (a
// working Saturday), 9 to 13, 16 to 20, 23, 24. The form of a letter sent on 7 June is
// back until the 28th.
func TestAYearWithAFirstContact(t *testing.T) {
	cases, r := packYear(t, "first-contact")
	replyLimits(t, cases, r, day(2022, 6, 9), day(2022, 7, 29), day(2022, 6, 9))
	for i, want := range []data.Date{day(2022, 3, 30), day(2022, 5, 24), day(2022, 3, 30)} {
		if l, ok := data.ContactLimit(cases[i], r); !ok || l.Deadline != want {
			t.Errorf("number %d: spoken with until %s, want %s", i+1, l.Deadline, want)
		}
	}
	if got := data.FeedbackLimit(cases[0], cases[0].Replies[0], r).Deadline; got != day(2022, 6, 28) {
		t.Errorf("form back until %s, want 28 June", got)
	}
	for i, late := range []bool{false, false, true} {
		if _, odd := data.CheckFacts(cases[i], r); strings.Contains(odd.Error(), "才首次联系委员") != late {
			t.Errorf("number %d: %v", i+1, odd)
		}
	}
	var names []string
	for _, l := range cases[1].Limits(r) {
		names = append(names, l.Name)
	}
	if !slices.Contains(names, "首次联系") {
		t.Errorf("limits %v", names)
	}
	figures(t, cases, r, day(2022, 6, 30), map[string]string{"答复件数": "2", "按时答复件数": "2", "面商率": "66.7%", "回收率": "50%"})
}

// The figures that 松阳县 published for 2017: of 220, first 215 satisfied with the way and
// 198 with the result (97.7 %, 90 %), in the end 220 and 218 (100 %, 99.1 %). Three kinds
// of item make them: 198 satisfied at once, 17 with the result and 3 with both in the
// end, 2 with the way alone. 10 September is the day of 中秋: back until the 13th; 10
// December a Saturday: until the 12th.
func TestAYearOfTwoEvaluations(t *testing.T) {
	kinds, r := packYear(t, "two-evaluations")
	both := kinds[2]
	both.Feedback = slices.Clone(both.Feedback)
	both.Feedback[1].Result = data.Satisfied
	var cases []data.Case
	for _, k := range []struct {
		data.Case
		n int
	}{{kinds[0], 198}, {kinds[1], 17}, {both, 3}, {kinds[2], 2}} {
		for range k.n {
			k.Proposal.ID = data.ID(len(cases) + 1)
			cases = append(cases, k.Case)
		}
	}
	c := cases[0]
	if got := data.FeedbackLimit(c, c.Replies[0], r).Deadline; got != day(2022, 9, 13) {
		t.Errorf("first until %s, want 13 September", got)
	}
	if l, ok := data.SecondLimit(c, c.Replies[0], r); !ok || l.Deadline != day(2022, 12, 12) {
		t.Errorf("second until %s, want 12 December", l.Deadline)
	}
	figures(t, cases, r, day(2022, 9, 30), map[string]string{"态度满意率": "97.7%", "结果满意率": "90%", "二次评价件数": "0", "二次结果满意率": "—"})
	figures(t, cases, r, day(2022, 12, 31), map[string]string{"二次评价件数": "220", "二次态度满意率": "100%", "二次结果满意率": "99.1%", "态度满意率": "100%", "结果满意率": "99.1%"})
}

// 优秀 counts as 满意. Handed over again on 8 July: until 8 August. Votes: 25+3, 20+5+3,
// 18+6+2+2 abstained: 63 and 14 of 84 (91.7 %).
func TestAYearOfThreeReviews(t *testing.T) {
	cases, r := packYear(t, "three-reviews")
	replyLimits(t, cases, r, day(2022, 6, 9), day(2022, 6, 9), day(2022, 6, 9))
	if got := data.ReanswerLimit(cases[2], cases[2].Feedback[0], r).Deadline; got != day(2022, 8, 8) {
		t.Errorf("answered again until %s, want 8 August", got)
	}
	figures(t, cases, r, day(2022, 12, 31), map[string]string{
		"答复件数": "3", "再次答复件数": "1", "结果满意率": "100%", "测评件数": "3", "测评满意票": "63", "测评基本满意票": "14", "测评不满意票": "5", "测评满意率": "91.7%", "A类件数": "1", "B类件数": "2",
	})
}
