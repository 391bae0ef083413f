package data

import (
	"slices"
	"strings"
)

// textNumber is a number of a text with its noun.
type textNumber struct {
	from, to int    // runes, the noun with it
	value    int    // without its point
	decimals int    // digits behind the point
	unit     string // one of ourNouns; "" where none follows
	about    bool   // 约, 近
	over     bool   // 余, 多
	loose    bool   // 不少于, 3至5: nothing to compare
	han      bool   // written in Chinese numerals
}

// ourNouns are the nouns of figures that can be ours, and the kind of figure
// that each tells; longer ones first.
var ourNouns = []struct{ noun, kind string }{
	{"个百分点", nounPoint}, {"百分点", nounPoint}, {"件次", nounItem}, {"人次", nounPeople}, {"场次", nounTime},
	{"件", nounItem}, {"宗", nounItem}, {"成", nounShare}, {"份", nounPaper}, {"项", nounThing}, {"条", nounThing}, {"张", nounPaper}, {"次", nounTime}, {"场", nounTime}, {"回", nounTime}, {"%", nounShare},
}

const (
	nounItem  = "件"
	nounPaper = "份"
	nounThing = "项"
	nounTime  = "次"
	nounShare = "%"
	nounPoint = "点"

	// those of people and units are no part of another kind's name
	nounPeople = "人"
	nounDeputy = "位"
	nounUnit   = "个"
)

// whoNouns are nouns of people and units: 86位代表, 37个承办单位, 承办单位37个.
var (
	deputyNoun    = Pattern(`^(位|名)(市|区|县|省|州)?(人大|政协)?(代表|委员)`)
	unitNoun      = Pattern(`^(个|家)(全区|区级|区直|市级|市直|县级|县直|相关|有关)?(承办|主办|协办|会办|责任|牵头|配合)?(单位|部门)`)
	unitsAhead    = Pattern(`(承办|主办|协办|会办|责任|牵头|配合)(单位|部门)(共有|共计|共|有|为|达|计|数)*$`)
	deputiesAhead = Pattern(`(代表|委员)(们)?(人数)?(共有|共计|共|累计|达到|达|有|为|计)*$`)
	// aloneNoun is a noun that says nothing more; what it counts was named before.
	aloneNoun      = Pattern(`^[个家位名人]([,;。、)：:“”"（(]|$|勾选|评价|表示|打|投)`)
	unitsBefore    = Pattern(`(承办|主办|协办|会办|责任)(单位|部门)[^,;。]{0,16}[,;、(][^,;。]{0,10}$|(承办|主办|协办|会办|责任)(单位|部门)[^,;。]{0,6}$`)
	deputiesBefore = Pattern(`代表|委员`)
	deputyAlone    = Pattern(`^(人|名|位)([^次大民口均数员社工民才]|$)`)
)

// who reads such a noun.
func (n *textNumber) who(rs []rune, at, digits int) {
	next := string(rs[at:min(len(rs), at+12)])
	ahead := string(rs[max(0, digits-12):digits])
	if w := deputyNoun().FindString(next); w != "" {
		n.unit, n.to = nounDeputy, at+len([]rune(w))
	} else if deputyAlone().MatchString(next) && deputiesAhead().MatchString(ahead) {
		n.unit, n.to = nounDeputy, at+1
	} else if w := unitNoun().FindString(next); w != "" {
		n.unit, n.to = nounUnit, at+len([]rune(w))
	} else if aloneNoun().MatchString(next) {
		before := string(rs[max(0, digits-60):digits])
		switch before = before[strings.LastIndexAny(before, "。;\n")+1:]; {
		case strings.ContainsAny(next[:3], "个家") && (unitsAhead().MatchString(ahead) || unitsBefore().MatchString(before)):
			n.unit, n.to = nounUnit, at+1
		case strings.ContainsAny(next[:3], "位名人") && deputiesBefore().MatchString(before):
			n.unit, n.to = nounDeputy, at+1
		}
	}
}

// ofPeople tells that it counts deputies or units: of these few numbers are ours.
func (n textNumber) ofPeople() bool { return n.unit == nounDeputy || n.unit == nounUnit }

// plainRunes is a text in one spelling, rune for rune: digits and signs of half
// width, what stands in titles blotted out.
func plainRunes(text string) []rune {
	rs := []rune(text)
	title := 0
	for i, r := range rs {
		switch {
		case r >= '０' && r <= '９':
			r -= '０' - '0'
		case r >= 'Ａ' && r <= 'Ｚ':
			r -= 'Ａ' - 'A'
		case r == '％' || r == '﹪':
			r = '%'
		case r == '．':
			r = '.'
		case r == '，':
			r = ','
		case r == '（':
			r = '('
		case r == '）':
			r = ')'
		case r == '：':
			r = ':'
		case r == '；':
			r = ';'
		case r == '\u3000' || r == '\u00a0':
			r = ' '
		}
		switch {
		case r == '《':
			title++
		case r == '》':
			title = max(title-1, 0)
		case r == '\n':
			title = 0
		case title > 0:
			r = blot
		}
		rs[i] = r
	}
	return rs
}

// blot stands where words are taken out of a text without moving the others.
const blot = '·'

const hanNumerals = "〇零一二三四五六七八九十百千两"

// numbersOf finds the numbers of a text, in its order.
func numbersOf(rs []rune) (all []textNumber) {
	for i := 0; i < len(rs); {
		n, next := numberAt(rs, i)
		if next <= i {
			i++
			continue
		}
		if n.to > 0 {
			all = append(all, n)
		}
		i = next
	}
	return all
}

// numberAt reads a number that begins at a place; next is where to go on, and
// n.to is 0 where the number is none that a figure could be told by.
func numberAt(rs []rune, i int) (n textNumber, next int) {
	from, percent := i, hasRunes(rs, i, "百分之")
	if percent {
		i += 3
	}
	digits := i
	switch {
	case i >= len(rs):
		return n, 0
	case isDigit(rs[i]):
		n, i = digitsAt(rs, i)
	case strings.ContainsRune(hanNumerals, rs[i]):
		n, i = hanAt(rs, i)
		n.han = true
	default:
		return n, 0
	}
	n.from = from
	if i == digits || n.value < 0 {
		return textNumber{}, max(i, digits+1)
	}
	if percent {
		n.unit, n.to = nounShare, i
		n.circumstances(rs, from, digits)
		return n, i
	}
	return n.noun(rs, digits, i)
}

// noun reads the noun behind a number.
func (n textNumber) noun(rs []rune, digits, i int) (textNumber, int) {
	none := textNumber{}
	at := i
	for at < len(rs) && rs[at] == ' ' {
		at++
	}
	if at < len(rs) && (rs[at] == '余' || rs[at] == '多') {
		n.over = true
		at++
	}
	for _, x := range ourNouns {
		if hasRunes(rs, at, x.noun) {
			n.unit, n.to = x.kind, at+len([]rune(x.noun))
			break
		}
	}
	if n.unit == "" && at < len(rs) && strings.ContainsRune("位名人个家", rs[at]) {
		n.who(rs, at, digits)
	}
	before := runeBefore(rs, digits)
	switch {
	case before == '第' || n.han && strings.ContainsRune("每这某任同逐数几哪各本该此另", before):
		return none, i
	case n.unit == "" && (n.han || n.over || n.decimals > 0):
		return none, i
	case n.unit == "" && i < len(rs) && !strings.ContainsRune(",。;、)\t\n 其主协代建及和", rs[i]):
		return none, i
	case n.unit == "":
		n.to = i
	case n.unit == nounTime && (strings.ContainsRune("届大协会", before) && startsWith(rs, n.to, "会议", "全会", "全体会") || startsWith(rs, n.to, "性")):
		return none, n.to
	case n.unit == nounItem && startsWith(rs, n.to, "实事", "民生实事", "大事", "好事", "套", "衣"):
		return none, n.to
	case rs[n.to-1] == '张' && !startsWith(rs, n.to, ",", "。", ";", "、", "意见", "征", "反馈", "表"), rs[n.to-1] == '回' && startsWith(rs, n.to, "头", "访", "收", "复", "应", "家", "来", "到", "族", "民"):
		return none, n.to
	case n.unit == nounThing && startsWith(rs, n.to, "目", "路", "指标", "率", "数据", "比率"):
		return none, n.to
	case rs[n.to-1] == '成':
		n.value, n.loose = n.value*10, true
		if d := digitOf(rs, n.to); d > 0 {
			n.value, n.loose, n.about, n.to = n.value+d, false, true, n.to+1
		}
		if n.value > 100 || n.decimals > 0 || !n.han || startsWith(rs, n.to, "为", "立", "果", "员", "绩", "效", "功", "本", "熟", "长", "分", "就") {
			return none, n.to
		}
	case n.han && n.value == 1 && n.unit != nounShare:
		n.loose = true
	}
	n.circumstances(rs, n.from, digits)
	return n, n.to
}

// circumstances reads what makes a number a rough one.
func (n *textNumber) circumstances(rs []rune, from, digits int) {
	before := string(rs[max(0, from-4):from])
	switch {
	case endsWith(before, "约", "近", "约占", "大约", "接近"):
		n.about = true
	case endsWith(before, "不少于", "不低于", "至少", "超过", "不超过", "多达", "以上", "不足", "不到", "高于", "低于", "力争", "确保"):
		n.loose = true
	case digits > 1 && strings.ContainsRune("-—–~～至", rs[digits-1]) && isDigit(rs[digits-2]):
		n.loose = true
	}
	ranging := n.to+1 < len(rs) && strings.ContainsRune("-—–~～", rs[n.to]) && isDigit(rs[n.to+1])
	n.loose = n.loose || ranging || startsWith(rs, n.to, "以上", "以内", "以下", "左右")
}

// digitsAt reads digits, with commas between thousands and a decimal point.
func digitsAt(rs []rune, i int) (n textNumber, next int) {
	start, count := i, 0
	for i < len(rs) {
		if isDigit(rs[i]) {
			n.value = n.value*10 + int(rs[i]-'0')
			count++
		} else if thousands := rs[i] == ',' && digitsFrom(rs, start) <= 3 && digitsFrom(rs, i+1) == 3; !thousands || i == start {
			break
		}
		if i++; count > 9 {
			n.value = 0
		}
	}
	if i+1 < len(rs) && rs[i] == '.' && isDigit(rs[i+1]) {
		for i++; i < len(rs) && isDigit(rs[i]); i++ {
			if n.decimals < 4 {
				n.value, n.decimals = n.value*10+int(rs[i]-'0'), n.decimals+1
			}
		}
	}
	if count > 9 {
		n.value = -1
	}
	return n, i
}

func digitsFrom(rs []rune, i int) (n int) {
	for i+n < len(rs) && isDigit(rs[i+n]) {
		n++
	}
	return n
}

// hanAt reads Chinese numerals such as 一百四十二 or 九十八点六; n.value is
// negative for what is no one number, such as 三四十.
func hanAt(rs []rune, i int) (n textNumber, next int) {
	total, digit, unit, had := 0, -1, 10000, false
	for ; i < len(rs); i++ {
		at := strings.IndexRune(hanNumerals, rs[i])
		if at < 0 {
			break
		}
		d := slices.Index([]rune(hanNumerals), rs[i])
		had = true
		switch rs[i] {
		case '十', '百', '千':
			u := map[rune]int{'十': 10, '百': 100, '千': 1000}[rs[i]]
			if u >= unit {
				total = -1 << 40
			}
			unit = u
			if digit == 0 || digit < 0 && u != 10 && total > 0 {
				total = -1 << 40
			}
			if digit < 0 {
				digit = 1
			}
			total, digit = total+digit*u, -1
		default:
			value := max(0, d-1) // 〇, 零, 一 …
			if rs[i] == '两' {
				value = 2
			}
			if digit > 0 {
				total = -1 << 40 // 三四
			}
			digit = value
		}
	}
	if digit > 0 {
		total += digit
	}
	n.value = total
	if total < 0 || !had {
		n.value = -1
		return n, i
	}
	if i+1 < len(rs) && rs[i] == '点' && strings.ContainsRune("〇零一二三四五六七八九", rs[i+1]) {
		for i++; i < len(rs) && n.decimals < 4; i++ {
			d := slices.Index([]rune("零一二三四五六七八九"), rs[i])
			if rs[i] == '〇' {
				d = 0
			}
			if d < 0 {
				break
			}
			n.value, n.decimals = n.value*10+d, n.decimals+1
		}
	}
	return n, i
}

// digitOf is the Chinese digit at a place, 五 or 半 behind 八成; 0 is none.
func digitOf(rs []rune, i int) int {
	if i >= len(rs) {
		return 0
	}
	if rs[i] == '半' {
		return 5
	}
	return max(0, slices.Index([]rune("零一二三四五六七八九"), rs[i]))
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func hasRunes(rs []rune, i int, word string) bool {
	w := []rune(word)
	return i >= 0 && i+len(w) <= len(rs) && slices.Equal(rs[i:i+len(w)], w)
}

func startsWith(rs []rune, i int, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return hasRunes(rs, i, w) })
}

func endsWith(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

// runeBefore is the rune before a place, past spaces; 0 at the beginning.
func runeBefore(rs []rune, i int) rune {
	for i--; i >= 0; i-- {
		if rs[i] != ' ' {
			return rs[i]
		}
	}
	return 0
}
