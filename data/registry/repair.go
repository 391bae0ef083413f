package registry

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
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
func abreast(ctx context.Context, parts ...func() ([]string, error)) (all []string, err error) {
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

// ofIndex is what SQLite says of an index that does not fit its table, which
// making it anew mends. One that holds twice what may be there once stays broken.
var ofIndex = regexp.MustCompile(`^文件结构：(?:row \d+ missing from|wrong # of entries in|row \d+ values differ from|rowid not at end-of-record for row \d+ of) index (\S+)`)

// leftOverWords are what is said of an action that stands open.
const leftOverWords = "没有结束的操作"

// damageFindings are findings of what Check said is damaged; of an index many
// lines are one.
func (r *Registry) damageFindings(ctx context.Context, damage []string) (all []data.Finding) {
	seen := map[string]bool{}
	for _, said := range damage {
		f := data.Finding{Weight: data.WeightDamage, What: said, Way: data.WayRestore}
		index := ofIndex.FindStringSubmatch(said)
		switch {
		case index != nil:
			f.What, f.Where, f.Way = "索引与记录不一致，查找和统计会漏掉记录；记录本身还在", r.tableOf(ctx, index[1])+"的索引", data.WayRepair
		case strings.Contains(said, leftOverWords):
			f.Where, f.Way = "操作日志", data.WayRepair
		case strings.HasPrefix(said, "操作日志"):
			f.Where = "操作日志"
		case strings.HasPrefix(said, "附件“"):
			f.Where = tableLabel(data.RecordAttachment)
		case strings.Contains(said, "年的年度封账"):
			f.Where = said[:strings.Index(said, "年")] + "年"
		case strings.HasPrefix(said, "文件结构"), strings.HasPrefix(said, "引用"):
			f.Where = "文件"
		default:
			f.Where, f.Proposal = r.placeOfRow(ctx, said)
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
	if label := tableLabel(data.Record(table)); label != "" {
		return label
	}
	return "操作日志"
}

// ofRow is what checkRows says of a record.
var ofRow = regexp.MustCompile(`^(.+)第(\d+)条记录与操作日志不符`)

// placeOfRow is the proposal whose record a line of damage is about, as far as it
// can still be read, else the kind of record.
func (r *Registry) placeOfRow(ctx context.Context, said string) (where string, proposal data.ID) {
	m := ofRow.FindStringSubmatch(said)
	if m == nil {
		return "", 0
	}
	id, err := strconv.ParseInt(m[2], 10, 64)
	i := slices.IndexFunc(subjects(), func(d description) bool { return d.label == m[1] })
	if err != nil || i < 0 {
		return m[1], 0
	}
	switch d := subjects()[i]; {
	case d.record == data.RecordProposal:
		proposal = data.ID(id)
	case d.owned:
		err = r.read.QueryRowContext(ctx, "SELECT proposal_id FROM "+string(d.record)+" WHERE id = ?", id).Scan(&proposal)
	default:
		return m[1], 0
	}
	if err != nil {
		return m[1], 0
	}
	c, err := r.Case(ctx, proposal)
	if err != nil {
		return m[1], 0
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
	return explain(r.vacuumInto(ctx, to, tell))
}

func (r *Registry) repair(ctx context.Context) (done []string, err error) {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	tx, err := r.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	res, err := tx.ExecContext(ctx, "DELETE FROM open_action")
	if err != nil {
		return nil, err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return nil, err
	}
	if n > 0 {
		done = append(done, fmt.Sprintf("清除了%d条没有结束的操作", n))
	}
	if _, err := tx.ExecContext(ctx, "REINDEX"); err != nil {
		return nil, err
	}
	return append(done, "重建了全部索引"), tx.Commit()
}
