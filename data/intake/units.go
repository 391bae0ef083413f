package intake

import (
	"slices"
	"strings"
	"unicode"

	"jianban/data"
)

// unitList is what a cell says of units.
type unitList struct {
	leads    []string // those it calls lead units
	others   []string // those it calls helpers
	plain    []string // those without a word
	separate bool     // each answers its own part: 分办
	open     bool     // it ends with 等: others are not named
	joined   []string // names that look like several, but cannot be parted surely
	noted    []string // names that were taken without the note in brackets behind them
	unclear  []string // what is no name of a unit, and cannot be read as one
}

// splitList parts a cell's list of units.
func splitList(text string) []string { return data.SplitList(text, "、，,；;\n\r|") }

const unitRoles = `(主办|牵头|承办|协办|会办|配合|协助|分办|独办|单办|主责)`

var (
	unitPart  = data.Pattern(`^` + unitRoles + `(?:单位|部门)?[：:]\s*`)
	unitTail  = data.Pattern(`[（(]` + unitRoles + `(?:单位|部门)?[)）]$`)
	unitVerb  = data.Pattern(`^由?(.+?)(?:负责)?` + unitRoles + `(?:办理|负责|落实|单位)?$`)
	unitWith  = data.Pattern(`^由?(.+?)(?:会同|商)(.+?)(?:共同)?(?:办理|研究|处理|落实)*$`)
	verbApart = data.Pattern(`[\s　]+` + unitRoles + `([\s　，,；;。]|$)`)
	nextPart  = data.Pattern(`[\s　、，,]+(` + unitRoles + `(?:单位|部门)?[：:])`)
	openEnd   = data.Pattern(`等(?:单位|部门|有关单位|相关单位|有关部门|相关部门)?$`)
	noUnit    = data.Pattern(`^(?:[-/—\-–－、]*|无|暂无|没有|(?:暂|待|未|尚未|暂未|还未|正在|另行|尚待|有待).{0,4}(?:定|确定|明确|分办|交办|落实|指定|协调|研究)|(?:承办|主办|协办|会办)?单位?待定|空)$`)
	itemCount = data.Pattern(`[（(]\d+件[)）]$`) // 区住建局（3件）, where a list is by unit
	nobody    = data.Pattern(`^(?:各|有关|相关|其他|其它).*(?:局|委|办|街道|乡镇|乡|镇|部门|单位|社区|村|县区|企业)(?:[（(][^（）()]*[)）])?$|^(?:街道|乡镇|乡|镇|部门|单位|街道办|乡镇街道)$`)
	partsLead = []string{"主办", "牵头", "承办", "分办", "独办", "单办", "主责"}

	// unitEnds are how names of units end. Only names that end so are parted where
	// the sign between them may as well stand within a name.
	unitEnds = data.Pattern(`\p{Han}(?:局|委|办|院|厅|部|处|所|站|队|厂|场|馆|社|镇|乡|中心|街道|政府|公司|集团|银行|学校|中学|小学|大学|委员会|办公室|工会|联合会|协会|妇联|残联|科协|文联|侨联|工商联|管委会|办事处|开发区|园区|社区)(?:[（(].+[）)])?$`)
	// unitKinds are kinds of units and no names.
	unitKinds = data.Pattern(`^(?:(?:人民)?政府|街道办?|办公室|办事处|委员会|管委会|联合会|开发区|中心|.?单位|.?部门)$`)
	// notAnd are words in which 和 does not part: 市公安局和平分局.
	notAnd = data.Pattern(`^[平谐睦]`)
)

// moreThanAName are the signs, and a character of each word, by which a cell can say
// more than one plain name.
const moreThanAName = "、，,；;。\n\r\t 　|｜/／\\＼+＋&＆（(：:和与及等各有相由主牵承协会配分商独单暂待未尚街乡镇空同无【［[〔★☆▲△●◆※*＊—–－-.．0123456789①②③④⑤⑥⑦⑧⑨"

// units are the units that a cell names; known tells which names the registry has.
func units(text string, known func(string) bool) (l unitList) {
	if text = strings.TrimSpace(text); !strings.ContainsAny(text, moreThanAName) {
		if text != "" {
			l.plain = []string{bare(text)}
		}
		if len(text) > len("县委县政府") {
			(&unitParser{unitList: &l, known: known}).runTogether(bare(text))
		}
		return l
	}
	p := unitParser{unitList: &l, known: known}
	if known(bare(text)) {
		l.plain = []string{bare(text)}
		return l
	}
	text = p.spelled(text)
	text = nextPart().ReplaceAllString(verbApart().ReplaceAllString(text, "$1$2"), "；$1")
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n\r；;。", r) }) {
		if unitPart().MatchString(strings.TrimSpace(line)) {
			p.now = "" // what a 主办： applies to ends where the next line names its own
		}
		for _, clause := range data.SplitList(line, "，,") {
			p.clause(clause)
		}
	}
	return l
}

// unitParser is units under way.
type unitParser struct {
	*unitList
	known func(string) bool
	now   string // the part that a 主办： before tells
}

// is tells that a name is a unit's: one that is known, or one that ends as units
// do.
func (p *unitParser) is(name string) bool {
	name = bare(openEnd().ReplaceAllString(strings.TrimSpace(name), ""))
	return p.known(name) || unitEnds().MatchString(name) && !unitKinds().MatchString(name)
}

// clause reads units between two commas. A word behind the last of them, as in
// 区水利局、区财政局配合, is of all.
func (p *unitParser) clause(clause string) {
	if m := unitWith().FindStringSubmatch(clause); m != nil && p.now == "" && p.is(m[1]) {
		p.add("牵头", m[1])
		for _, s := range p.parts(m[2]) {
			p.add("配合", s)
		}
		return
	}
	var names []string
	for _, s := range p.parts(clause) {
		if m := unitPart().FindStringSubmatch(s); m != nil {
			p.now, s = m[1], s[len(m[0]):]
		}
		if m := unitTail().FindStringSubmatch(s); m != nil {
			p.add(m[1], strings.TrimSuffix(s, m[0]))
			continue
		}
		if m := unitVerb().FindStringSubmatch(s); m != nil && !p.known(s) && p.is(m[1]) {
			for _, n := range append(names, m[1]) {
				p.add(m[2], n)
			}
			names = nil
			continue
		}
		names = append(names, s)
	}
	for _, n := range names {
		p.add(p.now, n)
	}
}

// add takes a name under what it is called.
func (p *unitParser) add(part, name string) {
	name = strings.TrimSpace(name)
	if openEnd().MatchString(name) {
		name, p.open = openEnd().ReplaceAllString(name, ""), true
	}
	name = itemCount().ReplaceAllString(bare(name), "")
	if name == "" || noUnit().MatchString(name) {
		return
	}
	if name = p.withoutNote(name); name == "" {
		return
	}
	p.runTogether(name)
	if nobody().MatchString(name) {
		p.open = true
		return
	}
	switch {
	case slices.Contains(partsLead, part):
		p.leads = addOnce(p.leads, name)
		p.separate = p.separate || part == "分办"
	case part != "":
		p.others = addOnce(p.others, name)
	default:
		p.plain = addOnce(p.plain, name)
	}
}

// parts are the names of a list, also where they are parted by a sign or word that
// may stand within a name: then only where each part is a unit's name.
func (p *unitParser) parts(text string) (all []string) {
	for _, s := range data.SplitList(text, "、|｜") {
		all = append(all, p.loose(s)...)
	}
	return all
}

// mostPieces are the pieces by loose signs that a list of units has at most.
const mostPieces = 60

// loose parts a name at blanks, strokes and words for and. Parts that are no names
// of units stay with what follows: 区发展和改革局 is one.
func (p *unitParser) loose(s string) []string {
	if p.known(bare(s)) || noUnit().MatchString(bare(s)) {
		return []string{s}
	}
	head := unitPart().FindString(s)
	pieces, signs := looseParts(s[len(head):])
	if len(pieces) < 2 {
		return []string{s}
	}
	if len(pieces) > mostPieces { // a text, no list
		p.joined = addOnce(p.joined, bare(s))
		return []string{s}
	}
	whole := func(n string) string { // 区财政局配合
		if m := unitVerb().FindStringSubmatch(n); m != nil {
			return m[1]
		}
		return unitTail().ReplaceAllString(n, "")
	}
	hard := false
	var all []string
	now := pieces[0]
	for i, next := range pieces[1:] {
		and := !strings.ContainsFunc(signs[i], func(r rune) bool { return !strings.ContainsRune("和与及以", r) })
		hard = hard || !and && strings.TrimSpace(signs[i]) != ""
		if p.is(whole(now)) && !(and && notAnd().MatchString(next)) {
			all, now = append(all, now), next
			continue
		}
		now += signs[i] + next
	}
	if all = append(all, now); len(all) > 1 {
		if !slices.ContainsFunc(all, func(n string) bool { return !p.is(whole(n)) }) {
			all[0] = head + all[0]
			return all
		}
	}
	if hard || len(all) > 1 {
		p.joined = addOnce(p.joined, bare(s))
	}
	return []string{s}
}

// looseParts parts a text at the signs and words that may part names, outside
// brackets.
func looseParts(s string) (pieces, signs []string) {
	var piece, sign strings.Builder
	depth := 0
	runes := []rune(strings.TrimSpace(s))
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '（' || r == '(':
			depth++
		case (r == '）' || r == ')') && depth > 0:
			depth--
		}
		parts := depth == 0 && (unicode.IsSpace(r) || strings.ContainsRune(`/／\＼+＋&＆和与及`, r) || r == '以' && i+1 < len(runes) && runes[i+1] == '及')
		if parts {
			sign.WriteRune(r)
			continue
		}
		if sign.Len() > 0 && piece.Len() > 0 {
			pieces, signs = append(pieces, piece.String()), append(signs, sign.String())
			piece.Reset()
		}
		sign.Reset()
		piece.WriteRune(r)
	}
	if piece.Len() > 0 {
		pieces = append(pieces, piece.String())
	}
	return pieces, signs[:max(len(pieces)-1, 0)]
}

func addOnce(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

// How offices write in a cell who leads and who helps, in one spelling.

var (
	anyBrackets = strings.NewReplacer("【", "（", "】", "）", "［", "（", "］", "）", "[", "（", "]", "）", "〔", "（", "〕", "）", "(", "（", ")", "）")
	bracketLine = data.Pattern(`\s*[\n\r]\s*（`)
	shortRoles  = map[string]string{"主": "主办", "牵": "牵头", "会": "会办", "协": "协办", "配": "配合", "分": "分办", "独": "独办", "单": "单办"}
	shortTag    = data.Pattern(`（(主|牵|会|协|配|分|独|单)）`)
	shortPart   = data.Pattern(`(^|[\s　；;，,。、])(主|牵|会|协|配|独|单)[：:]`)
	roleTag     = data.Pattern(`（` + unitRoles + `(?:单位|部门)?[：:]?）`)
	roleDash    = data.Pattern(`\s*(?:[—–－\-]+|[：:])\s*` + unitRoles + `(?:单位|部门)?\s*([；;，,。、\n\r]|$)`)
	counted     = data.Pattern(`(^|[\s　；;，,。、])(?:\d{1,2}[.．、）)]|（\d{1,2}）|[①-⑳])\s*(\p{Han})`)
	countedOn   = data.Pattern(`(\p{Han}|）)(?:\d{1,2}[.．、]|[①-⑳])(\p{Han})`)
	starred     = data.Pattern(`[★☆▲△●◆※*＊]+`)
	// helpersWithin is who helps, in brackets behind who leads: 县住建局（县水务局、县财政局配合）.
	helpersWithin = data.Pattern(`^([^（）；;\n\r]+)（(?:([^（）]+?)(?:配合|协办|会办|协助)(?:办理)?|(?:会同|配合|协办|会办|协助|协办单位|会办单位|配合单位)[：:]?([^（）]+))）$`)
	noteBehind    = data.Pattern(`^(.+?)（([^（）]*)）$`)
	noteOf        = data.Pattern(`\d|补|增|改|调整|新加|追加|暂定|拟|原定|待|已|办理|第.批`)
	changeOf      = data.Pattern(`\d|^(?:改派|改由|转|补|增加|新增|追加|调整|取消)`)
	noLonger      = data.Pattern(`退|撤|取消|不再|改派|改由|转`)
	strange       = data.Pattern(`[：:★☆▲△●◆※*＊；;。]|^[（\-—.．①-⑳]|^\d+[.．、]|^）|（[^）]*$|^[^（]*）`)
	// together is two names of one level without a sign between them: 县财政局县水务局.
	together = data.Pattern(`^([县区市州省]).{1,10}?(?:局|办|院|中心|公司|银行|学校)([县区市州省]).{1,12}(?:局|委|办|院|中心|公司|银行|学校)$`)
)

// tellsParts are the signs of which one stands in every text that spelled changes.
const tellsParts = "【［[〔（(：:—–－-★☆▲△●◆※*＊.．0123456789①②③④⑤⑥⑦⑧⑨"

// spelled is a list of units with what tells who leads in the forms that units parts:
// 主：甲, （主）甲（会）乙, 甲[主], 甲—主办 and 独办：甲 become 主办：甲 or 甲（主办）, numbers
// before names become line breaks.
func (p *unitParser) spelled(text string) string {
	if !strings.ContainsAny(text, tellsParts) {
		return text
	}
	text = bracketLine().ReplaceAllString(anyBrackets.Replace(text), "（")
	text = shortTag().ReplaceAllStringFunc(text, func(s string) string {
		return "（" + shortRoles[strings.Trim(s, "（）")] + "）"
	})
	text = shortPart().ReplaceAllStringFunc(text, func(s string) string {
		m := shortPart().FindStringSubmatch(s)
		return m[1] + shortRoles[m[2]] + "："
	})
	text = countedOn().ReplaceAllString(counted().ReplaceAllString(text, "$1\n$2"), "$1\n$2")
	text = roleDash().ReplaceAllString(text, "（$1）$2")
	if at := roleTag().FindStringIndex(strings.TrimSpace(text)); at != nil && at[0] == 0 { // the word before its names
		text = roleTag().ReplaceAllString(text, "\n$1：")
	}
	if marks := starred().FindAllStringIndex(text, -1); len(marks) == 1 && strings.TrimSpace(text[:marks[0][0]]) == "" {
		text = text[marks[0][1]:] // the first, who leads in any case
	}
	if m := helpersWithin().FindStringSubmatch(strings.TrimSpace(text)); m != nil && p.is(m[1]) {
		return m[1] + "牵头；配合：" + m[2] + m[3]
	}
	return strings.TrimSpace(text)
}

// withoutNote is a name without the note behind it, which is told: 县财政局（3月5日补). A
// name that cannot be a unit's is kept apart, to be refused, and "" is returned.
func (p *unitParser) withoutNote(name string) string {
	if p.known(name) {
		return name
	}
	m := noteBehind().FindStringSubmatch(name)
	if m != nil && unitEnds().MatchString(m[2]) && !changeOf().MatchString(m[2]) { // 县委编办（县机构改革办公室）
		return name
	}
	if m != nil && (noteOf().MatchString(m[2]) || noLonger().MatchString(m[2])) {
		if noLonger().MatchString(m[2]) || !p.is(m[1]) {
			p.unclear = addOnce(p.unclear, name)
			return ""
		}
		p.noted = addOnce(p.noted, name)
		name = m[1]
	}
	if strange().MatchString(name) {
		p.unclear = addOnce(p.unclear, name)
		return ""
	}
	return name
}

// runTogether tells of a name that looks like two without a sign between them.
func (p *unitParser) runTogether(name string) {
	m := together().FindStringSubmatch(name)
	if (m != nil && m[1] == m[2] || strings.ContainsAny(name, "-—–－")) && !p.known(name) && !slices.Contains(p.joined, name) {
		p.joined = append(p.joined, name)
	}
}
