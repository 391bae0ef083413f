package registry

import (
	"context"
	"fmt"

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
	lines, err := strs(r.read, "PRAGMA integrity_check(20)")
	if err != nil {
		rep.Damage = append(rep.Damage, "文件结构："+explain(err).Error())
		return rep, nil
	}
	for _, l := range lines {
		if l != "ok" {
			rep.Damage = append(rep.Damage, "文件结构："+l)
		}
	}
	broken, err := strs(r.read, `SELECT "table" || ' ' || coalesce(rowid, 0) FROM pragma_foreign_key_check`)
	if err != nil {
		return rep, explain(err)
	}
	for _, b := range broken {
		rep.Damage = append(rep.Damage, "引用缺失："+b)
	}
	if id, err := brokenLink(ctx, r.read); err != nil {
		rep.Damage = append(rep.Damage, "操作日志读不出来："+explain(err).Error())
	} else if id != 0 {
		rep.Damage = append(rep.Damage, fmt.Sprintf("操作日志从第%d条起被改动过", id))
	}
	if len(rep.Damage) > 0 {
		return rep, nil
	}
	cases, err := r.Cases(ctx, data.Scope{})
	if err != nil {
		return rep, err
	}
	rules := map[int]data.Rules{}
	for _, c := range cases {
		if _, ok := rules[c.Year()]; !ok {
			if rules[c.Year()], err = r.Rules(ctx, c.Year()); err != nil {
				return rep, err
			}
		}
		no, odd := data.CheckFacts(c, rules[c.Year()])
		where := fmt.Sprintf("%s第%s号 ", c.Book.Name(), c.Proposal.Number)
		for _, p := range no {
			rep.Impossible = append(rep.Impossible, where+p.Error())
		}
		for _, p := range odd {
			rep.Warnings = append(rep.Warnings, where+p.Error())
		}
	}
	return rep, nil
}
