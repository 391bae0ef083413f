package registry_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// clerkCase is a proposal of testdata/search/corpus.json, which a clerk made up who
// knew nothing of the program.
type clerkCase struct {
	ID           string    `json:"id"`
	Year         int       `json:"year"`
	Kind         data.Kind `json:"kind"`
	Number       int       `json:"number"`
	Title        string    `json:"title"`
	Proposers    []string  `json:"proposers"`
	Delegation   string    `json:"delegation"`
	LeadUnit     string    `json:"lead_unit"`
	AssistUnits  []string  `json:"assist_units"`
	Text         string    `json:"text"`
	Reply        string    `json:"reply"`
	DocNumber    string    `json:"doc_no"`
	Talk         string    `json:"talk"`
	Promise      string    `json:"promise"`
	Phone        string    `json:"phone"`
	Attachment   string    `json:"attachment"`
	Class        string    `json:"category"`
	Satisfaction data.Mark `json:"satisfaction"`
	saved        data.ID
}

// clerkQuery is what the same clerk typed, and would find.
type clerkQuery struct {
	Text  string   `json:"q"`
	Want  []string `json:"want"`
	First []string `json:"first"`
	Not   []string `json:"not"`
	Why   string   `json:"why"`
}

func readClerk[T any](t testing.TB, name string) (all []T) {
	t.Helper()
	text, err := os.ReadFile("testdata/search/" + name)
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// enterClerk enters the clerk's two years.
func enterClerk(t testing.TB, r *registry.Registry, cases []clerkCase) {
	t.Helper()
	do(t, r, "登记", func(tx *registry.Tx) error {
		books, units, people := map[string]data.ID{}, map[string]data.ID{}, map[string]data.ID{}
		for i := range cases {
			if err := enterClerkCase(tx, &cases[i], books, units, people); err != nil {
				return fmt.Errorf("%s: %w", cases[i].ID, err)
			}
		}
		return nil
	})
}

func enterClerkCase(tx *registry.Tx, c *clerkCase, books, units, people map[string]data.ID) error {
	body := data.Congress
	if c.Kind == data.CPPCCProposal {
		body = data.CPPCC
	}
	key := fmt.Sprint(body, c.Year)
	if books[key] == 0 {
		b := data.Book{Meeting: data.Meeting{Body: body, Level: data.District, Place: "红岭县", Term: 18, Session: c.Year - 2021, Year: c.Year}, Direction: data.HandedOut, HandedBy: "红岭县人民政府办公室", Issuer: "红岭县人民政府", Letterhead: "红岭县人民政府文件"}
		if err := tx.SaveBook(&b); err != nil {
			return err
		}
		books[key] = b.ID
	}
	unit := func(name string) (data.Unit, error) {
		if units[name] == 0 {
			u := data.Unit{Name: name}
			if err := tx.SaveUnit(&u); err != nil {
				return u, err
			}
			units[name] = u.ID
		}
		return data.Unit{ID: units[name]}, nil
	}
	from := data.NewDate(c.Year, 3, 2)
	p := data.Proposal{BookID: books[key], Number: fmt.Sprint(c.Number), Kind: c.Kind, Role: data.Lead, Title: c.Title, Text: c.Text, HandedOver: from}
	for i, name := range c.Proposers {
		one := data.Proposer{ID: people[name+string(body)], Name: name, Body: body, Delegation: c.Delegation}
		if i == 0 {
			one.Phone = c.Phone
		}
		p.Proposers = append(p.Proposers, one)
	}
	if err := tx.SaveProposal(&p); err != nil {
		return err
	}
	c.saved = p.ID
	for _, one := range p.Proposers {
		people[one.Name+string(body)] = one.ID
	}
	for i, name := range append([]string{c.LeadUnit}, c.AssistUnits...) {
		u, err := unit(name)
		if err != nil {
			return err
		}
		part := data.LeadUnit
		if i > 0 {
			part = data.CoUnit
		}
		if err := tx.SaveAssignment(&data.Assignment{ProposalID: p.ID, Unit: u, Part: part, Assigned: from}); err != nil {
			return err
		}
	}
	var errs []error
	if c.Talk != "" {
		errs = append(errs, tx.SaveConsultation(&data.Consultation{ProposalID: p.ID, Phase: data.Phases[0], Date: from.AddDays(20), Method: data.FaceToFace, Attended: []data.ID{p.Proposers[0].ID}, Said: c.Talk}))
	}
	if c.Reply != "" {
		rep := data.Reply{ProposalID: p.ID, Round: 1, Class: c.Class, DocNumber: c.DocNumber, Body: c.Reply, Sent: from.AddDays(60), SentBy: "邮寄", SignOff: data.SignOff{Signed: from.AddDays(59), SignedBy: "钱县长"}}
		errs = append(errs, tx.SaveReply(&rep))
	}
	if c.Promise != "" {
		errs = append(errs, tx.SaveCommitment(&data.Commitment{ProposalID: p.ID, Text: c.Promise, Unit: data.Unit{ID: units[c.LeadUnit]}, Due: data.NewDate(c.Year, 12, 20)}))
	}
	if c.Satisfaction != "" {
		errs = append(errs, tx.SaveFeedback(&data.Feedback{ProposalID: p.ID, Round: 1, ProposerID: p.Proposers[0].ID, FormSent: from.AddDays(60), Received: from.AddDays(70), Attitude: c.Satisfaction, Result: c.Satisfaction}))
	}
	if c.Attachment != "" {
		errs = append(errs, tx.AddAttachment(&data.Attachment{ProposalID: p.ID, Name: c.Attachment, Added: from}, strings.NewReader("附件")))
	}
	return errors.Join(errs...)
}

// What a clerk types on a busy afternoon finds what it should, the right one first.
func TestWhatAClerkTypesIsFound(t *testing.T) {
	t.Parallel()
	r := opened(t)
	cases := readClerk[clerkCase](t, "corpus.json")
	enterClerk(t, r, cases)
	name := map[data.ID]string{}
	for _, c := range cases {
		name[c.saved] = c.ID
	}
	for file, least := range map[string]int{"queries.json": 148, "other.json": 116} {
		searchAsClerk(t, r, readClerk[clerkQuery](t, file), name, least)
	}
}

func searchAsClerk(t *testing.T, r *registry.Registry, queries []clerkQuery, name map[data.ID]string, least int) {
	right := 0
	for _, q := range queries {
		found, err := r.Search(t.Context(), data.SearchAsk{Text: q.Text, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range found.Hits {
			got = append(got, name[h.ID])
		}
		var wrong []string
		for _, id := range q.Want {
			if !slices.Contains(got, id) {
				wrong = append(wrong, "lacks "+id)
			}
		}
		for _, id := range q.Not {
			if slices.Contains(got, id) {
				wrong = append(wrong, "has "+id)
			}
		}
		if len(q.First) > 0 && (len(got) == 0 || !slices.Contains(q.First, got[0])) {
			wrong = append(wrong, "first not of "+strings.Join(q.First, ","))
		}
		if len(wrong) == 0 {
			right++
			continue
		}
		t.Logf("%q (%s): %v; found %v", q.Text, q.Why, wrong, got)
	}
	t.Logf("%d of %d", right, len(queries))
	if right < least {
		t.Errorf("%d of %d", right, len(queries))
	}
}

// A hit tells what of it was meant: the number rather than the kind before it, the name
// that a short form or letters stand for.
func TestAHitTellsWhatWasMeant(t *testing.T) {
	t.Parallel()
	r := opened(t)
	enterClerk(t, r, []clerkCase{
		{Year: 2026, Number: 312, Kind: data.Suggestion, Title: "关于增设路灯的建议", Proposers: []string{"欧阳晓梅"}, LeadUnit: "县教育体育局", Phone: "13800000981"},
		{Year: 2026, Number: 312, Kind: data.CPPCCProposal, Title: "关于修路的提案", Proposers: []string{"李明"}, LeadUnit: "县住房和城乡建设局"},
	})
	for _, c := range []struct{ typed, place, excerpt string }{
		{"建议312号", "编号", "【312】"},
		{"建议第312号", "编号", "【312】"},
		{"2026年建议312号", "编号", "【312】"},
		{"县人大312号", "编号", "【312】"},
		{"十八届人大 路灯", "标题", ""},
		{"届次:十八届人大", "届次", "县【十八届人大】五次会议"},
		{"教体局", "承办单位", "【县教育体育局】"},
		{"jtj", "承办单位", "【县教育体育局】"},
		{"jiaotiju", "承办单位", "【县教育体育局】"},
		{"单位:教体", "承办单位", "【县教育体育局】"},
		{"教育", "承办单位", "县【教育】体育局"},
		{"jiaoyu", "承办单位", "县【教育】体育局"},
		{"欧阳代表", "代表", "【欧阳】晓梅"},
		{"oyxm", "代表", "【欧阳晓梅】"},
		{"13800000981", "代表", "欧阳晓梅"},
	} {
		found, err := r.Search(t.Context(), data.SearchAsk{Text: c.typed, Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) == 0 || found.Hits[0].Title != "关于增设路灯的建议" {
			t.Errorf("%s: %+v", c.typed, found.Hits)
			continue
		}
		h := found.Hits[0]
		marked, at := "", 0
		for _, m := range h.Words {
			marked += h.Excerpt[at:m.From] + "【" + h.Excerpt[m.From:m.To] + "】"
			at = m.To
		}
		if marked += h.Excerpt[at:]; h.Place != c.place || marked != c.excerpt {
			t.Errorf("%s: %s: %s, want %s: %s", c.typed, h.Place, marked, c.place, c.excerpt)
		}
	}
}
