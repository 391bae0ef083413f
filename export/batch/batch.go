// Package batch writes many papers in one go: each as its own file, or all in
// one file with bookmarks. It lays out and paints on every processor, keeps
// the order, reports progress, stops when its context ends, and tells which
// papers were refused and why; what was written by then is whole.
//
// Start with Replies or Opinions, which list the papers, then Files or
// OneFile, which write them.
package batch

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"sync"

	"jianban/data"
	"jianban/export"
	"jianban/export/file"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// Paper is one letter to be written.
type Paper struct {
	Number string // the proposal's number, for reports
	Name   string // file name without ending
	Draft  bool   // not sent yet: laid out even where something is still missing
	lay    func() (page.Document, data.Problems)
}

// Refusal is a paper that could not be written, and why.
type Refusal struct {
	Number string
	Why    error
}

// Report tells what became of a batch.
type Report struct {
	Written []string  // paths, in the order of the papers
	Refused []Refusal // in the order of the papers
}

// Err is nil where nothing was refused, else a sentence naming each refusal.
func (r Report) Err() error {
	var ps data.Problems
	for _, f := range r.Refused {
		var one data.Problem
		var many data.Problems
		switch {
		case errors.As(f.Why, &many):
			for _, p := range many {
				ps = append(ps, named(f.Number, p))
			}
		case errors.As(f.Why, &one):
			ps = append(ps, named(f.Number, one))
		default:
			ps = append(ps, data.Problem{Field: "第" + f.Number + "号", Message: f.Why.Error()})
		}
	}
	return ps.Err()
}

func named(number string, p data.Problem) data.Problem {
	if p.Field != "" {
		p.Message = p.Field + "：" + p.Message
	}
	p.Field = "第" + number + "号"
	return p
}

// Source is what the papers are made from: the cases of one year with their
// texts, and the rules of that year.
type Source struct {
	Cases    []data.Case
	Settings data.Settings
	Rules    data.Rules
	Measure  page.Measurer
}

// Replies lists the latest reply sent of each case that we answer; with
// drafts also the latest reply not sent yet, marked 草稿.
func Replies(s Source, drafts bool) []Paper {
	var papers []Paper
	for _, c := range s.Cases {
		if !c.Proposal.Role.Answers() {
			continue
		}
		if rep, ok := c.LastSent(); ok {
			papers = append(papers, s.paper(c, "答复", false, func() (page.Document, data.Problems) {
				return export.Reply(c, rep, s.Settings, s.Rules, s.Measure)
			}))
		}
		if rep, ok := c.Draft(); ok && drafts && rep.Sent.IsZero() {
			papers = append(papers, s.paper(c, "答复", true, func() (page.Document, data.Problems) {
				return export.Reply(c, rep, s.Settings, s.Rules, s.Measure)
			}))
		}
	}
	return distinct(papers)
}

// Opinions lists our opinions to lead bodies that were sent; with drafts also
// those not sent yet, marked 草稿.
func Opinions(s Source, drafts bool) []Paper {
	var papers []Paper
	for _, c := range s.Cases {
		for _, o := range c.Opinions {
			draft := o.Sent.IsZero()
			if o.Way != data.OpinionOut || draft && !drafts {
				continue
			}
			papers = append(papers, s.paper(c, c.Book.Meeting.Body.Assisting()+"意见", draft, func() (page.Document, data.Problems) {
				return export.Opinion(c, o, s.Settings, s.Rules, s.Measure)
			}))
		}
	}
	return distinct(papers)
}

// paper names a letter: 人大12号 关于…的建议 答复.
func (s Source) paper(c data.Case, what string, draft bool, lay func() (page.Document, data.Problems)) Paper {
	name := c.Proposal.Number + "号 " + c.Proposal.Title
	if runes := []rune(name); len(runes) > 60 {
		name = string(runes[:59]) + "…"
	}
	if draft {
		what += "（草稿）"
	}
	if s.severalBooks() {
		name = c.Book.Name() + " " + name
	}
	return Paper{Number: c.Proposal.Number, Name: file.SafeName(name + " " + what), Draft: draft, lay: lay}
}

func (s Source) severalBooks() bool {
	for _, c := range s.Cases {
		if c.Book.ID != s.Cases[0].Book.ID {
			return true
		}
	}
	return false
}

// distinct adds a count to names that occur again, as Windows tells names
// apart without regard to capitals.
func distinct(papers []Paper) []Paper {
	seen := map[string]int{}
	for i, p := range papers {
		seen[p.Name]++
		if n := seen[p.Name]; n > 1 {
			papers[i].Name = p.Name + "（" + data.ChineseNumber(n) + "）"
		}
	}
	return papers
}

// Document lays one paper out; a sent paper with a problem is refused, a draft
// shows what is there.
func (p Paper) Document() (page.Document, error) {
	doc, problems := p.lay()
	if !p.Draft {
		return doc, problems.Err()
	}
	return doc, nil
}

// Progress is told after each paper, from the goroutine that called.
type Progress func(done, total int)

// Files writes each paper as a PDF of its own into the folder dir, which is
// made where missing and whose parent must exist. A refused paper does not
// stop the others. The error is the context's, or the file system's refusal.
func Files(ctx context.Context, papers []Paper, dir string, fonts *font.Set, tell Progress) (Report, error) {
	made, err := file.MakeFolder(dir)
	if err != nil {
		return Report{}, err
	}
	paths := make([]string, len(papers))
	refused, err := each(ctx, papers, tell, func(i int) error {
		doc, err := papers[i].Document()
		if err != nil {
			return err
		}
		content, err := pdf.Render(doc, fonts)
		if err != nil {
			return err
		}
		paths[i] = filepath.Join(dir, papers[i].Name+".pdf")
		if err := file.WriteBytes(paths[i], content); err != nil {
			paths[i] = ""
			return fatal{err}
		}
		return nil
	})
	report := Report{Refused: refused}
	for _, p := range paths {
		if p != "" {
			report.Written = append(report.Written, p)
		}
	}
	if len(report.Written) == 0 && made {
		err = errors.Join(err, file.RemoveFolder(dir))
	}
	return report, err
}

// OneFile writes all papers into the one PDF at path, with a bookmark each.
// Where any paper is refused nothing is written: a volume with a letter
// missing must not look whole.
func OneFile(ctx context.Context, papers []Paper, title, path string, fonts *font.Set, tell Progress) (Report, error) {
	docs := make([]page.Document, len(papers))
	refused, err := each(ctx, papers, tell, func(i int) error {
		doc, err := papers[i].Document()
		if err != nil {
			return err
		}
		docs[i] = doc
		return pdf.Check(doc, fonts)
	})
	if err != nil || len(refused) > 0 {
		return Report{Refused: refused}, err
	}
	content, err := pdf.Render(export.Join(title, docs), fonts)
	if err != nil {
		return Report{}, err
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	return Report{Written: []string{path}}, file.WriteBytes(path, content)
}

// fatal marks an error that ends the whole batch: the next paper would fail
// in the same way.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

// each does work for every paper on all processors and tells the progress on
// the calling goroutine.
func each(ctx context.Context, papers []Paper, tell Progress, work func(i int) error) ([]Refusal, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	errs := make([]error, len(papers))
	next, done := make(chan int), make(chan struct{})
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(papers), 1)) {
		workers.Go(func() {
			for i := range next {
				errs[i] = work(i)
				if f := (fatal{}); errors.As(errs[i], &f) {
					stop(f.error)
				}
				done <- struct{}{}
			}
		})
	}
	go func() {
		defer close(done)
		defer workers.Wait()
		defer close(next)
		for i := range papers {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	count := 0
	for range done {
		count++
		if tell != nil {
			tell(count, len(papers))
		}
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var refused []Refusal
	for i, err := range errs {
		if err != nil {
			refused = append(refused, Refusal{papers[i].Number, err})
		}
	}
	return refused, nil
}
