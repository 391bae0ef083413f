package data

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// What private things look like. Whoever is not known by name is not found.
var (
	mailLike    = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	idLike      = regexp.MustCompile(`\d{17}[\dXx]`)
	mobileLike  = regexp.MustCompile(`1[3-9]\d[- ]?\d{4}[- ]?\d{4}`)
	fixedLike   = regexp.MustCompile(`[（(]?0\d{2,3}[）)]?[-－—– ]{0,2}\d{7,8}(?:[-转]\d{1,6})?`)
	phoneLabel  = regexp.MustCompile(`(?:电话|手机|联系方式)(?:号码)?[:：]?\s*(\d[\d -]{5,}\d)`)
	placeLabel  = regexp.MustCompile(`(?:地址|住址|家住|现住)[:：]?\s*([^，。；、\n（()）]{4,40})`)
	addressLike = regexp.MustCompile(`\p{Han}{2,8}(?:路|街|巷|小区|花园|苑)\d{1,5}(?:号|栋|幢)(?:\d{1,4}(?:栋|幢|单元|号楼))*(?:\d{1,4}(?:室|号))?`)
)

// Redactions finds what a published text should not show: names, telephone
// numbers and addresses of known people, of other deputies by their names, and
// whatever looks like a number, address or e-mail of a person. They are in the
// order of the text and do not overlap.
func Redactions(text string, known []Identity, others []Proposer) []Redaction {
	f := redactor{text: strings.Map(plainDigit, text)}
	for _, id := range known {
		f.words(SecretName, id.Name, true)
		f.words(SecretPhone, id.Phone, true)
		f.words(SecretAddress, id.Address, true)
	}
	for _, p := range others {
		if !IsGroup(p.Name) {
			f.words(SecretName, p.Name, false)
		}
	}
	f.like(SecretID, idLike, 0, true)
	f.like(SecretMail, mailLike, 0, true)
	f.like(SecretPhone, mobileLike, 0, true)
	f.like(SecretPhone, fixedLike, 0, true)
	f.like(SecretPhone, phoneLabel, 1, true)
	f.like(SecretAddress, placeLabel, 1, true)
	f.like(SecretAddress, addressLike, 0, false)
	slices.SortStableFunc(f.found, func(a, b Redaction) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
	var out []Redaction
	runes := []rune(text)
	for _, r := range f.found {
		if n := len(out); n > 0 && r.From < out[n-1].To {
			continue
		}
		r.Text, r.With = string(runes[r.From:r.To]), "××××"
		if r.Kind == SecretName {
			r.With = "××"
		}
		out = append(out, r)
	}
	return out
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

// plainDigit makes full-width digits and signs of numbers plain, one for one.
func plainDigit(r rune) rune {
	if r >= '！' && r <= '～' && (r <= '＠' && r != '：' && r != '，' && r != '；' && r != '（' && r != '）' || unicode.IsLetter(r)) {
		return r - '！' + '!'
	}
	return r
}

// redactor gathers what was found in a text.
type redactor struct {
	text  string
	found []Redaction
}

// words looks for a person's own words; blanks may stand between characters,
// as in names of two set wide.
func (f *redactor) words(kind SecretKind, words string, sure bool) {
	words = strings.Map(plainDigit, squeeze(words))
	if least := map[SecretKind]int{SecretName: 2, SecretPhone: 5, SecretAddress: 3}[kind]; utf8.RuneCountInString(words) < least {
		return
	}
	var pattern []string
	for _, r := range words {
		pattern = append(pattern, regexp.QuoteMeta(string(r)))
	}
	f.like(kind, regexp.MustCompile(strings.Join(pattern, `[ 　]*`)), 0, sure)
}

// like looks for a pattern, or for a part of it. Digits that go on before or
// behind are another number.
func (f *redactor) like(kind SecretKind, pattern *regexp.Regexp, part int, sure bool) {
	for _, at := range pattern.FindAllStringSubmatchIndex(f.text, -1) {
		from, to := at[2*part], at[2*part+1]
		before, _ := utf8.DecodeLastRuneInString(f.text[:from])
		after, _ := utf8.DecodeRuneInString(f.text[to:])
		first, _ := utf8.DecodeRuneInString(f.text[from:to])
		last, _ := utf8.DecodeLastRuneInString(f.text[from:to])
		if unicode.IsDigit(before) && unicode.IsDigit(first) || unicode.IsDigit(last) && unicode.IsDigit(after) {
			continue
		}
		n := utf8.RuneCountInString(f.text[:from])
		f.found = append(f.found, Redaction{Kind: kind, From: n, To: n + utf8.RuneCountInString(f.text[from:to]), Sure: sure})
	}
}
