package data_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"jianban/data"
)

// What is more than any pack has is refused by its line before TOML is read; what
// stands in quotes or behind # does not count.
func TestBoundsOfAPack(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a long key", "name = \"甲\"\n" + strings.Repeat("a", 101) + " = 1\n", "第2行项目名称太长"},
		{"a key of many parts", strings.Repeat("a.", 51) + "a = 1\n", "第1行项目名称太长"},
		{"parts set apart", "\n\n" + strings.Repeat("a . ", 61) + "a = 1\n", "第3行点太多"},
		{"quoted parts", strings.Repeat(`"a".`, 61) + "a = 1\n", "第1行点太多"},
		{"deep braces", "a = " + strings.Repeat("{a=", 51), "第1行括号套得太深"},
		{"deep brackets", "name = '''\n\n'''\na = " + strings.Repeat("[", 51), "第4行括号套得太深"},
		{"size", "#" + strings.Repeat("纸", 256<<10/3+1), "文件有256KB，办理规则最多256KB"},
		{"in quotes", "name = \"" + strings.Repeat("a.[{", 60) + "\" # " + strings.Repeat("a.[{", 60) + "\n[letters]\nreply_close = '''\n" + strings.Repeat("a.[", 60) + "\n'''\nreply_opening = \"\\\"" + strings.Repeat("[", 60) + "\"", ""},
		{"unknown entries", "一 = 1\n\"" + strings.Repeat("x", 300) + "\" = 1\n\"三\" = 1\n\"四\" = 1\n", "第1行"},
		{"many unknown entries", "a = 1\n\"" + strings.Repeat("x", 300) + "\" = 1\nc = 1\nd = 1\n", "“a”“" + strings.Repeat("x", 40) + "…”“c”等4项"},
	} {
		_, err := data.ParsePack([]byte(c.text))
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %.200v", c.name, err)
		}
	}
}

// A notice is bounded in bytes and in days, of which each is compared with all.
func TestBoundsOfANotice(t *testing.T) {
	if _, err := data.ParseNotice("2027-01-01 放假 元旦\n"+strings.Repeat("#", 256<<10), 0); err == nil || !strings.Contains(err.Error(), "最多256KB") {
		t.Errorf("size: %v", err)
	}
	var days strings.Builder
	for d, n := data.NewDate(2020, 1, 1), 0; n < 2001; d, n = d.AddDays(1), n+1 {
		fmt.Fprintln(&days, d.String(), "放假 假")
		if n == 1999 {
			if all, err := data.ParseNotice(days.String(), 0); err != nil || len(all) != 2000 {
				t.Errorf("%d days: %v", len(all), err)
			}
		}
	}
	if _, err := data.ParseNotice(days.String(), 0); err == nil || !strings.Contains(err.Error(), "第2001行（“2025-06-23 放假 假”）：已有2000天") {
		t.Errorf("days: %v", err)
	}
	if _, err := data.ParseCalendar([]byte(strings.Repeat("\n", 1<<20+1))); err == nil || !strings.Contains(err.Error(), "最多1024KB") {
		t.Errorf("calendar: %v", err)
	}
}

// What is wrong with a table of holidays is told by its row.
func TestCalendarRefusesInChinese(t *testing.T) {
	for text, want := range map[string]string{
		"date,kind,name,source\n2000-01-01,\xa7,元旦,\n": "节假日表：不是文字，或不是UTF-8编码",
		"date,kind,name\n2000-01-01,off\n":             "节假日表：列数不一样，或引号不成对",
		"date,kind,name\n2000-01-01,\"off,元旦\n":        "节假日表：列数不一样，或引号不成对",
		"date,kind,name\n2000-01-01,on,元旦\n":           "节假日表：“on”不是off或work",
	} {
		_, err := data.ParseCalendar([]byte(text))
		if p, ok := err.(data.Problem); !ok || p.Error() != want || p.Row != 2 && utf8.ValidString(text) {
			t.Errorf("%q: %#v", text, err)
		}
	}
}
