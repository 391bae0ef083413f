// Package batch writes many papers in one go: each as its own file, or all in
// one file with bookmarks. It lays out and paints on every processor, keeps
// the order of books and numbers, reports progress, stops when its context
// ends, and tells which papers were refused and why. Every file that is there
// at the end is whole, also after a cancel or on a full disk.
//
// Start with Kinds, each of which lists its papers, then Files or OneFile, which
// write them; Folder.Paths tells the names beforehand.
package batch

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"jianban/data"
	"jianban/data/fault"
	"jianban/export"
	"jianban/export/file"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/paint"
)

// Files writes each paper as a file of its own into the folder. A refused paper
// does not stop the others; a file that is there already is replaced. tell,
// where given, hears of each paper on the goroutine that called. The error is
// the context's, or what stopped the batch, such as a full disk; the Report
// beside it tells what was written by then.
func Files(ctx context.Context, papers []Paper, to Folder, fonts *font.Set, tell func(Step)) (Report, error) {
	paths, err := to.Paths(papers)
	if err != nil {
		return Report{}, err
	}
	made, err := file.MakeFolder(to.Path)
	if err != nil {
		return Report{}, err
	}
	written, said := make([]bool, len(papers)), make([][]string, len(papers))
	report, err := each(ctx, papers, tell, func(i int) error {
		doc, err := papers[i].Document()
		if err != nil {
			return err
		}
		content, err := paint.Render(doc, fonts, to.Format)
		if err != nil {
			return err
		}
		if err := file.WriteBytes(paths[i], content); err != nil {
			return fatal{err}
		}
		written[i], said[i] = true, doc.Told
		return nil
	})
	for i, ok := range written {
		if ok {
			report.Written = append(report.Written, paths[i])
		}
	}
	if len(report.Written) == 0 && made {
		err = errors.Join(err, file.RemoveFolder(to.Path))
	}
	var told [][]string
	for i, ok := range written {
		if ok {
			report.Made, told = append(report.Made, papers[i]), append(told, said[i])
		}
	}
	report.Told = Told(report.Made, told)
	return report, err
}

// Volume is one file of many papers.
type Volume struct {
	Title    string
	Path     string
	Format   data.PaperFormat // the zero one is that in which the file's name ends
	TwoSided bool             // to be printed on both sides: each paper begins on an odd page
}

// OneFile writes all papers into one file, with a bookmark each.
// Where any paper is refused nothing is written: a volume with a letter
// missing must not look whole. A character that no font has, which would keep
// back that letter alone, does not keep back the others: it is shown as 〓, and the
// Report tells whose it is.
func OneFile(ctx context.Context, papers []Paper, v Volume, fonts *font.Set, tell func(Step)) (Report, error) {
	docs, shown := make([]page.Document, len(papers)), make([]data.Problems, len(papers))
	report, err := each(ctx, papers, tell, func(i int) error {
		doc, err := papers[i].Document()
		if err != nil {
			return err
		}
		docs[i], shown[i] = export.Legible(doc, papers[i].Whose(), fonts)
		return nil
	})
	if err == nil && len(report.Refused) == 0 {
		if v.TwoSided {
			for i := range docs[:len(docs)-1] {
				docs[i].Pages = page.WholeSheets(docs[i].Pages)
			}
		}
		err = writeVolume(ctx, export.Join(v.Title, docs), v.Path, fonts, v.Format.For(v.Path))
	}
	if err != nil || len(report.Refused) > 0 {
		report.Left = report.Total - len(report.Refused)
		return report, err
	}
	report.Written, report.Made = []string{v.Path}, papers
	report.Told = Told(papers, ToldOf(docs))
	for _, p := range slices.Concat(shown...) {
		report.Told = append(report.Told, data.Sentence(p))
	}
	return report, nil
}

func writeVolume(ctx context.Context, doc page.Document, path string, fonts *font.Set, format data.PaperFormat) error {
	content, err := paint.Render(doc, fonts, format)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return file.WriteBytes(path, content)
}

// fatal marks an error that ends the whole batch: the next paper would fail
// in the same way.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

// each does work for every paper on all processors and tells the progress on
// the calling goroutine. What stopped it before the end is the error.
func each(ctx context.Context, papers []Paper, tell func(Step), work func(i int) error) (Report, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	errs := make([]error, len(papers))
	next, done := make(chan int), make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(papers), 1)) {
		workers.Go(func() {
			defer fault.Here() // its work is tried below
			for i := range next {
				errs[i] = fault.Try(func() error { return work(i) })
				if f := (fatal{}); errors.As(errs[i], &f) {
					stop(f.error)
				}
				done <- i
			}
		})
	}
	fault.Go(func() {
		defer close(done)
		defer workers.Wait()
		defer close(next)
		for i := range papers {
			if ctx.Err() != nil {
				return
			}
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	})
	count := 0
	for i := range done {
		count++
		if tell != nil {
			tell(Step{Done: count, Total: len(papers), Paper: papers[i], Err: errs[i]})
		}
	}
	report := Report{Total: len(papers), Left: len(papers) - count}
	for i, err := range errs {
		if f := (fatal{}); err != nil && !errors.As(err, &f) {
			report.Refused = append(report.Refused, Refusal{papers[i], err})
		} else if err != nil {
			report.Left++
		}
	}
	if report.Left > 0 {
		return report, context.Cause(ctx)
	}
	return report, nil
}
