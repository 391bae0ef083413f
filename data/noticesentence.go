package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A notice says in sentences which days are off and which are worked. A sentence is
// read as a row of words that matter: days, what becomes of them, how many they are.
// What is between them is passed over, unless it changes what they mean; then the
// line is told, for a day that is read wrongly is worse than one that is typed.

var (
	// noticeAbout tells a title about holidays from others.
	noticeAbout = Pattern(`放假|假期|假日|休假|调休|节`)
	// noticeSaid tells that a text says what becomes of days.
	noticeSaid = Pattern(`放假|补休|上班|调休|休息|休假|补班|工作日|公休|假期`)
	// noticeLabel is a heading that is no holiday's name: 放假时间：5月1日至5日.
	noticeLabel = Pattern(`^.{0,6}(?:放假|休假|调休|补休|上班|补班|假期)(?:时间|日期|安排)?$|安排$|^时间$|如下|电话|联系`)
	// noticeUrged begins what a notice encourages and does not order.
	noticeUrged = Pattern(`(?:鼓励|倡导|提倡).*$`)
	noticeStop  = Pattern(`[。；;！!]`)
	// noticeDayWord is a day written 5月1号.
	noticeDayWord = Pattern(`(月\s*\d{1,2}|\d[日号]?\s*(?:[、和及]|至|到|[—–~～-]+)\s*\d{1,2})号`)
	// noticeFirst and noticeNext are days in a row whose 日 stands once: 10月7、8日,
	// 5月1至5日, and a further one of them.
	noticeFirst = Pattern(`(\d{1,2}月\d{1,2})(\s*(?:[、和及]|至|到|[—–~～-]+)\s*(?:\d{1,2}月)?\d{1,2}\s*[日、和及])`)
	noticeNext  = Pattern(`(日\s*[、和及]\s*\d{1,2})(\s*[、和及]\s*\d{1,2}\s*[日、和及])`)
	// noticeAside is what stands in brackets behind other words than days.
	noticeAside = Pattern(`[（(]([^（()）]*)[)）]`)
	noticeToken = Pattern(dayPattern + `(?:起?\s*(?:至|到|[—–~～-]+)\s*` + dayPattern + `)?` +
		`|不(?:再)?(?:放假|补休|上班|调休|休息)` +
		`|((?:放假|休假|假期|补休|调休)(?:时间|日期|日)?(?:为|是|[:：])|(?:放假|休假|假期|补休|调休)(?:时间|日期)|(?:上班|补班)(?:时间|日期|日)(?:为|是|[:：])?)` +
		`|(?:正常|照常|正式|恢复|调休|调整为|改为|补)?(?:上班|上课|办公|补班|工作日)` +
		`|(放假|补休|调休|休息日?|公休日?|休假)+(?:(\d{1,2})天)?` +
		`|共计?(\d{1,2})天|[，,]`)
	weekdaySaid = Pattern(`(?:星期|周|礼拜)([一二三四五六日天])`)
	// openEnded is what stands before a day whose beginning is told elsewhere, or one
	// that is not read.
	openEnded = Pattern(`[至到].{0,12}$|延长|顺延|\d\s*[、和及—–~～-]\s*$`)
	// otherDay is what stands behind a day by which something is reported, or of a
	// letter or a meeting.
	otherDay  = Pattern(`^(?:上午|下午)?(?:\d{1,2}[:：时点]\d{0,2}分?)?(?:之前|以前|前)|^的?(?:通知|来文|来电|文件|印发|下发|发布|公布|召开|会议)`)
	dottedDay = Pattern(`\d{1,2}[./]\d{1,2}`)
)

// dayPattern is a day: year, month, day, day of the week.
const dayPattern = `(?:(\d{4})年)?(?:(\d{1,2})月份?)?(\d{1,2})\s*日(\s*(?:星期|周|礼拜)[一二三四五六日天])?`

// The groups of noticeToken.
const (
	groupDay   = 1 // of the first day: year, month, day, day of the week; then of the second
	groupLead  = 9
	groupOff   = 10
	groupCount = 11 // behind a word for off
	groupAll   = 12 // 共3天
)

// noticeRun is some days named together.
type noticeRun struct {
	first, last Date
	said        string // the words
}

// sentenceReader reads the sentences of a line.
type sentenceReader struct {
	p       *noticeParser
	name    string // of the line's heading; "" without one
	told    string // the holiday that the line names, once it was sought
	sought  bool
	said    bool // the sentence says what becomes of days
	month   int
	off     map[Date]bool // days off that the line told
	waiting []noticeRun   // named, but not yet said what for
	lead    HolidayKind   // said before its days: 放假时间为
	asUsual bool          // days are said to be worked as usual, or taught
}

// sentences reads what a line says; name is its heading's, "" without one.
func (p *noticeParser) sentences(name, line string) error {
	r := sentenceReader{p: p, name: name, off: map[Date]bool{}}
	line = noticeFirst().ReplaceAllString(noticeDayWord().ReplaceAllString(line, "${1}日"), "${1}日$2")
	for range 10 { // 9月28、29、30日
		line = noticeNext().ReplaceAllString(line, "${1}日$2")
	}
	for _, sentence := range noticeStop().Split(line, -1) {
		if urged := noticeUrged().FindString(sentence); urged != "" {
			if noticeOrdered().MatchString(urged) {
				return p.wrong("“"+clip(urged, 20)+"”是鼓励还是安排，读不准", "是安排的请写成“5月1日放假”，是鼓励的请删去这一句")
			}
			sentence = strings.TrimSuffix(sentence, urged)
		}
		if err := r.sentence(sentence); err != nil {
			return err
		}
	}
	return nil
}

// noticeOrdered tells that what is encouraged looks like an order.
var noticeOrdered = Pattern(`\d[日号][^，,]{0,12}(?:放假|上班|补班|补休)`)

// hanDays are the Chinese numerals of years and days in digits: 五月一日 is 5月1日.
func hanDays(line string) string {
	if !strings.ContainsAny(line, "〇○零一二三四五六七八九十") {
		return line
	}
	line = hanYear().ReplaceAllStringFunc(line, func(s string) string { return strings.Map(numeral, s) })
	return hanDay().ReplaceAllStringFunc(line, func(s string) string {
		m := hanDay().FindStringSubmatch(s)
		month := ""
		if m[1] != "" {
			month = digitsOfHan(m[1]) + "月"
		}
		return month + digitsOfHan(m[2]) + m[3]
	})
}

var (
	hanYear = Pattern(`[一二][〇○零一二三四五六七八九]{3}年`)
	hanDay  = Pattern(`(?:([一二三四五六七八九十]{1,2})月)?([一二三四五六七八九十]{1,3})(日|天)`)
)

func digitsOfHan(s string) string {
	for n := 1; n < 32; n++ {
		if ChineseNumber(n) == s {
			return strconv.Itoa(n)
		}
	}
	return s
}

// sentence reads one sentence.
func (r *sentenceReader) sentence(text string) error {
	text = withoutAsides(text)
	at, named := 0, false
	r.said, r.waiting, r.lead = noticeSaid().MatchString(text), nil, ""
	for _, m := range noticeToken().FindAllStringSubmatchIndex(text, -1) {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return text[m[2*n]:m[2*n+1]]
		}
		between, word, after := text[at:m[0]], text[m[0]:m[1]], text[m[1]:]
		at = m[1]
		var err error
		switch {
		case group(groupDay+2) != "":
			named = true
			err = r.day(group, between, word, after)
		case group(groupLead) != "":
			r.lead = DayOff
			if strings.Contains(word, "班") {
				r.lead = DayWork
			}
		case group(groupAll) != "":
			err = r.count(group(groupAll), len(r.off))
		case word == "，" || word == ",":
			err = r.comma(between)
		case strings.HasPrefix(word, "不"):
			if strings.Contains(word, "放假") { // those days are as always
				r.waiting = nil
			}
		case group(groupOff) != "":
			if len(r.waiting) == 0 && thatIs().MatchString(after) {
				r.lead = DayOff // 放假三天，即5月31日至6月2日
			}
			err = r.settle(DayOff, group(groupCount))
		default:
			r.asUsual = asUsual().MatchString(word)
			err = r.settle(DayWork, "")
		}
		if err != nil {
			return err
		}
	}
	if r.lead != "" {
		if err := r.settle(r.lead, ""); err != nil {
			return err
		}
	}
	switch {
	case len(r.waiting) > 0 && (r.said || r.name != ""):
		return r.p.wrong("“"+r.waiting[0].said+"”没有写放假还是上班", "请补上“放假”或“上班”；与放假无关的，请删去这一句")
	case r.said && leftToOthers().MatchString(text):
		return r.p.wrong("放哪几天由各单位自行确定", "请写明本单位放假的日子，如“7月28日至30日放假”")
	case r.said && !named && unreadDay().MatchString(text):
		return r.p.wrong("“"+clip(unreadDay().FindString(text), 20)+"”看不出是哪一天", "请写成“5月1日”")
	case r.said && !named && dottedDay().MatchString(text):
		return r.p.wrong("“"+dottedDay().FindString(text)+"”不像日期", "请写成“5月1日”")
	}
	return nil
}

// withoutAsides is a text without what stands in brackets: days there are kept, where
// they do not stand behind a day.
func withoutAsides(text string) string {
	at := 0
	var b strings.Builder
	for _, m := range noticeAside().FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(text[at:m[0]])
		at = m[1]
		behind := strings.TrimSpace(b.String())
		inside := text[m[2]:m[3]]
		switch {
		case strings.HasSuffix(behind, "日"):
			if w := weekdaySaid().FindString(inside); w != "" {
				b.WriteString(w)
			}
		case strings.Contains(inside, "日") && noticeToken().MatchString(inside):
			b.WriteString(inside)
		}
	}
	b.WriteString(text[at:])
	return b.String()
}

// day notes days, unless what stands around them says that they are something else.
func (r *sentenceReader) day(group func(int) string, between, word, after string) error {
	run, err := r.run(group, word)
	if err != nil {
		if !r.said && r.name == "" { // a day of something else
			return nil
		}
		return err
	}
	after = strings.TrimSpace(after[:min(len(after), 60)]) // as far as it is looked at
	switch {
	case otherDay().MatchString(after):
		return nil
	case hasAnyPrefix(after, "为", "是") && !hasAnyPrefix(strings.TrimLeft(after, "为是"), "工作日", "休息日", "公休", "放假", "补休", "调休", "上班", "补班"):
		return nil // 7月18日为开斋节
	case !r.said:
	case openEnded().MatchString(between):
		return r.p.wrong("“"+clip(between+word, 20)+"”没有写从哪天起", "请写成“2月1日至2日放假”")
	case strings.Contains(between, "取消") || strings.Contains(between, "原定") || strings.Contains(between, "不再"):
		return r.p.wrong("“"+clip(between+word, 20)+"”是取消原来的安排", "请在列表里改或删这几天，再删去这一句")
	case hasAnyPrefix(after, "上午", "下午", "中午") || strings.Contains(between, "半天"):
		return r.p.wrong("“"+word+"”只放半天", "半天的放假不登记，请删去这一句")
	case hasAnyPrefix(after, "调至", "调到", "调整至", "调整到", "改至", "改到", "公休日调", "休息日调"):
		return r.p.wrong("“"+word+"”调到了另一天", "请写明哪天放假、哪天上班")
	case hasAnyPrefix(after, "起", "开始") && fromThenOn().MatchString(after):
		if !run.first.weekend() {
			return nil // work as usual
		}
	case hasAnyPrefix(after, "起", "开始"):
		return r.p.wrong("“"+word+"起”没有写到哪天", "请写成“5月1日至5日放假”")
	}
	r.waiting = append(r.waiting, run)
	return nil
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// comma ends the days of what was said before them; between are the words behind
// the last of what matters.
func (r *sentenceReader) comma(between string) error {
	switch {
	case len(r.waiting) == 0:
		return nil
	case r.lead == "" && strings.TrimSpace(between) != "" && r.said:
		return r.p.wrong("“"+clip(r.waiting[len(r.waiting)-1].said+between, 20)+"”没有写放假还是上班", "请补上“放假”或“上班”；与放假无关的，请删去这一句")
	case r.lead == "":
		return nil
	}
	lead := r.lead
	r.lead = ""
	return r.settle(lead, "")
}

// settle says what becomes of the days that wait, and looks whether they are as many
// as is said.
func (r *sentenceReader) settle(kind HolidayKind, count string) error {
	if len(r.waiting) == 0 {
		return nil
	}
	h := Holiday{Kind: kind, Name: r.holiday(), Source: r.p.source}
	n := 0
	for _, run := range r.waiting {
		if kind == DayWork && r.asUsual && workedAnyway(run) { // 6月3日（星期二）正常上班
			continue
		}
		if err := r.p.add(h, run.first, run.last); err != nil {
			return err
		}
		n += run.first.DaysUntil(run.last) + 1
		for d := run.first; kind == DayOff && !d.After(run.last); d = d.AddDays(1) {
			r.off[d] = true
		}
	}
	r.waiting = nil
	if count == "" || kind != DayOff {
		return nil
	}
	if said, err := strconv.Atoi(count); err == nil && said == len(r.off) {
		return nil
	}
	return r.count(count, n)
}

// holiday is the name of the days: of the line's heading, of the last heading, of
// the title, or that which alone the line names.
func (r *sentenceReader) holiday() string {
	for _, name := range []string{r.name, r.p.under, r.p.title} {
		if name != "" {
			return name
		}
	}
	if !r.sought {
		r.told, r.sought = orElse(holidayIn(r.p.text), r.p.head), true
	}
	return orElse(r.told, "放假")
}

// workedAnyway tells that days are worked without a notice.
func workedAnyway(run noticeRun) bool {
	for d := run.first; !d.After(run.last); d = d.AddDays(1) {
		if d.weekend() {
			return false
		}
	}
	return true
}

// count compares how many days off there are with how many are said.
func (r *sentenceReader) count(said string, days int) error {
	n, err := strconv.Atoi(said)
	if err != nil || len(r.off) == 0 || n == days {
		return nil
	}
	return r.p.wrong(fmt.Sprintf("“%s”写共%d天，起止日期却是%d天", r.holiday(), n, days), "请核对日期")
}

// run reads days such as 1月28日至2月4日; a month is carried on.
func (r *sentenceReader) run(group func(int) string, word string) (run noticeRun, err error) {
	run.said = word
	year := r.p.year
	over := group(groupDay+1) == "12" && strings.TrimPrefix(group(groupDay+5), "0") == "1" // which year is not known yet
	read := func(first int) (d Date, err error) {
		if y, e := strconv.Atoi(group(first)); e == nil {
			year = y
		}
		if m, e := strconv.Atoi(group(first + 1)); e == nil {
			r.month = m
		}
		switch {
		case year == 0:
			return d, r.p.wrong("没有写年份", "请填写年份")
		case r.month == 0:
			return d, r.p.wrong("“"+clip(word, 20)+"”没有写月份", "请补上月份")
		}
		if d, err = ParseDate(fmt.Sprintf("%d-%d-%s", year, r.month, group(first+2))); err != nil {
			return d, r.p.wrong(err.Error(), "")
		}
		if over {
			return d, nil
		}
		return d, r.weekday(d, group(first+3))
	}
	if run.first, err = read(groupDay); err != nil {
		return run, err
	}
	run.last = run.first
	if group(groupDay+6) != "" {
		run.last, err = read(groupDay + 4)
		if err == nil && over {
			return r.overYear(run, group)
		}
	}
	return run, err
}

// overYear reads 12月31日至1月2日, of the year of January, or of December where the days
// of the week say so.
func (r *sentenceReader) overYear(run noticeRun, group func(int) string) (noticeRun, error) {
	if run.first.Before(run.last) { // both years are said
		return run, cmp.Or(r.weekday(run.first, group(groupDay+3)), r.weekday(run.last, group(groupDay+7)))
	}
	before, after := run, run
	before.first = NewDate(run.first.Year()-1, run.first.Month(), run.first.Day())
	after.last = NewDate(run.last.Year()+1, run.last.Month(), run.last.Day())
	for _, x := range []noticeRun{before, after} {
		if r.weekday(x.first, group(groupDay+3)) == nil && r.weekday(x.last, group(groupDay+7)) == nil {
			r.p.year = x.last.Year()
			return x, nil
		}
	}
	return run, r.weekday(before.first, group(groupDay+3))
}

// weekday compares a day with the day of the week that is said behind it: another
// year's calendar shows there.
func (r *sentenceReader) weekday(d Date, said string) error {
	m := weekdaySaid().FindStringSubmatch(said)
	if m == nil {
		return nil
	}
	is := strings.TrimPrefix(d.ChineseWeekday(), "星期")
	if m[1] == is || m[1] == "天" && is == "日" {
		return nil
	}
	return r.p.wrong(fmt.Sprintf("%s是%s，写的是星期%s", d.Chinese(), d.ChineseWeekday(), m[1]), "请核对日期和年份")
}

var (
	// thatIs stands between 放假三天 and its days.
	thatIs  = Pattern(`^[，,]?(?:即|为|从|自|具体为|时间为|日期为)(?:\d{4}年)?\d{1,2}月`)
	asUsual = Pattern(`^(?:正常|照常|正式|恢复)|上课|办公|工作日`)
	// fromThenOn tells that work goes on as always.
	fromThenOn     = Pattern(`^(?:起|开始)[^，,。]{0,8}(?:上班|上课|办公|营业|恢复|工作)`)
	leftToOthers   = Pattern(`自行确定|自行安排|另行确定|另行通知|自主确定`)
	unreadDay      = Pattern(`\d{1,2}月[^\d，。月]{0,2}\d?[^\d，。月至到、]日|(?:周|星期)[一二三四五六日天][^，。]{0,6}(?:上班|补班)`)
	holidayOfAll   = Pattern(`元旦|春节|除夕|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?`)
	holidayOfPlace = Pattern(`\p{Han}{1,5}节|\p{Han}{0,4}族年|藏历新年|三月三|那达慕\p{Han}{0,2}|\p{Han}{0,4}[省州市县区旗乡]庆|\p{Han}{0,8}纪念日`)
	noHoliday      = Pattern(`节假日|节日|节后|节前|节约|季节|环节`)
	beforeHoliday  = Pattern(`^[年月日号]|^.*(?:关于|做好|调整|安排|延长|我[州市县区旗乡]|全[州市县区旗乡]|[是为的在对按因])`)
	fullHoliday    = map[string]string{"清明": "清明节", "五一": "劳动节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节", "除夕": "春节"}
)

// holidayIn are the holidays that a heading, a title or a line names, joined by 、;
// "" where it names none.
func holidayIn(text string) string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text = noHoliday().ReplaceAllString(text, "。")
	for _, name := range holidayOfAll().FindAllString(text, -1) {
		add(orElse(fullHoliday[name], name))
	}
	for _, name := range holidayOfPlace().FindAllString(holidayOfAll().ReplaceAllString(text, "。"), -1) {
		add(beforeHoliday().ReplaceAllString(name, ""))
	}
	return strings.Join(names, "、")
}
