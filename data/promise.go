package data

import (
	"slices"
	"strconv"
	"strings"
	"time"
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
	promisedDay = Pattern(`(?:(\d{4})年|(今年|本年)|(明年))?(?:(上半年|下半年)|(?:(\d{1,2})月(?:份)?(?:(\d{1,2})日)?)|(年底|年末|年内|底|末))?(?:底|末|中旬|下旬|上旬)?(?:以前|之前|前|内)?`)
	// promising words: what is to come, or a limit.
	promising = Pattern(`前|底|末|内|将|力争|计划|预计|完成|完工|建成|开工|启动|实施`)
	// notPromised are sentences that name a time and promise nothing by it: what
	// cannot be done in it, and what is among its work already.
	notPromised = Pattern(`(?:难以|无法|不能|不具备|暂不|尚不)[^，,]{0,12}(?:今年|本年|年内|年底)|(?:列入|纳入|作为)(?:今年|本年|年内|\d{4}年)[^，,]{0,6}(?:工作|计划|项目|任务|范围|规划)[^前底]*$`)
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
		var due Date
		for _, m := range promisedDay().FindAllStringSubmatch(sentence, -1) {
			if m[2] != "" && m[4] == "" && m[5] == "" && m[7] == "" && !toCome().MatchString(sentence) {
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
	case m[2] == "" && m[5] == "" && m[7] == "":
		return Date{} // nothing that can be dated
	}
	switch {
	case m[4] == "上半年":
		month = time.June
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
