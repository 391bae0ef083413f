package data

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// share finds what a percentage tells.
func (c *numberWords) share() {
	if c.popped() {
		return
	}
	s := c.s
	cues := findCues(s.r.shares, nounShare, c.left)
	if at := len(cues) - 1; at >= 0 && (cues[at].at >= c.clause() || c.bareClause() || bareChange().MatchString(c.left[c.clause():]) || strings.HasSuffix(cues[at].keys[0], ".share") && sharingAlone().MatchString(c.left[c.clause():])) {
		if isClass := strings.HasSuffix(cues[at].keys[0], ".share"); !isClass || fillers().MatchString(c.left[cues[at].end:]) || sharing().MatchString(c.left[cues[at].end:]) || direction().MatchString(c.left[cues[at].end:]) {
			c.rate(cues, at)
		}
		return
	}
	if m := shareBehind().FindStringSubmatch(c.right); m != nil {
		c.means(len(c.left), []string{"classes." + m[3] + ".share"})
		return
	}
	clause := c.left[c.clause():]
	switch dir := lastMatch(direction(), clause); {
	case sharing().MatchString(clause):
		c.shareOfCount(clause)
	case dir != nil && arriving().MatchString(clause[dir[1]:]), dir == nil && c.bareClause() && arrived().MatchString(clause):
		if s.rate != "" {
			c.means(len(c.left), []string{s.rate})
		}
	case dir != nil:
		c.growth(clause, dir)
	case fillers().MatchString(strings.Trim(c.left, " (,")) && len(s.seen) > 0 && s.seen[len(s.seen)-1].unit != nounShare:
		c.shareOfCount(clause)
	}
}

var (
	// sharing is what stands before a share of a count: 占总数的.
	sharing = Pattern(`(^|[\p{Han}])?占(了|到|据|全部|全年|今年|已|应|的|总|数|件|量|建议|提案|答复|办复|主办|协办|交办|办理|承办|比例|比重|比|约|达|为|率|均|分别| )*$`)
	arrived = Pattern(`达到|达|提高到|提升到|上升到|增至|升至|降至|保持在?`)
)

// rate reads a percentage behind the names of one or several rates.
func (c *numberWords) rate(cues []found, at int) {
	s, last := c.s, cues[at]
	tail := most().ReplaceAllString(c.left[last.end:], "")
	if c.noRate(last) {
		return
	}
	if dir := lastMatch(direction(), tail); dir != nil && !arriving().MatchString(tail[dir[1]:]) {
		c.change(last.at, last.keys[:1], tail[dir[0]:dir[1]], false)
		return
	}
	from := at
	for from > 0 && cues[from-1].keys[0] != notOurs && joining().MatchString(c.left[cues[from-1].end:cues[from].at]) {
		from--
	}
	var groups [][]string
	var starts []int
	for _, f := range cues[from : at+1] {
		if !f.all {
			groups, starts = append(groups, f.keys), append(starts, f.at)
			continue
		}
		for _, key := range f.keys {
			groups, starts = append(groups, []string{key}), append(starts, f.at)
		}
	}
	if n := len(groups); n > 1 && strings.HasSuffix(groups[n-1][0], ".mostlyShare") && strings.HasSuffix(groups[n-2][0], ".rate") && !inTurn().MatchString(tail) {
		groups = groups[:n-1] // 满意率和基本满意率为97.1%
	} else if markApart().MatchString(string(s.r.words[s.from:s.to])) {
		for i, g := range groups {
			if subject, ok := strings.CutSuffix(g[0], ".rate"); ok && (subject == "attitude" || subject == "result" || subject+"." == satisfiedKey) {
				groups[i] = []string{subject + ".satisfiedShare"}
			}
		}
	}
	if inTurn().MatchString(tail) && len(groups) > 1 {
		for _, g := range groups[1:] {
			s.queue = append(s.queue, g[0])
		}
		s.moving, s.shares = "", true
		c.means(starts[0], groups[0])
		return
	}
	for i := range groups {
		c.means(starts[i], groups[i])
	}
}

// sharingAlone is a clause that says nothing but of what a share is.
var sharingAlone = Pattern(`^(此类|这类|该类|这两类|建议|提案)*(约|仅|只|各|均|分别|也|就)*占`)

// ofOtherPeople stands before the rate of people who put nothing forward.
var ofOtherPeople = Pattern(`(家长|群众|患者|游客|居民|企业|市民|用户|问卷|社会|乘客|师生|服务对象)(问卷|调查|的)*$`)

var (
	most        = Pattern(`最[多少高低]`)
	shareBehind = Pattern(`^的(主办件|建议|提案|件)*[^,;0-9]{0,20}(列为|定为|评为|为|属|是)([A-D甲乙丙丁])类`)
)

var solvingRate = Pattern(`(解决|落实)率$`)

// noRate tells that the name of a rate is not of ours here. A 解决率 behind last year's
// letters is told as theirs.
func (c *numberWords) noRate(f found) bool {
	switch {
	case f.keys[0] == notOurs:
		if solvingRate().MatchString(c.left[f.at:f.end]) && c.ofPlanned() {
			c.means(f.at, []string{"planned.rate"})
		}
		return true
	case ofOtherPeople().MatchString(c.left[:f.at]):
		return true
	case f.keys[0] == "planned.rate":
		return !planning().MatchString(string(c.s.r.words[c.s.from:c.s.to]))
	case f.keys[0] == "adoptedRate":
		return gathered().MatchString(c.before)
	}
	return false
}

// planning tells that a sentence is of the letters that promised to go on.
var planning = Pattern(`[B-D乙丙丁]类`)

// markApart tells that a sentence tells 满意 and 基本满意 apart.
var markApart = Pattern(`(率|%|,|;)[、,;]?(对?办理)?(态度|结果)?基本满意(度)?率`)

// gathered are suggestions that were asked for, no proposals.
var gathered = Pattern(`征集|征求|收集`)

var joining = Pattern(`^(、|和|及|与|以及|,|的|·| )*$`)

// shareKeys are the shares of counts that have one of their own.
var shareKeys = map[string]string{
	"lead": "leadShare", "assist": "assistShare", "replied": "replyRate", "repliedOnTime": "onTimeRate", "consultedFaceToFace": "faceToFaceRate",
	"planned.resolved": "planned.rate",
	"settled":          "settledRate", "opinionsDelivered": "opinionRate", "returned": "returnedRate", "attitude.good": "attitude.rate", "result.good": "result.rate",
}

func shareKey(key string) string {
	if count, ok := strings.CutSuffix(key, ".count"); ok {
		return count + ".share"
	}
	return shareKeys[key]
}

// moreBy tells that a number says how much another has more or less: 多了17件.
func (c *numberWords) moreBy(n readNumber) bool {
	before := string(c.s.r.plain[max(0, n.from-2):n.from])
	return before == "多了" || before == "少了"
}

// shareOfCount reads a percentage behind a count: 82件，占58.6%.
func (c *numberWords) shareOfCount(clause string) {
	s := c.s
	if inTurn().MatchString(clause) && len(s.series) > 1 {
		var keys []string
		for _, key := range s.series {
			keys = append(keys, shareKey(key))
		}
		s.queue, s.shares, s.moving = keys[1:], true, ""
		c.means(len(c.left), keys[:1])
		return
	}
	i := len(s.seen) - 1
	for i >= 0 && (s.seen[i].unit == nounShare || s.seen[i].unit == nounPoint || s.seen[i].change || c.moreBy(s.seen[i])) { // 142件，多了17件，占…
		i--
	}
	if i < 0 || s.seen[i].segment != s.segment {
		c.shareOfNamed(clause)
		return
	}
	count := s.seen[i]
	switch key := shareKey(count.key); {
	case len(count.meant) == 0 && (inTurn().MatchString(clause) || !c.bareClause() && !sharingAlone().MatchString(clause)):
	case len(count.meant) == 0:
		c.unknownShare(count)
	case key != "" && !(strings.Contains(clause, "主办") && strings.HasPrefix(key, "classes.")):
		c.means(len(c.left), []string{key})
	case !count.change && (c.bareClause() || sharingAlone().MatchString(clause) || key != ""):
		c.of(count.meant[0].of[0])
	}
}

// shareOfNamed reads 按时答复的占95%: the share of a count that is named, not told.
func (c *numberWords) shareOfNamed(clause string) {
	at := sharing().FindStringIndex(clause)
	cues := c.inContext(findCues(c.s.r.counts, nounItem, clause[:at[0]]))
	if n := len(cues); n > 0 && fillers().MatchString(clause[cues[n-1].end:at[0]]) {
		if key := shareKey(cues[n-1].keys[0]); key != "" {
			c.means(c.clause(), []string{key})
		}
	}
}

// of reads the share of a count that has none of its own: of all, of those that
// we lead, or of those replied.
func (c *numberWords) of(count ToldFigure) {
	st := c.s.r.now.stats
	var all []ToldFigure
	if f, ok := c.s.r.now.by[count.Key+"Share"]; ok { // a mark's, of the forms back
		all = append(all, f)
	}
	for _, whole := range []struct {
		name string
		n    int
	}{{"总件数", st.Total}, {"主办件", st.Lead}, {"已答复主办件", st.Replied}} {
		f := count
		f.Key, f.Name, f.Share, f.Den = count.Key+".share", count.Name+"占"+whole.name, true, whole.n
		f.Rule = count.Rule + " ÷ " + whole.name
		all = append(all, f)
	}
	c.n.meant = append(c.n.meant, meaning{c.start + len([]rune(c.left)), all})
}

// unknownShare looks whether the share of a count that is none of ours can be
// right: of a number of the text, or of the year.
func (c *numberWords) unknownShare(count readNumber) {
	st := c.s.r.now.stats
	wholes := []int{st.Total, st.Lead, st.Assist, st.Replied}
	for _, n := range slices.Concat(c.s.r.numbers, c.s.seen) {
		if n.unit == count.unit && n.decimals == 0 {
			wholes = append(wholes, n.value)
		}
	}
	if c.year() != yearNow || count.about || count.over || count.loose || c.n.loose {
		return
	}
	for _, whole := range wholes {
		if whole >= count.value && whole > 0 && c.n.agrees(ToldFigure{Share: true, Figure: Figure{Num: count.value, Den: whole}}) {
			return
		}
	}
	c.n.bad, c.n.why = true, "与“"+string(c.s.r.plain[count.from:count.to])+"”对不上：占各总数都不是这个比例"
}

// points reads 提高1.1个百分点: a change of the rate told in its clause, or last.
func (c *numberWords) points() {
	clause := c.left[c.clause():]
	dir := lastMatch(direction(), clause)
	if dir == nil || arriving().MatchString(clause[dir[1]:]) {
		return
	}
	cues := findCues(c.s.r.shares, nounShare, clause[:dir[0]])
	switch at := len(cues) - 1; {
	case at > 0 && inTurn().MatchString(clause) && joining().MatchString(clause[cues[at-1].end:cues[at].at]):
		c.s.moving, c.s.queue, c.s.shares = clause[dir[0]:dir[1]], nil, true
		for at > 0 && joining().MatchString(clause[cues[at-1].end:cues[at].at]) {
			c.s.queue = append([]string{cues[at].keys[0]}, c.s.queue...)
			at--
		}
		c.change(c.clause()+cues[at].at, cues[at].keys[:1], c.s.moving, false)
	case at >= 0 && cues[at].keys[0] != notOurs:
		c.change(c.clause()+cues[at].at, cues[at].keys[:1], clause[dir[0]:dir[1]], false)
	case at < 0 && bareChange().MatchString(clause[:dir[0]]) && c.s.rate != "":
		c.change(c.clause(), []string{c.s.rate}, clause[dir[0]:dir[1]], false)
	}
}

// growth reads 增长13.4%: of the count told in its clause, changed last, or told
// before.
func (c *numberWords) growth(clause string, dir []int) {
	if !sinceYear().MatchString(c.before) {
		return
	}
	if keys := c.changing(clause[:dir[0]]); len(keys) > 0 {
		c.change(c.clause(), keys, clause[dir[0]:dir[1]], true)
	}
}

// changing are the counts that a change can be of.
func (c *numberWords) changing(ahead string) []string {
	s := c.s
	if cues := c.inContext(findCues(s.r.counts, nounItem, ahead)); len(cues) > 0 {
		if key := cues[len(cues)-1].keys[0]; key != notOurs {
			return []string{key}
		}
		return nil
	}
	if !bareChange().MatchString(ahead) {
		if totalCue().MatchString(ahead) && !partCue().MatchString(ahead) && !otherThings().MatchString(ahead) || strings.Contains(ahead, "建议") || strings.Contains(ahead, "提案") {
			return []string{"total"}
		}
		return nil
	}
	if n := len(s.seen); n > 0 && s.seen[n-1].change && s.changing != "" {
		return []string{s.changing}
	}
	var keys []string
	for _, key := range []string{s.first, s.last} {
		if key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// changeOfCount reads 比上年增加22件.
func (c *numberWords) changeOfCount() bool {
	clause := c.left[c.clause():]
	dir := lastMatch(direction(), clause)
	if dir == nil || !fillers().MatchString(clause[dir[1]:]) || !sinceYear().MatchString(c.before) {
		return false
	}
	if arriving().MatchString(clause[dir[1]:]) {
		return false
	}
	if keys := c.changing(clause[:dir[0]]); len(keys) > 0 && c.kind() == nounItem {
		c.change(c.clause(), keys, clause[dir[0]:dir[1]], false)
	}
	return true
}

// level reads 由39件涨到44件 and 增至142件: a count of the year before, or of this one,
// of which a change was told or which the clause names.
func (c *numberWords) level() bool {
	clause := c.left[c.clause():]
	s := c.s
	from := leaving().FindStringIndex(clause)
	switch {
	case from != nil && rising().MatchString(c.right):
		keys := c.changing(clause[:from[0]])
		if len(keys) == 0 {
			return false
		}
		s.changing = keys[0]
		c.means(c.clause(), []string{"before." + keys[0]})
		s.last = keys[0]
		return true
	case reached().MatchString(clause) && s.changing != "" && !strings.HasPrefix(s.changing, "before."):
		c.means(len(c.left), []string{s.changing})
		return true
	}
	return false
}

var (
	comparedYear = Pattern(`(比|较|与|同|和|比起)(\d{4}|上一?|去)年`)
	leaving      = Pattern(`(由|从)(上一?年度?|去年度?|\d{4}年度?)?(同期)?的?$`)
	rising       = Pattern(`^[、,]?(增加|增长|增|提高|提升|上升|攀升|升|涨|减少|减|下降|降|回落|跌|变)(到|至|为|成)`)
	reached      = Pattern(`^(、|,)?(也|已|进一步)?(增加|增长|增|提高|提升|上升|攀升|升|涨|减少|减|下降|降|回落|跌|变|达)(到|至|为|成)$`)
)

// change notes that the number is a difference from the year before.
func (c *numberWords) change(from int, keys []string, word string, grown bool) {
	s := c.s
	c.n.change = true
	c.n.key, s.changing = keys[0], keys[0]
	if s.r.facts.Before == nil {
		return
	}
	if year := lastMatch(comparedYear(), c.before); year != nil && isDigitIn(c.before[year[0]:year[1]]) && !strings.Contains(c.before[year[0]:year[1]], strconv.Itoa(s.r.facts.Now.Year-1)) {
		return // with another year
	}
	down := falling().MatchString(word)
	var all []ToldFigure
	for _, key := range c.subjects(keys) {
		if f, ok := changed(key, s.r.facts.Before.figures, s.r.now, grown, down); ok {
			all = append(all, f)
		}
	}
	if len(all) > 0 {
		c.n.meant = append(c.n.meant, meaning{c.start + len([]rune(c.left[:from])), all})
	}
}

func lastMatch(re *regexp.Regexp, text string) []int {
	all := re.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1]
}

func isDigitIn(text string) bool { return strings.ContainsFunc(text, isDigit) }
