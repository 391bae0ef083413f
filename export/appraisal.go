package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Appraisal (考评结果) is the ranking of a year's units with one sheet a unit
// behind it, each point with where it comes from, as of a day. Groups that are
// ranked apart have a table each. title is data.AppraisalTitle's.
func Appraisal(title string, asOf data.Date, units []data.UnitScore, scheme data.Appraisal, s data.Settings, m page.Measurer) page.Document {
	style := page.Official()
	style.Names = data.PlaceNames(data.RulePack{}, s)
	if s.Demo {
		style.Note = demoNote
	}
	blocks := []page.Block{
		page.Title{Text: title},
		page.Paragraph{Spans: []page.Span{{Text: "（截至" + asOf.Chinese() + "）", Font: page.Font{Face: page.Kai, Size: page.BodySize}}}, Align: page.Centre, KeepNext: true},
		page.Gap{Rows: 0.5},
	}
	blocks = append(blocks, rankings(units, scheme, style, m)...)
	blocks = append(blocks,
		page.Note(appraisalNotes(units, scheme), noteFont, style, m),
		page.Signing{Body: first(s.Office, s.Issuer), Date: asOf.Chinese(), Unsealed: true})
	for _, u := range units { // one below the other, each whole, as many on a page as have room
		blocks = append(blocks, page.Gap{Rows: 0.3}, caption(fmt.Sprintf("%s　%s分　%s，共%d个　%s", u.Unit.Name, u.Total, u.Standing(), u.Among, u.GradeWord())), unitScoreTable(u).Block(style, m))
	}
	doc := page.Document{Title: title, Author: s.Office, Pages: page.Layout(blocks, style, m)}
	doc.Bookmarks = []page.Bookmark{{Title: title, Page: 1}}
	return listed(doc, nil, m)
}

// shortRanking is how many units a group has at most whose table is not parted.
const shortRanking = 15

// rankings are the tables of the ranking: one, or one a group with its heading.
func rankings(units []data.UnitScore, scheme data.Appraisal, style page.Style, m page.Measurer) (blocks []page.Block) {
	var groups []data.RankGroup
	of := map[data.RankGroup][]data.UnitScore{}
	for _, u := range units {
		if of[u.Group] == nil {
			groups = append(groups, u.Group)
		}
		of[u.Group] = append(of[u.Group], u)
	}
	if len(groups) == 0 {
		return []page.Block{rankingTable(nil, nil, scheme).Block(style, m)}
	}
	for i, g := range groups {
		if i > 0 {
			blocks = append(blocks, page.Gap{Rows: 0.3})
		}
		if g != data.RankedAll {
			blocks = append(blocks, caption(fmt.Sprintf("%s（%d个）", g, len(of[g]))))
		}
		t := rankingTable(of[g], units, scheme)
		t.Whole = i > 0 && len(of[g]) <= shortRanking
		b := t.Block(style, m)
		b.KeepFirst = max(b.KeepFirst, min(3, len(b.Boxes))) // with its heading
		blocks = append(blocks, b)
	}
	return blocks
}

// rankingTable is the ranking of some units, with the columns that all of them need.
func rankingTable(units, all []data.UnitScore, scheme data.Appraisal) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Empty: nothing, Columns: []page.Column{
		{Title: "名次", Width: 11, Align: page.Centre, Fit: true}, {Title: "承办单位", Width: 30}, {Title: "主办", Width: 11, Align: page.Centre, Fit: true}, {Title: "协办", Width: 11, Align: page.Centre, Fit: true}, {Title: "参与", Width: 11, Align: page.Centre, Fit: true}}}
	for _, p := range scheme.Parts {
		t.Columns = append(t.Columns, page.Column{Title: p.Name, Width: 13, Align: page.Centre, Fit: true})
	}
	scaled := slices.ContainsFunc(all, func(u data.UnitScore) bool { return u.Of < u.Full })
	extra := slices.ContainsFunc(all, func(u data.UnitScore) bool { return u.Extra() != "" })
	if scaled {
		t.Columns = append(t.Columns, page.Column{Title: "计分满分", Width: 12, Align: page.Centre, Fit: true})
	}
	if extra {
		t.Columns = append(t.Columns, page.Column{Title: "加减", Width: 12, Align: page.Centre, Fit: true})
	}
	t.Columns = append(t.Columns, page.Column{Title: "总分", Width: 12, Align: page.Centre, Fit: true}, page.Column{Title: "等次", Width: 12, Align: page.Centre, Fit: true})
	for _, u := range units {
		row := []string{strconv.Itoa(u.Rank), u.Unit.Name, strconv.Itoa(u.Lead), strconv.Itoa(u.Assist), strconv.Itoa(u.Helped)}
		for _, p := range u.Parts {
			row = append(row, p.Words())
		}
		if scaled {
			row = append(row, u.Of.String())
		}
		if extra {
			row = append(row, u.Extra())
		}
		t.Rows = append(t.Rows, append(row, u.Total.String(), u.GradeWord()))
	}
	return t
}

// unitScoreTable is one unit's sheet.
func unitScoreTable(u data.UnitScore) page.Table {
	t := page.Table{Font: ledgerFont, Head: ledgerHead, Whole: true, Columns: []page.Column{
		{Title: "部分", Width: 20}, {Title: "项目", Width: 46}, {Title: "满分", Width: 11, Align: page.Centre}, {Title: "得分", Width: 12, Align: page.Centre}, {Title: "依据", Width: 67}}}
	for _, p := range u.Parts {
		for i, item := range p.Items {
			name := ""
			if i == 0 {
				name = p.Name
			}
			points := item.Points.String()
			if item.Out {
				points = "—"
			}
			t.Rows = append(t.Rows, []string{name, item.Item.Name, strconv.Itoa(item.Item.Points), points, item.Why})
		}
	}
	if words := u.BaseWords(); words != "" {
		t.Rows = append(t.Rows, []string{"折算", "", strconv.Itoa(int(u.Full / 10)), u.Base.String(), words})
	}
	for _, s := range u.Additions {
		t.Rows = append(t.Rows, []string{string(s.Source), s.Reason, "", "+" + s.Points.String(), s.Date.Chinese()})
	}
	for _, s := range u.Deductions {
		t.Rows = append(t.Rows, []string{string(s.Source), s.Reason, "", "−" + s.Points.String(), s.Date.Chinese()})
	}
	if len(u.Untouched.IDs) > 0 {
		t.Rows = append(t.Rows, []string{string(data.Deduction), "未动手的主办件", "", "−" + u.Untouched.Points.String(), u.Untouched.Why})
	}
	t.Rows = append(t.Rows, []string{"合计", "", "", u.Total.String(), u.GradeWord()})
	return t
}

// appraisalNotes say how the points are meant, and that some are missing.
func appraisalNotes(units []data.UnitScore, scheme data.Appraisal) string {
	var weights []string
	for _, p := range scheme.Parts {
		weights = append(weights, p.Name+p.Full().String()+"分")
	}
	open := 0
	for _, u := range units {
		if u.Open > 0 {
			open++
		}
	}
	text := "注：满分" + scheme.Full().String() + "分，其中" + strings.Join(weights, "、") + "，加减分另计。由登记的事实算出的项目，按比例计分，保留一位小数；" + scheme.How().Words() + "。总分相同的名次并列。主办、协办、参与的件数与总结附表相同，撤案、转办的也在内，不计分。"
	if open > 0 {
		text += fmt.Sprintf("尚有%d个单位的人工打分项目没有打完，得分为暂计。", open)
	}
	return text
}
