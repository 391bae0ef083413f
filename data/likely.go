package data

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"jianban/data/pinyin"
)

// Likely are two records that are likely one person or unit.
type Likely[R any] struct {
	Keep, Gone R      // Keep is the one to stay: spelt as names are kept, or entered first
	Why        string // such as 姓名只是写法不同
	Sure       bool   // hardly anything else; else it is to be looked at
}

// LikelyPeople are pairs of deputies or members of one body who are likely one:
// by the spelling of the name, by name and telephone, by the sound of the name
// within a delegation. The surest come first, in the order of the list.
func LikelyPeople(all []Proposer) []Likely[Proposer] {
	return likely(all, samePerson, func(p Proposer) []string {
		keys := []string{FoldName(p.Name)}
		keys = append(keys, phoneKeys(p.Phone)...)
		return append(keys, foldPlace(p.Delegation)+"\x00"+soundKey(p.Name), foldPlace(p.Delegation)+"\x00"+firstPart(p.Name))
	}, func(a, b Proposer) bool {
		mended, _ := MendName(b.Name)
		kept, _ := MendName(a.Name)
		return kept != a.Name && mended == b.Name || b.ID < a.ID && (kept == a.Name) == (mended == b.Name)
	})
}

// LikelyUnits are pairs of units that are likely one: by the spelling of a name,
// a name that is another's former or full one or is short for it, or the
// telephone.
func LikelyUnits(all []Unit) []Likely[Unit] {
	return likely(all, sameUnit, func(Unit) []string {
		return []string{""} // names that are short for others share no key: all are compared
	}, func(a, b Unit) bool { return b.ID < a.ID })
}

// likely compares what shares a key, each two once. better tells that the second
// is to stay.
func likely[R any](all []R, same func(a, b R) (string, bool), keys func(R) []string, better func(a, b R) bool) []Likely[R] {
	byKey := map[string][]int{}
	for i, r := range all {
		for _, k := range keys(r) {
			byKey[k] = append(byKey[k], i)
		}
	}
	seen := map[[2]int]bool{}
	var out []Likely[R]
	for i, r := range all {
		for _, k := range keys(r) {
			for _, j := range byKey[k] {
				if j <= i || seen[[2]int{i, j}] {
					continue
				}
				seen[[2]int{i, j}] = true
				if why, sure := same(r, all[j]); why != "" {
					l := Likely[R]{r, all[j], why, sure}
					if better(r, all[j]) {
						l.Keep, l.Gone = l.Gone, l.Keep
					}
					out = append(out, l)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Likely[R]) int { return b2i(b.Sure) - b2i(a.Sure) })
	return out
}

// samePerson is why two are likely one person; "" where they are not.
func samePerson(a, b Proposer) (why string, sure bool) {
	if a.Body != b.Body || IsGroup(a.Name) != IsGroup(b.Name) {
		return "", false
	}
	sameName, place := SameName(a.Name, b.Name), foldPlace(a.Delegation) == foldPlace(b.Delegation)
	phone, otherPhone := samePhone(a.Phone, b.Phone)
	switch {
	case sameName && (place || a.Delegation == "" || b.Delegation == "") && !otherPhone:
		if place && a.Delegation == b.Delegation {
			return "姓名只是写法不同", true
		}
		return "同名，代表团只是写法不同或没有填写", true
	case sameName && phone:
		return "同名，电话相同", true
	case sameName && place:
		return "同名同代表团，电话不同", false
	case sameName:
		return "同名，代表团不同，也可能是两个人", false
	case phone && nearName(a.Name, b.Name):
		return "电话相同，姓名相近", true
	case place && !otherPhone && soundKey(a.Name) == soundKey(b.Name) && len([]rune(FoldName(a.Name))) > 1:
		return "同一代表团，姓名读音相同", false
	case place && !otherPhone && firstPart(a.Name) == firstPart(b.Name) && hasNameDot(a.Name) != hasNameDot(b.Name):
		return "同一代表团，一个是另一个的简称", false
	}
	return "", false
}

// nearName tells that names differ by one character, or one is a part of the other.
func nearName(a, b string) bool {
	x, y := []rune(FoldName(a)), []rune(FoldName(b))
	if len(x) != len(y) {
		return strings.Contains(string(x), string(y)) || strings.Contains(string(y), string(x))
	}
	differ := 0
	for i := range x {
		differ += b2i(x[i] != y[i])
	}
	return differ == 1 && len(x) > 1
}

// firstPart is a name's first part: of 艾合买提·吐尔逊 艾合买提.
func firstPart(name string) string {
	if parts := nameParts(name); len(parts) > 0 {
		return FoldName(parts[0])
	}
	return FoldName(name)
}

// soundKey is how a name sounds, tones included.
func soundKey(name string) string {
	var b strings.Builder
	said := pinyin.ReadPerson(FoldName(name)).Syllables()
	for i, r := range []rune(FoldName(name)) {
		if !unicode.Is(unicode.Han, r) || len(said[i]) == 0 {
			b.WriteRune(r)
			continue
		}
		b.WriteString(said[i][0] + tone(r, said[i][0]))
	}
	return b.String()
}

// foldPlace is a delegation or circle without the words that come and go: 红塔代表团,
// 红塔区代表团.
func foldPlace(place string) string {
	place = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(FoldName(place), "代表团"), "团"), "界")
	if r := []rune(place); len(r) > 2 && strings.ContainsRune("区县市镇乡", r[len(r)-1]) {
		place = string(r[:len(r)-1])
	}
	return place
}

// phoneKeys are the last eleven digits of each telephone number of a field; one of
// too few digits is none.
func phoneKeys(phones string) (keys []string) {
	for _, phone := range phonesIn(phones) {
		if digits := onlyDigits(phone); len(digits) >= 7 {
			keys = append(keys, digits[max(0, len(digits)-11):])
		}
	}
	return keys
}

// phonesIn are the numbers of a field: 13800000001、0877-2012345.
func phonesIn(phones string) []string { return SplitList(phones, "、，,；;/") }

// samePhone tells whether two fields have a number in common, or both have some
// and none in common.
func samePhone(a, b string) (same, other bool) {
	x, y := phoneKeys(a), phoneKeys(b)
	same = slices.ContainsFunc(x, func(k string) bool { return slices.Contains(y, k) })
	return same, len(x) > 0 && len(y) > 0 && !same
}

// sameUnit is why two are likely one unit; "" where they are not.
func sameUnit(a, b Unit) (why string, sure bool) {
	names := func(u Unit) []string { return []string{FoldName(u.Name), FoldName(u.FullName)} }
	shares := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(n string) bool { return n != "" && slices.Contains(y, n) })
	}
	former := func(u Unit) (all []string) {
		for _, f := range u.Former {
			all = append(all, FoldName(f.Name), FoldName(f.FullName))
		}
		return all
	}
	phone, otherPhone := samePhone(a.Phone, b.Phone)
	short := shortFor(a, b) || shortFor(b, a)
	switch {
	case shares(names(a), names(b)):
		return "名称只是写法不同", true
	case shares(former(a), names(b)) || shares(former(b), names(a)):
		return "一个是另一个的曾用名", true
	case short && phone:
		return "电话相同，一个像是另一个的简称", true
	case phone:
		return "电话相同", false
	case short && !otherPhone:
		return "一个像是另一个的简称", false
	}
	return "", false
}

// shortFor tells that a unit's short name may stand for another's name: its
// characters stand there in their order, the last one last.
func shortFor(a, b Unit) bool {
	short := []rune(strings.TrimLeft(FoldName(a.Name), "省市区县"))
	for _, name := range []string{b.FullName, b.Name} {
		long := []rune(FoldName(name))
		if len(short) < 3 || len(long) < len(short)+2 || short[len(short)-1] != long[len(long)-1] {
			continue
		}
		i := 0
		for _, r := range long {
			if i < len(short) && r == short[i] {
				i++
			}
		}
		if i == len(short) {
			return true
		}
	}
	return false
}

// JoinPeople makes one of two: what is kept gets what it lacks, in the spelling in
// which names are kept; the name of the other says what became of it.
func JoinPeople(keep, gone Proposer) (Proposer, Proposer) {
	keep.Name, _ = MendName(keep.Name)
	fill(&keep.Delegation, gone.Delegation)
	keep.Phone = bothPhones(keep.Phone, gone.Phone)
	fill(&keep.Address, gone.Address)
	gone.Name = fmt.Sprintf("%s（已合并%d）", gone.Name, gone.ID)
	return keep, gone
}

// JoinUnits makes one of two, as JoinPeople does.
func JoinUnits(keep, gone Unit) (Unit, Unit) {
	for _, x := range []struct {
		to   *string
		from string
	}{{&keep.FullName, gone.FullName}, {&keep.Letterhead, gone.Letterhead}, {&keep.ReplySeries, gone.ReplySeries},
		{&keep.Responsible, gone.Responsible}, {&keep.Contact, gone.Contact}} {
		fill(x.to, x.from)
	}
	keep.Phone = bothPhones(keep.Phone, gone.Phone)
	keep.Former = slices.Clone(keep.Former)
	for _, f := range gone.Former {
		if !slices.Contains(keep.Former, f) {
			keep.Former = append(keep.Former, f)
		}
	}
	sortFormer(keep.Former)
	gone.Name = fmt.Sprintf("%s（已合并%d）", gone.Name, gone.ID)
	return keep, gone
}

// bothPhones are the numbers of two fields, each once, as they are written first.
func bothPhones(keep, gone string) string {
	all := phonesIn(keep)
	for _, phone := range phonesIn(gone) {
		if !slices.ContainsFunc(all, func(o string) bool { return onlyDigits(o) == onlyDigits(phone) }) {
			all = append(all, phone)
		}
	}
	if len(all) == len(phonesIn(keep)) {
		return keep
	}
	return strings.Join(all, "、")
}

// PeopleLose says what of a person goes where JoinPeople makes one of two, since
// what is kept has another: 姓名“单莉”, 代表团“北城代表团”; nil for nothing.
func PeopleLose(keep, gone Proposer) []string {
	return lost([]given{{"姓名", keep.Name, gone.Name}, {"代表团", keep.Delegation, gone.Delegation}, {"地址", keep.Address, gone.Address}})
}

// UnitsLose says what of a unit goes where JoinUnits makes one of two.
func UnitsLose(keep, gone Unit) []string {
	return lost([]given{{"简称", keep.Name, gone.Name}, {"全称", keep.FullName, gone.FullName}, {"版头", keep.Letterhead, gone.Letterhead},
		{"文号代字", keep.ReplySeries, gone.ReplySeries}, {"责任领导", keep.Responsible, gone.Responsible}, {"经办人", keep.Contact, gone.Contact}})
}

// given is what two records have of one thing.
type given struct{ what, keep, gone string }

func lost(all []given) (said []string) {
	for _, g := range all {
		if g.keep != "" && g.gone != "" && foldPlace(g.keep) != foldPlace(g.gone) {
			said = append(said, g.what+"“"+g.gone+"”（保留的是“"+g.keep+"”）")
		}
	}
	return said
}

// fill gives a text where none is.
func fill(to *string, from string) {
	if *to == "" {
		*to = from
	}
}

// JoinTwice tells that both of two records that become one have what one can
// have only once, such as a form of feedback on the same reply.
func JoinTwice(label string) Problem {
	return Problem{Field: label, Message: "要合并的两个在同一件里各有一条" + label, Hint: "请先核对，删去多余的一条"}
}

// JoinItself refuses to make one record of one.
var JoinItself = Problem{Field: "合并", Message: "要合并的是同一条记录", Hint: "请重新选择"}
