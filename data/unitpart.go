package data

// UnitPart is what a unit does about a proposal. Wherever units are counted, in the
// summary, the appraisal, the boards of units and the figures of reports, 主办 and
// 协办 mean this, as they do of the office (办理方式): so the units' 主办 add up to
// the year's.
type UnitPart int

// The parts. 撤案 and 转办 count in them, and in no rate (domain.md, What is counted).
const (
	UnitLeads   UnitPart = iota // 主办: it is the 承办单位, and the deputy gets a reply
	UnitAssists                 // 协办: it is the 承办单位 where we assist, and drafts our opinion
	UnitHelps                   // 参与: it helps the 承办单位 with an opinion
)

// LeadPart is what the 承办单位 of a proposal does.
func (c Case) LeadPart() UnitPart {
	if c.Proposal.Role.Answers() {
		return UnitLeads
	}
	return UnitAssists
}

// Helps tells whether an assignment makes its unit one that helps.
func (a Assignment) Helps() bool { return a.Part == CoUnit && a.Active() }

// unitParts are the proposals of each unit by its part.
type unitParts map[ID]*[3][]ID

// add counts a case for its units, once a part.
func (u unitParts) add(c Case) {
	id := c.Proposal.ID
	count := func(unit Unit, part UnitPart) {
		if u[unit.ID] == nil {
			u[unit.ID] = &[3][]ID{}
		}
		u[unit.ID][part] = appendNew(u[unit.ID][part], id)
	}
	if a, ok := c.LeadAssignment(); ok {
		count(a.Unit, c.LeadPart())
	}
	for _, a := range c.Handlers() {
		if a.Helps() {
			count(a.Unit, UnitHelps)
		}
	}
}

// of are the numbers of a unit, and all its proposals.
func (u unitParts) of(unit ID) (lead, assist, helped int, ids []ID) {
	p := u[unit]
	if p == nil {
		return 0, 0, 0, nil
	}
	for _, part := range p {
		for _, id := range part {
			ids = appendOnce(ids, id)
		}
	}
	return len(p[UnitLeads]), len(p[UnitAssists]), len(p[UnitHelps]), ids
}

func appendOnce(ids []ID, id ID) []ID {
	for _, x := range ids {
		if x == id {
			return ids
		}
	}
	return append(ids, id)
}
