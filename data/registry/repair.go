package registry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"jianban/data"
)

// quiet marks a context whose check leaves the machine to others.
type quiet struct{}

// Quietly makes a context under which Check does one part after another and rests
// between the proposals as long as it worked.
func Quietly(ctx context.Context) context.Context { return context.WithValue(ctx, quiet{}, true) }

func isQuiet(ctx context.Context) bool { return ctx.Value(quiet{}) != nil }

// abreast does the parts of a check side by side, or where it is to be quiet one
// after another.
func abreast(ctx context.Context, parts ...func() ([]flaw, error)) (all []flaw, err error) {
	if !isQuiet(ctx) {
		return together(parts...)
	}
	for _, part := range parts {
		found, e := part()
		all, err = append(all, found...), errors.Join(err, e)
	}
	return all, err
}

// rest rests after work begun at a time, where it is to be quiet.
func rest(ctx context.Context, begun time.Time) {
	if isQuiet(ctx) {
		sleep(ctx, time.Since(begun))
	}
}

// flaw is one thing that is wrong with the file.
type flaw struct {
	said  string // a Chinese sentence without its last full stop
	where string // for the list of findings: the table or the year; "" where that is row's, or the whole file
	way   data.WayOut
	plain string   // what that list says in the place of said; "" for said
	row   recordID // the record that it is of; zero where it is of none
}

// The places of flaws that are of no record.
const (
	wholeFileWord = "文件"
	journalWord   = "操作日志"
)

// sentences are what is said of flaws.
func sentences(flaws []flaw) (all []string) {
	for _, f := range flaws {
		all = append(all, f.said)
	}
	return all
}

// rowFlaw is that a record is not as the journal last had it.
func rowFlaw(table data.Record, id data.ID) flaw {
	return flaw{said: fmt.Sprintf("%s第%d条记录与操作日志不符", tableLabel(table), id), row: recordID{table, id}}
}

// ofIndex is what SQLite says of an index that does not fit its table, which
// making it anew mends. One that holds twice what may be there once stays broken.
var ofIndex = regexp.MustCompile(`^(?:row \d+ missing from|wrong # of entries in|row \d+ values differ from|rowid not at end-of-record for row \d+ of) index (\S+)`)

// pageFlaw is what SQLite says of the file's pages and indexes.
func (r *Registry) pageFlaw(ctx context.Context, line string) flaw {
	said := "文件结构：" + line
	if index := ofIndex.FindStringSubmatch(line); index != nil {
		return r.indexFlaw(ctx, said, index[1])
	}
	return flaw{said: said, where: wholeFileWord}
}

// indexFlaw is that indexes do not fit their tables.
func (r *Registry) indexFlaw(ctx context.Context, said string, indexes ...string) flaw {
	var of []string
	for _, index := range indexes {
		if name := r.tableOf(ctx, index); !slices.Contains(of, name) {
			of = append(of, name)
		}
	}
	return flaw{said: said, where: strings.Join(of, "、") + "的索引", way: data.WayRepair, plain: "索引与记录不一致，查找和统计会漏掉记录；记录本身还在"}
}

// damageFindings are findings of what Check found damaged; of an index many
// lines are one.
func (r *Registry) damageFindings(ctx context.Context, flaws []flaw) (all []data.Finding) {
	seen := map[string]bool{}
	for _, w := range flaws {
		f := data.Finding{Weight: data.WeightDamage, What: cmp.Or(w.plain, w.said), Where: w.where, Way: cmp.Or(w.way, data.WayRestore)}
		if w.row.table != "" {
			f.Where, f.Proposal = r.placeOfRow(ctx, w.row)
		}
		if key := f.Where + f.What; !seen[key] {
			seen[key] = true
			all = append(all, f)
		}
	}
	return all
}

// tableOf names the records that an index is of.
func (r *Registry) tableOf(ctx context.Context, index string) string {
	var table string
	if err := r.read.QueryRowContext(ctx, "SELECT tbl_name FROM sqlite_schema WHERE name = ?", index).Scan(&table); err != nil {
		return "“" + index + "”"
	}
	return cmp.Or(tableLabel(data.Record(table)), journalWord)
}

// placeOfRow is the proposal whose record one is, as far as it can still be read,
// else the kind of record.
func (r *Registry) placeOfRow(ctx context.Context, row recordID) (where string, proposal data.ID) {
	kind := tableLabel(row.table)
	d, _ := described(row.table)
	switch {
	case row.table == data.RecordProposal:
		proposal = row.id
	case !d.owned:
		return kind, 0
	default:
		if err := r.read.QueryRowContext(ctx, "SELECT proposal_id FROM "+string(row.table)+" WHERE id = ?", int64(row.id)).Scan(&proposal); err != nil {
			return kind, 0
		}
	}
	c, err := r.Case(ctx, proposal)
	if err != nil {
		return kind, 0
	}
	return c.Place(), proposal
}

// Repair mends what can be mended without a backup, in one transaction, and
// changes no fact: indexes are made anew of their tables, and an action that was
// left open is ended. It tells what it did, and what check, which is Check with
// the anchors that are known, finds afterwards.
func (r *Registry) Repair(ctx context.Context, check func(context.Context) (Report, error)) (done []string, after Report, err error) {
	if r.write == nil {
		return nil, after, data.Problem{Field: "登记库", Message: r.readOnly + "，不能修复", Hint: r.wayOut()}
	}
	if done, err = r.repair(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, after, ctx.Err()
		}
		return nil, after, data.Problem{Field: "登记库", Message: "索引重建不了（" + explain(err).Error() + "）", Hint: "登记库没有改动，请用最近的备份恢复"}
	}
	r.fold.acted()
	r.mu.Lock()
	known := r.sound.damage
	r.sound.damage = nil // the check tells what is left of it
	r.mu.Unlock()
	if after, err = check(ctx); err != nil {
		r.tellDamage(known...)
		return done, after, err
	}
	r.damaged.tell()
	return done, after, nil
}

// CopyTo writes a copy of the file as it is into the empty file at to.
func (r *Registry) CopyTo(ctx context.Context, to string, tell func(done, total int64)) error {
	return explain(r.engine.copyTo(ctx, r, to, tell))
}

func (r *Registry) repair(ctx context.Context) (done []string, err error) {
	after, err := r.takeTurn(ctx)
	if err != nil {
		return nil, err
	}
	defer after()
	tx, err := r.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	n, err := endLeftOver(ctx, tx)
	if err != nil {
		return nil, err
	}
	if n > 0 {
		done = append(done, fmt.Sprintf("清除了%d条没有结束的操作", n))
	}
	statements, err := r.engine.reindex(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return nil, err
		}
	}
	return append(done, "重建了全部索引"), tx.Commit()
}
