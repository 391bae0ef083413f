package data

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Promise is a sentence of a letter that promises something by a day.
type Promise struct {
	Text string // the sentence, without its end mark
	Due  Date   // the last day of the time it names
}

var (
	sentenceEnd = Pattern(`[。；;\n]+`)
	// a day, month or year as letters name it: 2023年6月30日前, 2023年上半年,
	// 今年年底, 明年6月底前, 12月底前.
	promisedDay = Pattern(`(?:(\d{4})年|(今年|本年)|(明年))?(?:(上半年|下半年|第?[一二三四1-4]季度)|(?:(\d{1,2})月(?:份)?(?:(\d{1,2})日)?)|(年底|年末|年内|底|末))?(?:底|末|中旬|下旬|上旬)?(?:以前|之前|前|内)?`)
	// promising words: what is to come, or a limit.
	promising = Pattern(`前|底|末|内|将|拟|力争|争取|确保|计划|预计|定于|定在|完成|完工|建成|开工|启动|实施|组织|开展|安排|恢复|提高到|月份|[上中下]旬|投入使用|新建|新增|增设|补充|选派|修复|整改`)
	// notPromised are sentences that name a time and promise nothing by it: what
	// cannot be done in it, and what is among its work already.
	notPromised = Pattern(`(?:难以|无法|不能|不具备|暂不|尚不)[^，,]{0,12}(?:今年|本年|年内|年底)|(?:列入|纳入|作为)(?:今年|本年|年内|\d{4}年)[^，,]{0,6}(?:工作|计划|项目|任务|范围|规划)[^前底将拟]*$`)
	toCome      = Pattern(`将|拟|力争|争取|确保|计划|预计`)
)

// Promises finds the sentences of a text that name a day after from: they are
// offered as commitments (承诺事项), the clerk decides. A sentence is given
// once, with the latest day it names.
func Promises(text string, from Date) []Promise {
	var found []Promise
	for _, sentence := range sentenceEnd().Split(text, -1) {
		sentence = strings.TrimSpace(sentence)
		if sentence == "" || !promising().MatchString(sentence) || notPromised().MatchString(sentence) {
			continue
		}
		due := namedOtherwise(sentence, from)
		for _, m := range promisedDay().FindAllStringSubmatch(digitDays(spanBefore().ReplaceAllString(sentence, "")), -1) {
			if m[0] == m[2] && m[2] != "" && !toCome().MatchString(sentence) {
				continue // 今年已安排经费
			}
			if d := dueOf(m, from); d.After(due) {
				due = d
			}
		}
		if due.After(from) && !slices.ContainsFunc(found, func(p Promise) bool { return p.Text == sentence }) {
			found = append(found, Promise{sentence, due})
		}
	}
	return found
}

// A sentence that names a day to come is mostly a promise where it sets that day as a
// limit or tells that something is intended, else where it says after the day what
// will be done. These tell one that is none: it depends on something, cannot be, is of
// others or of a law, counts, or asks.
var (
	aheadOf  = Pattern(`将|拟|力争|争取|确保|计划|预计|承诺|定于|\d{4}年|\d{1,2}月|年底|年末|年内|明年|今年`)
	intended = Pattern(`将|拟|力争|争取|确保|保证|计划|承诺|定于|定在|保障.{0,6}前|我(?:们|局|委|办|区|县|镇|乡|街道|单位|校|院).{0,12}(?:前|内|底)|(?:\d日|月|年|月底|年底|年末|节|旦|期|季)(?:之前|以前|前)|(?:年|月)内|底前|起在|到(?:明年|今年|\d{4}年)?\d{1,2}月底|月份|[上中下]旬`)
	doing    = Pattern(`完成|完工|竣工|建成|建设|开工|启动|投用|投入使用|投入运营|交付|通车|通水|开通|开放|修复|改造|整治|整改|安装|铺设|铺装|硬化|拆除|清淤|加固|验收|解决|落实|实施|实现|出台|印发|修订|制定|公示|公布|新增|增设|新建|配齐|配备|补充|招聘|组建|接入|移交|挂牌|拨付|兑付|发放|检测|评估|报告|通报|约请|督查|检查|组织|开展|恢复|提高到|增加到|降低到|降到|全部|全覆盖`)

	depends  = Pattern(`(?:^|[，,])(?:如|若|假如|一旦|待)|如果|只有|能否|取决于|可考虑|有望|视.{0,10}(?:情况|进度)|条件(?:具备|成熟|允许)|方可|统筹考虑|再行研究`)
	cannotBe = Pattern(`难以|无法|不能|暂不|不具备|尚不|尚未|没有|不再|不得|不予|不符合|互不|未(?:列入|纳入|安排|明确|批准|下达)|保持不变|受.{0,10}(?:限制|制约)|无(?:新增|权|相关)`)
	ofALaw   = Pattern(`起(?:施行|执行|实施|生效)|日施行|执行至|施行至|有效期|届满|到期|期满|(?:合同|协议)[^，,]{0,4}(?:期|约定|规定|执行|终止)|租赁|约定|任期|特许经营|公示期|冻结|工期|建设期|依[照据]《?[^，,]{0,12}》?[，,]|应当|应[于在]|须[于在]`)
	ofOthers = Pattern(`^(?:国家|国务院|中央|上级|省)|(?:人大|政协|人民代表大会|法院|检察院)(?:常委会|会议)?(?:将|拟|计划|定于)|(?:国务院|国家|中央|省里?|市里?|上级)[^，,]{0,10}将我|将[^，,]{1,16}[^，,将]了|(?:国务院|国家|中央|省|市|上级)[^，,]{0,12}(?:要求|明确|规定|提出|决定)|由(?:省|国家|上级)|须?报(?:国务院|省|国家)|规划》?(?:提出|明确|要求)?[，,]?到\d{4}年|(?:开学|考核)(?:$|[^前办])|(?:大会|全会|会议|两会|[一二三四五六七八九十]大|运动会|博览会)[^，,]{0,12}(?:召开|举行)|(?:召开|举行|举办)[^，,]{0,8}(?:大会|全会|两会|运动会|博览会)|换届|选举|迎来|中考|高考`)
	counts   = Pattern(`有所|预计[为达]|截至|累计|近年来|以来|预计到\d{4}|\d{4}年是|人口|预测|预报|据.{0,8}统计|总投资.{0,20}建设期`)
	asks     = Pattern(`^(?:请[^您]|请您[^放]|敬请|恳请|盼|望|希望|欢迎|建议)|关于.{2,40}的(?:意见|建议|设想)(?:$|[^，])|前的[^\d一二三四五六七八九十]`)
)

// Likely tells whether a sentence that is offered is a promise, as far as its words
// tell, so that it can be ticked at first. planned is what the reply says under
// 计划落实事项, where most are.
func (p Promise) Likely(planned string) bool {
	for _, none := range []func() *regexp.Regexp{depends, cannotBe, ofALaw, ofOthers, counts, asks} {
		if none().MatchString(p.Text) {
			return false
		}
	}
	text := p.Text
	if at := strings.LastIndex(text, "已"); at >= 0 { // what is said behind what is done
		text = text[at:]
		if _, after, more := strings.Cut(text, "，"); more {
			text = after
		} else if !toCome().MatchString(text) {
			return false
		}
	}
	if strings.Contains(planned, p.Text) {
		return true
	}
	if intended().MatchString(text) {
		return true
	}
	ahead := aheadOf().FindStringIndex(text)
	return ahead != nil && doing().MatchString(text[ahead[0]:])
}

// Ticked tells which of the sentences offered from a reply are ticked at first: those
// that are likely promises, each promise once. A letter often says one both under
// 计划落实事项 and in its text: the fuller sentence stands for it, or the commitment that
// is recorded already.
func Ticked(offered []Promise, planned string, known []Commitment) []bool {
	likely, ticked := make([]bool, len(offered)), make([]bool, len(offered))
	for i, p := range offered {
		likely[i] = p.Likely(planned) && !slices.ContainsFunc(known, func(c Commitment) bool { return p.saidBy(Promise{c.Text, c.Due}) })
	}
	for i, p := range offered {
		ticked[i] = likely[i]
		for k, o := range offered {
			if k != i && likely[k] && p.saidBy(o) && (k < i || !o.saidBy(p)) {
				ticked[i] = false
			}
		}
	}
	return ticked
}

// saidBy tells whether a fuller sentence promises the same by the same day: it has all
// the characters of this one, in their order, signs aside.
func (p Promise) saidBy(fuller Promise) bool {
	if p.Due != fuller.Due {
		return false
	}
	rest := []rune(fuller.Text)
	for _, r := range p.Text {
		if unicode.IsPunct(r) || unicode.IsSpace(r) {
			continue
		}
		at := slices.Index(rest, r)
		if at < 0 {
			return false
		}
		rest = rest[at+1:]
	}
	return true
}

// dueOf is the last day of what promisedDay matched; zero where it named none.
func dueOf(m []string, from Date) Date {
	year, month := from.Year(), time.December
	n, err := strconv.Atoi(m[1])
	switch {
	case err == nil:
		year = n
	case m[3] != "":
		year++
	case m[7] == "底" || m[7] == "末":
		if m[2] == "" {
			return Date{} // 摸底, 底数
		}
	case m[2] == "" && m[4] == "" && m[5] == "" && m[7] == "":
		return Date{} // nothing that can be dated
	}
	switch {
	case m[4] == "上半年":
		month = time.June
	case strings.HasSuffix(m[4], "季度"):
		n := strings.Index("1234", strings.NewReplacer("一", "1", "二", "2", "三", "3", "四", "4").Replace(strings.Trim(m[4], "第季度")))
		month = time.Month(3*n + 3)
	case m[5] != "":
		n, err := strconv.Atoi(m[5])
		if err != nil || n < 1 || n > 12 {
			return Date{}
		}
		month = time.Month(n)
	}
	last := NewDate(year, month, 1).AddMonths(1).AddDays(-1)
	if day, err := strconv.Atoi(m[6]); err == nil && day >= 1 && day <= last.Day() {
		last = NewDate(last.Year(), last.Month(), day)
	}
	return last
}

// RaisedClass is the class that a kept promise may raise a reply to: the
// scheme's first that needs no commitments, where it stands before the class.
func (p RulePack) RaisedClass(class string) string {
	for _, c := range p.Classes {
		if c.Letter == class {
			break
		}
		if !c.NeedsCommitments {
			return c.Letter
		}
	}
	return class
}
