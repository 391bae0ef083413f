package data

import (
	"cmp"
	"slices"
	"strings"
)

// SecretKind is what sort of private thing stands in a text.
type SecretKind string

// The kinds.
const (
	SecretName    SecretKind = "姓名"
	SecretPhone   SecretKind = "电话"
	SecretAddress SecretKind = "地址"
	SecretID      SecretKind = "证件号码"
	SecretMail    SecretKind = "电子邮箱"
	SecretChat    SecretKind = "微信、QQ"
	SecretBank    SecretKind = "银行账号"
	SecretPlate   SecretKind = "车牌号"
	SecretBirth   SecretKind = "出生日期"
)

// Redaction is a place in a text that a published reply should not show
// (domain.md, Published). It is a proposal: the clerk confirms each.
type Redaction struct {
	Kind     SecretKind
	From, To int    // in characters, To not included
	Text     string // what stands there
	With     string // what takes its place
	Sure     bool   // whose it is, is known; else it only looks like it
}

// Identity is what is known of a person who may stand in a letter.
type Identity struct{ Name, Phone, Address string }

// Identities are the people that a case's letter may name: its proposers, and
// those who can be asked about it.
func Identities(c Case, rep Reply, s Settings) []Identity {
	var all []Identity
	for _, p := range c.Proposal.Proposers {
		id := Identity{p.Name, p.Phone, p.Address}
		if IsGroup(p.Name) {
			id.Name = ""
		}
		all = append(all, id)
	}
	all = append(all, Identity{Name: rep.Contact, Phone: rep.ContactPhone}, Identity{Name: s.Contact, Phone: s.Phone})
	for _, a := range c.Handlers() {
		all = append(all, Identity{Name: a.Contact, Phone: a.Phone}, Identity{Name: a.Unit.Contact, Phone: a.Unit.Phone})
	}
	return all
}

// Redactions finds what a published text should not show: names, telephone
// numbers and addresses of known people in whatever form, other deputies by
// their names, private people by the word before them, and whatever looks like a
// number, address, plate, day of birth or e-mail of a person.
// They are in the order of the text and do not overlap. Sure are those that can
// be nothing else; a name that is also a word is sure only where it stands as a
// name. Public numbers of few digits (12345, 110) are left alone.
func Redactions(text string, known []Identity, others []Proposer) []Redaction {
	f := newRedactor(text)
	for _, id := range known {
		f.name(id.Name)
		f.phone(id.Phone)
		f.address(id.Address)
	}
	f.neighbours()
	for _, p := range others {
		if !IsGroup(p.Name) {
			f.otherName(p.Name)
		}
	}
	f.private()
	f.likely()
	out := untangled(f.found)
	runes := []rune(text)
	for i, r := range out {
		out[i].Text, out[i].With = string(runes[r.From:r.To]), "××××"
		if r.Kind == SecretName {
			out[i].With = "××"
		}
	}
	return out
}

// untangled are finds in the order of the text without those that overlap:
// those of one kind become one, except that a part of a sure name is none; of
// two kinds the sure one stays.
func untangled(found []Redaction) []Redaction {
	var out []Redaction
	for _, sure := range []bool{true, false} {
		for _, r := range found {
			if r.Sure == sure {
				out = placed(out, r)
			}
		}
	}
	slices.SortFunc(out, func(a, b Redaction) int { return cmp.Compare(a.From, b.From) })
	return out
}

// placed adds r to finds that do not overlap.
func placed(out []Redaction, r Redaction) []Redaction {
	meets := func(o Redaction) bool { return r.From < o.To && o.From < r.To }
	for _, o := range out {
		if meets(o) && (o.Kind != r.Kind || o.Kind == SecretName && o.Sure && !r.Sure) {
			if o.Sure || o.To-o.From >= r.To-r.From {
				return out
			}
		}
	}
	return append(slices.DeleteFunc(out, func(o Redaction) bool {
		if !meets(o) {
			return false
		}
		if o.Kind == r.Kind {
			r.From, r.To, r.Sure = min(r.From, o.From), max(r.To, o.To), r.Sure || o.Sure
		}
		return true
	}), r)
}

// Redact puts in place what was confirmed; the redactions are in order.
func Redact(text string, confirmed []Redaction) string {
	var b strings.Builder
	runes, at := []rune(text), 0
	for _, r := range confirmed {
		b.WriteString(string(runes[at:r.From]) + r.With)
		at = r.To
	}
	return b.String() + string(runes[at:])
}
