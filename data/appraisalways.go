package data

import (
	"fmt"
	"strings"
)

// AppraisalWays (计分办法) are what a place decides about scores beside the items.
type AppraisalWays struct {
	Nothing   NothingWay `toml:"nothing"`   // what a unit gets for an item of which it had nothing
	Untouched int        `toml:"untouched"` // points that an open item without a talk or a letter costs; 0 costs none
	Apart     bool       `toml:"apart"`     // units that led are ranked apart from those that only assisted or helped
}

// NothingWay is what a unit gets for an item of which it had nothing, such as the
// opinions of a unit that was never asked for one.
type NothingWay string

// The ways.
const (
	NothingScaled NothingWay = "scale" // the item is left out, the unit's rest is scaled to the full total
	NothingFull   NothingWay = "full"  // full points
	NothingGiven  NothingWay = "none"  // no points
)

// NothingWays lists all, in the order of choice lists.
var NothingWays = []NothingWay{NothingScaled, NothingFull, NothingGiven}

// Words is the way as a choice tells it.
func (w NothingWay) Words() string {
	switch w {
	case NothingFull:
		return "计满分"
	case NothingGiven:
		return "不得分"
	}
	return "不计，其余折算成满分"
}

// untouchedMost is more points than any place takes for one item.
const untouchedMost = 20

// UsualWays are the ways of a pack that says nothing of them (domain.md, Scoring of
// units), WaysBefore those by which a year was scored that was closed before packs
// could say it.
var (
	UsualWays  = AppraisalWays{Nothing: NothingScaled, Untouched: 2, Apart: true}
	WaysBefore = AppraisalWays{Nothing: NothingFull}
)

// waysIn are the scheme's own ways, else those of a year whose pack says nothing.
func (a Appraisal) waysIn(before bool) AppraisalWays {
	switch {
	case a.Ways.Said():
		return a.Ways
	case before:
		return WaysBefore
	}
	return UsualWays
}

// Said tells whether the pack says its ways.
func (w AppraisalWays) Said() bool { return w != AppraisalWays{} }

// How are the ways by which the scheme scores.
func (a Appraisal) How() AppraisalWays { return a.waysIn(false) }

// Words tell the ways, for the note under a ranking.
func (w AppraisalWays) Words() string {
	said := []string{map[NothingWay]string{
		NothingScaled: "没有的事项不计，其余折算成满分",
		NothingFull:   "没有的事项计满分",
		NothingGiven:  "没有的事项不得分",
	}[w.Nothing]}
	if w.Untouched > 0 {
		said = append(said, fmt.Sprintf("主办件没有沟通、也没有拟稿的，每件扣%d分", w.Untouched))
	}
	if w.Apart {
		said = append(said, "主办单位和只协办的单位分别排名")
	}
	return strings.Join(said, "；")
}

// wayFacts tell the ways for the settings and the journal; those of a pack that says
// nothing are told as the usual ones.
func (a Appraisal) wayFacts() []PackFact {
	w, usual := a.How(), ""
	if !a.Ways.Said() {
		usual = "（没有写明的年度按此计算，以前封过账的年度照旧）"
	}
	cost, order := "不扣分", "全部单位一起排名"
	if w.Untouched > 0 {
		cost = fmt.Sprintf("每件扣%d分", w.Untouched)
	}
	if w.Apart {
		order = "主办单位和只协办的单位分别排名"
	}
	return []PackFact{
		{"考评·没有的事项", w.Nothing.Words() + usual},
		{"考评·未动手的主办件", cost + usual},
		{"考评·排名", order + usual},
	}
}

// ways tidies what a place decides about scores.
func (f *fields) ways(w AppraisalWays) {
	if !w.Said() {
		return
	}
	one(f, "考评没有的事项", w.Nothing, NothingWays)
	if w.Untouched < 0 || w.Untouched > untouchedMost {
		f.wrong("考评未动手的主办件", fmt.Sprintf("应在0到%d之间", untouchedMost), "请核对每件扣的分数")
	}
}

// RankGroup is the group in which a unit is ranked.
type RankGroup string

// The groups.
const (
	RankedAll    RankGroup = ""     // all units are ranked together
	RankedLead   RankGroup = "主办单位" // they led an item that we answer
	RankedAssist RankGroup = "协办单位" // they did not: they assisted or helped others
	// RankedTogether is how a closing calls RankedAll.
	RankedTogether RankGroup = "全部单位"
)

// order is where a group stands in lists.
func (g RankGroup) order() int {
	if g == RankedAssist {
		return 1
	}
	return 0
}

// groupOf is the group of a unit that leads so many items (UnitScore.Lead).
func groupOf(lead int) RankGroup {
	if lead > 0 {
		return RankedLead
	}
	return RankedAssist
}
