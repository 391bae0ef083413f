package papers

import (
	"context"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Menu are the papers of one proposal (打印材料): each line writes all of its kind
// into one file and opens it, a kind of which nothing is recorded as a blank form.
// The last line leads to all choices and to the printer.
func Menu(d screen.Deps, h screen.Host, c data.Case, r data.Rules) []*fyne.MenuItem {
	here := batch.Source{Cases: []data.Case{c}, Rules: data.SameRules(r), Supervisions: c.Supervisions, Some: true}
	var items []*fyne.MenuItem
	add := func(k batch.Kind, word string, want batch.Choices) bool {
		if len(k.Papers(here, want)) == 0 {
			return false
		}
		items = append(items, ui.MenuItem(word, "", true, func() {
			askNumber(d, h, c, k, word, want, func(want batch.Choices) { writeOne(d, h, c, k, word, want) })
		}))
		return true
	}
	for _, k := range batch.Kinds() {
		want := batch.Choices{Drafts: true}
		there := add(k, k.Word, want)
		if k.Has(batch.TakesBlank) && !there {
			want.Blank = true
			add(k, k.Word+"（空白）", want)
		}
		if k.Name == "surveys" && there && len(c.Proposal.Proposers) > 1 {
			want.CoSigners = true
			add(k, k.Word+"（附议人也各一张）", want)
		}
	}
	more := ui.MenuItem("更多选项、打印…", "", true, func() {
		Open(d, h, Ask{Year: c.Year(), Book: c.Book.ID, Scopes: []Scope{{Name: "只第" + c.Proposal.Number + "号", IDs: []data.ID{c.Proposal.ID}}}})
	})
	return append(items, fyne.NewMenuItemSeparator(), more)
}

// writeOne writes the papers of one kind and one proposal into one file and opens
// it.
func writeOne(d screen.Deps, h screen.Host, c data.Case, k batch.Kind, word string, want batch.Choices) {
	name := data.PaperName(c, word)
	form.ExportPaper(d, h, name, form.Format(d).Ending, func(ctx context.Context, path string) (form.Written, error) {
		source, err := lettersOf(ctx, d, c)
		if err != nil {
			return form.Written{}, err
		}
		papers := k.Papers(source, want)
		if err := source.CheckNumbers(papers); err != nil {
			return form.Written{}, err
		}
		var docs []page.Document
		for _, p := range papers {
			doc, err := p.Document()
			if err != nil {
				return form.Written{}, err
			}
			docs = append(docs, doc)
		}
		if len(docs) == 0 {
			return form.Written{}, data.Problem{Message: "没有" + k.Word + "可以写出", Hint: "这件建议刚被改过，请再看一次"}
		}
		docs = batch.Telling(papers, docs)
		doc := docs[0]
		if len(docs) > 1 {
			doc = export.Join(name, docs)
		}
		doc.Paper = name
		written, err := form.WritePages(ctx, d, doc, path)
		if err == nil {
			written.Told = append(written.Told, record(ctx, d, papers)...)
		}
		return written, err
	})
}
