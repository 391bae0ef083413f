package intake

import (
	"slices"
	"strings"

	"jianban/data"
)

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
	noLonger      = data.Pattern(`退|撤|取消|不再|改派|改由|转`)
	strange       = data.Pattern(`[：:★☆▲△●◆※*＊；;。]|^[（\d\-—.．①-⑳]|^）|（[^）]*$|^[^（]*）`)
	// together is two names of one level without a sign between them: 县财政局县水务局.
	together = data.Pattern(`^([县区市州省]).{1,10}?(?:局|办|院|中心|公司|银行|学校)([县区市州省]).{1,12}(?:局|委|办|院|中心|公司|银行|学校)$`)
)

// spelled is a list of units with what tells who leads in the forms that units parts:
// 主：甲, （主）甲（会）乙, 甲[主], 甲—主办 and 独办：甲 become 主办：甲 or 甲（主办）, numbers
// before names become line breaks.
func (p *unitParser) spelled(text string) string {
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
	if m := noteBehind().FindStringSubmatch(name); m != nil && (noteOf().MatchString(m[2]) || noLonger().MatchString(m[2])) {
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
