package intake

import (
	"strings"

	"jianban/data"
)

// roleUntold settles our part in a new matter that was handed down to us, of which
// neither a column nor a title tells it: a lead unit of the level above answers
// itself, and we assist. One of ours named as lead unit may as well be who works on
// what we only assist; that is told.
func (m *maker) roleUntold(b data.Book) {
	if r := m.r; m.isNew() && r.role == "" && b.Direction == data.HandedDown {
		if len(r.leads) > 0 && m.run.higher(r.leads[0], b) {
			r.role = data.Assist
			m.note("没有写办理方式，主办单位是“" + r.leads[0] + "”，按协办登记，请核对")
			return
		}
		m.note("没有写办理方式，按主办登记；是我们协办的请改为协办")
		m.run.plan.note("“" + b.Name() + "”是上级交来的，没有写办理方式的按主办登记；其中由我们协办的，请加一列“办理方式”写明")
	}
}

// leadBody settles who answers where we assist: as the row says; where the row
// names a higher body as lead unit beside helpers that one; else for new
// matters whoever hands the book's over.
func (m *maker) leadBody() {
	p, r, b := &m.after.Proposal, m.r, m.after.Book
	if p.Role != data.Assist {
		return
	}
	if r.leadBody == "" && len(r.leads) == 1 && m.run.higher(r.leads[0], b) {
		n := min(1, len(r.others))
		r.leadBody, r.leads, r.others = r.leads[0], r.others[:n], r.others[n:]
	}
	if r.leadBody == "" && p.LeadBody == "" {
		r.leadBody = b.HandedBy
		if r.leadBody == "" {
			r.leadBody = strings.TrimPrefix(b.Meeting.Place, "本") + "人民政府办公室"
		}
		m.run.plan.note("协办件没有写明由谁主办的，主办机关先填“" + r.leadBody + "”，请核对")
	}
	m.set("主办机关", &p.LeadBody, r.leadBody)
}

// higher tells that a unit named as leading is not ours but a higher body's.
func (r *run) higher(name string, b data.Book) bool {
	if b.Direction != data.HandedDown {
		return false
	}
	if _, ours := r.units[data.FoldName(name)]; ours {
		return false
	}
	return strings.HasPrefix(name, string(b.Meeting.Level)) || strings.HasPrefix(name, b.Meeting.Place)
}
