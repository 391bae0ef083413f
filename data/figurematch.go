package data

import (
	"strconv"
	"strings"
	"sync"
)

// The years that words can be about.
const (
	yearNow = iota
	yearBefore
	yearOther
)

var (
	yearWord    = Pattern(`上一?年度?|去年度?|前年|往年|今年|本年度?|当年|年内|全年|(\d{4})年度?`)
	comparator  = Pattern(`(比|较|与|同|和|从|由|相比|相较)$`)
	direction   = Pattern(`(增加|增长|上升|提高|提升|增多|多|上涨|净增)(了)?|(减少|下降|降低|下滑|少|减)(了)?`)
	falling     = Pattern(`减少|下降|降低|下滑|少|减`)
	arriving    = Pattern(`^(到|至|为|达)`)
	sinceYear   = Pattern(`(比|较|与|同|和)(上一?年|去年|\d{4}年)|同比|相比|上一?年(同期)?(比|相比)`)
	bareChange  = Pattern(`^(和|、|且|并|其中|总体|总数|数量|同比|环比|相比|比|较|与|同|上一?年度?|去年度?|\d{4}年度?|同期|的|分别|均|都|也|又|略有?|大幅|净|有所|共|约|近| )*$`)
	behindYear  = Pattern(`^(度|同期|同口径)?(的)?[\p{Han}]{0,8}$`)
	asOfYear    = Pattern(`(截至|截止|至|于|自|从)$`)
	bothBodies  = `建议[、和及与]?提案|建议、批评和意见|议提案`
	bodyInText  = Pattern(`(` + bothBodies + `|(?:代表|人大)(?:代表)?建议[、和及与](?:政协)?(?:委员)?提案|合计|共计|总计|总数)|(政协(?:委员)?提案|委员提案|提案)|((?:人大)?代表建议|人大建议)`)
	levelInText = Pattern(`(全国|省级?|市级?|州级?|区级?|县级?|乡级?)(` + sessionWords + `)?(提出|收到|交办|转交)?的?(人大|政协)?(代表|委员)?(建议|提案)|(合计|共计|总计|总数)`)
)

// sessionWords name a session: 六届人大一次会议, 第六届人民代表大会第一次会议期间.
const sessionWords = `(?:第?[一二三四五六七八九十0-9]+届)?(?:人大|人民代表大会|政协)?(?:委员会)?第?[一二三四五六七八九十0-9]+次(?:全体)?会议(?:期间|以来|上)?`

var sessionName = Pattern(sessionWords)

// year tells which year the number is about.
func (c *numberWords) year() int {
	is := yearNow
	for _, m := range yearWord().FindAllStringSubmatchIndex(c.before, -1) {
		of := yearNow
		switch word := c.before[m[0]:m[1]]; {
		case m[2] >= 0:
			n, _ := strconv.Atoi(c.before[m[2]:m[3]])
			switch n {
			case c.s.r.facts.Now.Year:
			case c.s.r.facts.Now.Year - 1:
				of = yearBefore
			default:
				of = yearOther
			}
		case strings.HasPrefix(word, "上") || strings.HasPrefix(word, "去"):
			of = yearBefore
		case word == "往年" || word == "前年": // told by words of their own
			continue
		}
		ahead, behind := c.before[:m[0]], c.before[m[1]:]
		switch {
		case of != yearNow && (endsWith(ahead, "结转", "遗留") || asOfYear().MatchString(ahead) && m[2] >= 0):
		case comparator().MatchString(ahead):
			if behindYear().MatchString(behind) && !direction().MatchString(behind) {
				is = of
			}
		default:
			is = of
		}
	}
	return is
}

// ofWhich are the statistics that the number can be of: of the part of the year
// that the sentence is about, also as of the day that it tells.
func (c *numberWords) ofWhich() (all []toldFigures) {
	r := c.s.r
	var body Body
	level := ""
	for _, m := range bodyInText().FindAllStringSubmatchIndex(c.before+firstWords(c.right), -1) {
		switch {
		case m[2] >= 0:
			body, level = "", ""
		case m[4] >= 0:
			body = CPPCC
		default:
			body = Congress
		}
	}
	for _, m := range levelInText().FindAllStringSubmatch(c.before+firstWords(c.right), -1) {
		level = strings.TrimSuffix(m[1], "级")
	}
	in := func(m Meeting) bool {
		return (body == "" || m.Body == body) && (level == "" || strings.HasPrefix(string(m.Level), level) || level == "县" && m.Level == District)
	}
	if t := r.part(string(body)+level, Date{}, in); len(t.by) > 0 {
		all = append(all, t)
	}
	if day := r.asOf(c.before); !day.IsZero() && r.facts.Count != nil && len(r.facts.Cases) > 0 {
		all = append([]toldFigures{r.part(string(body)+level, day, in)}, all...)
	}
	return all
}

// firstWords are the words behind a number that say what it counts.
func firstWords(right string) string {
	end := strings.IndexAny(right, ",;:()、中")
	if end < 0 {
		end = len(right)
	}
	return right[:end]
}

// count finds what a number of things tells.
func (c *numberWords) count() {
	if c.popped() || c.changeOfCount() || c.distributed() {
		return
	}
	r := c.s.r
	cues := c.inContext(findCues(r.counts, c.kind(), c.left))
	at := len(cues) - 1
	if at >= 0 && cues[at].at >= c.clause() {
		if c.near(cues[at]) {
			c.counts(cues[at])
		}
		return
	}
	for _, b := range behindCues() {
		if !strings.Contains(b.kinds, c.kind()) || !b.may(c.right) {
			continue
		}
		if m := b.words().FindStringIndex(c.right); m != nil && !partCue().MatchString(strings.ReplaceAll(c.left[c.clause():], "其中", "")) {
			c.means(len(c.left), b.keys)
			c.s.taken = c.n.to + len([]rune(c.right[:m[1]]))
			return
		}
	}
	for _, b := range behindTimes() {
		if !strings.Contains(b.kinds, c.kind()) || !b.may(c.right) {
			continue
		}
		if m := b.words().FindStringIndex(c.right); m != nil {
			c.means(len(c.left), b.keys)
			return
		}
	}
	if c.kind() == nounThing && issuing().MatchString(c.left) && policyBehind().MatchString(c.right) && c.ofProposals() {
		c.means(len(c.left), []string{"policies"})
		return
	}
	if at >= 0 && c.bareClause() {
		c.counts(cues[at])
		return
	}
	c.total()
}

// counts takes what a cue says; 没有 … 的 and its like are no figure.
func (c *numberWords) counts(f found) {
	if f.keys[0] != notOurs {
		c.means(f.at, f.keys)
	}
}

// inContext leaves out cues that need other words in the sentence.
func (c *numberWords) inContext(cues []found) (all []found) {
	promised := strings.Contains(c.before, "承诺") || strings.Contains(c.before, "续办续复")
	for _, f := range cues {
		if rest, ok := strings.CutPrefix(f.keys[0], monthKey); ok {
			at := monthWord().FindStringIndex(c.left[f.at:f.end])
			f.keys = []string{"course." + c.left[f.at+at[0]:f.at+at[1]] + "." + rest}
			f.at += at[0]
		}
		switch f.keys[0] {
		case "ideas":
			if gathered().MatchString(c.before) || c.ofOneUnit() {
				continue
			}
		case "policies":
			if !c.ofProposals() || c.ofOneUnit() {
				continue
			}
		case "met.times", "met.inPerson", "commitments.all":
			if c.ofOneUnit() {
				continue
			}
		}
		if words := c.left; f.keys[0] == "lead" && f.end <= len(words) && strings.Contains(words[f.at:f.end], "牵头") && (strings.Contains(c.before, "独办") || strings.Contains(c.before, "单办")) {
			f.keys = []string{notOurs}
		}
		if promised || !strings.HasPrefix(f.keys[0], "commitments.") {
			all = append(all, f)
		}
	}
	return all
}

// people finds what a number of deputies or units tells: of all that were talked
// with, of all that were given work.
func (c *numberWords) people() bool {
	clause := c.left[c.clause():]
	if c.n.unit == nounDeputy {
		return c.deputies(clause)
	}
	ahead := unitsAhead().FindString(string(c.s.r.plain[c.start:c.n.from]))
	among := ahead != "" && (strings.Contains(c.before, "共") || c.listsUnits(clause, ahead) || len(c.s.seen) > 0 && strings.HasPrefix(c.s.seen[len(c.s.seen)-1].key, "units."))
	given := givenTo().MatchString(clause) && !oneMatter().MatchString(c.before) || strings.HasSuffix(clause, "由") && handledBy().MatchString(c.right) && (c.s.last == "total" || wholly().MatchString(clause))
	if c.n.loose || !among && (!given || partCue().MatchString(strings.ReplaceAll(clause, "分解", ""))) {
		return false
	}
	noun := string(c.s.r.plain[c.n.from:c.n.to]) + ahead
	key := "units.all"
	switch {
	case strings.Contains(noun, "主办") || strings.Contains(noun, "牵头"):
		key = "units.lead"
	case strings.Contains(noun, "协办") || strings.Contains(noun, "会办") || strings.Contains(noun, "配合"):
		key = "units.assist"
	}
	c.means(len(c.left), []string{key})
	return len(c.n.meant) > 0
}

// listsUnits tells that a clause says nothing but how many units there are: 主办单位6家.
func (c *numberWords) listsUnits(clause, ahead string) bool {
	return strings.Trim(clause, "·") == "" || strings.TrimRight(clause, "·") == strings.TrimRight(ahead, "·")
}

// deputies finds what a number of deputies tells.
func (c *numberWords) deputies(clause string) bool {
	if c.n.loose || c.ofOneUnit() || invited().MatchString(clause) || !altogether().MatchString(c.before) {
		return false
	}
	if len(findCues(c.s.r.counts, nounDeputy, clause)) == 0 && !talkedBehind().MatchString(c.right) {
		return false
	}
	c.means(len(c.left), []string{"met.deputies"})
	return len(c.n.meant) > 0
}

// ofOneUnit tells that the words before a number are of one unit, not of all again.
func (c *numberWords) ofOneUnit() bool {
	segment := c.before[strings.LastIndexByte(c.before, ';')+1:]
	at := -1
	if m := lastMatch(otherUnit(), segment); m != nil {
		at = m[0]
	}
	for _, u := range c.s.r.units {
		at = max(at, strings.LastIndex(segment, u))
	}
	return at >= 0 && !ofAll().MatchString(segment[at:])
}

// ofProposals tells that the sentence is about proposals.
func (c *numberWords) ofProposals() bool {
	return ofProposals().MatchString(string(c.s.r.words[c.s.from:c.s.to]))
}

var (
	monthWord    = Pattern(`[0-9]+`)
	ofProposals  = Pattern(`建议|提案|办理|代表|委员|采纳`)
	givenTo      = Pattern(`(分解|分派|分办|分送|交办|转交|转办|交由|移交|下达|落实|涉及|覆盖)(到|至|给|由|了)?(全区|全县|全市|相关|有关|的|各|共|等| )*$`)
	oneMatter    = Pattern(`第[0-9一二三四五六七八九十百]+号|[该本此这][件建提]|一件`)
	handledBy    = Pattern(`^(具体|分别)?(承办|办理)`)
	ofAll        = Pattern(`全区|全县|全市|共|合计|累计`)
	wholly       = Pattern(`全部|全年|均|分别`)
	invited      = Pattern(`邀请|组织|召开|座谈|列席|参加`)
	altogether   = Pattern(`共|累计|全年|总计|合计`)
	issuing      = Pattern(`(出台|制定|印发)(了|相关|有关)*$`)
	policyBehind = Pattern(`^(相关|有关|配套)?(政策|政策措施|政策文件)`)
	talkedBehind = Pattern(`^(、委员|、代表)?(进行|开展)?(了)?(面对面|当面)?(沟通|联系|协商|交流|面商)`)
)

// near tells whether a cue stands near enough to its number.
func (c *numberWords) near(f found) bool {
	gap := c.left[f.end:]
	if c.kind() == nounTime || c.n.unit == "" || c.n.loose {
		return fillers().MatchString(gap)
	}
	return len([]rune(gap)) <= 14 && !direction().MatchString(gap)
}

// behindTimes: 12次专项督查.
var behindTimes = sync.OnceValue(func() []cue {
	return []cue{
		newCue("次", `^(专项|实地|集中|现场)?(督查|督导)`, "visits"),
		newCue("次", `^(代表)?(调研视察|视察调研|视察、调研)`, "surveys"),
	}
})

// total takes the number for the whole where its words say so.
func (c *numberWords) total() {
	if c.kind() != nounItem {
		return
	}
	clause := c.left[c.clause():]
	whole := wholeBehind().MatchString(c.right)
	if c.bareClause() && !strings.Contains(clause, "其中") && !totalCue().MatchString(clause) && !whole {
		clause = c.left
	}
	if ofMost().MatchString(clause) || ofMost().MatchString(c.right) {
		return // of the unit or place that has so many
	}
	last, counted := totalCue().FindAllStringIndex(clause, -1), ""
	if len(last) > 0 {
		counted = sessionName().ReplaceAllString(clause[last[len(last)-1][1]:], "")
	}
	switch {
	case partCue().MatchString(strings.TrimPrefix(clause, "对")) && !strings.Contains(clause, "共"):
		if body := bodyInText().FindStringSubmatch(clause + firstWords(c.right)); body == nil || body[1] != "" || !strings.Contains(clause, "其中") || !c.s.r.several {
			return
		}
	case wholeVerb().MatchString(clause):
	case len(last) > 0 && (whole || strings.Contains(c.before, "建议") || strings.Contains(c.before, "提案") || strings.Contains(clause, "件数")) &&
		len([]rune(counted)) <= 24 && !otherThings().MatchString(counted):
	case whole && wholeBefore().MatchString(yearWord().ReplaceAllString(clause, "")):
	case c.year() == yearBefore && fillers().MatchString(c.before[strings.LastIndex(c.before, "年")+len("年"):]):
		c.means(len(c.left), []string{"total", "lead"})
		return
	case c.s.r.several && bodyInText().MatchString(clause+firstWords(c.right)):
	default:
		return
	}
	from := c.clause()
	if len(last) > 0 && len(clause) <= len(c.left) {
		from = len(c.left) - len(clause) + last[len(last)-1][0]
	}
	c.means(from, []string{"total"})
}

// ofMost are words of the one that has most.
var ofMost = Pattern(`最[多少高低大]|居(全区|全县|全市)?(首|前|第)|^[^,;]{0,4}(位居|名列|居首)`)

// otherThings are words that stand between a verb and a number of other things.
var otherThings = Pattern(`会议|协调会|推进会|座谈会|设备|项目|问题|意见|资料|案件|器材|信件|文件|简报|材料|线索|实事|[局镇乡]`)

// distributed reads A、B、C类的分别为82件、41件、17件.
func (c *numberWords) distributed() bool {
	m := classesInRow().FindStringSubmatchIndex(c.left)
	if m == nil || !strings.Contains(c.left[m[1]:], "分别") {
		return false
	}
	var keys []string
	for _, letter := range oneClass().FindAllString(c.left[m[0]:m[1]], -1) {
		keys = append(keys, "classes."+letter+".count")
	}
	if _, ok := c.s.r.now.by[keys[0]]; !ok {
		return false
	}
	c.means(m[0], keys[:1])
	c.s.queue, c.s.moving = keys[1:], ""
	return true
}

var (
	classesInRow = Pattern(`[A-D甲乙丙丁]类?(件)?([、和及与,][A-D甲乙丙丁]类?(件)?)+`)
	oneClass     = Pattern(`[A-D甲乙丙丁]`)
)
