package batch

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Step is the progress after one paper.
type Step struct {
	Done, Total int
	Paper       Paper // the one just done; papers end in any order
	Err         error // why it was refused, or nil
}

// Refusal is a paper that could not be written, and why.
type Refusal struct {
	Paper Paper
	Why   error
}

// Problems are the reasons, each naming whose paper it is.
func (r Refusal) Problems() data.Problems {
	var one data.Problem
	var many data.Problems
	switch {
	case errors.As(r.Why, &many):
	case errors.As(r.Why, &one):
		many = data.Problems{one}
	default:
		many = data.Problems{{Message: r.Why.Error()}}
	}
	named := make(data.Problems, len(many))
	for i, p := range many {
		if p.Field != "" {
			p.Message = p.Field + "：" + p.Message
		}
		p.Field = r.Paper.Whose()
		named[i] = p
	}
	return named
}

// Report tells what became of a batch.
type Report struct {
	Total   int       // papers asked for
	Written []string  // paths, in the order of the papers
	Made    []Paper   // the papers that were written
	Refused []Refusal // in the order of the papers
	Told    []string  // what a person should know of the papers that were written, a line each
	Left    int       // papers not begun, where the batch was cancelled or had to stop
}

// Err is nil where nothing was refused, else a sentence naming each refusal.
func (r Report) Err() error {
	var ps data.Problems
	for _, f := range r.Refused {
		ps = append(ps, f.Problems()...)
	}
	return ps.Err()
}

// Summary counts the papers in one sentence.
func (r Report) Summary() string {
	text := fmt.Sprintf("共%d件，写出%d件", r.Total, r.Total-len(r.Refused)-r.Left)
	if n := len(r.Refused); n > 0 {
		text += fmt.Sprintf("，退回%d件", n)
	}
	if r.Left > 0 {
		text += fmt.Sprintf("，未处理%d件", r.Left)
	}
	return text
}

// mostNamed is how many papers are named of which the same is told.
const mostNamed = 3

// ToldOf is what the documents tell of themselves (page.Document.Told).
func ToldOf(docs []page.Document) [][]string {
	told := make([][]string, len(docs))
	for i, d := range docs {
		told[i] = d.Told
	}
	return told
}

// Telling are the documents of papers that go together: the first tells what all of
// them do, each line with whose it is.
func Telling(papers []Paper, docs []page.Document) []page.Document {
	told := Told(papers, ToldOf(docs))
	docs = slices.Clone(docs)
	for i := range docs {
		docs[i].Told = nil
	}
	if len(docs) > 0 {
		docs[0].Told = told
	}
	return docs
}

// Told is what a person should know of papers that are written or printed, a line
// for all of which the same is to be told: 第34号 催办通知：还没有文号，…. said is what
// each of them, laid out, tells of itself (ToldOf).
func Told(papers []Paper, said [][]string) []string {
	var order []string
	whose := map[string][]string{}
	for i, p := range papers {
		kind, _, _ := strings.Cut(p.Kind, " ")
		for _, told := range said[i] {
			line := kind + "：" + told
			if whose[line] == nil {
				order = append(order, line)
			}
			whose[line] = append(whose[line], p.Whose())
		}
	}
	for i, line := range order {
		names := whose[line]
		n := len(names)
		names = slices.Compact(names)
		who := strings.Join(names[:min(len(names), mostNamed)], "、")
		if n > mostNamed {
			who += fmt.Sprintf("等%d份", n)
		}
		order[i] = who + " " + line
	}
	return order
}
