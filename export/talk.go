package export

import (
	"fmt"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Talk is the record form of one consultation (沟通登记表), to be signed by the
// deputy and by us; what is not yet known stays free to be written by hand.
// Its fields follow forms.md and ledgers.md (面商登记): 编号, 标题, 代表, 时间,
// 地点, 方式, 参加人员, 代表意见, 商定事项, 双方签字.
func Talk(c data.Case, x data.Consultation, s data.Settings, m page.Measurer) page.Document {
	style := formStyle(s, data.PlaceNames(data.RulePack{}, s, c.Book))
	member := c.Book.Meeting.Body.Member()
	title := fmt.Sprintf("%s办理工作与%s沟通登记表", matter(c), member)
	p := c.Proposal
	var rows formRows
	rows.pair("届次", c.Book.Name(), "编号", matterNumber(c))
	rows.line(titleWord(c), p.Title)
	rows.line("领衔"+member, proposerLine(c))
	rows.line("承办单位", leadUnit(c, formed(c, x.Date)).Name)
	rows.line("沟通阶段", boxes(string(x.Phase), wordsOf(data.Phases)...))
	rows.line("时间", first(x.Date.Chinese(), "　　　　年　　月　　日　　时"))
	rows.line("方式", boxes(string(x.Method), wordsOf(data.Methods)...))
	rows.line("地点", x.Place)
	rows.line("参加"+member, strings.Join(attendees(c, x.Attended), "、"))
	rows.line("我方人员", strings.Join(nonEmptyWords(ledWords(x), x.Others), "；"))
	rows.room(member+"意见", strings.TrimSpace(x.Said), 7)
	rows.room("商定事项", agreedWords(x), 7)
	rows.pairRoom(member+"签字", "", "签字日期", handDay, 2)
	rows.pairRoom("单位签字", "", "签字日期", handDay, 2)
	return page.Document{Title: title, Author: s.Office, Pages: formSheet(title, rows, style, m), Paper: data.PaperName(c, TalkWord(x))}
}

// TalkWord is what the form is called among the papers of its proposal.
func TalkWord(x data.Consultation) string {
	if x.ID == 0 {
		return "沟通登记表"
	}
	return fmt.Sprintf("%s沟通登记表 %s %d", x.Phase, x.Date, x.ID)
}

// proposerLine names the lead proposer with what is known of him.
func proposerLine(c data.Case) string {
	q := c.Proposal.LeadProposer()
	line := strings.Join(nonEmptyWords(q.Name, q.Delegation, q.Phone), "　")
	if n := len(c.Proposal.Proposers); n > 1 {
		line += fmt.Sprintf("（等%d人）", n)
	}
	return line
}

func attendees(c data.Case, ids []data.ID) (names []string) {
	for _, p := range c.Proposal.Proposers {
		for _, id := range ids {
			if p.ID == id {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

func ledWords(x data.Consultation) string {
	if x.LedRank == "" || x.LedBy == "" {
		return x.LedBy
	}
	return x.LedBy + "（" + string(x.LedRank) + "）"
}

// agreedWords are what was agreed, then its items.
func agreedWords(x data.Consultation) string {
	lines := nonEmptyWords(strings.TrimSpace(x.Agreed))
	for i, item := range x.Items {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, item.Words()))
	}
	return strings.Join(lines, "\n")
}

func nonEmptyWords(words ...string) (out []string) {
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
