package data

import "slices"

// Leader is a leader of the district who takes charge of proposals (牵头领导).
type Leader struct {
	ID      ID
	Name    string
	Post    string       // such as 副区长
	Former  []FormerName // posts held before, oldest first
	Deleted bool
}

// Unit (承办单位) is a department or township that does the work.
type Unit struct {
	ID          ID
	Name        string       // short, as in ledgers: 区住建局
	FullName    string       // as on its letterhead
	Letterhead  string       // the red name of letters it signs itself; "" takes FullName
	ReplySeries string       // 文号 prefix of letters it signs itself, such as 红住建函
	Responsible string       // its leader answerable for proposals (责任领导)
	Contact     string       // its clerk (经办人)
	Phone       string       //
	Former      []FormerName // names it bore before, oldest first
	Deleted     bool
}

// FormerName is what a unit or a leader's post was called until a day, that
// day included. Papers of that time keep it.
type FormerName struct {
	Name     string // a unit's short name, or a leader's post
	FullName string // a unit's name in full; "" for a post
	Until    Date
}

// At is the unit under the name that it bore on a day; the zero Date and days
// after the last change take today's name.
func (u Unit) At(day Date) Unit {
	if f, ok := nameAt(u.Former, day); ok {
		u.Name, u.FullName, u.Letterhead = f.Name, f.FullName, ""
	}
	return u
}

// InYear is the unit under its name on the papers of a year: the ledger, figures,
// scores, the summary, the board, sheets of who handles what, the dossier. It is the
// one borne on the year's last day, whenever the paper is made. A letter bears the
// name of its own day (At), whichever year it is about, and so keeps the name that
// it was sent under.
func (u Unit) InYear(year int) Unit {
	if len(u.Former) == 0 {
		return u
	}
	return u.At(NewDate(year, 12, 31))
}

// UnitName is what a unit is called on the papers of the case's year (Unit.InYear).
func (c Case) UnitName(u Unit) string {
	if len(u.Former) == 0 {
		return u.Name
	}
	return u.InYear(c.Year()).Name
}

// LeadUnitName is what the unit that leads a case is called so; "" where none does.
func (c Case) LeadUnitName() string {
	a, _ := c.LeadAssignment()
	return c.UnitName(a.Unit)
}

// At is the leader with the post held on a day.
func (l Leader) At(day Date) Leader {
	if f, ok := nameAt(l.Former, day); ok {
		l.Post = f.Name
	}
	return l
}

// Renamed is the unit under another name; the one before was borne until a day,
// that day included, and is kept for the papers of its time.
func (u Unit) Renamed(name, fullName, letterhead string, until Date) Unit {
	u.Former = append(slices.Clone(u.Former), FormerName{Name: u.Name, FullName: u.FullName, Until: until})
	u.Name, u.FullName, u.Letterhead = name, fullName, letterhead
	return u
}

// Promoted is the leader in another post; the one before was held until a day,
// that day included. A leader without a post before gets no former one.
func (l Leader) Promoted(post string, until Date) Leader {
	if l.Post != "" {
		l.Former = append(slices.Clone(l.Former), FormerName{Name: l.Post, Until: until})
	}
	l.Post = post
	return l
}

// nameAt is the former name that was borne on a day: the one that ended first
// on that day or later.
func nameAt(former []FormerName, day Date) (FormerName, bool) {
	found, ok := FormerName{}, false
	for _, f := range former {
		if day.OnOrBefore(f.Until) && (!ok || f.Until.Before(found.Until)) {
			found, ok = f, true
		}
	}
	return found, ok
}

// names are all names of a unit that was renamed; none of another.
func (u Unit) names() []string {
	if len(u.Former) == 0 {
		return nil
	}
	names := []string{u.Name}
	for _, f := range u.Former {
		names = append(names, f.Name)
	}
	return names
}

// Same tells that two units are one, whatever is known of them.
func (u Unit) Same(v Unit) bool { return u.ID == v.ID }

// sortFormer puts former names in the order in which they ended.
func sortFormer(former []FormerName) {
	slices.SortStableFunc(former, func(a, b FormerName) int { return a.Until.Compare(b.Until) })
}
