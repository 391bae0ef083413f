package data

import (
	"cmp"
	"slices"
)

// Units are Stats.ByUnit over all the years that the cases are of, each case by
// its own year's rules: how far each unit is on a day.
func Units(cases []Case, asOf Date, y RuleYears) []UnitCount {
	r := y.In(asOf.Year())
	t := newTally(0, asOf, r, r)
	for _, c := range cases {
		if !c.Proposal.HandedOver.After(asOf) {
			t.rules = y.In(c.Year())
			c = c.AsOf(asOf).counted(t.rules.Pack)
			t.add(&c)
		}
	}
	t.byUnit()
	return t.ByUnit
}

// unit is the count of the unit that leads a case, which goes into it.
func (t *tally) unit(c *Case) *UnitCount {
	a, _ := c.LeadAssignment()
	u := t.unitCount(a.Unit)
	id := c.Proposal.ID
	worked := &t.Units.Assist
	if c.LeadPart() == UnitLeads {
		worked = &t.Units.Lead
		u.Leads.count(id, true)
	} else {
		u.Assists.count(id, true)
	}
	if a.Unit.ID != 0 {
		t.Units.All.has(id)
		worked.has(id)
	}
	u.IDs = append(u.IDs, id)
	if c.Proposal.Closed == NotClosed {
		owes := c.OwesPaper(t.rules)
		u.Done.count(id, !owes)
		u.Late.count(id, owes && t.asOf.After(OwedLimit(*c, a, t.rules).Deadline))
	}
	return u
}

func (t *tally) unitCount(unit Unit) *UnitCount {
	if t.units[unit.ID] == nil {
		named := unit.At(t.asOf) // over several years
		if t.Year != 0 {
			named = unit.InYear(t.Year)
		}
		t.units[unit.ID] = &UnitCount{Unit: orElse(named.Name, "未交办"), UnitID: unit.ID, Classes: map[string]int{}}
	}
	return t.units[unit.ID]
}

// helpers counts the co-handling units of a case, their opinions and returns.
// An opinion is due once it came or its limit is past; what was asked of the
// units of the proposal that this one is merged into is counted there.
func (t *tally) helpers(c *Case) {
	id := c.Proposal.ID
	own := len(c.Assignments) > 0
	for _, a := range c.Handlers() {
		u := t.unitCount(a.Unit)
		if own && !a.Returned.IsZero() {
			t.Returns.more(id)
			u.Returns.more(id)
		}
		if !a.Helps() {
			continue
		}
		u.CoIDs.more(id)
		t.Units.All.has(id)
		t.Units.Assist.has(id)
		limit := CoOpinionLimit(*c, a, t.rules).Deadline
		came := c.OpinionOf(a).Received
		if !own || c.Proposal.Closed != NotClosed {
			continue
		}
		if came.IsZero() {
			u.Missing.more(id)
		}
		if came.IsZero() && !t.asOf.After(limit) {
			continue
		}
		inTime := !came.IsZero() && came.OnOrBefore(limit)
		for _, r := range []*Rate{&t.CoOpinionRate, &u.CoInTime} {
			r.Den++
			r.Base = appendNew(r.Base, id)
			if inTime {
				r.more(id)
			}
		}
	}
}

func appendNew(ids []ID, id ID) []ID {
	if n := len(ids); n > 0 && ids[n-1] == id {
		return ids
	}
	return append(ids, id)
}

// byUnit lists the units, those that lead most first.
func (t *tally) byUnit() {
	for _, u := range t.units {
		u.Lead, u.Assist, u.CoHandled = u.Leads.Num, u.Assists.Num, len(u.CoIDs.IDs)
		u.Replied, u.OnTime = u.ReplyRate.Num, u.InTime.Num
		u.Leads.Rule, u.Assists.Rule, u.CoIDs.Rule = "由该单位主办、我方答复", "由该单位承办、我方协办（会办）", "该单位协助办理"
		u.ReplyRate.Rule, u.InTime.Rule = t.ReplyRate.Rule, t.OnTimeRate.Rule
		u.CoInTime.Rule, u.Returns.Rule = t.CoOpinionRate.Rule, t.Returns.Rule
		u.Done.Rule = "不欠答复或意见的件 ÷ 主办和承办协办件（不含撤转）"
		for _, r := range []*Rate{&u.ReplyRate, &u.InTime, &u.CoInTime, &u.Done} {
			r.Decimals = t.Rates.Decimals
		}
		u.Late.Rule, u.Missing.Rule = "欠答复或意见，已过期限", "参与协办，意见还没有收到"
		if u.UnitID != 0 && len(u.IDs)+u.CoHandled == 0 {
			continue // only returned what it was given
		}
		t.ByUnit = append(t.ByUnit, *u)
	}
	slices.SortFunc(t.ByUnit, func(a, b UnitCount) int {
		return cmp.Or(cmp.Compare(b.Lead+b.Assist, a.Lead+a.Assist), cmp.Compare(b.CoHandled, a.CoHandled), cmp.Compare(a.Unit, b.Unit))
	})
}
