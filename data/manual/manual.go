// Package manual reads the program's manual: pages of headings, paragraphs, steps and
// pictures, written as a small part of Markdown (assets/manual). It draws nothing;
// window and paper take the same pages. Start with Read.
//
// In a page, “…” quotes a button or label as it stands on screen and nothing else, and
// 《…》 names another page: tests hold the manual to that.
package manual

import (
	"regexp"
	"strings"

	"jianban/data"
)

// PaperTitle heads the manual on paper and names its file.
const PaperTitle = "建办使用说明"

// Kind is what a block of a page is.
type Kind int

// The kinds.
const (
	Paragraph Kind = iota
	Heading        // ## …
	Step           // 1. …; Mark is its number
	Item           // - …
	Picture        // ![what it shows](file); Mark is the file, Data its bytes
	Keys           // what keys do, made from the program's own list; Mark is the keys
)

// Block is one thing on a page.
type Block struct {
	Kind Kind
	Text string
	Mark string
	Data []byte // shared, not to be changed
}

// Page is one subject of the manual.
type Page struct {
	ID     string // such as first-day
	Title  string
	Blocks []Block
}

var (
	stepLine    = regexp.MustCompile(`^(\d+)\. (.+)$`)
	pictureLine = regexp.MustCompile(`^!\[(.+)\]\((.+)\)$`)
	labelQuoted = regexp.MustCompile(`“([^”]+)”`)
	titleNamed  = regexp.MustCompile(`《([^》]+)》`)
)

// Read reads a page: a line a block, the first its title. picture gives a picture's
// bytes, nil where there is none of that name.
func Read(id, text string, picture func(name string) []byte) Page {
	p := Page{ID: id}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		step, shown := stepLine.FindStringSubmatch(line), pictureLine.FindStringSubmatch(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			p.Title = line[2:]
		case strings.HasPrefix(line, "## "):
			p.Blocks = append(p.Blocks, Block{Kind: Heading, Text: line[3:]})
		case strings.HasPrefix(line, "- "):
			p.Blocks = append(p.Blocks, Block{Kind: Item, Text: line[2:]})
		case step != nil:
			p.Blocks = append(p.Blocks, Block{Kind: Step, Mark: step[1], Text: step[2]})
		case shown != nil:
			p.Blocks = append(p.Blocks, Block{Kind: Picture, Mark: shown[2], Text: shown[1], Data: picture(shown[2])})
		default:
			p.Blocks = append(p.Blocks, Block{Text: line})
		}
	}
	return p
}

// Labels are the buttons and labels that a page quotes.
func (p Page) Labels() []string { return p.all(labelQuoted) }

// Named are the titles of pages that a page names.
func (p Page) Named() []string { return p.all(titleNamed) }

func (p Page) all(form *regexp.Regexp) (found []string) {
	for _, b := range p.Blocks {
		for _, m := range form.FindAllStringSubmatch(b.Text, -1) {
			found = append(found, m[1])
		}
	}
	return found
}

// Find tells whether a page has every word of a search, wherever, and which of its
// blocks have one of them. A search of nothing fits every page.
func (p Page) Find(search string) (blocks []int, fits bool) {
	words := strings.Fields(search)
	title := data.FoldText(p.Title)
	texts := make([]data.SearchText, len(p.Blocks))
	for i, b := range p.Blocks {
		texts[i] = data.FoldText(b.Mark + " " + b.Text)
		if b.Kind == Picture {
			texts[i] = data.FoldText(b.Text)
		}
	}
	hit := make([]bool, len(p.Blocks))
	for _, w := range words {
		fold := data.FoldText(w).Runes
		found := title.Has(fold)
		for i := range texts {
			if texts[i].Has(fold) {
				hit[i], found = true, true
			}
		}
		if !found {
			return nil, false
		}
	}
	for i, h := range hit {
		if h {
			blocks = append(blocks, i)
		}
	}
	return blocks, true
}
