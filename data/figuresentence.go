package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// sentence reads the numbers of one sentence, from left to right: what a number
// tells often follows from the numbers before it.
type sentence struct {
	r        *figureReader
	from, to int // runes of the text
	seen     []readNumber
	taken    int      // the rune up to which words belong to the number before
	segment  int      // counts semicolons
	queue    []string // the keys that the next numbers have, after 分别
	shares   bool     // those in queue are percentages
	series   []string // counts of classes and topics, in a row
	rate     string   // the share told last
	first    string   // the count told first
	last     string   // the count told last
	changing string   // what the change told last is of
	unit     string   // the unit that the segment is about
	moving   string   // the word of the changes in queue
	limited  bool     // the numbers are of a part that nobody counts (重点件中)
}

func (s *sentence) read() {
	sub := s.r.plain[s.from:s.to]
	s.taken = s.from
	numbers := numbersOf(sub)
	for i, n := range numbers {
		n.from, n.to = n.from+s.from, n.to+s.from
		next := s.to
		if j := slices.IndexFunc(numbers[i+1:], func(n textNumber) bool { return !n.ofPeople() }); j >= 0 && !n.ofPeople() {
			next = numbers[i+1+j].from + s.from
		} else if n.ofPeople() && i+1 < len(numbers) {
			next = numbers[i+1].from + s.from
		}
		for at := s.taken; at < n.from; at++ {
			if s.r.plain[at] == ';' {
				s.taken = at + 1
				s.segment++
				s.limited, s.series, s.queue, s.unit = false, nil, nil, ""
			}
		}
		c := numberWords{s: s, n: readNumber{textNumber: n, segment: s.segment}, start: s.taken,
			left: string(s.r.words[s.taken:n.from]), right: string(s.r.words[n.to:next]), before: string(s.r.words[s.from:n.from])}
		before := s.taken
		s.taken = n.to
		switch {
		case c.tell():
			s.seen = append(s.seen, c.n)
		case n.ofPeople(): // of some of them only: its words go with the next number
			s.taken = before
		}
	}
	s.parts()
	s.r.numbers = append(s.r.numbers, s.seen...)
}

// parts looks at wholes and their parts that are none of ours: parts that are
// more than their whole cannot be (其中).
func (s *sentence) parts() {
	whole, sum := -1, 0
	for i := range s.seen {
		n := &s.seen[i]
		from := s.from
		if i > 0 {
			from = s.seen[i-1].to
		}
		switch between := string(s.r.plain[from:n.from]); {
		case i > 0 && strings.Contains(between, "其中"):
			if whole, sum = i-1, 0; i > 1 && strings.Contains(string(s.r.plain[s.seen[i-2].to:s.seen[i-1].from]), "、") {
				whole = -1 // of which of a list
			}
		case strings.ContainsAny(between, ";") || strings.Contains(between, "共"):
			whole = -1
		}
		if whole < 0 || n.unit != s.seen[whole].unit || n.decimals > 0 || n.unit == nounShare || n.unit == nounPoint {
			continue
		}
		sum += n.value
		w := s.seen[whole]
		if sum > w.value && len(w.meant) == 0 && len(n.meant) == 0 && !w.about && !w.over && !w.loose {
			n.bad, n.why = true, "其中各项合计超过“"+string(s.r.plain[w.from:w.to])+"”"
		}
	}
}

// numberWords is a number with the words around it.
type numberWords struct {
	s      *sentence
	n      readNumber
	start  int    // the rune that left begins at
	left   string // the words since the number before
	right  string // those up to the next
	before string // the whole sentence up to the number
	row    string // the head of the table's row; "" in prose
}

// part is the sentence up to the number, from the last semicolon on.
func (c *numberWords) part() string { return c.before[strings.LastIndexByte(c.before, ';')+1:] }

// follows tells that the number told before is a figure whose key begins so.
func (c *numberWords) follows(key string) bool {
	n := len(c.s.seen)
	return n > 0 && strings.HasPrefix(c.s.seen[n-1].key, key)
}

// clause is where the last clause of left begins.
func (c *numberWords) clause() int {
	return strings.LastIndexAny(c.left, ",:()") + 1
}

// fillers are words between those that tell a figure and its number.
var fillers = Pattern(`^(”|“|票|者|竟有|竟|就有|就|便|才|只有|仅有|只|还有|还|尚有|尚|仍有|仍|先后|前后|足足|高达|多达|发生|出现|用了|用|清一色|一律|一概|以|由此|了|共有|共计|共|总计|合计|累计|达到|达|分别|均|都|全部|为|是|有|已|计|各|约|近|了|的|件|等|占|其中|多|也|就|实际|仅|比例|数量|数|建议|提案|代表|通知|活动|提高到|提升到|上升到|增至|升至|降至|保持在?|实现|接近|大|高|[ ·、和及与:])*$`)

func (c *numberWords) bareClause() bool { return fillers().MatchString(c.left[c.clause():]) }

// tell finds what the number is; false leaves it out.
func (c *numberWords) tell() bool {
	if strings.HasPrefix(c.left, "中") || restricting().MatchString(c.left) {
		c.s.limited = c.s.limited || restricts(c.s.last)
	}
	clause := c.left[c.clause():]
	if c.elsewhere(clause) {
		return c.n.unit != "" && !c.n.ofPeople() && !several().MatchString(clause)
	}
	switch c.n.unit {
	case nounPoint:
		c.points()
	case nounShare:
		c.share()
	case "":
		return c.bareNumber()
	case nounDeputy, nounUnit:
		return c.people()
	default:
		if c.n.loose && c.n.han && c.n.value == 1 && !c.closeCue() {
			return false // 一件 as everybody says it
		}
		if c.n.loose && c.n.han && c.n.value == 1 && markedOne().MatchString(c.left[c.clause():]) {
			c.n.loose = false
		}
		c.count()
	}
	return true
}

// markedOne is what stands before 一件 where it counts.
var markedOne = Pattern(`满意[”"]?(票|的|者)*(为|有|是|仅|只有|仅有)?$|[A-D]类(件|的)*(为|有|是|仅|只有|仅有)?$`)

// elsewhere tells that the words around speak of other matters, of some units
// only, or of what was wanted.
func (c *numberWords) elsewhere(clause string) bool {
	after := c.after()
	segment := c.part()
	if m := lastMatch(otherMatters(), segment); m != nil && c.n.unit == nounShare && !oursAgain().MatchString(segment[m[1]:]) {
		return true
	}
	if c.n.unit != nounShare && each().MatchString(clause) || c.ofPartOfYear() || c.ofOtherWhole(clause) || c.ofOneUnitAlone() {
		return true
	}
	return otherMatters().MatchString(clause) || ofSome().MatchString(clause) || ofSomeBehind().MatchString(after) || several().MatchString(clause) ||
		c.n.unit != nounShare && notDone().MatchString(after) && !(c.kind() == nounThing && c.promised()) ||
		c.n.unit == nounShare && (aimed().MatchString(clause) || aimedBehind().MatchString(after)) && !achieved().MatchString(clause)
}

var (
	oursAgain = Pattern(`建议|提案|主办|代表|委员`)
	achieved  = Pattern(`实现了|达到了|完成了|均实现|均达到`)
)

// ofPartOfYear tells that a number is of the first batch, of half a year.
func (c *numberWords) ofPartOfYear() bool {
	m := lastMatch(partOfYear(), c.before)
	return m != nil && !allAgain().MatchString(c.before[m[1]:])
}

// ofOtherWhole tells that a number is of a larger place or of many years.
func (c *numberWords) ofOtherWhole(clause string) bool {
	return countedApart().MatchString(c.right) || besides().MatchString(clause) || c.n.unit != nounShare && manyYears().MatchString(clause) ||
		largerPlace().MatchString(c.part()) && ourPart().MatchString(c.after())
}

// ofOneUnitAlone tells that the clause's subject is a unit that the figures do not
// know, 区卫健局主办的8件，面商率100%.
func (c *numberWords) ofOneUnitAlone() bool {
	segment := c.part()
	m := lastMatch(unitSubject(), segment)
	if m == nil || ofEveryUnit().MatchString(segment[m[0]:]) || strings.Contains(segment[m[0]:], "我") {
		return false
	}
	for _, u := range c.s.r.units {
		if strings.Contains(segment[m[0]:m[1]], u) {
			return false
		}
	}
	return true
}

var (
	partOfYear   = Pattern(`首批|第[一二三四五六1-6]批|[一二三四]季度|上半年|前三季度|年中`)
	allAgain     = Pattern(`合计|共|累计|全部|全年|总|年底|目前|截至`)
	manyYears    = Pattern(`([0-9一二三四五六七八九十两几]|多)年(来|间|以来|累计)|本届(以来|政府|人大|政协)?[^,;]{0,6}(累计|共)|五年`)
	each         = Pattern(`至少|每人|每月|每周|每季度|每半年|每件|人均|平均`)
	besides      = Pattern(`^(此外|另外)?(还|另|另外|此外)(承办|办理|收到)`)
	countedApart = Pattern(`^[^,;0-9]{0,6}(另行统计|另计|不计入|不在此列|未计入)`)
	largerPlace  = Pattern(`全(国|省|州|市|区|县)`)
	ourPart      = Pattern(`^[^。]{0,40}我(们|局|委|办|镇|乡|街道|区|县|市|单位|部门|院)(另|共)?(承办|承接|承担|办理|主办)`)
	unitSubject  = Pattern(`(^|[,;:])(区|县|市)?[\p{Han}]{0,6}([^全]局|街道|镇|委)((自身|一家|就|另|还|单独)+(承办|办理)|(自身|一家|就|另|还|单独|共|一共|全年|今年)*(主办|沟通|面商|走访|答复|承担))|(^|[,;:])(区|县|市)?[\p{Han}]{1,6}(街道|镇|乡)(共|一共|全年|今年)*(承办|办理)`)
	ofEveryUnit  = Pattern(`全区|全县|全市|各单位|各承办|合计`)
)

var several = Pattern(`[两二三四五几]个$`)

var restricting = Pattern(`^[^,;]{0,12}(中|里)[,的]?`)

func restricts(key string) bool {
	return key == "key" || key == "between" || key == "inSession" || key == "joint" || key == "single" || key == "collective" || key == "personal" || key == "merged" || key == "extended" || key == "reanswered" || key == "closed" ||
		strings.HasPrefix(key, "classes.") || strings.HasPrefix(key, "byTopic.") || strings.HasPrefix(key, "byKind.")
}

// closeCue tells whether words of a figure stand right before the number.
func (c *numberWords) closeCue() bool {
	cues := findCues(c.s.r.counts, c.kind(), c.left)
	return len(cues) > 0 && fillers().MatchString(c.left[cues[len(cues)-1].end:]) && cues[len(cues)-1].at >= c.clause()
}

func (c *numberWords) kind() string {
	if c.n.unit == "" {
		return nounItem
	}
	return c.n.unit
}

// bareNumber is one whose noun was lost (主办7), as happens to copied texts.
func (c *numberWords) bareNumber() bool {
	if !c.closeCue() && !endsWith(strings.TrimSpace(c.left), "建议共", "提案共", "件数共") {
		return false
	}
	c.count()
	return len(c.n.meant) > 0
}

// means notes what the number tells: groups of keys, each to hold, of each group
// one. from is the byte of left that the words begin at.
func (c *numberWords) means(from int, groups ...[]string) {
	first := ""
	for _, keys := range groups {
		if first == "" && len(keys) > 0 {
			first = keys[0]
		}
		if of := c.figures(keys); len(of) > 0 {
			c.n.meant = append(c.n.meant, meaning{c.start + utf8.RuneCountInString(c.left[:from]), of})
		}
	}
	c.n.key = first
	s := c.s
	switch {
	case first == "":
	case c.n.unit == nounShare:
		s.rate = first
	case c.n.ofPeople() || c.n.unit == nounPeople: // no change is told of them
	default:
		if s.first == "" {
			s.first = first
		}
		s.last = first
		if restricts(first) && handling().MatchString(c.left[c.clause():]) {
			s.limited = true
		}
		if strings.HasPrefix(first, "classes.") || strings.HasPrefix(first, "byTopic.") {
			s.series = append(s.series, first)
		}
	}
}

var handling = Pattern(`^(对|梳理|围绕|针对)`)

// popped gives the number the key that an earlier 分别 left for it.
func (c *numberWords) popped() bool {
	s := c.s
	if len(s.queue) == 0 || !connectors().MatchString(c.left) || s.shares != (c.n.unit == nounShare || c.n.unit == nounPoint) {
		return false
	}
	key := s.queue[0]
	s.queue = s.queue[1:]
	if s.moving != "" {
		c.change(len(c.left), []string{key}, s.moving, false)
		return true
	}
	c.means(len(c.left), []string{key})
	return true
}

var connectors = Pattern(`^[,、和及与 ]*$`)

// figures are those of some keys, of the year, the part and the unit that the
// sentence is about. A mark takes the subject that the sentence names.
func (c *numberWords) figures(keys []string) (all []ToldFigure) {
	year := c.year()
	if year == yearOther || c.s.limited && !strings.HasSuffix(keys[0], ".share") && !strings.HasPrefix(keys[0], "planned.") {
		return nil
	}
	keys = c.subjects(keys)
	if own, ok := strings.CutPrefix(keys[0], "before."); ok {
		year, keys = yearBefore, []string{own}
	}
	if strings.HasPrefix(keys[0], "planned.") { // this year's figure, though it is of last year's letters
		year = yearNow
	}
	if year == yearBefore {
		if c.s.r.facts.Before == nil {
			return nil
		}
		for _, key := range keys {
			if f, ok := c.s.r.facts.Before.figures.by[key]; ok {
				f.Key, f.Name = "before."+f.Key, "上年"+f.Name
				all = append(all, f)
			}
		}
		return all
	}
	unit, known := c.unit(keys[0])
	if !known {
		return nil
	}
	for _, told := range c.ofWhich() {
		for _, key := range keys {
			for _, k := range unitKeys(unit, key) {
				if f, ok := told.by[k]; ok {
					all = append(all, f)
				}
			}
		}
	}
	return all
}

// unitKeys are the keys that a figure of a unit has; without a unit the key itself.
func unitKeys(unit, key string) []string {
	switch {
	case unit == "":
		return []string{key}
	case key == "assist":
		return []string{"byUnit." + unit + ".assist", "byUnit." + unit + ".coHandled"}
	}
	return []string{"byUnit." + unit + "." + key}
}

// subjects puts 态度 and 结果 in the place of a mark.
func (c *numberWords) subjects(keys []string) (all []string) {
	for _, key := range keys {
		if key == "commitments.kept" && earlierYears().MatchString(c.before) {
			all = append(all, "commitments.keptEarlier")
		}
		word, ok := strings.CutPrefix(key, satisfiedKey)
		if !ok {
			all = append(all, key)
			continue
		}
		again := word == "dissatisfied" && reanswering().MatchString(c.after())
		of := []string{"result", "attitude"}
		if at := markSubject().FindAllString(c.before, -1); len(at) > 0 {
			of = []string{"result"}
			if at[len(at)-1] != "结果" {
				of = []string{"attitude"}
			}
		}
		if again && len(of) > 1 {
			all = append(all, "reanswered")
		}
		for _, subject := range of {
			all = append(all, subject+"."+word)
			if word == "rate" {
				all = append(all, subject+".rateOther")
			}
		}
		if again && len(of) == 1 {
			all = append(all, "reanswered")
		}
	}
	return all
}

var (
	earlierYears = Pattern(`往年|上一?年|去年|以前年度|历年|以往|结转|遗留`)
	markSubject  = Pattern(`态度|办理工作|结果`)
	reanswering  = Pattern(`^[^;]{0,20}(再次|重新)(办理|答复)`)
)

// after are the words behind the number, to the sentence's end.
func (c *numberWords) after() string { return string(c.s.r.words[c.n.to:c.s.to]) }

// unit is the unit that a figure is told of, "" for all; known is false where
// it is one that the year does not have.
func (c *numberWords) unit(key string) (name string, known bool) {
	s := c.s
	class := strings.HasPrefix(key, "classes.") && strings.HasSuffix(key, ".count")
	if s.unit != "" && class {
		return s.unit, true
	}
	if key == "key" && strings.Contains(c.left[c.clause():], "其中") && otherUnit().MatchString(c.left) {
		return "", false
	}
	if slices.Contains(s.r.units, c.row) {
		return c.row, true
	}
	if !slices.Contains([]string{"lead", "assist", "replied", "replyRate", "onTimeRate", "returns"}, key) {
		return "", true
	}
	segment := c.part()
	clause := c.left[c.clause():]
	at := -1
	for _, u := range s.r.units {
		i := strings.LastIndex(segment, u)
		if i < 0 || i <= at || startsWith([]rune(segment[i+len(u):]), 0, "等", "、", "和", "及") {
			continue
		}
		if strings.Count(segment[i:], ",") <= 1 {
			name, at = u, i
		}
	}
	if otherUnit().MatchString(clause) && (name == "" || !strings.Contains(clause, name)) {
		return "", false
	}
	s.unit = name
	return name, true
}

var otherUnit = Pattern(`(^|[^我各本\s·])(局|街道|镇|乡|公司|办事处|领导|区长|县长|市长|部门)(共)?(承担|主办|协办|承办|办理|领办|领衔|牵头|答复|退|的?办复率|的?答复率|的?按时)`)
