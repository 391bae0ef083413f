package intake

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// What stands between and below the matters of a table and is none of them: totals,
// notes, signatures, who issued the list and when.

var (
	footWords = data.Pattern(`^(合计|总计|小计|共计|累计|占比|百分比|平均)`)
	noteWords = data.Pattern(`^(注|备注|说明|填表|制表|审核|联系人|填报|打印|下载|制表人|单位（盖章）|单位\(盖章\))[\d]*[：:]|^(注|说明)\d|^(填表单位|填报单位|制表时间|下载时间|打印时间)`)
	// totalTail is how Excel's own subtotals, and those by hand, end: 县住建局 汇总.
	totalTail = data.Pattern(`^.{0,30}(?:小计|合计|总计|汇总|计数|求和|平均值|最大值|最小值)(?:[（(]件[)）])?[：:]?$`)
	countOnly = data.Pattern(`^(?:(?:共|计|共计)?\d+(?:\.\d+)?)?(?:件|个|份|条|%|％)?$`)
	// countLine is a sentence that counts: 以上共3件; 主办件：1件，协办件：0件.
	countLine = data.Pattern(`^(?:(?:以上|本表|全表|本页|其中|全年|今年|本次)?(?:合计|总计|共计|共有|共|计|合)|(?:主办|协办|会办|分办|建议|提案|议案|\p{Han}{2}建议|\p{Han}{2}提案|[A-D]类|[甲乙丙丁]类|满意|基本满意|不满意)件?)[^。]{0,8}?[：:]?\d+件`)

	signer = `(?:(?:分管|主管|单位|部门|科室|股室|主要|具体)?(?:领导|负责人|责任人|审核人?|审批人?|审签人?|审定人?|审阅人?|复核人?|核对人?|校对人?|填表人?|填报人?|填写人|制表人?|制单人?|编制人?|编报人?|统计人?员?|经办人?|承办人|联系人|联络人|联络员|报送人|报表人|签发人?|签收人|打印人)|(?:单位|局|主任|局长|主席|科长|股长)?(?:签字|签名|签章|盖章|公章)|(?:办公|联系|咨询|监督)?(?:电话|手机|传真|邮箱|地址|方式)|(?:填表|制表|填报|报送|打印|统计|编制|制定|报出|印发|导出)(?:单位|部门|科室|日期|时间))(?:[（(](?:签字|签名|签章|盖章|公章)[)）])?`
	// signed is a part of a signature: 审核人：李红, 审核人 李红, and the word alone.
	signed      = data.Pattern(`^` + signer + `(?:[：:]|[\s　]+[\p{Han}·\s　]{2,12}$|[\s　]*[（(]?$)`)
	signedAlone = data.Pattern(`^` + signer + `(?:[：:]|$)`)
	signedWith  = data.Pattern(`^` + signer + `[：:]`)
	// issuer is the body that closes a list: not who works on a matter, but whose list it is.
	issuer = data.Pattern(`(?:人民政府(?:办公室)?|政府办(?:公室)?|督查室|督办室|人大常委会.{0,12}|人大.{0,10}(?:委|室|办)|政协.{0,14}(?:委员会|办公室|委|室)|提案委(?:员会)?|代表(?:联络|工作).{0,8})(?:[（(](?:盖章|章|公章)[)）])?$`)
	// goesOnNote is a further point of a note: 2.电子版同时报送。
	goesOnNote = data.Pattern(`^(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[①-⑳])\D.*$|^.{9,}[。；;]$`)
	ofMatter   = data.Pattern(`(?:建议|提案|议案|问题|意见)[。》”]?$`)
	onlyName   = data.Pattern(`^[\p{Han}·]{2,4}$`)
)

// numbered tells that a row bears something that can be the number of a matter.
func (t *Table) numbered(r Row) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Meaning == Number && canNumber(r.cell(c.At).Text) })
}

// canNumber tells that a text can be a matter's number: it has a figure, and is neither
// a sentence, nor a count, nor a part of a signature.
func canNumber(text string) bool {
	s := width(bare(text))
	if s == "" || len([]rune(s)) > 60 || strings.ContainsAny(s, "：:。%％") || strings.Contains(s, "件") || signedAlone().MatchString(s) {
		return false
	}
	l := numbers(s, false)
	return l.why != "" || slices.ContainsFunc(l.all, func(n string) bool { return strings.ContainsAny(n, "0123456789") })
}

// textUnder is what a row says in its first filled column of a meaning.
func (t *Table) textUnder(r Row, m Meaning) string {
	for _, c := range t.Columns {
		if text := r.cell(c.At).Text; c.Meaning == m && text != "" {
			return text
		}
	}
	return ""
}

// isTotal tells that a row counts matters: a word of totals, and beside it nothing but
// counts; or a sentence that counts.
func (f *finder) isTotal(t *Table, r Row) bool {
	if f.hasTitle(t, r) {
		return false
	}
	if footWords().MatchString(bare(r.first())) {
		return true
	}
	if !t.numbered(r) && countLine().MatchString(width(bare(r.first()))) && (t.textUnder(r, Title) == "" || t.textUnder(r, Title) == r.first()) {
		return true
	}
	word := false
	for at, c := range r.Cells {
		text := width(bare(c.Text))
		switch {
		case c.Kind == BlankCell, countOnly().MatchString(text):
		case totalTail().MatchString(text) && !t.tells(at):
			word = true
		default:
			return false
		}
	}
	return word
}

// tells tells that a column holds texts, in which a word of totals says nothing.
func (t *Table) tells(at int) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool {
		return c.At == at && slices.Contains([]Meaning{Remark, Body, Done, Planned, WhyClosed}, c.Meaning)
	})
}

// isSignature tells that a row says who filled in, looked through and signed the list:
// it has no number, and begins with a word of that kind, or, below the last matter, has
// such a word beside names, telephones and days alone.
func (t *Table) isSignature(r Row, last bool) bool {
	if t.numbered(r) {
		return false
	}
	if title := bare(t.textUnder(r, Title)); ofMatter().MatchString(title) && !signedWith().MatchString(title) {
		return false
	}
	if noteWords().MatchString(bare(r.first())) || signed().MatchString(strings.TrimSpace(width(r.first()))) {
		return true
	}
	if last && r.filled() == 1 && goesOnNote().MatchString(bare(r.first())) && (!t.goesOn(r) || strings.HasSuffix(bare(r.first()), "。")) {
		return true
	}
	words, others := 0, 0
	for _, c := range r.Cells {
		text := strings.TrimSpace(width(c.Text))
		switch {
		case c.Kind == BlankCell:
		case signedWith().MatchString(bare(text)), signedAlone().MatchString(bare(text)):
			words++
		case !t.closes(c):
			others++
		}
	}
	return words > 0 && others == 0 && (last || words > 1)
}

// closes tells that a cell can stand below a list: a day, a name, a telephone, the
// issuing body.
func (t *Table) closes(c Cell) bool {
	text := bare(c.Text)
	if c.Kind == DayCell || c.Kind == EveningCell || issuer().MatchString(text) || onlyName().MatchString(text) || strings.Trim(width(text), "0123456789-()") == "" {
		return true
	}
	_, _, err := ReadDay(c, 2000)
	return err == nil
}

// isClosing tells that a row below the last matter is who issued the list, and when: an
// issuing body, with or without a day, and nothing else. Where other matters of the
// table go on over several rows it may be a further unit as well: then it is none.
func (t *Table) isClosing(r Row, goOn bool) bool {
	if t.numbered(r) {
		return false
	}
	body, day := false, false
	for _, c := range r.Cells {
		switch _, _, err := ReadDay(c, 2000); {
		case c.Kind == BlankCell:
		case issuer().MatchString(bare(c.Text)):
			body = true
		case err == nil:
			day = true
		default:
			return false
		}
	}
	return body && (day || !goOn)
}

// lastMatter is the index of the last row of from..until that bears a number.
func (f *finder) lastMatter(t *Table, from, until int) int {
	for i := until - 1; i >= from; i-- {
		if r := f.sheet.Rows[i]; t.numbered(r) && !f.isTotal(t, r) {
			return i
		}
	}
	return until
}

// apart tells that a row stands below the last matter beyond blank rows: what has no
// number there belongs to none.
func (f *finder) apart(t *Table, i int, last bool) bool {
	if !last || i == 0 || f.sheet.Rows[i].At == f.sheet.Rows[i-1].At+1 {
		return false
	}
	f.notes = append(f.notes, fmt.Sprintf("%s第%d行“%s”与上面的表隔着空行，没有作为上一件的内容；是的请移到紧接的一行", f.sheet.before(), f.sheet.Rows[i].At, clip(f.sheet.Rows[i].first(), 20)))
	return true
}

// before names a sheet before a row of it.
func (s *Sheet) before() string {
	if s.Name == "" {
		return ""
	}
	return "工作表“" + s.Name + "”"
}
