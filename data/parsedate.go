package data

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var datePattern = Pattern(`^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?$`)

// The years a date may lie in; outside them it is a slip of the finger.
const (
	firstYear = 1949
	lastYear  = 2200
)

// halfWidth turns full-width digits and signs into their ASCII forms.
var halfWidth = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"／", "/", "－", "-", "．", ".", "　", " ")

// ParseDate reads a day as people write it: 2022-06-30, 2022/6/30, 2022.6.30,
// 2022年6月30日, also in full-width digits and with spaces. A day that does not
// exist is refused with a Problem that names the month's last day; six bare
// digits are never guessed at.
func ParseDate(s string) (Date, error) {
	if d, ok := fileDate(s); ok {
		return d, nil
	}
	text, _ := MendText(s)
	text = squeeze(halfWidth.Replace(text))
	if text == "" {
		return Date{}, Problem{Field: "日期", Message: "没有填写", Hint: "请写成2022-06-30或2022年6月30日"}
	}
	m := datePattern().FindStringSubmatch(text)
	if m == nil {
		return Date{}, Problem{Field: "日期", Message: "“" + clip(s, 30) + "”看不懂", Hint: "请写成2022-06-30或2022年6月30日"}
	}
	y, err1 := strconv.Atoi(m[1])
	mon, err2 := strconv.Atoi(m[2])
	day, err3 := strconv.Atoi(m[3])
	if err1 != nil || err2 != nil || err3 != nil || y < firstYear || y > lastYear {
		return Date{}, Problem{Field: "日期", Message: fmt.Sprintf("“%s”的年份不在%d到%d之间", text, firstYear, lastYear), Hint: "请核对年份"}
	}
	if mon < 1 || mon > 12 {
		return Date{}, Problem{Field: "日期", Message: fmt.Sprintf("“%s”没有第%d个月", text, mon), Hint: "月份应在1到12之间"}
	}
	last := time.Date(y, time.Month(mon)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if day < 1 || day > last {
		return Date{}, Problem{Field: "日期", Message: fmt.Sprintf("%d年%d月没有%d日", y, mon, day), Hint: fmt.Sprintf("该月最后一天是%d月%d日，请核对", mon, last)}
	}
	return NewDate(y, time.Month(mon), day), nil
}

// fileDate reads a day as files have it, 2022-06-30, which thousands of facts are
// read with; anything else, be it wrong or only unusual, is for ParseDate.
func fileDate(s string) (d Date, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return d, false
	}
	var n [3]int
	for i, part := range [3]string{s[:4], s[5:7], s[8:]} {
		for _, c := range []byte(part) {
			if c < '0' || c > '9' {
				return d, false
			}
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	d = UncheckedDate(n[0], time.Month(n[1]), n[2])
	return d, n[0] >= firstYear && n[0] <= lastYear && n[2] > 0 && DateOf(d.Time()) == d
}

// clip shortens text to n characters for a message.
func clip(s string, n int) string {
	r := []rune(strings.ToValidUTF8(s, "?"))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n]) + "…"
}
