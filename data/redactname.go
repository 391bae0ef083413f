package data

import (
	"slices"
	"strings"
	"unicode"
)

// How a name is seen to be one: what stands before and behind it. Blanks do not
// count.
var (
	memberAfter = Pattern(`^(?:代表|委员|同志|先生|女士|老师)`)
	titleAfter  = Pattern(`^(?:代表|委员|同志|先生|女士|老师|师傅|主席|主任|书记|局长|县长|区长|镇长|乡长|村长|校长|院长|所长|科长|董事长|总经理|经理|律师|医生|教授|工程师)`)
	noTitle     = Pattern(`^(?:代表[着了性作队团大]|委员会)`)
	listAfter   = Pattern(`^(?:[、，,和及与][\p{Han}·•・]{2,12}?){1,60}(?:等[0-9一二三四五六七八九十几]*(?:名|位|人)?)?(?:代表|委员|同志|先生|女士)`)
	countAfter  = Pattern(`^等?[0-9一二三四五六七八九十几]*(?:名|位|人)(?:代表|委员)`)
	verbAfter   = Pattern(`^(?:等|领衔|牵头|提出|提交|提的|联名|附议|反映|建议|认为|表示|指出|说|参加|到场|出席|联系|来电|来函|签名|签字)`)
	labelBefore = Pattern(`(?:代表|委员|联系人|领衔人?|提出人|提案人|建议人|附议人?|人员|出席|姓名|经办人|承办人|签名|签字|陪同)[：:]*$`)
	joinsPeople = Pattern(`^[、，, 和及与]+$`)
)

// twoSurnames are the usual surnames of two characters, between blanks.
const twoSurnames = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 长孙 宇文 端木 南宫 百里 独孤 西门 轩辕"

// surnameOfTwo tells whether a name begins with a surname of two characters.
func surnameOfTwo(name []rune) bool {
	return len(name) > 1 && name[0] != ' ' && name[1] != ' ' && strings.Contains(twoSurnames, string(name[:2]))
}

// beforeNames are words of one character that lead to a name.
const beforeNames = "由与向和及同对给请经是为跟让被将致邀谢访"

// redactor gathers what was found in a text, which it has in three spellings,
// each of as many characters as the text.
type redactor struct {
	plain  []rune // widths made usual
	folded []rune // as names are compared
	text   string // plain
	digits string // plain, with Chinese numerals as digits
	found  []Redaction
}

func newRedactor(text string) *redactor {
	f := &redactor{}
	var digits []rune
	for _, r := range text {
		r = plainRune(r)
		f.plain, f.folded, digits = append(f.plain, r), append(f.folded, foldRune(r)), append(digits, numeral(r))
	}
	f.text, f.digits = string(f.plain), string(digits)
	return f
}

func (f *redactor) add(kind SecretKind, from, to int, sure bool) {
	f.found = append(f.found, Redaction{Kind: kind, From: from, To: to, Sure: sure})
}

// name looks for a known person: the name in full, its parts where it has a
// dot, the given name and the surname before a title.
func (f *redactor) name(name string) {
	folded := []rune(FoldName(name))
	if len(folded) < 2 {
		return
	}
	dotted := hasNameDot(name)
	f.every(folded, dotted, func(from, to int) {
		f.add(SecretName, from, to, dotted || len(folded) > 2 || f.standsAsName(from, to) || f.starts(from) && verbAfter().MatchString(f.after(to)))
	})
	if dotted {
		for _, part := range nameParts(name) {
			if p := []rune(FoldName(part)); len(p) > 1 {
				f.every(p, false, func(from, to int) { f.add(SecretName, from, to, f.titled(to)) })
			}
		}
		return
	}
	if !unicode.Is(unicode.Han, folded[0]) || len(folded) > 4 {
		return
	}
	surname := 1
	if len(folded) > 2 && surnameOfTwo(folded) {
		surname = 2
	}
	f.every(folded[:surname], false, func(from, to int) {
		if memberAfter().MatchString(f.after(to)) && f.titled(to) {
			f.add(SecretName, from, to, false)
		}
	})
	if given := folded[surname:]; len(given) > 1 {
		f.every(given, false, func(from, to int) {
			if f.titled(to) {
				f.add(SecretName, from, to, f.starts(from))
			}
		})
	}
}

// otherName looks for another deputy's name, which may be a part of other words.
func (f *redactor) otherName(name string) {
	if folded := []rune(FoldName(name)); len(folded) > 1 {
		f.every(folded, hasNameDot(name), func(from, to int) { f.add(SecretName, from, to, f.standsAsName(from, to)) })
	}
}

// nameGap is how many blanks and dots may stand between two characters of a name.
const nameGap = 4

// every calls with each place where a folded name stands, with blanks between
// its characters, or dots too; one of three characters and more may go over a
// line's end.
func (f *redactor) every(name []rune, dots bool, found func(from, to int)) {
	gap := func(r rune) bool {
		if r == '\n' {
			return len(name) > 2
		}
		return passedOver(r) && (dots || !strings.ContainsRune(nameDots, r))
	}
	for from := 0; from < len(f.folded); from++ {
		at := from
		for i, want := range name {
			for n := 0; i > 0 && n < nameGap && at < len(f.folded) && gap(f.folded[at]); n++ {
				at++
			}
			if at == len(f.folded) || f.folded[at] != want {
				at = -1
				break
			}
			at++
		}
		if at < 0 || f.letter(from-1) && f.letter(from) || f.letter(at-1) && f.letter(at) {
			continue
		}
		found(from, at)
		from = at - 1
	}
}

// letter tells that a Latin letter stands at a place: it would go on a word.
func (f *redactor) letter(at int) bool {
	return at >= 0 && at < len(f.plain) && unicode.Is(unicode.Latin, f.plain[at])
}

// around is how much of the text is looked at on either side of a name.
const around = 80

// after is what follows, before what goes before a place, without blanks.
func (f *redactor) after(at int) string {
	return strings.ReplaceAll(string(f.plain[at:min(len(f.plain), at+around)]), " ", "")
}

func (f *redactor) before(at int) string {
	return strings.ReplaceAll(string(f.plain[max(0, at-around):at]), " ", "")
}

// titled tells that a title follows.
func (f *redactor) titled(to int) bool {
	after := f.after(to)
	return titleAfter().MatchString(after) && !noTitle().MatchString(after) || countAfter().MatchString(after)
}

// starts tells that no word can reach into the place from before.
func (f *redactor) starts(from int) bool {
	before := []rune(f.before(from))
	return len(before) == 0 || !unicode.In(before[len(before)-1], unicode.L, unicode.Nd) || strings.ContainsRune(beforeNames, before[len(before)-1])
}

// standsAsName tells that what stands here can only be meant as a name: before a
// title, at the head of a line, after 联系人 and the like or in a list of people
// that ends with 代表. (Of those known to be concerned it is also enough to say or
// do something; 向红联系了住户 need not be a deputy 向红.)
func (f *redactor) standsAsName(from, to int) bool {
	before, after := f.before(from), f.after(to)
	ends := after == "" || strings.HasPrefix(after, "\n") || strings.ContainsRune("：，,:（(；。", []rune(after)[0])
	head := before == "" || strings.HasSuffix(before, "\n")
	return f.titled(to) || head && ends || labelBefore().MatchString(before) && (ends || strings.HasPrefix(after, "、") || strings.HasPrefix(after, "）")) ||
		f.starts(from) && listAfter().MatchString(after)
}

// neighbours makes sure of known names that stand beside a sure one in a list.
func (f *redactor) neighbours() {
	for changed := true; changed; {
		changed = false
		for i, r := range f.found {
			changed = changed || !r.Sure && r.Kind == SecretName && f.besideSure(r)
			f.found[i].Sure = r.Sure || r.Kind == SecretName && f.besideSure(r)
		}
	}
}

func (f *redactor) besideSure(r Redaction) bool {
	return slices.ContainsFunc(f.found, func(o Redaction) bool {
		return o.Kind == SecretName && o.Sure && (o.To < r.From && joinsPeople().MatchString(string(f.plain[o.To:r.From])) ||
			r.To < o.From && joinsPeople().MatchString(string(f.plain[r.To:o.From])) && f.starts(r.From))
	})
}
