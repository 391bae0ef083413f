package data

import (
	"strings"
)

// Before a notice is read its text is put in order: lines that a web page, a scan or
// a mail cut within a sentence are joined, days are written one way, and a table of
// columns becomes sentences.

// noticeRow is a line of a notice and where it begins, from 1.
type noticeRow struct {
	at   int
	text string
}

var (
	spacedDay = Pattern(`(\d)[ 　]+(年|月|日|天)|(年|月|至|到)[ 　]+(\d)`)
	// dottedWord is a day written 9.15, with what stands around it.
	dottedWord = Pattern(`(^|[^\d.A-Za-z〔\[])(\d{1,2})\.(\d{1,2})([-—–~～至到、，,（(]|放假|上班|补班|日|号|$)`)
	rowEnd     = Pattern(`[。；;：:！!]$`)
	rowCut     = Pattern(`(?:\d|月|至|到|、|，|,|[—–~～-]|周|星期|[（(][^）)]*)$`)
	rowGoesOn  = Pattern(`^(?:日|月|班|假|休|至|到|[（(](?:周|星期|礼拜|农历)|[周星期六日]*[)）])`)
	rowOfDays  = Pattern(`\d{1,2}月\d{1,2}日`)
	rowSigned  = Pattern(`^\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*$|带班|值班[：:]`)
	rowOfTitle = Pattern(`(?:通知|公告|通告|函|安排)$`)
	nothing    = Pattern(`^[\s—–-]*$|^无$|^不调休$`)
)

// noticeRows are the lines of a notice, joined where they were cut.
func noticeRows(text string) (rows []noticeRow) {
	var heads []string
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "\t") {
			cells := strings.Split(strings.TrimRight(line, "\r"), "\t")
			if len(heads) == 0 || len(cells) != len(heads) {
				heads = cells
				continue
			}
			rows = append(rows, noticeRow{i + 1, tableSentence(heads, cells)})
			continue
		}
		line = oneWay(strings.TrimSpace(halfWidth.Replace(line)))
		if n := len(rows) - 1; n >= 0 && line != "" && goesOn(rows[n].text, line) {
			rows[n].text += line
			continue
		}
		rows = append(rows, noticeRow{i + 1, line})
	}
	return rows
}

// sentenceBytes is more than a sentence of a notice has.
const sentenceBytes = 1500

// goesOn tells whether a line was cut, so that the next one belongs to it.
func goesOn(line, next string) bool {
	switch {
	case line == "" || len(line) > sentenceBytes || rowEnd().MatchString(line) || noticeLine().MatchString(line) || noticeLine().MatchString(next) || rowSigned().MatchString(line) || rowSigned().MatchString(next):
		return false
	case rowOfTitle().MatchString(line) || noticeName().MatchString(next) && !rowGoesOn().MatchString(next):
		return false
	}
	return rowCut().MatchString(line) || rowGoesOn().MatchString(next) || rowOfDays().MatchString(line) && noticeSaid().MatchString(next)
}

// oneWay writes days as 5月1日: without blanks, and not 5.1.
func oneWay(line string) string {
	for range 2 {
		line = spacedDay().ReplaceAllString(line, "$1$2$3$4")
	}
	for range 4 { // those that share the sign between them
		line = dottedWord().ReplaceAllStringFunc(line, func(w string) string {
			m := dottedWord().FindStringSubmatch(w)
			if len(m[2]) > 1 && m[2] > "12" || len(m[3]) > 1 && m[3] > "31" || m[2] == "0" || m[3] == "0" {
				return w
			}
			if m[4] == "日" || m[4] == "号" {
				m[4] = ""
			}
			return m[1] + m[2] + "月" + m[3] + "日" + m[4]
		})
	}
	return line
}

// tableSentence is a row of a table of holidays as a notice would say it; the columns
// are known by their heads.
func tableSentence(heads, cells []string) string {
	var b strings.Builder
	name := ""
	for i, head := range heads {
		cell := oneWay(strings.TrimSpace(halfWidth.Replace(cells[i])))
		switch {
		case nothing().MatchString(cell):
		case strings.Contains(head, "天数") || strings.Contains(head, "备注"):
		case strings.Contains(head, "上班") || strings.Contains(head, "补班"):
			b.WriteString(cell + "上班。")
		case strings.Contains(head, "放假") || strings.Contains(head, "假期"):
			b.WriteString(cell + "放假。")
		case name == "" && (strings.Contains(head, "节") || strings.Contains(head, "名称")):
			name = cell
		}
	}
	return name + "：" + b.String()
}
