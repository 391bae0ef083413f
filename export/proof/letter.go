package main

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"jianban/export/page"
)

//go:embed letters/*.txt
var letters embed.FS

// readLetters are the papers in letters/, in the order of their names.
func readLetters(places []string, m page.Measurer) ([]paper, error) {
	entries, err := letters.ReadDir("letters")
	if err != nil {
		return nil, err
	}
	var out []paper
	for _, e := range entries {
		text, err := letters.ReadFile("letters/" + e.Name())
		if err != nil {
			return nil, err
		}
		l, err := parse(string(text), m)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		l.Names = places
		doc := page.Document{Title: l.Title, Author: l.Signing.Body, Pages: l.Pages(m)}
		out = append(out, paper{strings.TrimSuffix(e.Name(), path.Ext(e.Name())), doc})
	}
	return out, nil
}

// parse reads a paper: lines of 名：value, an empty line, the body. In the body
// | begins a table's row, the first one its head; === begins an annex.
func parse(text string, m page.Measurer) (page.Letter, error) {
	head, rest, ok := strings.Cut(text, "\n\n")
	if !ok {
		return page.Letter{}, fmt.Errorf("no empty line below the head")
	}
	v := map[string]string{}
	for line := range strings.Lines(head) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "：")
		if !ok {
			return page.Letter{}, fmt.Errorf("no colon in %q", line)
		}
		v[name] = value
	}
	parts := strings.Split(rest, "=== ")
	l := page.Letter{
		Title: v["标题"], To: v["主送"], Body: body(parts[0], m),
		Signing:  page.Signing{Attachments: list(v["附件"]), Body: strings.Join(list(v["署名"]), "\n"), Date: v["日期"], Unsealed: v["盖章"] == "否", Note: v["附注"]},
		Colophon: page.Colophon{CopyTo: list(v["抄送"]), Printer: v["印发"], Printed: v["印发日期"]},
	}
	switch v["公文"] {
	case "函":
		l.Head = page.LetterHead{Name: v["机关"], Number: v["文号"], Class: v["类别"], Public: v["公开"]}
	case "文件", "上行文":
		l.Head = page.FileHead{Names: list(v["机关"]), Number: v["文号"], Signers: list(v["签发人"]), Class: v["类别"], Public: v["公开"]}
	default:
		return l, fmt.Errorf("unknown kind %q", v["公文"])
	}
	for _, a := range parts[1:] {
		title, text, _ := strings.Cut(a, "\n")
		l.Annexes = append(l.Annexes, page.Annex{Title: title, Body: body(text, m)})
	}
	return l, nil
}

func list(value string) []string {
	if value == "" {
		return nil
	}
	return strings.Split(value, "；")
}

// body is page.Body with tables between the paragraphs.
func body(text string, m page.Measurer) []page.Block {
	var out []page.Block
	var prose []string
	var rows [][]string
	flush := func() {
		out = append(out, page.Body(strings.Join(prose, "\n"), page.BodySize)...)
		if len(rows) > 0 {
			out = append(out, table(rows).Block(page.Official(), m), page.Gap{Rows: 0.5})
		}
		prose, rows = nil, nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if cells, ok := strings.CutPrefix(line, "|"); ok {
			rows = append(rows, strings.Split(strings.TrimSuffix(cells, "|"), "|"))
			continue
		}
		if len(rows) > 0 {
			flush()
		}
		prose = append(prose, line)
	}
	flush()
	return out
}

// table is a table whose columns share the width by their longest cells.
func table(rows [][]string) page.Table {
	t := page.Table{
		Rows: rows[1:], Font: page.Font{Face: page.FangSong, Size: 14}, Head: page.Font{Face: page.Hei, Size: 14},
	}
	longest := make([]int, len(rows[0]))
	total := 0
	for i := range longest {
		for _, r := range rows {
			longest[i] = max(longest[i], min(16, 3+utf8.RuneCountInString(r[i])))
		}
		total += longest[i]
	}
	for i, title := range rows[0] {
		align := page.Centre
		if longest[i] > 12 {
			align = page.Left
		}
		t.Columns = append(t.Columns, page.Column{Title: title, Align: align, Fit: longest[i] <= 12, Width: page.TypeWidth * page.MM(longest[i]) / page.MM(total)})
	}
	return t
}
