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
	style := page.Official()
	style.Numbers = page.NumberNone
	if s.Demo {
		style.Note = demoNote
	}
	member := c.Book.Meeting.Body.Member()
	title := fmt.Sprintf("%s办理工作与%s沟通登记表", matter(c), member)
	p := c.Proposal
	t := page.Table{Font: page.Font{Face: page.FangSong, Size: 14}, Columns: []page.Column{{Width: 34, Align: page.Centre}, {Width: 122}}}
	row := func(label, text string, room int) {
		t.Rows, t.Room = append(t.Rows, []string{label, text}), append(t.Room, room)
	}
	row("届次编号", fmt.Sprintf("%s　第%s号", c.Book.Name(), p.Number), 1)
	row("标题", p.Title, 1)
	row("领衔"+member, proposerLine(c), 1)
	unit := ""
	if a, ok := c.LeadAssignment(); ok {
		unit = a.Unit.At(x.Date).Name
	}
	row("承办单位", unit, 1)
	row("沟通阶段", string(x.Phase)+"沟通", 1)
	row("时间", x.Date.Chinese(), 1)
	row("方式", string(x.Method), 1)
	row("地点", x.Place, 1)
	row("参加"+member, strings.Join(attendees(c, x.Attended), "、"), 1)
	row("我方人员", strings.Join(nonEmptyWords(ledWords(x), x.Others), "；"), 1)
	row(member+"意见", strings.TrimSpace(x.Said), 6)
	row("商定事项", agreedWords(x), 6)
	row(member+"签字", signHere, 2)
	row("单位签字", signHere, 2)
	pages := page.Layout([]page.Block{page.Title{Text: title}, page.Gap{Rows: 1}, t.Block(style, m)}, style, m)
	return page.Document{Title: title, Author: s.Office, Pages: pages, Paper: data.PaperName(c, fmt.Sprintf("沟通登记表 %d", x.ID))}
}

// signHere is where a name and a day are written by hand.
const signHere = "签名：　　　　　　　　　　　　　　年　　月　　日"

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
