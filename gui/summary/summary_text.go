package summary

import (
	"fmt"
	"strings"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
	"jianban/gui/check"
)

// SummaryFigure is one figure or example as it stands in the prose: bound to the
// facts, or a number that was typed and read.
type SummaryFigure struct {
	Name  string // such as A类占比
	Value string
	Rule  string
	IDs   []data.ID
	// Example tells that it is a proposal named in the prose, not a number.
	Example bool
	// Read is the typed number; nil for what is bound.
	Read *data.ReadFigure
	// Was is its value when somebody looked at it last; "" where it has not changed.
	Was string
	// Look is the field of words of another year that have to be looked at; "" of others.
	Look string
}

// summaryView is all that follows from the prose as it stands.
type summaryView struct {
	of         SummaryModel // what it follows from
	stats      data.Stats
	paragraphs []proseParagraph
	figures    []SummaryFigure // figure n of a piece is figures[n-1]
	filled     data.FilledSummary
	changed    []data.ChangedFigure // since the last look
	problems   data.Problems
	doc        page.Document
	laid       bool          // doc is made: it is where the pages are shown
	offers     []check.Offer // of repairs of the part being edited
}

// viewSummary counts the year, fills the prose and, where pages are wanted, sets
// them: with the lists behind a summary they take most of its time and memory. It
// touches no widget.
func viewSummary(m SummaryModel, m2 page.Measurer, pages bool) summaryView {
	v := summaryView{of: m, stats: m.count(), laid: pages}
	v.filled = data.FillSummary(m.Summary, m.facts(v.stats))
	v.problems, v.changed = v.filled.Problems(), v.filled.Changed()
	v.add(v.filled.Headed.Pieces, true)
	for i := range v.filled.Texts {
		v.add(v.filled.Heads[i].Pieces, true)
		for _, line := range pieceLines(v.filled.Texts[i].Pieces) {
			v.add(line, false)
		}
	}
	if pages {
		paper := v.filled.Summary
		paper.Signed = m.Summary.SignedOn(m.Today)
		v.doc = export.Anchored(export.Summary(paper, v.stats, m.Before, m.all(), m.Settings, m.Rules, m2), m.Anchor, m2)
	}
	return v
}

// facts are what the typed figures of a text are compared with.
func (m SummaryModel) facts(st data.Stats) data.FigureFacts {
	return data.FigureFacts{Now: st, Before: m.Told, Parts: m.parts, Cases: m.all(), Count: func(cases []data.Case, asOf data.Date) data.Stats {
		return data.Statistics(cases, m.Year, asOf, m.Rules)
	}}
}

// pieceLines cuts pieces where lines end.
func pieceLines(pieces []data.TextPiece) (lines [][]data.TextPiece) {
	var line []data.TextPiece
	for _, p := range pieces {
		rest := p.Text
		for p.Read == nil {
			before, after, more := strings.Cut(rest, "\n")
			if !more {
				break
			}
			if before != "" {
				line = append(line, data.TextPiece{Text: before, Bound: p.Bound})
			}
			lines, line, rest = append(lines, line), nil, after
		}
		if rest != "" {
			p.Text = rest
			line = append(line, p)
		}
	}
	return append(lines, line)
}

// add makes one paragraph of its pieces; empty ones make none.
func (v *summaryView) add(pieces []data.TextPiece, heading bool) {
	para := proseParagraph{Heading: heading}
	var all strings.Builder
	for _, p := range pieces {
		all.WriteString(p.Text)
		piece := prosePiece{Text: p.Text}
		switch {
		case p.Bound != nil && p.Bound.Look():
			v.figures = append(v.figures, SummaryFigure{Name: "待核对", Value: p.Text, Rule: p.Bound.Rule, Look: p.Bound.Field})
			piece.Figure, piece.Mark = len(v.figures), markLook
		case p.Bound != nil:
			f := SummaryFigure{Name: figureName(*p.Bound), Value: p.Text, Rule: p.Bound.Rule, IDs: p.Bound.IDs, Example: p.Bound.Example(), Was: v.was(p.Bound.Field)}
			v.figures = append(v.figures, f)
			if piece.Figure = len(v.figures); f.Was != "" {
				piece.Mark = markChanged
			}
		case p.Read != nil && (p.Read.Matched() || !p.Read.OK):
			f := typedFigure(p)
			f.Was = v.was(p.Read.Known.Name)
			v.figures = append(v.figures, f)
			piece = readPiece(p, len(v.figures))
		}
		para.Pieces = append(para.Pieces, unknownFields(piece)...)
	}
	if strings.TrimSpace(all.String()) != "" {
		v.paragraphs = append(v.paragraphs, para)
	}
}

// unknownFields cuts plain words where fields stand that nothing is bound to.
func unknownFields(piece prosePiece) (pieces []prosePiece) {
	if piece.Figure > 0 {
		return []prosePiece{piece}
	}
	text := strings.TrimLeft(piece.Text, " \t　")
	at := 0
	for _, m := range data.FieldPlaces(text) {
		pieces = append(pieces, prosePiece{Text: text[at:m[0]]}, prosePiece{Text: text[m[0]:m[1]], Wrong: true})
		at = m[1]
	}
	return append(pieces, prosePiece{Text: text[at:]})
}

// was is the value of a figure when somebody looked at it last; "" where it has not
// changed since.
func (v *summaryView) was(name string) string {
	for _, c := range v.changed {
		if c.Name == name {
			return c.Was
		}
	}
	return ""
}

// typedFigure is a number that was typed and read.
func typedFigure(p data.TextPiece) SummaryFigure {
	f := p.Read
	name := f.Known.Name
	if !f.Matched() {
		name = "统计里没有的数字"
	}
	return SummaryFigure{Name: name, Value: strings.TrimSpace(p.Text), Rule: f.Known.Rule, IDs: f.Known.IDs, Read: f}
}

// readPiece shows a typed number as figure n, with what it should be.
func readPiece(p data.TextPiece, n int) prosePiece {
	piece := prosePiece{Text: strings.TrimSpace(p.Text), Figure: n, Mark: markRight}
	switch {
	case !p.Read.OK && p.Read.Matched():
		piece.Mark, piece.Text = markWrong, piece.Text+" ≠ "+p.Read.Known.Value()
	case !p.Read.OK:
		piece.Mark, piece.Text = markWrong, piece.Text+" 对不上"
	case !p.Read.Matched():
		piece.Mark = markUnknown
	}
	return piece
}

// figureName is how a figure is called: a statistic by its field, an example
// by its number.
func figureName(p data.SummaryPiece) string {
	if p.Example() {
		_, what, named := strings.Cut(p.Field, "的")
		if named {
			return p.Rule + what
		}
		return p.Rule // 第12号
	}
	return p.Field
}

// skeleton is the summary that a year begins with: the three parts that such
// reports have (domain.md, The annual summary), the figures bound, the prose
// for the clerk to write.
func skeleton(m SummaryModel) data.Summary {
	matter, lead := "建议提案", ""
	if m.Book.ID != 0 {
		matter = m.Book.Meeting.Body.Member() + m.Book.Meeting.Body.Matter()
		if m.Book.Meeting.Body == data.CPPCC {
			matter = m.Book.Meeting.Body.Matter()
		}
		lead = m.Book.Meeting.Name() + "以来，"
	}
	rules := m.Rules.In(m.Year).For(m.Book).Pack
	word, assist := rules.Rates.Word, m.Book.Meeting.Body.Assisting()
	var classes []string
	for _, c := range rules.Classes {
		name := data.ClassWord(c.Letter)
		classes = append(classes, fmt.Sprintf("%s的%s{%s件数}件，占{%s占比}", c.InReports(), name, name, name))
	}
	return data.Summary{
		Year: m.Year, BookID: m.BookID,
		Title: fmt.Sprintf("%s%d年%s办理工作总结", m.Settings.Office, m.Year, matter),
		Sections: []data.SummarySection{
			{Heading: "一、综合情况", Text: lead + "交由" + data.OurPlace(m.Settings.Issuer) + "办理的" + matter + "共{总件数}件，其中主办{主办件数}件、" + assist + "{协办件数}件，涉及重点督办的" + matter + "{重点件数}件，由{承办单位数}个单位承办。\n" +
				"截至{截至}，主办件已答复{答复件数}件，" + word("办复率", "办复率") + "{办复率}、" + word("面商率", "面商率") + "{面商率}，" + word("态度满意率", "办理态度满意率") + "{态度满意率}、" + word("结果满意率", "办理结果满意率") + "{结果满意率}；" +
				"已报送" + assist + "意见{协办报送件数}件，" + word("协办报送率", "报送率") + "{协办报送率}。按办理结果分，" + strings.Join(classes, "；") + "。"},
			{Heading: "二、主要做法"},
			{Heading: "（一）明确责任，统筹调度", Text: "逐件明确牵头领导、承办单位和责任领导。"},
			{Heading: "（二）加强沟通，注重调研", Text: "办前联络{办前次数}次、办中沟通{办中次数}次、办后反馈{办后次数}次，共沟通{沟通人次}人次，开展调研视察{视察调研次数}次。"},
			{Heading: "（三）跟踪督办，严格考评", Text: "开展督查{督查次数}次、提醒催办{督办提醒次数}次，兑现往年答复中的承诺{往年承诺兑现数}项，上年列入计划的{上年B类件数}件中已转化{上年B类转化件数}件。"},
			{Heading: "三、存在的问题和下步措施"},
		},
	}
}
