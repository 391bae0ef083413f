package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"jianban/data"
	"jianban/data/registry/find"
)

// Report is the result of Check, each line a Chinese sentence.
type Report struct {
	Damage     []string `json:"damage"`     // file or journal
	Impossible []string `json:"impossible"` // facts that cannot be
	Warnings   []string `json:"warnings"`   // unusual facts
	StaleIndex bool     `json:"-"`          // the search index is to be made anew, which this program may not do here

	// Findings are all of them, each with its place and the way out, the heaviest
	// first.
	Findings []data.Finding `json:"-"`
}

// Check examines the file, its references, the journal's chain and every
// proposal's facts. The chain is compared with the anchors given (Anchor) and
// with those that closed years keep. An anchor given that does not fit stands in
// the report; Damage and Sound do not tell of it, since the file may have been
// restored, or the anchor be another's. It changes nothing.
func (r *Registry) Check(ctx context.Context, anchors ...data.Anchor) (Report, error) {
	rep := Report{Damage: []string{}, Impossible: []string{}, Warnings: []string{}}
	var facts Report // of no use where the file is damaged
	var factsErr error
	var lost []flaw
	chain := func(ctx context.Context) (damage []flaw, err error) {
		if r.ownOnly() { // others' actions are hidden: the office follows the chain
			return nil, nil
		}
		damage, lost, err = r.checkChain(ctx, anchors)
		return damage, err
	}
	damage, err := abreast(ctx,
		func() ([]flaw, error) { return r.engine.examine(ctx, r) },
		func() ([]flaw, error) {
			return r.parts(ctx, chain, r.checkLeftOver, r.checkForm, r.checkRows, r.checkContents, r.checkClosings)
		},
		func() ([]flaw, error) { facts, factsErr = r.checkFacts(ctx); return nil, nil },
	)
	r.tellDamage(sentences(damage)...)
	all := slices.Concat(damage, lost)
	if rep.Damage = append(rep.Damage, sentences(all)...); err != nil || len(damage) > 0 {
		rep.Findings = r.damageFindings(ctx, all)
		return rep, err
	}
	if factsErr != nil {
		return rep, factsErr
	}
	rep.Impossible = append(rep.Impossible, facts.Impossible...)
	rep.Warnings = append(append(rep.Warnings, facts.Warnings...), r.notices...)
	if odd, err := r.checkIndex(ctx); err != nil {
		return rep, err
	} else if odd != "" {
		rep.Warnings, rep.StaleIndex = append(rep.Warnings, odd), r.write == nil
	}
	gaps, err := r.NumberGaps(ctx, 0)
	if err != nil {
		return rep, err
	}
	for _, g := range gaps {
		rep.Warnings = append(rep.Warnings, "文号 "+g.Sentence()+"。请核对是否作废或漏登")
	}
	rep.Findings = slices.Concat(r.damageFindings(ctx, lost), facts.Findings)
	for _, said := range rep.Warnings[len(facts.Warnings):] { // of no single proposal
		rep.Findings = append(rep.Findings, data.Finding{Weight: data.WeightRemind, What: said})
	}
	data.SortFindings(rep.Findings)
	return rep, nil
}

// parts does one after the other; what cannot be read is damage too.
func (r *Registry) parts(ctx context.Context, all ...func(context.Context) ([]flaw, error)) (damage []flaw, err error) {
	for _, part := range all {
		found, err := part(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return damage, ctx.Err()
			}
			found = append(found, flaw{said: "读不出来：" + explain(err).Error()})
		}
		damage = append(damage, found...)
	}
	return damage, nil
}

// atOnce is how many cases checkFacts holds at a time.
const atOnce = 500

// checkFacts looks at every proposal's facts under the rules of its year.
func (r *Registry) checkFacts(ctx context.Context) (rep Report, err error) {
	ids, err := column[data.ID](ctx, r.read, "SELECT id FROM proposals WHERE deleted = 0 ORDER BY id")
	if err != nil || len(ids) == 0 {
		return rep, explain(err)
	}
	rules, err := r.RuleYears(ctx)
	if err != nil {
		return rep, err
	}
	for some := range slices.Chunk(ids, atOnce) {
		begun := time.Now()
		cases, err := r.cases(ctx, caseQuery{ids: some})
		if err != nil {
			return rep, err
		}
		for _, c := range cases {
			no, odd := data.CheckFacts(c, rules.Of(c))
			where := fmt.Sprintf("%s第%s号 ", c.Book.Name(), c.Proposal.Number)
			for _, p := range no {
				rep.Impossible = append(rep.Impossible, where+p.Error())
				rep.Findings = append(rep.Findings, data.FactFinding(c, data.WeightMust, p))
			}
			for _, p := range odd {
				rep.Warnings = append(rep.Warnings, where+p.Error())
				rep.Findings = append(rep.Findings, data.FactFinding(c, data.WeightRemind, p))
			}
		}
		rest(ctx, begun)
	}
	return rep, nil
}

// checkLeftOver looks for an action that was begun and never ended: while it is
// there no change is journalled under its own action.
func (r *Registry) checkLeftOver(ctx context.Context) ([]flaw, error) {
	var n int
	err := r.read.QueryRowContext(ctx, "SELECT count(*) FROM open_action").Scan(&n)
	if err != nil || n == 0 {
		return nil, err
	}
	return []flaw{{said: fmt.Sprintf("操作日志里有%d条没有结束的操作；用窗口打开一次就会清除", n), where: journalWord, way: data.WayRepair}}, nil
}

// checkChain follows the journal's hashes and compares them with anchors: those
// given, of which lost tells, and those that closed years keep.
func (r *Registry) checkChain(ctx context.Context, anchors []data.Anchor) (damage, lost []flaw, err error) {
	kept, err := r.keptAnchors(ctx)
	if err != nil {
		return nil, nil, err
	}
	c, err := follow(ctx, r.engine, r.read, slices.Concat(anchors, kept))
	if err != nil {
		return nil, nil, err
	}
	var backups []data.Anchor
	for _, a := range c.lost {
		said := flaw{said: fmt.Sprintf("操作日志与留存的日志锚%s不符：第%d条以前的日志被截去或改写过", a, a.Action), where: journalWord}
		switch {
		case a.From != "":
			backups = append(backups, a)
		case slices.Contains(kept, a):
			damage = append(damage, said)
		default:
			lost = append(lost, said)
		}
	}
	if len(backups) > 0 { // one line tells: later ones do not fit either
		a, more := backups[0], ""
		if n := len(backups); n > 1 {
			more = fmt.Sprintf("等%d份备份", n)
		}
		lost = append(lost, flaw{where: journalWord, said: fmt.Sprintf("操作日志与备份“%s”%s不符：第%d条以前的日志被截去或改写过；若是换成了更早的登记库，请核对后重新备份", a.From, more, a.Action)})
	}
	for id, said := range map[data.ID]string{c.broken: "操作日志从第%d条起被改动过", c.strays: "操作日志第%d条里，改动所属的建议被改过"} {
		if id == 0 {
			continue
		}
		said := fmt.Sprintf(said, id)
		var at, by, what string
		err = r.read.QueryRowContext(ctx, "SELECT at, by, what FROM actions WHERE id = ?", int64(id)).Scan(&at, &by, &what)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			said += "（这一条已不在）"
		case err != nil:
			return damage, lost, err
		default:
			said = fmt.Sprintf("%s（%s %s “%s”）", said, at, by, what)
		}
		damage = append(damage, flaw{said: said, where: journalWord})
	}
	return damage, lost, nil
}

// keptAnchors are those of the closings of all years, also deleted ones.
func (r *Registry) keptAnchors(ctx context.Context) (all []data.Anchor, err error) {
	texts, err := strs(ctx, r.read, "SELECT anchor FROM year_closings WHERE anchor <> '' ORDER BY id")
	for _, text := range texts {
		a, err := data.ParseAnchor(text)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, err
}

// checkRows compares every row with what the journal last said of it, so that
// a change made past the journal is found. Columns that a later structure
// added are not in older entries.
func (r *Registry) checkRows(ctx context.Context) (damage []flaw, err error) {
	columns, err := r.engine.columns(ctx, r.read)
	if err != nil {
		return nil, err
	}
	for _, table := range slices.Sorted(maps.Keys(columns)) {
		if !journalled(table) {
			continue
		}
		wrong, err := checkTable(ctx, r.engine, r.read, table, columns[table])
		if err != nil {
			return damage, err
		}
		for _, id := range wrong {
			damage = append(damage, rowFlaw(data.Record(table), id))
		}
	}
	return damage, nil
}

// checkTable names at most ten rows that do not fit the journal.
func checkTable(ctx context.Context, e engine, q querier, table string, columns []string) (ids []data.ID, err error) {
	// The rows that the journal tells of, then those that it never told of.
	return column[data.ID](ctx, q, fmt.Sprintf(`
		SELECT last.row_id FROM (SELECT row_id, max(id) AS id FROM journal WHERE tbl = '%[1]s' GROUP BY row_id) AS last
		CROSS JOIN journal AS j ON j.id = last.id LEFT JOIN %[1]s AS t ON t.id = last.row_id
		WHERE CASE WHEN t.id IS NULL THEN j.after IS NOT NULL ELSE %[2]s END
		UNION ALL SELECT t.id FROM %[1]s AS t WHERE NOT EXISTS (SELECT 1 FROM journal WHERE tbl = '%[1]s' AND row_id = t.id)
		LIMIT 10`, table, e.unlike(columns)))
}

// strange are those of some rows of a table that are not as the journal last had
// them; of a row that is not there it tells nothing.
func strange(ctx context.Context, e engine, q querier, table data.Record, columns []string, ids ...data.ID) ([]data.ID, error) {
	return column[data.ID](ctx, q, fmt.Sprintf(`SELECT t.id FROM %[1]s AS t LEFT JOIN journal AS j ON j.id = (SELECT max(id) FROM journal WHERE tbl = '%[1]s' AND row_id = t.id)
		WHERE t.id IN (SELECT value FROM json_each(?)) AND (%[2]s)`, table, e.unlike(columns)), find.List(ids))
}

// checkClosings reads what closed years keep.
func (r *Registry) checkClosings(ctx context.Context) (damage []flaw, err error) {
	all, err := yearClosingRows.list(ctx, r.read, "", "id")
	for _, y := range all {
		_, figures := y.FixedFigures()
		_, scores := y.FixedScores()
		if err := errors.Join(figures, scores); err != nil {
			year := fmt.Sprintf("%d年", y.Year)
			damage = append(damage, flaw{said: year + "的年度封账：" + strings.ReplaceAll(err.Error(), "\n", "；"), where: year})
		}
	}
	return damage, err
}
