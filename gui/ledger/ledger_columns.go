package ledger

import (
	"fmt"
	"slices"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// ledgerColumns are the columns of the ledger's table. IDs are those of
// data.LedgerColumns, which sorts; hit tells where a row has what is searched for.
func ledgerColumns(hit func(data.ID) (data.Hit, bool)) []ui.Column[*data.LedgerRow] {
	text := func(id, title string, width, flex float32, drop int, f func(*data.LedgerRow) string) ui.Column[*data.LedgerRow] {
		return ui.Column[*data.LedgerRow]{ID: id, Title: title, Width: width, Flex: flex, Drop: drop, Sort: true,
			Cell: func(r *data.LedgerRow) ui.Cell { return ui.Cell{Text: f(r)} }}
	}
	number := text("number", "编号", 84, 0, 0, nil)
	number.Cell = func(r *data.LedgerRow) ui.Cell { return ui.Cell{Text: r.Number, Color: look.ColorMuted} }
	limit := text("limit", "时限", 158, 0, 0, nil)
	limit.Cell = limitCell
	title := text("title", "标题", 226, 1, 0, nil)
	title.Cell = func(r *data.LedgerRow) ui.Cell {
		before := ""
		if r.Key {
			before = "【重点】"
		}
		h, _ := hit(r.ID)
		return ui.Cell{Text: before + r.Title, Marks: marksOf(h.Marks, len(before)), Head: len(before)}
	}
	book := text("book", "届次", 132, 0, 1, func(r *data.LedgerRow) string { return r.Short })
	book.Off = true // until numbers of several books stand together
	return []ui.Column[*data.LedgerRow]{
		book,
		number,
		title,
		{ID: foundColumn, Title: "所在", Width: 200, Flex: 1, Off: true, Cell: func(r *data.LedgerRow) ui.Cell { return foundCell(hit(r.ID)) }},
		text("proposers", "领衔", 98, 0, 3, func(r *data.LedgerRow) string { return r.Proposers }),
		text("role", "办理方式", 78, 0, 5, func(r *data.LedgerRow) string { return r.Role }),
		text("unit", "承办单位", 112, 0, 2, func(r *data.LedgerRow) string { return r.Unit }),
		text("stage", "阶段", 120, 0, 1, func(r *data.LedgerRow) string { return string(r.Stage) }),
		limit,
		text("class", "类别", 50, 0, 4, func(r *data.LedgerRow) string { return r.Class }),
	}
}

// limitCell shows the light as shape, word and colour.
func limitCell(r *data.LedgerRow) ui.Cell {
	tone, shape := words.LightLook(r.Light)
	told := r.LightCell()
	return ui.Cell{Badge: told != "", Text: told, Tone: tone, Shape: shape}
}

// ledgerChoices are what the filters offer, made from all rows, so that a
// choice never vanishes because of another.
type ledgerChoices struct {
	Roles, Units, Stages []string
	Lights               []ui.Option[string]
}

func choicesOf(rows []*data.LedgerRow) ledgerChoices {
	var c ledgerChoices
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, r := range rows {
		add(&c.Units, r.Unit)
		add(&c.Roles, r.Role)
	}
	slices.SortFunc(c.Units, data.ByPinyin)
	slices.SortFunc(c.Roles, func(a, b string) int {
		return slices.Index(data.Roles, data.Role(a)) - slices.Index(data.Roles, data.Role(b))
	})
	for _, s := range data.Stages {
		if slices.ContainsFunc(rows, func(r *data.LedgerRow) bool { return r.Stage == s }) {
			c.Stages = append(c.Stages, string(s))
		}
	}
	for _, l := range []data.Light{data.LightRed, data.LightOrange, data.LightYellow, data.LightGreen} {
		label := l.Word()
		if l != data.LightRed {
			label += "（" + string(l) + "）"
		}
		if slices.ContainsFunc(rows, func(r *data.LedgerRow) bool { return r.Light == l }) {
			c.Lights = append(c.Lights, ui.Option[string]{Value: string(l), Label: label})
		}
	}
	return c
}

// ledgerState is what chooses and orders the rows.
type ledgerState struct {
	Filter     data.LedgerFilter // its Words are those in the search box
	Found      data.Found        // what they find
	Best       bool              // in the order of the hits, until a heading is tapped
	Only       []data.ID         // where not nil, only these
	OnlyTitle  string
	Column     string
	Descending bool
}

// with are the choices and those of a filter that are not among them.
func (c ledgerChoices) with(f data.LedgerFilter) ledgerChoices {
	add := func(all []string, v string) []string {
		if v == "" || slices.Contains(all, v) {
			return all
		}
		return append(all[:len(all):len(all)], v)
	}
	c.Roles, c.Units, c.Stages = add(c.Roles, f.Role), add(c.Units, f.Unit), add(c.Stages, f.Stage)
	if f.Light != "" && !slices.ContainsFunc(c.Lights, func(o ui.Option[string]) bool { return o.Value == f.Light }) {
		c.Lights = append(c.Lights, ui.Option[string]{Value: f.Light, Label: data.Light(f.Light).Word()})
	}
	return c
}

// chosen are the rows that the state lets through, in its order.
func (m LedgerModel) chosen(s ledgerState) []*data.LedgerRow {
	out := pickedRows(m.Rows, s)
	if s.searching() && s.Best || m.Order == nil {
		return out
	}
	return m.Order.Sort(out, s.Column, s.Descending)
}

// pickedRows are the rows that the state lets through, those found in the order
// of the hits.
func pickedRows(rows []*data.LedgerRow, s ledgerState) []*data.LedgerRow {
	out := s.Filter.Apply(rows)
	if s.searching() {
		out = s.foundRows(out)
	}
	if s.Only != nil {
		only := map[data.ID]bool{}
		for _, id := range s.Only {
			only[id] = true
		}
		out = slices.DeleteFunc(slices.Clone(out), func(r *data.LedgerRow) bool { return !only[r.ID] })
	}
	return out
}

// countWords says how many rows there are and how many of them are shown.
func countWords(shown, all int) string {
	if shown == all {
		return fmt.Sprintf("%d 件", all)
	}
	return fmt.Sprintf("%d 件，共 %d 件", shown, all)
}
