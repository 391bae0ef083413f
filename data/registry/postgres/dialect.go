package postgres

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// spoken keeps what was put into PostgreSQL's words: the registry's statements are
// some hundreds.
var spoken sync.Map

// mostSpoken is how long a statement may be to be kept.
const mostSpoken = 16 << 10

// speak puts a statement of the registry into PostgreSQL's words. What it knows is
// all in which the shared statements differ: places for values, a list of IDs or of
// words that comes as one value (JSON), and what is told to SQLite's planner alone.
func speak(query string) string {
	if s, ok := spoken.Load(query); ok {
		return s.(string)
	}
	s := numbered(query)
	s = listOfIDs.ReplaceAllString(s, "= ANY (translate($1, '[]', '{}')::bigint[])")
	s = listOfWords.ReplaceAllString(s, "IN (SELECT json_array_elements_text($1::json))")
	s = planner.ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "SELECT coalesce(max(id), 0) FROM actions", "SELECT last_action FROM state") // also where others' actions are hidden
	s = strings.ReplaceAll(s, "CROSS JOIN", "JOIN")                                                        // in SQLite a join whose order is fixed
	if len(query) <= mostSpoken {
		spoken.Store(query, s)
	}
	return s
}

var (
	listOfIDs   = regexp.MustCompile(`IN \(SELECT value FROM json_each\((\$\d+)\)\)`)
	listOfWords = regexp.MustCompile(`IN \(SELECT atom FROM json_each\((\$\d+)\)\)`)
	planner     = regexp.MustCompile(` (?:NOT INDEXED|INDEXED BY \w+)`)
)

// numbered gives every place for a value its number: ? the next, ?2 the second. What
// stands in quotes stays.
func numbered(query string) string {
	if !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	next, quoted := 1, false
	for i := 0; i < len(query); i++ {
		c := query[i]
		if c == '\'' {
			quoted = !quoted
		}
		if c != '?' || quoted {
			b.WriteByte(c)
			continue
		}
		digits := i + 1
		for digits < len(query) && query[digits] >= '0' && query[digits] <= '9' {
			digits++
		}
		b.WriteByte('$')
		if digits > i+1 {
			b.WriteString(query[i+1 : digits])
		} else {
			b.WriteString(strconv.Itoa(next))
			next++
		}
		i = digits - 1
	}
	return b.String()
}
