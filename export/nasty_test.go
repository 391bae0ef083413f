package export_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// nasty are texts that people paste, or that a broken program or disk leaves.
// lacks names the character that no font has; "" where all can be printed.
var nasty = map[string]struct{ text, lacks string }{
	"nothing":             {"", ""},
	"blanks only":         {" 　\t\u00a0\u2003\r\n\v\f", ""},
	"one character":       {"一", ""},
	"one mark":            {"。", ""},
	"200 pages":           {strings.Repeat(strings.Repeat("区住建局会同区财政局现场办公，新建截污管5.6公里。", 6)+"\n", 1000), ""},
	"one long paragraph":  {strings.Repeat("区住建局会同区财政局现场办公，", 2000), ""},
	"a word of 300":       {"甲" + strings.Repeat("x", 300) + "乙", ""},
	"a number of 300":     {strings.Repeat("1234567890", 30), ""},
	"a web address":       {"详见https://www.example.gov.cn/" + strings.Repeat("zwgk_2022-06/", 40) + "?id=1&page=2。", ""},
	"closing marks only":  {strings.Repeat("。，”）", 100), ""},
	"opening marks only":  {strings.Repeat("（《“", 100), ""},
	"dashes":              {strings.Repeat("——……", 100), ""},
	"control characters":  {"甲\x00乙\x01\x07\x08\x1b[31m丙\x7f\u0085丁\u009f", ""},
	"line separators":     {"甲\u2028乙\u2029丙\r丁\r\n戊", ""},
	"invisible":           {"甲\u200b乙\u200c\u200d\u2060\ufeff丙\u00ad丁\ufe0f\U000e0100", ""},
	"a broken end":        {"甲\xe4\xb8", "�"},
	"broken everywhere":   {"\xff甲\xc0\x80乙\xed\xa0\x80丙\xf8\x88\x80\x80\x80", "�"},
	"emoji":               {"很好😀", "😀"},
	"a family, a flag":    {"👨\u200d👩\u200d👧 🇨🇳", "👨"},
	"Arabic":              {"译名为 مرحبا بالعالم。", "م"},
	"Hebrew":              {"שלום 你好", "ש"},
	"turned over":         {"甲\u202e123\u202c乙\u200f丙\u2067丁\u2069", ""},
	"stacked accents":     {"甲a" + strings.Repeat("\u0301", 300), "\u0301"},
	"combining first":     {"\u0301甲", "\u0301"},
	"rare characters":     {"普𬱖、䶮某、龑𣲗𬍛、㛃昇", ""},
	"private use":         {"甲\ue000乙", "\ue000"},
	"not a character":     {"甲\ufffe\uffff乙", "\ufffe"},
	"last of the planes":  {"\U0010ffff", "\U0010ffff"},
	"PDF's own marks":     {`(甲\)乙)\\ << /Type /Page >> endstream endobj %`, ""},
	"numbering":           {"一、\n（一）\n1.\n（1）\n一、。\n（一）。甲", ""},
	"headings only":       {strings.Repeat("一、甲\n（一）乙\n1.丙\n", 60), ""},
	"half-width brackets": {strings.Repeat("(甲)[乙]{丙}<丁>", 50), ""},
}

// filled is a letter, or a paper with annexes, with the text in every field.
func filled(s string, file bool) page.Document {
	l := page.Letter{
		Head: page.LetterHead{Name: s, Number: s, Class: s, Public: s}, Title: s, To: s, Body: page.Body(s, page.BodySize),
		Signing:  page.Signing{Attachments: []string{s, s}, Body: s, Date: s, Note: s, Unsealed: file},
		Colophon: page.Colophon{To: []string{s}, CopyTo: []string{s, s}, Printer: s, Printed: s}, Note: s,
	}
	if file {
		l.Head = page.FileHead{Names: []string{s, s}, Number: s, Class: s, Public: s}
		table := page.Table{
			Columns: []page.Column{{Title: s, Width: 40}, {Title: "乙", Width: 60, Fit: true}}, Rows: [][]string{{s, s}, {s}},
			Font: page.Font{Face: page.FangSong, Size: 12}, Head: page.Font{Face: page.Hei, Size: 12},
		}
		l.Annexes = []page.Annex{{Title: s, Body: []page.Block{table.Block(page.Official(), font.Embedded())}}}
	}
	return page.Document{Title: s, Author: s, Bookmarks: []page.Bookmark{{Title: s, Page: 1}}, Pages: l.Pages(font.Embedded())}
}

// answer paints a document: a file, or problems that say which character and
// where. Anything else is a fault of ours.
func answer(t *testing.T, doc page.Document) []byte {
	t.Helper()
	file, err := pdf.Render(doc, font.Embedded())
	if err == nil {
		if !bytes.HasPrefix(file, []byte("%PDF-")) {
			t.Fatalf("neither a file nor an error, but %d bytes", len(file))
		}
		return file
	}
	var ps data.Problems
	if !errors.As(err, &ps) || len(ps) == 0 {
		t.Fatalf("not told to a person: %v", err)
	}
	for _, p := range ps {
		if p.Field == "" || !strings.Contains(p.Message, "U+") || p.Hint == "" {
			t.Fatalf("does not say what, where and what to do: %v", p)
		}
	}
	return nil
}

func TestNastyTexts(t *testing.T) {
	for name, c := range nasty {
		t.Run(name, func(t *testing.T) {
			body := page.Document{Title: "答复", Pages: page.Letter{Body: page.Body(c.text, page.BodySize)}.Pages(font.Embedded())}
			file := answer(t, body)
			missing := font.Embedded().Missing(body)
			if c.lacks != "" {
				if file != nil || len(missing) == 0 || string(missing[0].Char) != c.lacks {
					t.Errorf("missing %v, want %q named", missing, c.lacks)
				}
				return
			}
			if len(missing) > 0 {
				t.Errorf("%v", missing)
			}
			if name == "200 pages" && len(body.Pages) < 200 {
				t.Errorf("%d pages", len(body.Pages))
			}
			within(t, body)
		})
	}
}

// within complains about what leaves the paper, a broken place, or a blank letter.
func within(t *testing.T, doc page.Document) {
	t.Helper()
	for i, p := range doc.Pages {
		for _, k := range p.Marks {
			g, ok := k.(page.Glyphs)
			if !ok {
				continue
			}
			end := g.X + page.Width(g.Text, g.Font, g.Track, font.Embedded())
			if !(g.X >= 20 && end <= 190 && g.Baseline >= 5 && g.Baseline <= 290) {
				t.Fatalf("page %d: %s to %.3f", i+1, page.DumpMark(g), end)
			}
			if strings.ContainsFunc(g.Text, unicode.IsControl) {
				t.Fatalf("page %d: a control character in %q", i+1, g.Text)
			}
		}
	}
}

func FuzzPaper(f *testing.F) {
	for _, c := range nasty {
		if len(c.text) < 5000 { // each text stands in twenty fields
			f.Add(c.text, false)
			f.Add(c.text, true)
		}
	}
	f.Fuzz(func(t *testing.T, s string, file bool) {
		doc := filled(s, file)
		answer(t, doc)
	})
}
