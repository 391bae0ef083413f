package data

import (
	"slices"
	"strconv"
	"strings"
)

// The years that words can be about.
const (
	yearNow = iota
	yearBefore
	yearOther
)

var (
	yearWord    = Pattern(`上一?年度?|去年度?|前年|往年|今年|本年度?|当年|年内|全年|(\d{4})年度?`)
	comparator  = Pattern(`(比|较|与|同|和|从|由|相比|相较|于|比起|相对|对照)$`)
	direction   = Pattern(`(增加|增长|上升|提高|提升|增多|多出|净添|新添|扩大|多|上涨|净增|爬升|攀升|跃升|回升|拉高|走高|抬升|高出|涨|升)(了)?|(` + fallingWords + `)(了)?`)
	falling     = Pattern(fallingWords)
	arriving    = Pattern(`^(到|至|为|达)`)
	sinceYear   = Pattern(`(比|较|与|同|和)(上一?年|去年|\d{4}年)|同比|相比|上一?年(同期)?(比|相比)`)
	bareChange  = Pattern(`^(和|、|且|并|其中|总体|总数|数量|同比|环比|相比|比|较|与|同|上一?年度?|去年度?|\d{4}年度?|同期|的|分别|均|都|也|又|略有?|大幅|净|有所|共|约|近| )*$`)
	behindYear  = Pattern(`^(度|同期|同口径)?(的)?[\p{Han}]{0,8}$`)
	asOfYear    = Pattern(`(截至|截止|至|于|自|从)$`)
	bothBodies  = `建议[、和及与]?提案|建议、批评和意见|议提案`
	bodyInText  = Pattern(`(` + bothBodies + `|(?:代表|人大)(?:代表)?建议[、和及与](?:政协)?(?:委员)?提案|合计|共计|总计|总数)|(政协(?:委员)?提案|委员提案|提案)|((?:人大)?代表建议|人大建议)`)
	levelInText = Pattern(`(全国|省级?|市级?|州级?|区级?|县级?|乡级?)(` + sessionWords + `)?(提出|收到|交办|转交)?的?(人大|政协)?(代表|委员)?(建议|提案)|(合计|共计|总计|总数)`)
)

// fallingWords tell a decrease.
const fallingWords = `减少|下降|降低|下滑|回落|滑落|收窄|退|跌|降|落|少|低|减`

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
	if c.popped() || c.level() || c.changeOfCount() || c.distributed() {
		return
	}
	clause := c.left[c.clause():]
	if c.apart() || c.kind() == nounTime && c.allTalks(clause) {
		return
	}
	cues := c.inContext(findCues(c.s.r.counts, c.kind(), c.left))
	at := len(cues) - 1
	if at > 0 && (cues[at].keys[0] == "lead" && qualifying().MatchString(c.left[cues[at-1].at:cues[at].at]) ||
		cues[at].keys[0] == "replied" && cues[at-1].keys[0] == "consultedFaceToFace" && afterTalk().MatchString(c.left[cues[at-1].end:cues[at].at])) {
		at-- // 面商过的主办件, 面商后答复的
	}
	if c.inBrackets() || c.kind() == nounItem && c.resolved(clause) {
		return
	}
	if at >= 0 && cues[at].at >= c.clause() && !amongThem().MatchString(c.left[cues[at].end:]) {
		if c.near(cues[at]) {
			c.counts(cues[at])
		}
		return
	}
	if c.behind() {
		return
	}
	if c.kind() == nounThing && issuing().MatchString(c.left) && policyBehind().MatchString(c.right) && c.ofProposals() {
		c.means(len(c.left), []string{"policies"})
		return
	}
	if at >= 0 && c.bareClause() && !strings.Contains(clause, "其中") {
		c.counts(cues[at])
		return
	}
	if !c.byContext(clause) {
		c.total()
	}
}

// promised tells that the sentence is about promises.
func (c *numberWords) promised() bool {
	return strings.Contains(c.before, "承诺") || strings.Contains(c.before, "续办续复") || strings.HasPrefix(c.right, "承诺") || strings.Contains(firstWords(c.right), "承诺")
}

// inBrackets reads 暂时难以解决的17件(C类), and 2件评价为基本满意.
func (c *numberWords) inBrackets() bool {
	if m := classBehind().FindStringSubmatch(c.right); m != nil {
		if key := "classes." + m[1] + ".count"; c.s.r.now.by[key].Key != "" {
			c.means(len(c.left), []string{key})
			return true
		}
	}
	if c.kind() != nounItem && c.kind() != nounPaper || strings.Contains(c.left[c.clause():], "满意") {
		return false
	}
	return c.marked()
}

// ofWhole tells that a figure has parts that the words before a number may name.
func ofWhole(key string) bool {
	return slices.Contains([]string{"total", "lead", "assist", "replied", "repliedOnTime"}, key)
}

// counts takes what a cue says; 没有 … 的 and its like are no figure.
func (c *numberWords) counts(f found) {
	if f.keys[0] != notOurs {
		c.means(f.at, c.monthly(f.keys))
	}
}

// inContext leaves out cues that need other words in the sentence.
func (c *numberWords) inContext(cues []found) (all []found) {
	promised := c.promised()
	for _, f := range cues {
		if rest, ok := strings.CutPrefix(f.keys[0], monthKey); ok {
			at := monthWord().FindStringIndex(c.left[f.at:f.end])
			f.keys = []string{"course." + c.left[f.at+at[0]:f.at+at[1]] + "." + rest}
			f.at += at[0]
		}
		if f.end <= len(c.left) && strings.Contains(c.left[f.end:], "、") && roleBehind().MatchString(c.right) { // 7件主办件、8件协办件
			continue
		}
		switch f.keys[0] {
		case notOurs:
			if inWriting().MatchString(c.left[f.at:f.end]) && !otherWays().MatchString(c.before+c.right) {
				f.keys = []string{"replied"}
			}
		case talksByKey + string(UnitHead), talksByKey + string(UnitDeputy), talksByKey + string(SectionHead):
			if !talkedWith().MatchString(c.before) || ofGovernment().MatchString(c.left[:f.at]) {
				continue
			}
		case "returned":
			if segment := c.segment(); !formNames().MatchString(segment) || !formNames().MatchString(c.left[f.at:f.end]) && strings.Contains(segment, "问卷") {
				continue
			}
		case "joint":
			if signers().MatchString(c.left[:f.at]) {
				continue
			}
		case "visits", "surveys", "urgings", "urgings.提醒", "urgings.催办", "urgings.督办单":
			if clause := c.left[c.clause():]; otherObjects().MatchString(clause) && !oursAgain().MatchString(clause) {
				continue
			}
		case "opinionsDelivered":
			if words := c.left[f.at:f.end]; !strings.Contains(words, "意见") && words != "已报送" && !strings.Contains(c.before, "意见") {
				continue
			}
		case "ideas":
			if gathered().MatchString(c.before) || c.ofOneUnit() {
				continue
			}
		case "policies":
			if !c.ofProposals() || c.ofOneUnit() || !plainPolicies().MatchString(c.left[f.at:f.end]) && !ofProposals().MatchString(c.before) {
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
	noun := string(c.s.r.plain[c.n.from:c.n.to]) + ahead
	named := unitRole().MatchString(noun) || strings.Contains(noun, "承办")
	listed := c.follows("units.")
	among := ahead != "" && (strings.Contains(c.before, "共") || listsUnits(clause) || listed) || listed && unitRole().MatchString(clause)
	if c.n.loose || !among && (!c.givenUnits(clause, named) || partCue().MatchString(strings.ReplaceAll(clause, "分解", ""))) {
		return false
	}
	if ahead == "" && !strings.Contains(noun, "单位") && !strings.Contains(noun, "部门") {
		noun += clause
	}
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

// givenUnits tells that the words around say that work was given to so many units; named
// that the noun itself says that they work on it.
func (c *numberWords) givenUnits(clause string, named bool) bool {
	switch {
	case clause != "" && named && allUnits().MatchString(clause):
	case c.n.unit == nounUnit && workingOn().MatchString(c.right) && !strings.Contains(clause, "其中"):
	case givenTo().MatchString(clause) && !oneMatter().MatchString(c.before):
	case strings.HasSuffix(clause, "由") && handledBy().MatchString(c.right) && (c.s.last == "total" || wholly().MatchString(clause)):
	default:
		return false
	}
	return true
}

var markWords = map[string]string{"满意": "satisfied", "基本满意": "mostly", "不满意": "dissatisfied"}

// marked reads 5位代表评价为满意: who gave which mark.
func (c *numberWords) marked() bool {
	m := markBehind().FindStringSubmatch(c.right)
	if plain := markPlain().FindStringSubmatch(c.right); m == nil && plain != nil {
		c.means(len(c.left), []string{satisfiedKey + markWords[plain[2]]})
		return true
	}
	if m == nil || strings.HasPrefix(c.right[len(m[0]):], "率") || strings.HasPrefix(c.right[len(m[0]):], "度") {
		return false
	}
	c.means(len(c.left), []string{satisfiedKey + markWords[m[len(m)-1]]})
	return true
}

// listsUnits tells that a clause says nothing but how many units there are: 主办单位6家.
func listsUnits(clause string) bool {
	return allUnits().MatchString(strings.TrimRight(clause, "·共有计为达数"))
}

// deputies finds what a number of deputies tells.
func (c *numberWords) deputies(clause string) bool {
	if c.marked() {
		return true
	}
	met := c.follows("met.") || talkedRight().MatchString(clause)
	if c.n.loose || c.ofOneUnit() || invited().MatchString(clause) || !altogether().MatchString(c.before) && !met {
		return false
	}
	if !(met && reaching().MatchString(clause)) && len(findCues(c.s.r.counts, nounDeputy, clause)) == 0 && !talkedBehind().MatchString(c.right) {
		return false
	}
	c.means(len(c.left), []string{"met.deputies"})
	return len(c.n.meant) > 0
}

// ofOneUnit tells that the words before a number are of one unit, not of all again.
func (c *numberWords) ofOneUnit() bool {
	segment := c.part()
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
	monthWord     = Pattern(`[0-9]+`)
	plainPolicies = Pattern(`(出台|制定|印发)(了)?(相关|有关|配套)?政策`)
	ofProposals   = Pattern(`建议|提案|办理|代表|委员|采纳`)
	givenTo       = Pattern(`(分解|分派|分办|分送|交办|转交|转办|交由|移交|下达|落实|落到|派到|压到|涉及|覆盖)(到|至|给|由|了)?(全区|全县|全市|相关|有关|的|各|共|等| )*$`)
	oneMatter     = Pattern(`第[0-9一二三四五六七八九十百]+号|[该本此这][件建提]|一件`)
	talkedRight   = Pattern(`(沟通|联系|面商|走访)(了|到)?(的)?(代表|委员|代表委员|代表、委员)(共|共计)?$`)
	workingOn     = Pattern(`^(共同)?(承担|承接|参与)(了)?(建议|提案|代表|委员|的)*(办理|承办)(任务|工作)?`)
	handledBy     = Pattern(`^(具体|分别)?(承办|办理)`)
	ofAll         = Pattern(`全区|全县|全市|共|合计|累计`)
	allUnits      = Pattern(`^(其中|共|共?涉及|共有|全区|全县|全市|我区|我县|我市|今年|全年|的|各|参与|建议|提案|代表|委员|办理|、|·| )*$`)
	unitRole      = Pattern(`主办|牵头|领办|协办|会办|配合|协助|主角|配角`)
	markBehind    = Pattern(`^的?(领衔)?(代表|委员|建议|提案|提出人|提案人|领衔人)*(对?(办理)?(结果|态度|工作))?(勾选|评价为|评价|反馈为|反馈|测评为|表示|打了|打|投了|投|选择)(的是)?[“"]?(不满意|基本满意|满意)`)
	afterTalk     = Pattern(`^之?后(才|再|方|便)?[^,;0-9]{0,4}$`)
	byWhom        = Pattern(`其中[,·]?由`)
	ofGovernment  = Pattern(`(区委|县委|市委|党委|政府|人大|政协)(、区政府|、县政府|、市政府)?$`)
	amongThem     = Pattern(`^(建议|提案|件)*(里|中|内|当中)`)
	formNames     = Pattern(formWords)
	signers       = Pattern(`[0-9](位|名)(代表|委员)?$`)
	otherObjects  = Pattern(`项目|民生实事|营商环境|工程|安全生产|环保|防汛|疫情|经济`)
	markPlain     = Pattern(`^(建议|提案|代表|委员|的|为|是)*(不满意|基本满意|满意)([,;。、)]|$)`)
	classBehind   = Pattern(`^\(?([A-D甲乙丙丁])类(件|建议|提案)*([),;。、]|已|均|逐|全部)`)
	qualifying    = Pattern(`[过了]?的$`)
	reaching      = Pattern(`^(覆盖|涉及|涵盖|惠及|联系)?(代表|委员|到)*$`)
	wholly        = Pattern(`全部|全年|均|分别`)
	invited       = Pattern(`邀请|组织|召开|座谈|列席|参加`)
	altogether    = Pattern(`共|累计|全年|总计|合计`)
	issuing       = Pattern(`(出台|制定|印发)(了|相关|有关)*$`)
	policyBehind  = Pattern(`^(相关|有关|配套)?(政策|政策措施|政策文件)`)
	talkedBehind  = Pattern(`^(、委员|、代表)?(进行|开展)?(了)?(面对面|当面)?(沟通|联系|协商|交流|面商)`)
)

// segment is what the text says around the number, titles too, between semicolons.
func (c *numberWords) segment() string {
	r := c.s.r
	all := r.text[r.bytes[c.s.from]:r.bytes[c.s.to]]
	at := r.bytes[c.n.from] - r.bytes[c.s.from]
	from := max(strings.LastIndexByte(all[:at], ';')+1, strings.LastIndex(all[:at], "；")+1)
	to := len(all)
	if i := strings.IndexAny(all[at:], ";；"); i >= 0 {
		to = at + i
	}
	return all[from:to]
}

// near tells whether a cue stands near enough to its number.
func (c *numberWords) near(f found) bool {
	gap := c.left[f.end:]
	if byWhom().MatchString(c.left[c.clause():]) && !strings.HasPrefix(f.keys[0], talksByKey) && f.keys[0] != "lead" && f.keys[0] != "assist" {
		return false
	}
	if strings.HasPrefix(f.keys[0], "replied") && strings.Contains(c.left[c.clause():], "公开") {
		return false
	}
	if c.kind() == nounTime || c.n.unit == "" || c.n.loose {
		return fillers().MatchString(gap)
	}
	dir := lastMatch(direction(), gap)
	return len([]rune(gap)) <= 14 && (dir == nil || arriving().MatchString(gap[dir[1]:]))
}

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
		c.means(len(c.left), compactKeys(c.s.last, "total", "lead"))
		return
	case c.s.r.several && bodyInText().MatchString(clause+firstWords(c.right)):
	default:
		return
	}
	from := c.clause()
	if len(last) > 0 && len(clause) <= len(c.left) {
		from = len(c.left) - len(clause) + last[len(last)-1][0]
	}
	c.means(from, c.monthly([]string{"total"}))
}

// compactKeys are those that there are.
func compactKeys(keys ...string) []string {
	return slices.DeleteFunc(keys, func(key string) bool { return key == "" })
}

// ofMost are words of the one that has most.
var ofMost = Pattern(`最[多少高低大]|居(全区|全县|全市)?(首|前|第)|^[^,;]{0,4}(位居|名列|居首)`)

// otherThings are words that stand between a verb and a number of other things.
var otherThings = Pattern(`会议|协调会|推进会|座谈会|设备|项目|问题|意见|资料|案件|器材|信件|文件|简报|材料|线索|实事|[局镇乡]`)

// distributed reads A、B、C类的分别为82件、41件、17件.
func (c *numberWords) distributed() bool {
	m := classesInRow().FindStringSubmatchIndex(c.left)
	if m == nil || !inTurn().MatchString(c.left[m[1]:]) {
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
	c.s.queue, c.s.shares, c.s.moving = keys[1:], false, ""
	return true
}

var (
	classesInRow = Pattern(`[A-D甲乙丙丁]类?(件)?([、和及与,][A-D甲乙丙丁]类?(件)?)+`)
	oneClass     = Pattern(`[A-D甲乙丙丁]`)
)
