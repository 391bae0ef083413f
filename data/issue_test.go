package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
)

func dossier(proposal data.ID, id data.ID, number string) data.Issue {
	return data.Issue{ID: id, Kind: data.IssueDossier, ProposalID: proposal, Number: number}
}

// Papers keep the numbers they have; a number given is for those that have none, and
// for all where all have one.
func TestNumbersGivenToPapers(t *testing.T) {
	t.Parallel()
	papers := []data.Issue{dossier(1, 0, ""), dossier(2, 0, ""), dossier(3, 0, "")}
	for _, x := range []struct {
		name     string
		recorded []data.Issue
		first    string
		want     string // the numbers
		told     string
	}{
		{"none is given", nil, "", ",,", ""},
		{"counted up", nil, "WS-008", "WS-008,WS-009,WS-010", ""},
		{"the recorded one again", []data.Issue{dossier(2, 7, "WS-003")}, "", ",WS-003,", ""},
		{"only those without", []data.Issue{dossier(2, 7, "WS-003")}, "WS-008", "WS-008,WS-003,WS-009", "已有档号WS-003，没有另给"},
		{"all anew", []data.Issue{dossier(1, 6, "WS-001"), dossier(2, 7, "WS-002"), dossier(3, 8, "WS-003")}, "WS-002", "WS-002,WS-003,WS-004", "档号由WS-001改为WS-002;档号由WS-002改为WS-003;档号由WS-003改为WS-004"},
		{"the same again", []data.Issue{dossier(1, 6, "WS-001"), dossier(2, 7, "WS-002"), dossier(3, 8, "WS-003")}, "WS-001", "WS-001,WS-002,WS-003", ""},
	} {
		var got, told []string
		for _, g := range data.GiveNumbers(papers, x.recorded, x.first, data.NewDate(2022, 12, 1)) {
			got, told = append(got, g.Number), append(told, g.Told()...)
		}
		if strings.Join(got, ",") != x.want || strings.Join(told, ";") != x.told {
			t.Errorf("%s: %v, told %q", x.name, got, told)
		}
	}
}

// An empty invitation is known by its number alone: a further one is another paper.
func TestEmptyInvitationsAreKnownByTheirNumbers(t *testing.T) {
	t.Parallel()
	empty := data.Issue{Kind: data.IssueInvitation, ProposalID: 1}
	had := empty
	had.ID, had.Number = 4, "红政办函〔2022〕3号"
	for number, want := range map[string]data.ID{"": 0, "红政办函〔2022〕3号": 4, "红政办函〔2022〕4号": 0} {
		g := data.GiveNumbers([]data.Issue{empty}, []data.Issue{had}, number, data.NewDate(2022, 4, 1))[0]
		if g.ID != want || g.Number != number || g.New() != (number != "" && want == 0) {
			t.Errorf("%q: %+v", number, g)
		}
	}
}

// What is refused is told with the paper that bears the number.
func TestNumbersThatCannotBeGiven(t *testing.T) {
	t.Parallel()
	notices := []data.Issue{{Kind: data.IssueNotice, BookID: 1, Unit: data.Unit{ID: 1}}, {Kind: data.IssueNotice, BookID: 1, Unit: data.Unit{ID: 2}}}
	borne := []data.NumberedPaper{
		data.NumberedPaper{Record: data.RecordReply, ID: 1, Number: "红政函〔2022〕5号", Round: 2}.Called("", data.Book{}, "12", "标题", 2022, ""),
		data.NumberedPaper{Record: data.RecordSupervision, ID: 1, Number: "红政函〔2022〕7号"}.Called(string(data.Urge), data.Book{}, "", "", 0, "区住建局"),
		data.NumberedPaper{Record: data.RecordOpinion, ID: 1, Number: "红政函[2022]9号"}.Called("", data.Book{Meeting: data.Meeting{Body: data.CPPCC}}, "8", "标题", 2022, ""),
	}
	for first, want := range map[string]string{
		"红政函〔2022〕1号": "",
		"红政函〔2022〕5号": "红政函〔2022〕5号已用于第12号的答复（第2次）。请另取一个文号",
		"红政函〔2022〕6号": "红政函〔2022〕7号已用于区住建局的催办通知。请另取一个文号",
		"红政函〔2022〕8号": "红政函〔2022〕9号已用于第8号的会办意见。请另取一个文号", // however it is bracketed
		"九号":          "“九号”不是文号",
	} {
		err := data.CheckGiven(data.GiveNumbers(notices, nil, first, data.NewDate(2022, 3, 1)), borne)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %s", first, err, want)
		}
	}
	alike := data.GiveNumbers([]data.Issue{dossier(1, 0, ""), dossier(2, 0, "")}, nil, "甲卷", data.NewDate(2022, 3, 1))
	if err := data.CheckGiven(alike, nil); err == nil || !strings.Contains(err.Error(), "甲卷要给不止一份文件") {
		t.Errorf("two papers with one number: %v", err)
	}
}

// Numbers that passed the check can be recorded one after the other without any being
// borne twice on the way, however papers with numbers move up or down.
func TestNumbersAreRecordedInTurn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(d *rapid.T) {
		number := func(n int) string { return fmt.Sprintf("WS-%03d", n) }
		bears := map[data.ID]string{} // by proposal
		var recorded []data.Issue
		var borne []data.NumberedPaper
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(1, 12), 0, 8, func(n int) int { return n }).Draw(d, "numbers") {
			p := data.ID(len(recorded) + 1)
			bears[p] = number(n)
			recorded = append(recorded, dossier(p, p, number(n)))
			borne = append(borne, data.NumberedPaper{Record: data.RecordIssue, ID: p, Number: number(n)})
		}
		var papers []data.Issue
		for _, p := range rapid.SliceOfDistinct(rapid.IntRange(1, 10), func(n int) int { return n }).Draw(d, "papers") {
			papers = append(papers, dossier(data.ID(p), 0, ""))
		}
		given := data.GiveNumbers(papers, recorded, number(rapid.IntRange(1, 12).Draw(d, "first")), data.NewDate(2022, 12, 1))
		if data.CheckGiven(given, borne) != nil {
			return
		}
		for _, i := range data.InTurn(given) {
			for p, other := range bears {
				if other == i.Number && p != i.ProposalID {
					d.Fatalf("%s is %d's still", i.Number, p)
				}
			}
			bears[i.ProposalID] = i.Number
		}
		for _, g := range given {
			if bears[g.ProposalID] != g.Number {
				d.Fatalf("%d bears %s, was given %s", g.ProposalID, bears[g.ProposalID], g.Number)
			}
		}
	})
}

// The next number is offered in the series of the kind's last one, behind the highest
// that any paper bears in it.
func TestNumberOfferedNext(t *testing.T) {
	t.Parallel()
	recorded := []data.Issue{
		{ID: 1, Kind: data.IssueInvitation, Number: "红政邀〔2022〕3号"}, {ID: 2, Kind: data.IssueNotice, Number: "红政办函〔2021〕30号"},
		dossier(3, 3, "WS·2022-D30-0009"), {ID: 4, Kind: data.IssueNotice, Number: "红政办函〔2022〕8号"},
	}
	borne := []data.NumberedPaper{{Number: "红政邀〔2022〕3号"}, {Number: "红政办函〔2022〕8号"}, {Number: "红政办函〔2022〕11号"}, {Number: "红政函〔2022〕90号"}, {Number: "WS·2022-D30-0012"}, {Number: "WS·2021-D30-0044"}}
	for _, x := range []struct {
		kind data.IssueKind
		year int
		want string
	}{
		{data.IssueNotice, 2022, "红政办函〔2022〕12号"},
		{data.IssueNotice, 2023, ""},
		{data.IssueInvitation, 2022, "红政邀〔2022〕4号"},
		{data.IssueDossier, 2023, "WS·2022-D30-0013"},
	} {
		if got := data.OfferNumber(x.kind, recorded, borne, x.year); got != x.want {
			t.Errorf("%s of %d: %q, want %q", x.kind.Word(), x.year, got, x.want)
		}
	}
	if got := data.OfferNumber(data.IssueDossier, nil, borne, 2022); got != "" {
		t.Errorf("without any before: %q", got)
	}
}

// The register stands by series and number, 档号 behind; those of a dossier are of the
// proposal's year.
func TestRegisterStandsInOrder(t *testing.T) {
	t.Parallel()
	all := []data.NumberedPaper{{Number: "WS-2"}, {Number: "红政办函〔2022〕10号"}, {Number: "WS-10"}, {Number: "红政函〔2022〕2号"}, {Number: "红政办函〔2022〕9号"}, {Number: "红政办函〔2021〕30号"}, {Number: "无号"}}
	data.SortNumbered(all)
	var got []string
	for _, p := range all {
		got = append(got, p.Number)
	}
	if want := []string{"红政办函〔2021〕30号", "红政函〔2022〕2号", "红政办函〔2022〕9号", "红政办函〔2022〕10号", "无号", "WS-2", "WS-10"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	out := data.Book{Direction: data.HandedOut}
	units := []data.NumberedPaper{
		data.NumberedPaper{Record: data.RecordReply, Number: "红住建函〔2022〕1号"}.Called("", out, "12", "标题", 2022, ""),
		data.NumberedPaper{Record: data.RecordIssue, Number: "WS-1"}.Called(string(data.IssueDossier), out, "12", "标题", 2022, ""),
	}
	if all := data.Register(units); len(all) != 1 || all[0].Number != "WS-1" {
		t.Errorf("a unit's own letters are in the office's register: %+v", all)
	}
	late := data.NumberedPaper{Record: data.RecordIssue, Number: "WS-2", Date: data.NewDate(2023, 1, 9)}.Called(string(data.IssueDossier), data.Book{}, "12", "标题", 2022, "")
	if late.Year != 2022 || late.Named() != "第12号的办理档案" {
		t.Errorf("%+v", late)
	}
}
