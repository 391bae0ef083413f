package registry_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// indexed wants the search index to say what the facts say.
func indexed(t interface{ Fatal(...any) }, r *registry.Registry) {
	report, err := r.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range append(report.Damage, report.Warnings...) {
		if strings.Contains(w, "搜索索引") {
			t.Fatal(w)
		}
	}
}

// numbersOf searches and gives the numbers of the hits, in order, with where the
// words stand.
func numbersOf(t testing.TB, r *registry.Registry, text string) (numbers []string, places []string) {
	t.Helper()
	found, err := r.Search(t.Context(), data.SearchAsk{Text: text, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range found.Hits {
		numbers, places = append(numbers, h.Number), append(places, h.Place)
		for _, m := range h.Words {
			if m.From < 0 || m.From >= m.To || m.To > len(h.Excerpt) {
				t.Errorf("%s: mark %v of %q", text, m, h.Excerpt)
			}
		}
	}
	return numbers, places
}

// document is a Word file with a text.
func document(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = fmt.Fprintf(w, "<w:document><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:document>", text)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// library enters a proposal, number 77, that has something of every kind to
// find, and number 78 of the year after with little.
func library(t testing.TB, r *registry.Registry) {
	t.Helper()
	do(t, r, "登记", func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) {
			p.Number, p.Title, p.Text, p.Remark = "077", "关于重庆路截污管网改造的建议", "沿线污水\n直排，雨季内涝。", "转自市里"
			p.Proposers = []data.Proposer{{Name: "单晓梅", Body: data.Congress, Delegation: "春和代表团", Phone: "13987654321"}}
		})
		later := proposal(func(p *data.Proposal) {
			p.Number, p.Title, p.Text, p.HandedOver = "78", "关于增设路灯的建议", "内涝之外，还请增设路灯。", day("2022-03-09")
		})
		if err := errors.Join(tx.SaveProposal(&p), tx.SaveProposal(&later)); err != nil {
			return err
		}
		var errs []error
		rep := reply("红政函〔2022〕7号")
		rep.ProposalID, rep.Body, rep.Class = p.ID, "已完成三公里管线的清淤。", "B"
		housing := data.Unit{ID: unitHousing}
		errs = append(errs,
			tx.SaveAssignment(&data.Assignment{ProposalID: p.ID, Unit: housing, Part: data.LeadUnit, Assigned: day("2022-03-02"), Contact: "钱多多"}),
			tx.SaveConsultation(&data.Consultation{ProposalID: p.ID, Phase: data.Phases[0], Date: day("2022-04-01"), Method: data.FaceToFace, Attended: []data.ID{p.Proposers[0].ID}, Said: "希望夜间施工", Items: []data.AgreedItem{{What: "设置围挡", Who: "城管局"}}}),
			tx.SaveReply(&rep),
			tx.SaveCommitment(&data.Commitment{ProposalID: p.ID, Text: "年底前建成泵站", Unit: housing, Due: day("2022-12-20")}),
			tx.SaveFeedback(&data.Feedback{ProposalID: p.ID, Round: 1, ProposerID: p.Proposers[0].ID, FormSent: day("2022-05-08"), Received: day("2022-05-20"), Attitude: data.Dissatisfied, Result: data.Dissatisfied, Opinion: "进度太慢"}),
			tx.AddAttachment(&data.Attachment{ProposalID: p.ID, Name: "现场勘查.docx", Added: day("2022-03-02")}, bytes.NewReader(document(t, "井盖缺失十七处"))),
		)
		return errors.Join(errs...)
	})
}

func TestSearchFindsWhateverAProposalHas(t *testing.T) {
	t.Parallel()
	r := opened(t)
	library(t, r)
	for _, c := range []struct{ text, place string }{
		{"截污管网", "标题"}, {"路截", "标题"}, {"chongqing", "标题"}, {"cqljwgw", "标题"}, {"截 网", "标题"},
		{"污水直排", "建议内容"}, {"雨季 污水", "建议内容"}, {"转自", "备注"},
		{"单晓梅", "代表"}, {"单　晓梅", "代表"}, {"shanxiaomei", "代表"}, {"sxm", "代表"}, {"单", "代表"}, {"1398765", "代表"}, {"139-8765-4321", "代表"}, {"8765", "代表"}, {"2022年77号", "编号"}, {"2022年第77号", "编号"}, {"单 晓 梅", "代表"}, {"单　晓　梅", "代表"}, {"4321", "代表"}, {"876543", "代表"}, {"春和代表团", "代表"}, {"代表:晓梅", "代表"},
		{"77", "编号"}, {"077", "编号"}, {"77号", "编号"}, {"第77号", "编号"}, {"编号:77", "编号"}, {"７７", "编号"}, {"2022 77", "编号"},
		{"红政函7", "答复文号"}, {"红政函〔2022〕7号", "答复文号"}, {"红政函[2022]7号", "答复文号"}, {"文号:红政函7", "答复文号"},
		{"清淤", "答复正文"}, {"夜间施工", "沟通记录（办前）代表意见"}, {"围挡", "沟通记录（办前）商定事项"}, {"泵站", "承诺事项"}, {"太慢", "征询意见"}, {"钱多多", "承办单位联系人"},
		{"现场勘查", "附件名"}, {"井盖缺失", "附件“现场勘查.docx”"},
		{"类别:B", "类别"}, {"B类", "类别"}, {"满意度:不满意", "满意度"}, {"单位:住建 类别:B", "承办单位"}, {"单位:住房建设 77", "承办单位"}, {"清淤 单晓梅", "答复正文"},
	} {
		if numbers, places := numbersOf(t, r, c.text); !slices.Contains(numbers, "077") || places[slices.Index(numbers, "077")] != c.place {
			t.Errorf("%s: %v in %v", c.text, numbers, places)
		}
	}
	for _, nowhere := range []string{"danxiaomei", "1398", "代表:2022", "鑫焱淼堃", "污管截", "水污", "红政函8", "类别:A 单晓梅", "单位:财政 77", "满意度:满意 77", "标题:清淤", "代表:住建", "截污 路灯"} {
		if numbers, _ := numbersOf(t, r, nowhere); slices.Contains(numbers, "077") {
			t.Errorf("%s finds %v", nowhere, numbers)
		}
	}
	for _, nothing := range []string{"", "  ", "，。", "单位:"} {
		if numbers, _ := numbersOf(t, r, nothing); len(numbers) > 0 {
			t.Errorf("%q finds %v", nothing, numbers)
		}
	}
}

// Whatever spelling stands in the ledger or the box: the dot of a name, padding,
// radicals copied from a PDF, widths.
func TestSearchInOneSpelling(t *testing.T) {
	t.Parallel()
	r := opened(t)
	do(t, r, "登记", func(tx *registry.Tx) error {
		var errs []error
		for i, name := range []string{"艾合买提·吐尔逊", "艾合买提•吐尔逊", "艾合买提・吐尔逊", "艾合买提 · 吐尔逊", "李　明"} {
			p := proposal(func(p *data.Proposal) {
				p.Number, p.Title, p.Text = fmt.Sprint(301+i), "关于修路的建议", "请修路。"
				if i == 4 {
					p.Title, p.Text = "关于⽀持⼯业的建议", "⼟地不⾜，ＡＢＣ⼤厦。"
				}
				p.Proposers = []data.Proposer{{Name: name, Body: data.Congress}}
			})
			errs = append(errs, tx.SaveProposal(&p))
		}
		return errors.Join(errs...)
	})
	for words, n := range map[string]int{
		"艾合买提·吐尔逊": 4, "艾合买提.吐尔逊": 4, "艾合买提•吐尔逊": 4, "艾合买提吐尔逊": 4, "艾合买提吐尔逊 302": 1, "吐尔逊": 4, "aihemaitituerxun": 4,
		"支持工业": 1, "⽀持": 1, "土地不足": 1, "⼟地": 1, "abc大厦": 1, "ａｂｃ⼤厦": 1, "李明": 1, "李　明": 1, "李 明": 1, "ａ3": 0,
	} {
		if got, _ := numbersOf(t, r, words); len(got) != n {
			t.Errorf("%s: %v, not %d", words, got, n)
		}
	}
}

// What is typed in letters is marked where it is read.
func TestAReadingIsMarked(t *testing.T) {
	t.Parallel()
	r := opened(t)
	library(t, r)
	for typed, mark := range map[string]string{"shanxiaomei": "单晓梅", "sxm": "单晓梅", "zhujian": "住建"} {
		found, err := r.Search(t.Context(), data.SearchAsk{Text: typed, Limit: 10})
		if err != nil || len(found.Hits) == 0 || len(found.Hits[0].Words) == 0 {
			t.Errorf("%s: %+v %v", typed, found.Hits, err)
			continue
		}
		if h := found.Hits[0]; h.Excerpt[h.Words[0].From:h.Words[0].To] != mark {
			t.Errorf("%s marks %v of %s", typed, h.Words, h.Excerpt)
		}
	}
}

// A number or name before a title, a title before a text, the newer before the
// older among each.
func TestSearchPutsTheBestFirst(t *testing.T) {
	t.Parallel()
	r := opened(t)
	do(t, r, "登记", func(tx *registry.Tx) error {
		var errs []error
		for _, c := range []struct{ number, title, text, day string }{
			{"201", "关于甲的建议", "清水河边", "2022-03-09"}, {"202", "关于清水河的建议", "乙", "2022-03-01"},
			{"203", "关于清水河的又一建议", "丙", "2022-03-02"}, {"204", "关于丁的建议", "清水河边", "2022-03-03"}, {"205", "关于戊的建议", "戊", "2022-03-01"},
		} {
			p := proposal(func(p *data.Proposal) {
				p.Number, p.Title, p.Text, p.HandedOver = c.number, c.title, c.text, day(c.day)
				if c.number == "205" {
					p.Proposers = []data.Proposer{{Name: "清水河", Body: data.Congress}}
				}
			})
			errs = append(errs, tx.SaveProposal(&p))
		}
		return errors.Join(errs...)
	})
	if numbers, places := numbersOf(t, r, "清水河"); !slices.Equal(numbers, []string{"205", "203", "202", "201", "204"}) {
		t.Error(numbers, places)
	}
	found, err := r.Search(t.Context(), data.SearchAsk{Text: "清水河", Limit: 2})
	if err != nil || len(found.Hits) != 2 || !found.More {
		t.Error(found, err)
	}
	found, err = r.Search(t.Context(), data.SearchAsk{Text: "清水河", Limit: 50, Year: 2021})
	if err != nil || len(found.Hits) != 0 {
		t.Errorf("%+v %v", found, err)
	}
}

// What other years have is told whether this one has some or none; several words
// that nothing has together are counted one by one.
func TestWhatIsAroundASearch(t *testing.T) {
	t.Parallel()
	r := opened(t)
	library(t, r)
	do(t, r, "登记", func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) {
			p.Number, p.Title, p.HandedOver, p.Between = "闭9", "关于修泵站的建议", day("2023-05-09"), true
		})
		return tx.SaveProposal(&p)
	})
	for _, c := range []struct {
		ask   data.SearchAsk
		years []data.FoundYear
		told  string
	}{
		{data.SearchAsk{Text: "泵站", Year: 2022}, []data.FoundYear{{Year: 2023, Count: 1}}, ""},
		{data.SearchAsk{Text: "泵站", Year: 2021}, []data.FoundYear{{Year: 2023, Count: 1}, {Year: 2022, Count: 1}}, ""},
		{data.SearchAsk{Text: "泵站"}, nil, ""},
		{data.SearchAsk{Text: "内涝 光伏"}, nil, "“内涝”有2件，“光伏”没有"},
		{data.SearchAsk{Text: "内涝 泵站", Year: 2023}, []data.FoundYear{{Year: 2022, Count: 1}}, "“内涝”没有，“泵站”有1件"},
		{data.SearchAsk{Text: "内涝 单位:财政", Year: 2022}, nil, "“内涝”有2件，单位为“财政”没有"},
		{data.SearchAsk{}, nil, ""},
	} {
		around, err := r.Around(t.Context(), c.ask)
		if err != nil || !slices.Equal(around.Elsewhere, c.years) || around.Told() != c.told {
			t.Errorf("%+v: %v, %q, %v", c.ask, around.Elsewhere, around.Told(), err)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := r.Around(ended, data.SearchAsk{Text: "泵站", Year: 2021}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What belongs together is understood whether blanks part it or not, a meeting by
// any part of its name.
func TestSearchUnderstandsWhatIsTyped(t *testing.T) {
	t.Parallel()
	r := opened(t)
	library(t, r)
	do(t, r, "登记", func(tx *registry.Tx) error {
		b := data.Book{Direction: data.HandedOut, HandedBy: "区政协", Meeting: data.Meeting{Body: data.CPPCC, Level: data.District, Place: "红塔区", Term: 5, Session: 1, Year: 2022}}
		leader := data.Leader{Name: "曾强", Post: "副区长"}
		if err := errors.Join(tx.SaveBook(&b), tx.SaveLeader(&leader)); err != nil {
			return err
		}
		p := proposal(func(p *data.Proposal) {
			p.Number, p.Title, p.HandedOver, p.BookID = "77", "关于路灯的提案", day("2022-04-01"), b.ID
			p.Proposers = []data.Proposer{{Name: "方立", Body: data.CPPCC, Phone: "0877-2012345"}}
		})
		near := proposal(func(p *data.Proposal) { // has the words of a 文号, apart
			p.Number, p.Title, p.Text, p.HandedOver, p.BookID = "7", "关于绿化的提案", "参照红政函办理。", day("2022-05-01"), b.ID
			p.Proposers, p.Sponsor = []data.Proposer{{Name: "陈平", Body: data.CPPCC}}, leader
		})
		return errors.Join(tx.SaveProposal(&p), tx.SaveProposal(&near))
	})
	for typed, want := range map[string]string{
		"六届一次": "78 077 07 12", "六届人大一次会议": "78 077 07 12", "市六届人大一次会议": "78 077 07 12", "玉溪市六届人大": "78 077 07 12", "第6届第1次": "78 077 07 12", "市人大": "78 077 07 12", "届次:人大": "78 077 07 12",
		"市人大 77": "077", "市人大77号": "077", "市人大第077号": "077", "市六届人大一次会议77号": "077", "2022年市人大77号": "077", "市人大 78": "78", "区人大 77": "",
		"政协77号": "77", "政协 77": "77", "人大 77": "077", "77 政协": "77", "12 政协": "", "2022 年 78 号": "78", "建议78号": "78", "第78号建议": "78", "2022年第78号建议": "78", "编号78": "78", "提案编号第78号": "78", "市人大第78号建议": "78", "区政协提案77号": "77",
		"139 8765 4321": "077", "0877 2012345": "77", "电话:139 8765 4321": "077", "139 8765 4322": "", "区政协77号": "77", "区政协 第 77 号": "77", "区五届政协一次会议 77": "77", "政协区五届一次会议": "7 77",
		"红政函 7": "077 7", "红政函 7 号": "077 7", "红政函 〔2022〕 7号": "077 7", "红政函〔2022〕 7 号": "077", "红政函2022年7号": "077", "红政函 2022年 7号": "077 7", "红政函 8": "", "红政函〔2021〕 7号": "", "文号:红政函 7": "077",
		"第 78 号": "78", "2022年 第078号": "78", "2022 第 078 号": "78",
		"电话:1398765": "077", "电话:139-8765-4321": "077", "手机:139": "077", "联系电话：20123": "77", "电话:单晓梅": "", "电话:7777": "",
		"shan xiao mei": "077", "shanxiao mei": "077", "shan xm": "077", "s x m": "077", "shan mei": "", "fang li": "77", "fangli": "77", "fengwei": "", "zengqiang": "7", "cengqiang": "", "zeng qiang": "7", "fangwei": "",
	} {
		if got, places := numbersOf(t, r, typed); strings.Join(got, " ") != want || slices.Contains(places, "") {
			t.Errorf("%s: %v (%q), not %s", typed, got, places, want)
		}
	}
}

// What is changed, taken back, deleted, restored and erased is found or not as
// it stands, at once and after opening again; the index then says what one made
// anew would say.
func TestSearchFollowsEveryChange(t *testing.T) {
	t.Parallel()
	r := opened(t)
	library(t, r)
	if err := r.RebuildIndex(t.Context()); err != nil { // so that what is changed stands in a block
		t.Fatal(err)
	}
	finds := func(step, text string, want bool) {
		t.Helper()
		if numbers, _ := numbersOf(t, r, text); slices.Contains(numbers, "077") != want {
			t.Errorf("%s: %s finds %v", step, text, numbers)
		}
		indexed(t, r)
	}
	cases, err := r.Cases(t.Context(), data.Scope{Texts: true, Numbers: []string{"77"}})
	if err != nil || len(cases) != 1 {
		t.Fatal(cases, err)
	}
	p, a := cases[0].Proposal, cases[0].Attachments[0]
	finds("as entered", "内涝", true)
	p.Text = "沿线臭气扰民"
	do(t, r, "改文", func(tx *registry.Tx) error { return tx.SaveProposal(&p) })
	finds("changed", "内涝", false)
	finds("changed", "臭气", true)
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds("taken back", "内涝", true)
	if _, err := r.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds("made again", "臭气", true)
	other := cases[0].Commitments[0]
	other.ProposalID = data.ID(1) // entered with the wrong proposal
	do(t, r, "移到另一件", func(tx *registry.Tx) error { return tx.SaveCommitment(&other) })
	finds("moved away", "泵站", false)
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds("moved back", "泵站", true)
	do(t, r, "单位改名", func(tx *registry.Tx) error {
		return tx.SaveUnit(&data.Unit{ID: unitHousing, Name: "区城乡建设局"})
	})
	finds("renamed", "城乡建设局", true)
	finds("renamed", "住建局", false)
	do(t, r, "删除", func(tx *registry.Tx) error { return tx.Remove(data.RecordProposal, p.ID) })
	finds("deleted", "臭气", false)
	do(t, r, "恢复", func(tx *registry.Tx) error { return tx.Restore(data.RecordProposal, p.ID) })
	finds("restored", "臭气", true)
	b, err := r.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(b, func(b data.Book) bool { return b.ID == p.BookID })
	b[i].Meeting.Year = 2021
	do(t, r, "改年份", func(tx *registry.Tx) error { return tx.SaveBook(&b[i]) })
	finds("of another year", "年份:2021 臭气", true)
	finds("of another year", "年份:2022 臭气", false)
	finds("attached", "井盖", true)
	if err := erase(r, a.ID); err != nil {
		t.Fatal(err)
	}
	finds("erased", "井盖", false)
	if found := bytesIn(t, r.Path(), []byte("井盖缺失")); len(found) > 0 {
		t.Error("the erased text is still in ", found)
	}
	path := r.Path()
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	r = openAt(t, path, options())
	finds("opened again", "臭气", true)
}

// A damaged index is never asked: every search finds what it found before, a
// reader as well as a writer, check tells, and the writer mends it.
func TestADamagedIndexIsToldAndMended(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	r := openAt(t, path, options())
	library(t, r)
	asked := []string{"内涝", "截污管网", "单晓梅", "77", "清淤", "类别:B", "cqljwgw", "井盖"}
	var want [][]string
	for _, text := range asked {
		numbers, _ := numbersOf(t, r, text)
		want = append(want, numbers)
	}
	if err := errors.Join(r.RebuildIndex(t.Context()), r.Close()); err != nil {
		t.Fatal(err)
	}
	for name, harm := range map[string]string{
		"a byte of a chunk":      "UPDATE search_terms SET terms = CAST(substr(terms, 1, 40) || x'5a' || substr(terms, 42) AS BLOB) WHERE key = (SELECT max(key) FROM search_terms)",
		"a chunk":                "DELETE FROM search_terms WHERE key = (SELECT max(key) FROM search_terms)",
		"all chunks":             "DELETE FROM search_terms",
		"a chunk under another":  "UPDATE search_terms SET key = key + 1 WHERE key = (SELECT max(key) FROM search_terms)",
		"a fresh row lost":       "UPDATE search_state SET fresh = fresh + 1",
		"a fresh row that lies":  "INSERT INTO search_fresh (proposal_id, terms) VALUES (2, x'00112233445566')",
		"no note of the form":    "DELETE FROM search_state",
		"an index of other days": "UPDATE search_state SET form = 99",
	} {
		broken := copyTo(t, path)
		db, err := sql.Open("sqlite3", broken)
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.Exec(harm)
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(name, err)
		}
		reading := options()
		reading.ReadOnly = true
		for _, o := range []registry.Options{reading, options()} {
			r := openAt(t, broken, o)
			if o.ReadOnly {
				if report, err := r.Check(t.Context()); err != nil || !slices.ContainsFunc(report.Warnings, func(w string) bool { return strings.Contains(w, "搜索索引") }) {
					t.Errorf("%s: check says %v, %v", name, report, err)
				}
			}
			for i, text := range asked {
				if numbers, _ := numbersOf(t, r, text); !slices.Equal(numbers, want[i]) {
					t.Errorf("%s, read-only %v: %s finds %v instead of %v", name, o.ReadOnly, text, numbers, want[i])
				}
			}
			if !o.ReadOnly {
				if _, err := r.Check(t.Context()); err != nil {
					t.Error(err)
				}
				indexed(t, r)
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Many changes are folded into the blocks, one transaction with very many as
// well, and all of them stay findable.
func TestManyChangesAreFolded(t *testing.T) {
	t.Parallel()
	r := opened(t)
	do(t, r, "登记", func(tx *registry.Tx) error {
		for n := range 300 {
			p := proposal(func(p *data.Proposal) { p.Number, p.Text = number(1000+n), "一次登记的"+number(n) })
			if err := tx.SaveProposal(&p); err != nil {
				return err
			}
		}
		return nil
	})
	indexed(t, r)
	for n := range 270 {
		do(t, r, "登记", func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.Number, p.Text = number(2000+n), "逐件登记的"+number(n) })
			return tx.SaveProposal(&p)
		})
		if n%90 == 1 {
			if numbers, _ := numbersOf(t, r, "逐件登记"); len(numbers) != min(n+1, 100) {
				t.Fatalf("%d of %d found", len(numbers), n+1)
			}
		}
	}
	indexed(t, r)
	if numbers, _ := numbersOf(t, r, "一次登记的299"); !slices.Equal(numbers, []string{"1299"}) {
		t.Error(numbers)
	}
}

// Attachments that another must read are read once, outside of every change;
// what they say is found, stays when the index is made anew, and goes with them.
func TestTextsThatAnotherReads(t *testing.T) {
	t.Parallel()
	r := opened(t)
	library(t, r)
	a := data.Attachment{ProposalID: leadID, Name: "来函.pdf", Added: day("2022-03-02")}
	do(t, r, "添加附件", func(tx *registry.Tx) error { return tx.AddAttachment(&a, strings.NewReader("%PDF")) })
	read := 0
	texts := func(after data.ID, text string, fails error) (data.ID, error) {
		return r.ReadTexts(t.Context(), after, func(a data.Attachment) bool { return strings.HasSuffix(a.Name, ".pdf") }, func(_ context.Context, a data.Attachment, content []byte) (string, error) {
			read++
			if string(content) != "%PDF" {
				t.Errorf("%s: %q", a.Name, content)
			}
			return text, fails
		})
	}
	if _, err := texts(0, "", errors.New("later")); err == nil || read != 1 {
		t.Fatalf("%v, read %d times", err, read)
	}
	before, err := r.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	numbersOf(t, r, "鱼塘返塘") // so that the reader knows the index as it was
	last, err := texts(0, "鱼塘返塘", nil)
	if err != nil || read != 2 || last != a.ID {
		t.Fatalf("%v, read %d times, to %d", err, read, last)
	}
	if numbers, places := numbersOf(t, r, "鱼塘返塘"); len(numbers) != 1 || places[0] != "附件“来函.pdf”" {
		t.Errorf("%v in %v", numbers, places)
	}
	if _, err := texts(0, "别的", nil); err != nil || read != 2 {
		t.Errorf("%v, read %d times", err, read)
	}
	if after, err := r.Journal(t.Context(), 0, 100); err != nil || len(after) != len(before) {
		t.Errorf("%d actions, %d before, %v", len(after), len(before), err)
	}
	indexed(t, r)
	if err := r.RebuildIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if numbers, _ := numbersOf(t, r, "鱼塘返塘"); len(numbers) != 1 {
		t.Errorf("made anew: %v", numbers)
	}
	indexed(t, r)
	do(t, r, "彻底删除附件", func(tx *registry.Tx) error { return tx.EraseAttachment(a.ID) })
	if numbers, _ := numbersOf(t, r, "鱼塘返塘"); len(numbers) != 0 {
		t.Errorf("erased: %v", numbers)
	}
	if _, err := texts(0, "鱼塘返塘", nil); err != nil || read != 2 {
		t.Errorf("an erased one: %v, read %d times", err, read)
	}
	indexed(t, r)
}
