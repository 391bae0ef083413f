package batch_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export/batch"
	"jianban/export/font"
	"jianban/export/page"
)

// everything is a year in which each kind of paper has something to be made of,
// with names and titles that are hard to set.
func everything(t *testing.T) batch.Source {
	t.Helper()
	unit := data.Unit{ID: 5, Name: "区住建局", FullName: "红塔区住房和城乡建设局"}
	lead := datatest.Case(func(c *data.Case) {
		c.Proposal.Title = strings.Repeat("关于进一步完善中心城区", 11)[:120*len("关")]
		c.Proposal.Text = strings.Repeat("建议加快中心城区雨污分流改造。", 16)
		c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{ID: 11, Name: "李𬱖", Body: data.Congress, Address: "653100 玉溪市红塔区东风路1号"}, data.Proposer{ID: 12, Name: "九三学社玉溪市委员会", Body: data.Congress})
		c.Assignments = []data.Assignment{
			{ID: 1, ProposalID: 1, Unit: unit, Part: data.LeadUnit, Assigned: datatest.Day(3, 10), Accepted: datatest.Day(3, 11)},
			{ID: 2, ProposalID: 1, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10), Returned: datatest.Day(3, 12), ReturnReason: "不属于本局职责", ReturnConsented: datatest.Day(3, 14)},
		}
		c.Consultations[1].Invited = []data.ID{10, 11}
		c.Disclosure.Text = "关于第1号建议的答复\n××代表：\n已经办好。"
		c.Extensions = []data.Extension{{ID: 1, ProposalID: 1, Applied: datatest.Day(6, 1), Approved: datatest.Day(6, 2), ApprovedBy: "玉溪市人民政府办公室", Until: datatest.Day(7, 9), Reason: "需要勘测"}}
		c.Supervisions = []data.Supervision{{ID: 1, ProposalID: 1, Unit: unit, Kind: data.Remind, Date: datatest.Day(5, 30)}}
	})
	assist := datatest.Assist(datatest.Numbered(2), func(c *data.Case) {
		c.Proposal.LeadBody = "玉溪市发展和改革委员会"
		c.Opinions[0].DocNumber, c.Opinions[0].Body = "红政办函〔2022〕2号", "同意。"
	})
	bare := datatest.Case(datatest.Numbered(3), func(c *data.Case) {
		c.Proposal.Proposers, c.Assignments, c.Consultations, c.Feedback, c.Replies[0].ID = nil, nil, nil, nil, 3
		c.Replies[0].DocNumber, c.Replies[0].Salutation = "红政函〔2022〕3号", "各位代表"
	})
	s := source(t)
	s.Cases, s.Supervisions = []data.Case{lead, assist, bare}, lead.Supervisions
	s.Settings = data.Settings{Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府"}
	return s
}

// How many papers of each kind there are of the year, and of how many pages each.
func TestEveryKindOfPaper(t *testing.T) {
	t.Parallel()
	s := everything(t)
	for _, k := range []struct {
		name   string
		want   batch.Choices
		papers int
		pages  int // of the first
	}{
		{"replies", batch.Choices{}, 2, 1},
		{"opinions", batch.Choices{}, 1, 1},
		{"surveys", batch.Choices{}, 2, 1},
		{"surveys", batch.Choices{CoSigners: true}, 4, 1},
		{"receipts", batch.Choices{}, 5, 1},
		{"signoff", batch.Choices{}, 3, 1},
		{"assignments", batch.Choices{}, 1, 2},
		{"transfers", batch.Choices{}, 3, 2},
		{"returns", batch.Choices{}, 1, 1},
		{"returns", batch.Choices{Blank: true}, 2, 1},
		{"extensions", batch.Choices{}, 1, 1},
		{"extensions", batch.Choices{Blank: true}, 2, 1},
		{"handouts", batch.Choices{}, 3, 1},
		{"handouts", batch.Choices{Delegations: true}, 2, 1},
		{"talks", batch.Choices{}, 3, 1},
		{"talks", batch.Choices{Blank: true}, 3, 1},
		{"invitations", batch.Choices{}, 2, 1},
		{"invitations", batch.Choices{Blank: true}, 3, 1},
		{"urges", batch.Choices{}, 1, 1},
		{"dossier", batch.Choices{}, 3, 15},
		{"labels", batch.Choices{}, 1, 1},
		{"envelopes", batch.Choices{Envelope: "C5"}, 3, 1},
	} {
		kind, ok := batch.KindNamed(k.name)
		if !ok {
			t.Fatalf("no kind %s", k.name)
		}
		papers := kind.Papers(s, k.want)
		if len(papers) != k.papers {
			t.Errorf("%s %+v: %d papers", k.name, k.want, len(papers))
			continue
		}
		for i, p := range papers {
			doc, err := p.Document()
			if err != nil {
				t.Errorf("%s: %v", k.name, err)
			} else if i == 0 && len(doc.Pages) != k.pages {
				t.Errorf("%s %+v: %d pages", k.name, k.want, len(doc.Pages))
			}
		}
	}
}

// A paper written again replaces its own file and no other's; whoever's it is stands
// in its name.
func TestFormsReplaceTheirOwnFiles(t *testing.T) {
	t.Parallel()
	s := everything(t)
	for _, kind := range batch.Kinds() {
		dir := filepath.Join(t.TempDir(), kind.Name)
		papers := kind.Papers(s, batch.Choices{})
		for range 2 {
			report, err := batch.Files(t.Context(), papers, batch.Folder{Path: dir}, font.Embedded(), nil)
			if err != nil || report.Err() != nil {
				t.Fatalf("%s: %v %v", kind.Name, err, report.Err())
			}
		}
		files, err := os.ReadDir(dir)
		if err != nil || len(files) != len(papers) {
			t.Errorf("%s: %d files of %d papers, %v", kind.Name, len(files), len(papers), err)
		}
		for _, f := range files {
			if strings.Contains(f.Name(), "号  ") || strings.HasPrefix(f.Name(), "号") || strings.HasPrefix(f.Name(), " ") {
				t.Errorf("%s: a file is called %q", kind.Name, f.Name())
			}
		}
	}
}

// The form goes on the free back of the letter's last sheet, or on a sheet of its
// own, an empty back before it.
func TestFormsGoWithTheirLetter(t *testing.T) {
	t.Parallel()
	s := everything(t)
	s.Cases = s.Cases[:1]
	for _, long := range []bool{false, true} {
		c := s.Cases[0]
		c.Replies = slices.Clone(c.Replies)
		if long {
			c.Replies[0].Body = strings.Repeat("已经办好。\n", 20)
		}
		here := s
		here.Cases = []data.Case{c}
		pages := func(want batch.Choices) []page.Page {
			doc, err := batch.Replies(here, want)[0].Document()
			if err != nil {
				t.Fatal(err)
			}
			return doc.Pages
		}
		letter := len(pages(batch.Choices{}))
		if long != (letter == 2) {
			t.Fatalf("the letter has %d pages", letter)
		}
		if got := len(pages(batch.Choices{Forms: batch.FormsBehind})); got != letter+1 {
			t.Errorf("on the back of %d pages: %d", letter, got)
		}
		apart := pages(batch.Choices{Forms: batch.FormsApart})
		if want := letter + letter%2 + 1; len(apart) != want {
			t.Errorf("apart from %d pages: %d", letter, len(apart))
		}
		if !long && len(apart[1].Marks) != 0 {
			t.Error("the back before the form is not empty")
		}
		if everybody := pages(batch.Choices{Forms: batch.FormsBehind, CoSigners: true}); len(everybody)%2 == 0 || len(everybody) < letter+5-letter%2 {
			t.Errorf("three forms behind %d pages: %d", letter, len(everybody))
		}
	}
}

// What is missing and left to be written by hand is told, once for all that lack it.
func TestMissingNumbersAndAddressesAreTold(t *testing.T) {
	t.Parallel()
	s := everything(t)
	told := func(name string) string {
		kind, _ := batch.KindNamed(name)
		papers := kind.Papers(s, batch.Choices{})
		docs := make([]page.Document, len(papers))
		for i, p := range papers {
			var err error
			if docs[i], err = p.Document(); err != nil {
				t.Fatal(err)
			}
		}
		return strings.Join(batch.Told(papers, batch.ToldOf(docs)), "\n")
	}
	if got := told("urges"); got != "第1号 提醒函：还没有文号，纸上留了手写的位置" {
		t.Error(got)
	}
	if got := told("envelopes"); !strings.HasPrefix(got, "封伟代表、九三学社玉溪市委员会 信封：没有登记地址") {
		t.Error(got)
	}
	if got := told("labels"); !strings.Contains(got, "封伟代表、九三学社玉溪市委员会没有登记地址") {
		t.Error(got)
	}
	if s.Supervisions[0].DocNumber = "红政督〔2022〕1号"; told("urges") != "" {
		t.Error(told("urges"))
	}
}

// A number given is borne by the first paper and counted up for the others, letters to
// one consultation bearing the same; one that is none, or used already, is refused.
func TestNumbersGivenAreCountedUp(t *testing.T) {
	t.Parallel()
	s := everything(t)
	s.Cases[0].Assignments[1].ReturnConsented = data.Date{} // 5 and 6 are both handed to
	s.Cases[0].Consultations[2].Invited = []data.ID{10}
	numbers := func(name string, want batch.Choices) (all []string) {
		kind, _ := batch.KindNamed(name)
		for _, p := range kind.Papers(s, want) {
			doc, err := p.Document()
			if err != nil {
				t.Fatal(err)
			}
			number := p.Given.Number
			if !strings.Contains(wordsOf(doc), number) || number != "" && strings.Contains(strings.Join(doc.Told, ""), "文号") {
				t.Errorf("%s of %s: told %v", name, number, doc.Told)
			}
			all = append(all, number)
		}
		return all
	}
	if got := numbers("assignments", batch.Choices{Number: "红政办函〔2022〕9号"}); len(got) < 2 || got[0] != "红政办函〔2022〕9号" || got[1] != "红政办函〔2022〕10号" {
		t.Errorf("notices %q", got)
	}
	if got := numbers("invitations", batch.Choices{Number: "红政办函〔2022〕9号"}); !slices.Equal(got, []string{"红政办函〔2022〕9号", "红政办函〔2022〕9号", "红政办函〔2022〕10号"}) {
		t.Errorf("invitations %q", got)
	}
	if got := numbers("dossier", batch.Choices{Number: "WS-2022-009"}); !slices.Equal(got, []string{"WS-2022-009", "WS-2022-010", "WS-2022-011"}) {
		t.Errorf("dossiers %q", got)
	}
	s.Borne = []data.NumberedPaper{{Record: data.RecordReply, ID: 1, Kind: "答复", Number: "红政办函〔2022〕9号", Whose: "第9号"}}
	for number, want := range map[string]string{"红政办函〔2022〕8号": "红政办函〔2022〕9号已用于第9号的答复", "九号": "不是文号"} {
		kind, _ := batch.KindNamed("assignments")
		if err := s.CheckNumbers(kind.Papers(s, batch.Choices{Number: number})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", number, err)
		}
	}
}

// A notice says how many a unit leads and how many it assists with, and nothing of the
// one it has none of.
func TestANoticeCountsOnlyWhatThereIs(t *testing.T) {
	t.Parallel()
	s := everything(t)
	s.Cases[0].Assignments[1].ReturnConsented = data.Date{} // 5 leads, 6 assists
	kind, _ := batch.KindNamed("assignments")
	all := kind.Papers(s, batch.Choices{})
	for i, want := range []string{"主办2件", "协办1件"} {
		doc, err := all[i].Document()
		if err != nil {
			t.Fatal(err)
		}
		if got := wordsOf(doc); !strings.Contains(got, "（"+want+"，见附件）") || strings.Contains(got, "0件") {
			t.Errorf("the notice says %s", got)
		}
	}
}

// wordsOf are the words of a document.
func wordsOf(doc page.Document) string {
	var b strings.Builder
	for _, p := range doc.Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok {
				b.WriteString(g.Text)
			}
		}
	}
	return b.String()
}
