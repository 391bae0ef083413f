package page

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jianban/data/word"
)

// Where a line of a title may end: never inside a word, seldom between words that
// together name one matter (公共交通, 服务经费), gladly before what begins a phrase and
// after what ends one. The words are those of package word, of this trade (below) and
// of the place (Style.Names).

// lexicon is a set of words and the length of its longest in characters.
type lexicon struct {
	has     map[string]bool
	longest int
}

func newLexicon(list ...string) lexicon {
	l := lexicon{has: map[string]bool{}}
	for _, w := range list {
		l.has[w] = true
		l.longest = max(l.longest, utf8.RuneCountInString(w))
	}
	return l
}

// The costs of a new line between two words, from the best place to the worst. A
// cost of c² weighs as much as a line that is c characters longer or shorter than
// the shape wants.
const (
	costMark   = 0  // after a mark
	costClause = 1  // before what begins a phrase; after 的, 会议, 号
	costJoin   = 2  // before 和, 与, 及
	costActed  = 5  // 污水处理设施|建设: before what is done with it
	costObject = 8  // 加强|农村公路养护: between a verb and what it is about
	costUnable = 14 // 加快|推进, 进一步|完善: two words that lean on each other
	costName   = 20 // 公共|交通: within the name of one matter
	costSuffix = 30 // before 段, 区, 性 …: part of the word before
	costNever  = 40 // before 的, 了 …
)

// role is what a word does in a title.
type role uint8

const (
	matter role = iota // a noun, or a word that is not known
	acts               // a verb that begins a phrase: 加强
	deed               // a verb that also names a matter: 建设
	leads              // leans on the word after it: 在, 对, 进一步
	joins              // 和
	ends               // 的
	suffix             // a single character that belongs to the word before
	figure             // digits and letters
	mark
)

// token is a word of a title: characters from to to-1.
type token struct {
	from, to int
	role     role
	text     string
}

// senseCosts weighs every place of a title for the start of a new line: infinite
// inside words, names, book titles and numbers, small where the sense pauses.
func senseCosts(items []item, names lexicon) []float64 {
	text := make([]rune, len(items))
	for i := range items {
		text[i] = items[i].r
	}
	may := breaks(items)
	cost := make([]float64, len(text)+1)
	for i := range cost {
		cost[i] = math.Inf(1)
	}
	tokens := tokens(text, names)
	inside := 0 // depth of 《〈〉》, “‘’” and （）
	for k := 1; k < len(tokens); k++ {
		if t := tokens[k-1]; t.role == mark {
			switch {
			case strings.ContainsAny(t.text, "《〈（(“‘【〔"):
				inside++
			case strings.ContainsAny(t.text, "》〉）)”’】〕"):
				inside = max(0, inside-1)
			}
		}
		i := tokens[k].from
		if may[i] {
			cost[i] = pause(tokens, k)
			if inside > 0 {
				cost[i] += 30 + 30*float64(inside)
			}
		}
	}
	return cost
}

// tokens cuts a title into words, marks and runs of figures. Ordinals stand together
// with what they number (第六届, 12号), a congress with its term (市六届人大).
func tokens(text []rune, names lexicon) []token {
	known := func(w string) bool {
		return words.has[w] || names.has[w] || begins.has[w] || deeds.has[w] || leaning.has[w]
	}
	longest := max(words.longest, names.longest, deeds.longest)
	var all []token
	add := func(from, to int) {
		w := string(text[from:to])
		all = append(all, token{from, to, roleOf(w), w})
	}
	for i := 0; i < len(text); {
		end := i + 1
		switch {
		case meetingStarts(text, i) > 0:
			end = i + meetingStarts(text, i)
			add(i, end)
		case ordinal(text[i:]) > 1:
			end = i + ordinal(text[i:])
			add(i, end)
		case unicode.Is(unicode.Han, text[i]):
			for end < len(text) && unicode.Is(unicode.Han, text[end]) && ordinal(text[end:]) < 2 && meetingStarts(text, end) == 0 {
				end++
			}
			at := i
			for _, n := range word.Cut(text[i:end], known, longest) {
				add(at, at+n)
				at += n
			}
		case figureRune(text[i]):
			for end < len(text) && figureRune(text[end]) {
				end++
			}
			add(i, end)
		default:
			add(i, end)
		}
		i = end
	}
	return named(all)
}

// named takes the first of several single characters that are no words for the
// beginning of a name that is not known: 南安, 东河.
func named(ts []token) []token {
	single := func(k int) bool { return k >= 0 && k < len(ts) && ts[k].role == suffix }
	for k := range ts {
		if single(k) && single(k+1) && (k == 0 || ts[k-1].role != suffix && ts[k-1].role != matter) {
			ts[k].role = matter
		}
	}
	return ts
}

func figureRune(r rune) bool {
	return digit(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || strings.ContainsRune("%‰.", r)
}

func roleOf(w string) role {
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case n == len(w) && !unicode.Is(unicode.Han, r) && !figureRune(r):
		return mark
	case figureRune(r):
		return figure
	case begins.has[w]:
		return acts
	case deeds.has[w]:
		return deed
	case leaning.has[w]:
		return leads
	case n < len(w):
		return matter
	case strings.ContainsRune("和与及并暨或", r):
		return joins
	case strings.ContainsRune("的地得了着过等们", r):
		return ends
	case strings.ContainsRune("在对将把为以向从由至到就给被因于按经用", r):
		return leads
	}
	return suffix
}

// pause is the cost of a line that begins with the word k.
func pause(ts []token, k int) float64 {
	a, b := ts[k-1], ts[k]
	switch {
	case b.role == ends:
		return costNever
	case a.role == mark:
		return afterMark(a, b)
	case b.role == mark:
		return beforeMark(a, b)
	case a.text == "关于", a.text == "对" && meetingAt([]rune(b.text)) > 0:
		return costSuffix
	case a.text == "至" || a.text == "到": // 研和至|小石桥段
		return costSuffix
	case a.role == joins || a.role == leads:
		return costUnable
	case b.text == "关于" || meetingAt([]rune(b.text)) > 0:
		return costClause
	case b.text == "至" || b.text == "到": // from one place to another
		return costSuffix
	case a.text == "的" || a.role == matter && (strings.HasSuffix(a.text, "会议") || strings.HasSuffix(a.text, "大会")):
		return costClause
	case b.role == joins:
		return costJoin
	case numbered(a.text) && matters.has[b.text]: // 第72号|提案
		return costSuffix
	case numbered(a.text) && !strings.HasSuffix(a.text, "号") && !strings.HasSuffix(a.text, "会议") && a.role != figure: // 三年|行动方案, 二次|供水, 第十一届|委员会
		return costSuffix
	case numbered(a.text) && strings.HasSuffix(a.text, "年"): // 2024年|人大代表建议
		return costObject
	case b.role == figure && (a.role == matter || strings.HasSuffix(a.text, "到")) && !strings.HasSuffix(b.text, "年"): // 国道|213线
		return costName
	case b.role == figure && a.role != figure, numbered(a.text), numbered(b.text) && strings.HasSuffix(a.text, "会"):
		return costJoin + 1
	case b.role == suffix:
		return costSuffix
	case a.role == figure:
		return costName
	}
	next, before := token{role: mark}, token{role: mark}
	if k+1 < len(ts) {
		next = ts[k+1]
	}
	if k > 1 {
		before = ts[k-2]
	}
	closes := next.role == ends || next.role == mark || next.role == joins
	verb := a.role == deed && (before.role == acts || before.role == leads || strings.ContainsAny(before.text, "《“") || before.text == "关于")
	switch {
	case verb && (b.role == acts || b.role == deed): // 关于改造|提升
		return costUnable
	case before.text == "至" && placeName(a.text): // 至红岩乡|通乡公路
		return costObject
	case b.role == acts && deeds.has[b.text] && closes && a.role != ends: // 发展|规划》
		return costUnable
	case heads.has[b.text] && a.role != ends: // 未成年人保护|工作
		return costSuffix
	case b.role == deed && (next.role == acts || next.role == deed || next.role == matter): // 中药材|种植 助推…, 未成年人|保护工作
		return costUnable
	case verb && b.role == matter: // 支持建设|澄河至南安…
		return costObject
	case b.role == deed && a.role == matter && before.role == matter: // 卫生院 人才队伍|建设的
		return costUnable - 2
	case (a.role == matter || a.role == deed) && b.role == matter && attributive(a.text): // 农村|居民, 数字化|城市管理
		return costSuffix
	case a.role == matter && b.role == matter && next.role == deed: // 卫生院|人才队伍 建设的
		return costObject
	}
	return between(a, b)
}

// between is the cost of a new line between two words that name or do something.
func between(a, b token) float64 {
	switch {
	case b.role == leads && (a.role == acts || a.role == deed): // 稳定在
		return costUnable
	case a.role == acts && (b.role == acts || b.role == leads), a.role == deed && b.role == deed: // 加快推进
		return costUnable
	case b.role == acts, b.role == leads:
		return costClause
	case a.role == acts, a.role == deed && placeName(b.text): // 办理|澄河县 不动产登记
		return costObject
	case placeName(a.text):
		return costName
	case b.role == deed:
		return costActed
	case begunByDeed(b.text): // 污水处理设施|运行维护机制
		return costUnable
	}
	return costName
}

// attributive tells a word that says whose or of what kind what follows is.
func attributive(w string) bool {
	if heads.has[w] {
		return false
	}
	r, n := utf8.DecodeLastRuneInString(w)
	return utf8.RuneCountInString(w) == 2 || len(w) > n && strings.ContainsRune("化性级", r)
}

// placeName tells the name of a county, a town or the like.
func placeName(w string) bool {
	r, n := utf8.DecodeLastRuneInString(w)
	return len(w) > n && strings.ContainsRune("省市州县区乡镇村", r)
}

// begunByDeed tells the name of a matter that begins with what is done.
func begunByDeed(w string) bool {
	for i := range w {
		if i > 0 && deeds.has[w[:i]] {
			return true
		}
	}
	return false
}

// afterMark is the cost of a new line after a mark.
func afterMark(a, b token) float64 {
	if strings.ContainsAny(a.text, "”’") && (b.role == matter || b.role == deed || b.role == suffix) { // “放管服”改革
		return costObject
	}
	if a.text == "、" { // 第15号、|第16号
		return costActed
	}
	return costMark
}

// beforeMark is the cost of a new line before a mark.
func beforeMark(a, _ token) float64 {
	if a.role == leads || a.role == joins || a.text == "关于" {
		return costUnable
	}
	return costClause + 0.5
}

// numbered tells a number with what it counts, such as 第12号.
func numbered(w string) bool { return ordinal([]rune(w)) == utf8.RuneCountInString(w) }

// meetingAt is the length of 市六届人大一次会议 at the start of text, its body and the
// number of its session included where they stand there, or 0.
func meetingAt(text []rune) int {
	if len(text) < 3 || !strings.ContainsRune("市区县州省乡镇旗盟", text[0]) {
		return 0
	}
	from := 1
	if body := bodyAt(text[1:]); body > 0 { // 市政协六届一次会议
		from += body
	}
	n := ordinal(text[min(from, len(text)):])
	if n < 2 || text[from+n-1] != '届' {
		return 0
	}
	at := from + n
	if from == 1 {
		at += bodyAt(text[at:])
	}
	if n = ordinal(text[at:]); n > 2 && string(text[at+n-2:at+n]) == "会议" {
		at += n
	}
	return at
}

// meetingStarts is the length of the meeting whose name starts at i, or 0. In
// 南安县第十一届委员会 the county's name ends with what else begins such a name.
func meetingStarts(text []rune, i int) int {
	n := meetingAt(text[i:])
	if n == 0 || i == 0 || !unicode.Is(unicode.Han, text[i-1]) || strings.ContainsRune("于对在和与及的就将为向从由", text[i-1]) {
		return n
	}
	for from := max(0, i-4); from < i-1; from++ {
		if w := string(text[from:i]); body(w) || begins.has[w] || deeds.has[w] || leaning.has[w] {
			return n
		}
	}
	return 0
}

// bodyAt is the length of 人大 or 政协 at the start of text.
func bodyAt(text []rune) int {
	if len(text) > 1 && slices.Contains([]string{"人大", "政协"}, string(text[:2])) {
		return 2
	}
	return 0
}

// ordinal is the length of 第六届, 六届, 第12号, 第一次会议 at the start of text, or 0.
func ordinal(text []rune) int {
	if len(text) == 0 {
		return 0
	}
	i := 0
	if text[0] == '第' {
		i++
	}
	from := i
	if i == 1 && i < len(text) && text[i] >= 'A' && text[i] <= 'Z' { // 第Y058号
		i++
	}
	for i < len(text) && (digit(text[i]) || strings.ContainsRune("零一二三四五六七八九十百闭", text[i])) {
		i++
	}
	if i == from || i >= len(text) {
		return 0
	}
	if strings.ContainsRune("届次号年件项个条", text[i]) {
		i++
		if i+1 < len(text) && text[i-1] == '次' && text[i] == '会' && text[i+1] == '议' {
			i += 2
		}
		return i
	}
	return 0
}

// body tells the name of an office or an assembly, behind which a meeting may be named.
func body(w string) bool {
	for _, end := range []string{"局", "府", "办", "室", "会", "委", "厅", "院", "队", "社", "中心", "政协", "人大"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
