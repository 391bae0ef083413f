package registry

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"jianban/data"
)

// How values that the journal keeps are read aloud. They come as JSON has them.

func tellNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func tellFlag(v any) string {
	if n, ok := v.(float64); ok && n != 0 {
		return "是"
	}
	return "否"
}

func tellDay(v any) string {
	text, ok := v.(string)
	if d, isDay := isoDay(text); isDay {
		return d.Chinese()
	}
	if !ok || text == "" {
		return nothing
	}
	return text
}

// tellPoints reads points, which are kept in tenths.
func tellPoints(v any) string {
	n, _ := v.(float64)
	return data.Points(n).String() + "分"
}

func tellWay(v any) string {
	if v == data.OpinionIn {
		return "协办单位来文"
	}
	return "我方报送"
}

func tellHoliday(v any) string {
	if v == string(data.DayWork) {
		return "调休上班"
	}
	return "放假"
}

func countFigures(v any) string { return countList(v, "%d个数字") }

func countUnits(v any) string { return countList(v, "%d个单位") }

// countList tells how long a list is that is too long to be read aloud.
func countList(v any, form string) string {
	text, _ := v.(string)
	var items []any
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		return "（读不出来）"
	}
	return fmt.Sprintf(form, len(items))
}

func countBytes(v any) string {
	text, _ := v.(string)
	return "（" + strconv.Itoa(len(text)) + "字节）"
}

// tellList reads a list of words, of numbers or of what showObject reads.
func tellList(v any) string {
	text, ok := v.(string)
	if !ok {
		return nothing
	}
	return readList(text, func(item any) string {
		switch item := item.(type) {
		case map[string]any:
			return showObject(item)
		case string:
			return item
		case float64:
			return tellNumber(item)
		}
		return nothing
	})
}

// readList reads a list kept as JSON, item by item.
func readList(v string, tell func(item any) string) string {
	var items []any
	if err := json.Unmarshal([]byte(v), &items); err != nil {
		return v
	}
	if len(items) == 0 {
		return nothing
	}
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = tell(item)
	}
	return strings.Join(words, "、")
}

// showObject reads an entry of a list aloud: a section of a summary, a class, a
// former name, something agreed.
func showObject(item map[string]any) string {
	var parts []string
	for _, key := range []string{"Heading", "Text", "Letter", "Name", "FullName", "What", "Who", "By", "Until", "Done"} {
		word, ok := item[key].(string)
		if d, isDay := isoDay(word); isDay {
			word = map[string]string{"By": "限", "Until": "至", "Done": "完成于"}[key] + d.Chinese()
		}
		if ok && word != "" {
			parts = append(parts, word)
		}
	}
	return strings.Join(parts, " ")
}
