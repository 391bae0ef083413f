package intake

import (
	"context"

	"jianban/data"
)

// Preview is what a file means for a registry before anything is written.
type Preview struct {
	Tables []*Table // all that were found, also those that are not taken (Wrong)
	Plan   *Plan    // nil where nothing can be taken
	Why    error    // then: why, in words for a person
}

// Look tells what a file means, as Decide does, and also what its columns are
// where it cannot be taken as it is, so that they can be chosen. An error is not
// the file's.
func Look(ctx context.Context, file *File, o Options, known Known, progress func(done, total int)) (p Preview, err error) {
	if o.Subject == "" {
		o.Subject = Proposals
	}
	rd, err := read(file, o, known.pack(o))
	p.Tables = rd.found
	if err == nil {
		p.Plan, err = rd.decide(ctx, o, known, Try(), progress)
	}
	return p.orWhy(ctx, err)
}

// LookPapers tells what a folder of documents means, as Look does.
func LookPapers(ctx context.Context, f *Papers, o Options, known Known, progress func(done, total int)) (p Preview, err error) {
	p.Plan, err = DecidePapers(ctx, f, o, known, TryPapers(), progress)
	return p.orWhy(ctx, err)
}

// orWhy makes of what a person can mend a part of the preview.
func (p Preview) orWhy(ctx context.Context, err error) (Preview, error) {
	if err != nil && data.Told(err) && ctx.Err() == nil {
		return Preview{Tables: p.Tables, Why: err}, nil
	}
	return p, err
}

// Copy is a copy of a file's rows: reading a file fills merged cells in it, which
// other choices must not find.
func (f *File) Copy() *File {
	out := &File{Name: f.Name, Papers: f.Papers, Notes: f.Notes, Sheets: append([]Sheet{}, f.Sheets...)}
	for i := range out.Sheets {
		s := &out.Sheets[i]
		if len(s.Merged) == 0 {
			continue // nothing to fill
		}
		rows := make([]Row, len(s.Rows))
		for j, r := range s.Rows {
			rows[j] = Row{At: r.At, Cells: append([]Cell{}, r.Cells...)}
		}
		s.Rows = rows
	}
	return out
}

// Samples are the first values below the heading of a column, at most n.
func (t *Table) Samples(f *File, c Column, n int) (all []string) {
	for _, s := range f.Sheets {
		if s.Name != t.Sheet {
			continue
		}
		for _, it := range t.items {
			if text := joinLines(s.Rows[it.row].cell(c.At).Text); text != "" && len(all) < n {
				all = addOnce(all, text)
			}
		}
	}
	return all
}

// Said is what a row of a file has under the headings of its table: heading and
// text, as far as something stands there. The row is named as in a RowResult.
func (p Preview) Said(f *File, sheet string, row int) (all [][2]string) {
	var tables []*Table // several where they stand side by side
	for _, t := range p.Tables {
		switch {
		case t.Sheet != sheet || t.Bottom >= row || len(tables) > 0 && t.Bottom < tables[0].Bottom:
		case len(tables) > 0 && t.Bottom == tables[0].Bottom:
			tables = append(tables, t)
		default:
			tables = []*Table{t}
		}
	}
	for _, s := range f.Sheets {
		if s.Name != sheet {
			continue
		}
		for _, r := range s.Rows {
			if r.At != row {
				continue
			}
			for _, t := range tables {
				for _, c := range t.Columns {
					if text := r.cell(c.At).Text; text != "" {
						all = append(all, [2]string{c.Heading, text})
					}
				}
			}
		}
	}
	return all
}
