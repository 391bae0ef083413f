package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"jianban/data"
)

var (
	chineseDay = data.Pattern(`^([〇○零一二三四五六七八九OoＯ\d]{4})年([〇○零一二三四五六七八九十]{1,3}|\d{1,2})月([〇○零一二三四五六七八九十]{1,3}|\d{1,2})[日号]?$`)
	monthDay   = data.Pattern(`^(\d{1,2})(?:月|[./-])(\d{1,2})[日号]?$`)
	chineseMD  = data.Pattern(`^([〇○零一二三四五六七八九十]{1,3})月([〇○零一二三四五六七八九十]{1,3})[日号]?$`)
	eight      = data.Pattern(`^(\d{4})(\d{2})(\d{2})$`)
	serial     = data.Pattern(`^[345]\d{4}(?:\.\d+)?$`)
	dayAndTime = data.Pattern(`^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:T|上午|下午)?\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2})?(?:\.\d+)?(?:秒|分|Z|[+-]\d{2}:?\d{2})?$`)
	timeAfter  = data.Pattern(`\s+(?:上午|下午)?\d{1,2}[:：]\d{1,2}\S*\s*$`)
	weekday    = data.Pattern(`[（(]?(?:星期|周)[一二三四五六日天][)）]?`)
	halfFilled = data.Pattern(`^\d{0,4}年?\d{0,2}月?日?$`)
	shortYear  = data.Pattern(`^['’‘]?(\d{2})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})[日号]?$`)
	// byWhen are words that make of a day a limit, or of a month no day at all.
	byWhen     = data.Pattern(`^(?:截至|截止|最迟|不迟于|预计|计划|力争|拟|争取|约)|[\d一二三四五六七八九十年月日号](?:之前|以前|前后|前|底|末|初|上旬|中旬|下旬|左右|以内|内|起)`)
	spanOfDays = data.Pattern(`^(?:\d{2,4}[年./-])?\d{1,2}(?:月|[./-])\d{1,2}[日号]?[-—–─~～至到]+(?:(?:\d{2,4}[年./-])?\d{1,2}(?:月|[./-]))?\d{1,2}[日号]?$`)
	noDay      = data.Pattern(`^(?:无|暂无|/|-+|—+|未定|待定|空|(?:未|尚未|暂未|还未|没有|待|正在)(?:答复|办复|回复|复函|交办|转办|分办|办结|办理|反馈|收回|确定|定|送达)|办理中|在办|正在办)$`)
	// spaced is a day whose parts blanks or Chinese signs set apart: 2023 3 5, 2023、3、5.
	spaced    = data.Pattern(`^\s*(\d{4})[\s　、，,。]+(\d{1,2})[\s　、，,。]+(\d{1,2})[\s　。.]*$`)
	halfOfDay = data.Pattern(`(日|号|\d)(?:上午|下午|中午|晚上|晚)$`)
	dayNote   = data.Pattern(`^(.*\d[日号]?)[（(]([^（）()\d]{1,12})[)）]$`)
	manyDays  = data.Pattern(`\d{1,2}(?:[日号]|[（(][^（）()]*[)）])?[\s、，,；;]+(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}`)
	tenths    = data.Pattern(`^\d{1,2}\.[123]$`)
)

// digitsOf are the characters by which Chinese writes digits one by one; ○ is
// what Excel's DBNum1 writes, O what typists do.
var digitsOf = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "O", "0", "o", "0", "Ｏ", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// chineseCount reads 十二, 三十一 and, digit by digit, 一二 or 三○.
func chineseCount(s string) int {
	if head, tail, ok := strings.Cut(s, "十"); ok {
		tens, ones := 1, 0
		if head != "" {
			tens, _ = strconv.Atoi(digitsOf.Replace(head))
		}
		if tail != "" {
			ones, _ = strconv.Atoi(digitsOf.Replace(tail))
		}
		return tens*10 + ones
	}
	n, err := strconv.Atoi(digitsOf.Replace(s))
	if err != nil {
		return 0
	}
	return n
}

// ReadDay reads a day as ledgers write it; year is the sheet's, for days
// without one (0: unknown). The zero Date without an error is an empty cell or
// a form that was never filled in. note tells where it is only likely.
func ReadDay(c Cell, year int) (d data.Date, note string, err error) {
	switch c.Kind {
	case BlankCell:
		return data.Date{}, "", nil
	case DayCell:
		d, err = data.ParseDate(c.Text)
		return d, "", err
	case EveningCell:
		if d, err = data.ParseDate(c.Text); err != nil {
			return d, "", err
		}
		next := d.AddDays(1)
		return next, fmt.Sprintf("单元格里是%s16时，多半是%s（有的软件把时区写错），按后一天登记", d.Chinese(), next.Chinese()), nil
	}
	if s := c.Text; len(s) == len("2022-06-30") && s[4] == '-' && s[7] == '-' { // as programs write it
		if d, err = data.ParseDate(s); err == nil {
			return d, "", nil
		}
	}
	text := timeAfter().ReplaceAllString(c.Text, "")
	if m := spaced().FindStringSubmatch(width(text)); m != nil {
		text = m[1] + "-" + m[2] + "-" + m[3]
	}
	t := weekday().ReplaceAllString(width(bare(text)), "")
	if noDay().MatchString(t) {
		return data.Date{}, "", nil
	}
	if c.Kind == NumberCell && tenths().MatchString(t) {
		whole, part, _ := strings.Cut(t, ".")
		return d, "", data.Problem{Message: fmt.Sprintf("单元格里是数字%s，可能是%s月%s日，也可能是%s月%s0日", t, whole, part, whole, part), Hint: "请把单元格改成文本或日期，写明是哪一天"}
	}
	if t == "" || halfFilled().MatchString(t) && strings.ContainsAny(t, "年月") && !strings.ContainsAny(strings.TrimLeft(t, "0123456789"), "0123456789") {
		return data.Date{}, "", nil
	}
	if d, note, err = plainDay(t, year); err == nil {
		return d, note, nil
	}
	return d, note, inItsWords(err, c.Text, t, year)
}

// plainDay reads a day with what people write behind it: a full stop, 上午, a note in
// brackets, which is told.
func plainDay(t string, year int) (d data.Date, note string, err error) {
	t = halfOfDay().ReplaceAllString(strings.TrimRight(t, ".。"), "$1")
	if m := dayNote().FindStringSubmatch(t); m != nil {
		if d, note, err = readDayText(m[1], year); err == nil && note == "" {
			note = "“" + t + "”按" + d.Chinese() + "登记，括号里的说明没有登记"
		}
		return d, note, err
	}
	return readDayText(t, year)
}

// inItsWords lets a refusal of a day quote the cell as it is, and give an example of
// the file's year.
func inItsWords(err error, text, t string, year int) error {
	p, ok := err.(data.Problem) //nolint:errorlint // readDayText makes it
	if !ok {
		return err
	}
	if manyDays().MatchString(width(strings.TrimSpace(text))) {
		return data.Problem{Message: "“" + clip(text, 30) + "”写着几个日期", Hint: "请只留一个；重新答复的，请在登记库里补登那一次答复"}
	}
	if strings.Contains(p.Message, "看不懂") {
		p.Message = strings.Replace(p.Message, "“"+clip(t, 30)+"”", "“"+clip(text, 30)+"”", 1)
	}
	if year > 0 {
		p.Hint = strings.ReplaceAll(p.Hint, "2022", strconv.Itoa(year))
	}
	return p
}

// readDayText reads a day that was typed, without blanks.
func readDayText(t string, year int) (d data.Date, note string, err error) {
	if m := dayAndTime().FindStringSubmatch(t); m != nil {
		t = m[1]
	}
	if m := chineseDay().FindStringSubmatch(t); m != nil {
		t = fmt.Sprintf("%s-%d-%d", digitsOf.Replace(m[1]), chineseCount(m[2]), chineseCount(m[3]))
	}
	if m := chineseMD().FindStringSubmatch(t); m != nil {
		t = fmt.Sprintf("%d月%d日", chineseCount(m[1]), chineseCount(m[2]))
	}
	if m := monthDay().FindStringSubmatch(t); m != nil {
		if year == 0 {
			return d, "", data.Problem{Message: "“" + t + "”没有年份", Hint: "请写明年份，或给出年份" + commandLine("--year")}
		}
		t = fmt.Sprintf("%d-%s-%s", year, m[1], m[2])
	}
	if m := eight().FindStringSubmatch(t); m != nil {
		t = m[1] + "-" + m[2] + "-" + m[3]
	}
	if serial().MatchString(t) {
		n, err := strconv.ParseFloat(t, 64)
		if err != nil {
			return d, "", err
		}
		return SerialDay(n, false), "", nil
	}
	if d, err = data.ParseDate(strings.TrimSuffix(t, "号")); err == nil {
		return d, "", nil
	}
	switch m := shortYear().FindStringSubmatch(t); {
	case m != nil:
		if t, err = wholeYear(m, year); err != nil {
			return d, "", err
		}
	case spanOfDays().MatchString(t):
		return d, "", data.Problem{Message: "“" + clip(t, 30) + "”是一段时间，不是哪一天", Hint: "请写明是哪一天"}
	case byWhen().MatchString(t):
		return d, "", data.Problem{Message: "“" + clip(t, 30) + "”不是哪一天", Hint: "请写明是哪一天，还没有的请留空；期限由程序推算"}
	}
	d, err = data.ParseDate(strings.TrimSuffix(t, "号")) // of a whole year now, or refused once more
	if p, ok := err.(data.Problem); ok {                //nolint:errorlint // ParseDate makes it here
		p.Field = ""
		err = p
	}
	return d, "", err
}

// wholeYear makes of 22.3.15 the day 2022-3-15 where the year of the sheet, or one
// beside it, says so and the last figure does not say as well.
func wholeYear(m []string, year int) (string, error) {
	first, _ := strconv.Atoi(m[1])
	last, _ := strconv.Atoi(m[3])
	if near := 2000 + first - year; near >= -1 && near <= 1 && (near == 0 || 2000+last != year) {
		return fmt.Sprintf("%d-%s-%s", 2000+first, m[2], m[3]), nil
	}
	return "", data.Problem{Message: "“" + m[0] + "”的年份只有两位，看不准是哪一年", Hint: "请写全四位年份，如2022-03-15"}
}

// SerialDay is the day that Excel counts as a number, from 1900 or, in files of
// old Macintoshes, from 1904.
func SerialDay(n float64, from1904 bool) data.Date {
	if from1904 {
		n += 1462
	}
	return data.NewDate(1899, time.December, 30).AddDays(int(n))
}

// width makes full-width digits and signs half-width.
func width(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' || r == '／' || r == '－' || r == '．' || r == '：' {
			return r - 0xFEE0
		}
		return r
	}, s)
}

var (
	yearDigits  = data.Pattern(`(?:^|[^\d])((?:19|20)\d{2})(?:年|年度|$|[^\d./\-])`)
	yearChinese = data.Pattern(`([一二][〇○零一二三四五六七八九OＯ]{3})年`)
	yearToYear  = data.Pattern(`((?:19|20)\d{2})年?度?[-—–─~～至到、和]+((?:19|20)\d{2})(?:年|$|\D)`)
	dayRange    = data.Pattern(`\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?`)
)

// yearIn is the year that a title or the name of a sheet tells; days in it,
// such as when it was printed, tell none.
func yearIn(text string) int {
	t := dayRange().ReplaceAllString(width(text), "")
	if m := yearToYear().FindStringSubmatch(t); m != nil && m[1] != m[2] { // 2022—2023年: either
		return 0
	}
	if m := yearDigits().FindStringSubmatch(t); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	if m := yearChinese().FindStringSubmatch(t); m != nil {
		n, _ := strconv.Atoi(digitsOf.Replace(m[1]))
		return n
	}
	return 0
}
