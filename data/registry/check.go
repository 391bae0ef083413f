package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jianban/data"
)

// Report is the result of Check, each line a Chinese sentence.
type Report struct {
	Damage     []string `json:"damage"`     // file or journal
	Impossible []string `json:"impossible"` // facts that cannot be
	Warnings   []string `json:"warnings"`   // unusual facts
}

// Check examines the file, its references, the journal's chain and every
// proposal's facts. It changes nothing.
func (r *Registry) Check(ctx context.Context) (Report, error) {
	rep := Report{Damage: []string{}, Impossible: []string{}, Warnings: []string{}}
	lines, err := strs(ctx, r.read, "PRAGMA integrity_check(20)")
	if err != nil {
		rep.Damage = append(rep.Damage, "文件结构："+explain(err).Error())
		return rep, nil
	}
	for _, l := range lines {
		if l != "ok" {
			rep.Damage = append(rep.Damage, "文件结构："+strings.ReplaceAll(l, "\n", " "))
		}
	}
	broken, err := strs(ctx, r.read, `SELECT "table" || '第' || coalesce(rowid, 0) || '条指向的' || parent || '记录' FROM pragma_foreign_key_check LIMIT 20`)
	if err != nil {
		return rep, explain(err)
	}
	for _, b := range broken {
		rep.Damage = append(rep.Damage, "引用缺失："+b)
	}
	for _, part := range []func(context.Context) ([]string, error){r.checkChain, r.checkStructure, r.checkIndexes, r.checkTriggers, r.checkRows, r.checkContents, r.checkClosings} {
		found, err := part(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return rep, ctx.Err()
			}
			found = []string{"读不出来：" + explain(err).Error()}
		}
		rep.Damage = append(rep.Damage, found...)
	}
	if len(rep.Damage) > 0 {
		return rep, nil
	}
	cases, err := r.Cases(ctx, data.Scope{})
	if err != nil {
		return rep, err
	}
	var rules data.RuleYears
	if len(cases) > 0 {
		if rules, err = r.RuleYears(ctx); err != nil {
			return rep, err
		}
	}
	for _, c := range cases {
		no, odd := data.CheckFacts(c, rules.Of(c))
		where := fmt.Sprintf("%s第%s号 ", c.Book.Name(), c.Proposal.Number)
		for _, p := range no {
			rep.Impossible = append(rep.Impossible, where+p.Error())
		}
		for _, p := range odd {
			rep.Warnings = append(rep.Warnings, where+p.Error())
		}
	}
	rep.Warnings = append(rep.Warnings, r.notices...)
	gaps, err := r.NumberGaps(ctx, 0)
	if err != nil {
		return rep, err
	}
	for _, g := range gaps {
		rep.Warnings = append(rep.Warnings, "文号 "+g.Sentence()+"。请核对是否作废或漏登")
	}
	return rep, nil
}

// checkChain follows the journal's hashes.
func (r *Registry) checkChain(ctx context.Context) ([]string, error) {
	id, err := brokenLink(ctx, r.read)
	if err != nil || id == 0 {
		return nil, err
	}
	said := fmt.Sprintf("操作日志从第%d条起被改动过", id)
	var at, by, what string
	err = r.read.QueryRowContext(ctx, "SELECT at, by, what FROM actions WHERE id = ?", int64(id)).Scan(&at, &by, &what)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return []string{said + "（这一条已不在）"}, nil
	case err != nil:
		return nil, err
	}
	return []string{fmt.Sprintf("%s（%s %s “%s”）", said, at, by, what)}, nil
}

// checkTriggers looks whether the file still keeps its own journal.
func (r *Registry) checkTriggers(ctx context.Context) ([]string, error) {
	wrong, err := wrongTriggers(ctx, r.read)
	if err != nil || len(wrong) == 0 {
		return nil, err
	}
	return []string{"操作日志的自动记录被改动过（" + strings.Join(wrong, "、") + "）"}, nil
}

// checkRows compares every row with what the journal last said of it, so that
// a change made past the journal is found. Columns that a later structure
// added are not in older entries.
func (r *Registry) checkRows(ctx context.Context) (damage []string, err error) {
	columns, err := columnsOf(ctx, r.read)
	if err != nil {
		return nil, err
	}
	for _, table := range slices.Sorted(maps.Keys(columns)) {
		if table == "blobs" || slices.Contains(journalTables, table) {
			continue
		}
		wrong, err := checkTable(ctx, r.read, table, columns[table])
		if err != nil {
			return damage, err
		}
		for _, id := range wrong {
			damage = append(damage, fmt.Sprintf("%s第%s条记录与操作日志不符", tableLabel(data.Record(table)), id))
		}
	}
	return damage, nil
}

// checkTable names at most ten rows that do not fit the journal.
func checkTable(ctx context.Context, q querier, table string, columns []string) (ids []string, err error) {
	now := asObject("t", columns)
	rows, err := q.QueryContext(ctx, fmt.Sprintf(`
		WITH last AS (SELECT row_id, max(id) AS id FROM journal WHERE tbl = '%s' GROUP BY row_id)
		SELECT t.id FROM %s AS t LEFT JOIN last ON last.row_id = t.id LEFT JOIN journal AS j ON j.id = last.id
		WHERE j.after IS NULL OR j.after <> %s AND EXISTS (
			SELECT 1 FROM json_each(j.after) AS a LEFT JOIN json_each(%s) AS b ON b.key = a.key WHERE a.value IS NOT b.value)
		UNION ALL SELECT last.row_id FROM last JOIN journal AS j ON j.id = last.id
		WHERE j.after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s AS t WHERE t.id = last.row_id)
		LIMIT 10`, table, table, now, now, table))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// checkClosings reads what closed years keep.
func (r *Registry) checkClosings(ctx context.Context) (damage []string, err error) {
	all, err := yearClosingRows.list(ctx, r.read, "", "id")
	for _, y := range all {
		_, figures := y.FixedFigures()
		_, scores := y.FixedScores()
		if err := errors.Join(figures, scores); err != nil {
			damage = append(damage, fmt.Sprintf("%d年的年度封账：%s", y.Year, strings.ReplaceAll(err.Error(), "\n", "；")))
		}
	}
	return damage, err
}

// checkContents compares the contents of attachments with their hashes.
func (r *Registry) checkContents(ctx context.Context) (damage []string, err error) {
	gone, err := erasedContents(ctx, r.read)
	if err != nil {
		return nil, err
	}
	rows, err := r.read.QueryContext(ctx, "SELECT sha256, content, coalesce((SELECT name FROM attachments WHERE attachments.sha256 = blobs.sha256 LIMIT 1), '') FROM blobs")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var want, name string
		var content sql.RawBytes
		if err := rows.Scan(&want, &content, &name); err != nil {
			return damage, err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != want && !(len(content) == 0 && gone[want]) {
			damage = append(damage, "附件“"+name+"”的内容被改动过")
		}
	}
	return damage, rows.Err()
}
