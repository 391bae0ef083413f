package data

import (
	"slices"
	"strings"
)

// What a number tells by what the sentence told before it.

// byContext reads a number of which no words of its own tell what it is.
func (c *numberWords) byContext(clause string) bool {
	switch c.kind() {
	case nounPeople:
		return c.met(clause)
	case nounItem:
		return c.handedOver() || c.period(clause)
	}
	return false
}

// allTalks reads 办前、办中、办后沟通共485次: the sum of what was told apart.
func (c *numberWords) allTalks(clause string) bool {
	phases := map[string]bool{}
	for _, p := range talkPhase().FindAllString(c.before, -1) {
		phases[p] = true
	}
	if len(phases) < 2 || !summed().MatchString(clause) || strings.Contains(clause, "其中") {
		return false
	}
	c.means(len(c.left), []string{"talks"})
	return true
}

// resolved reads 上年B类39件，真正解决的25件.
func (c *numberWords) resolved(clause string) bool {
	if !c.ofPlanned() || strings.Contains(clause, "其中") || !solved().MatchString(clause) && !solvedBehind().MatchString(c.right) {
		return false
	}
	c.means(len(c.left), []string{"planned.resolved"})
	return true
}

// ofPlanned tells that the sentence told of the year before's letters that promised to
// go on.
func (c *numberWords) ofPlanned() bool {
	return slices.ContainsFunc(c.s.seen, func(n readNumber) bool {
		return n.key == "planned.all" || n.key == "planned.resolved" || n.key == "classes.B.count" && len(n.meant) > 0 && strings.HasPrefix(n.meant[0].of[0].Key, "before.")
	})
}

// period reads 闭会期间，代表又提出建议4件.
func (c *numberWords) period(clause string) bool {
	m := lastMatch(periodWord(), c.before)
	if m == nil || !putForward().MatchString(clause) {
		return false
	}
	key := "inSession"
	if strings.Contains(c.before[m[0]:m[1]], "闭会") {
		key = "between"
	}
	c.means(len(c.left), []string{key})
	return true
}

// handedOver reads 3月就有150件建议提案交办到位.
func (c *numberWords) handedOver() bool {
	keys := c.monthly([]string{"total"})
	if keys[0] == "total" || !handedBehind().MatchString(c.right) {
		return false
	}
	c.means(len(c.left), keys)
	return true
}

// met reads how many were talked with, 人次: face to face where the words say so.
func (c *numberWords) met(clause string) bool {
	whole := string(c.s.r.words[c.s.from:c.s.to])
	if !talkedWith().MatchString(whole) || notTalks().MatchString(clause+firstWords(c.right)) || c.ofOneUnit() {
		return false
	}
	switch {
	case faceToFace().MatchString(clause):
		c.means(len(c.left), []string{"met.inPerson"})
	case otherWaysOfTalk().MatchString(clause) && !visiting().MatchString(clause):
		return false
	case visiting().MatchString(clause):
		c.means(len(c.left), []string{"met.inPerson", "met.times"})
	case talkedWith().MatchString(clause):
		c.means(len(c.left), []string{"met.times"})
	case c.bareClause() && c.follows("met."):
		c.means(len(c.left), []string{"met.times"})
	default:
		return false
	}
	return true
}

// monthly puts the figure of a month in the place of the year's where the words say
// 3月交办, 当月答复.
func (c *numberWords) monthly(keys []string) []string {
	of := map[string]string{"replied": "answered", "total": "handedOver"}[keys[0]]
	m := lastMatch(monthAlone(), c.before)
	if of == "" || m == nil {
		return keys
	}
	since := strings.TrimLeft(c.before[m[1]:], ",份")
	if asOfMonth().MatchString(c.before[:m[0]]) && !thatMonth().MatchString(since) || strings.Contains(since, ",") && !thatMonth().MatchString(since) || strings.ContainsAny(since, ";") {
		return keys
	}
	key := "course." + monthWord().FindString(c.before[m[0]:m[1]]) + "." + of
	if _, ok := c.s.r.now.by[key]; !ok {
		return keys
	}
	return []string{key}
}

// apart reads 分别: as many counts named in a row as numbers follow in a row.
func (c *numberWords) apart() bool {
	m := lastMatch(inTurn(), c.left)
	if m == nil || strings.Contains(c.left[m[0]:], ";") {
		return false
	}
	at, n := m[0], c.inARow()
	if c.unitsApart(c.left[:at], n) {
		return true
	}
	var named []found
	for _, f := range findCues(c.s.r.counts, c.kind(), c.left[:at]) {
		switch text := c.left[f.at:f.end]; {
		case f.keys[0] == notOurs:
			return false
		case f.keys[0] == "total" && strings.Contains(text, "主办"):
			named = append(named, found{cue{keys: []string{"lead"}}, f.at, f.end}, found{cue{keys: []string{"assist"}}, f.at, f.end})
		case f.keys[0] == satisfiedKey+"good":
			named = append(named, found{cue{keys: []string{satisfiedKey + "satisfied"}}, f.at, f.end}, found{cue{keys: []string{satisfiedKey + "mostly"}}, f.at, f.end})
		default:
			named = append(named, f)
		}
	}
	if n < 2 || len(named) < n {
		return false
	}
	named = named[len(named)-n:]
	for i := 1; i < n; i++ {
		if between := c.left[min(named[i-1].end, named[i].at):named[i].at]; len([]rune(between)) > 8 || strings.Contains(between, ";") {
			return false
		}
	}
	var keys []string
	for _, f := range named {
		keys = append(keys, c.subjects(f.keys)[0])
	}
	c.s.queue, c.s.shares, c.s.moving = keys[1:], false, ""
	c.means(named[0].at, keys[:1])
	return true
}

// unitsApart reads 区住建局、区教体局主办的分别为30件、25件.
func (c *numberWords) unitsApart(text string, n int) bool {
	var named []string
	for _, m := range unitInRow().FindAllString(text, -1) {
		if name := strings.Trim(m, "、和及与"); slices.Contains(c.s.r.units, name) {
			named = append(named, name)
		}
	}
	key := "lead"
	if cues := findCues(c.s.r.counts, c.kind(), c.left); len(cues) > 0 {
		key = cues[len(cues)-1].keys[0]
	}
	if n < 2 || len(named) != n || key != "lead" && key != "assist" && key != "replied" {
		return false
	}
	c.s.queue, c.s.shares, c.s.moving = nil, false, ""
	for _, name := range named[1:] {
		c.s.queue = append(c.s.queue, unitKeys(name, key)[0])
	}
	c.means(len(text), []string{unitKeys(named[0], key)[0]})
	return true
}

// inARow is how many numbers of one noun stand in a row from this one on, with
// nothing but commas between them.
func (c *numberWords) inARow() (n int) {
	rest := c.s.r.plain[c.n.to:c.s.to]
	at := 0
	n = 1
	for _, x := range numbersOf(rest) {
		if x.unit != c.n.unit || !connectors().MatchString(string(rest[at:x.from])) {
			break
		}
		n++
		at = x.to
	}
	return n
}

var (
	inTurn          = Pattern(`分别|依次`)
	unitInRow       = Pattern(`(区|县|市)?[\p{Han}]{1,8}?(局|委|办|街道|镇|乡|中心|公司)[、和及与]?`)
	talkPhase       = Pattern(`办前|办中|办后`)
	summed          = Pattern(`(共|合计|总计|累计|总共|加在一[块起]|三个阶段|全过程)[^,;]{0,6}$`)
	solved          = Pattern(`(解决|转化|落实|办结|办成)(了)?(的)?(为|有|共|是)*$`)
	solvedBehind    = Pattern(`^(建议|提案)?(已|均已|都)?(真正|全部|得到|经)*(解决|转化|落实|办结|办成)`)
	talkedWith      = Pattern(`沟通|面商|走访|联系|联络|见面|面谈|座谈|回访|上门|登门|听取|征求|协商|对接`)
	faceToFace      = Pattern(`面对面|当面|面商|面谈|见面`)
	visiting        = Pattern(`走访|上门|登门|座谈|听取|回访|征求`)
	notTalks        = Pattern(`培训|参观|发放|服务|接待|检修|出动|慰问|救助|惠及|执法|邀请|组织|参会|群众|职工|学员|学生|游客|患者|干部|(电话|微信|短信|通话|书面)(沟通|联系|回访|征求意见)?(代表|委员)?[^,;、等]{0,4}$`)
	otherWaysOfTalk = Pattern(`电话|微信|短信|网络|书面|通话`)
	monthAlone      = Pattern(`(1[0-2]|[1-9])月(份)?`)
	asOfMonth       = Pattern(`(截至|截止|至|到|年内|[0-9])$`)
	handedBehind    = Pattern(`^(代表|委员|建议|提案|、)*(已|全部|均|集中|统一|一次性)*(交办|转交|分解|下达)`)
	inWriting       = Pattern(`书面(办复|答复|回复)`)
	otherWays       = Pattern(`当面(答复|办复|回复)|电话|面复|当场|上门答复|会议答复`)
	periodWord      = Pattern(`闭会期间|(大会|会议|人代会|全会|两会)期间`)
	putForward      = Pattern(`(提出|提交|递交)(了)?(的)?(代表|委员|建议|提案|、)*$`)
	thatMonth       = Pattern(`当月|单月|该月|这一?个月|单这`)
)
