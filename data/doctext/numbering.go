package doctext

import (
	"encoding/xml"
	"strconv"
	"strings"

	"jianban/data"
)

// numbering counts the automatic numbers of a Word document, which stand nowhere
// in its text: as Word does, in one row for all lists of one definition.
type numbering struct {
	definitions map[string]map[int]level // by abstract number
	lists       map[string]list
	styles      map[string]style
	counts      map[string]*[levels]int // by abstract number
	restarted   map[string]bool         // lists whose own beginning has counted
	links       map[string]string       // abstract numbers that another's style stands for
}

const levels = 9

// level is how one level of a list is numbered.
type level struct {
	start        int
	format, text string
	goesOn       bool // it is not begun anew behind a higher level
	legal        bool // its label has digits alone
}

// list is what a paragraph refers to: a definition and what differs from it.
type list struct {
	definition string
	starts     map[int]int
	own        map[int]level
}

// style is the numbering that a style of paragraphs has, and on what it builds.
type style struct {
	num, level, on string
	hides          bool // its text is not shown
}

func newNumbering() *numbering {
	return &numbering{definitions: map[string]map[int]level{}, lists: map[string]list{}, styles: map[string]style{}, counts: map[string]*[levels]int{}, restarted: map[string]bool{}, links: map[string]string{}}
}

// read reads word/numbering.xml.
func (n *numbering) read(d *xml.Decoder) error {
	var definition, num string
	var at, override int
	for {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		if e, ok := token.(xml.EndElement); ok {
			switch e.Name.Local {
			case "abstractNum":
				definition = ""
			case "num":
				num = ""
			}
		}
		x, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		change := func(f func(*level)) {
			to := n.definitions[definition]
			if num != "" {
				to = n.lists[num].own
			}
			if to != nil && at >= 0 && at < levels {
				l := to[at]
				f(&l)
				to[at] = l
			}
		}
		switch x.Name.Local {
		case "abstractNum":
			definition = attribute(x, "abstractNumId")
			n.definitions[definition] = map[int]level{}
		case "num":
			num = attribute(x, "numId")
			n.lists[num] = list{starts: map[int]int{}, own: map[int]level{}}
		case "abstractNumId":
			l := n.lists[num]
			l.definition = value(x)
			n.lists[num] = l
		case "lvlOverride":
			override = whole9(attribute(x, "ilvl"))
		case "startOverride":
			if starts := n.lists[num].starts; starts != nil {
				starts[override] = number(value(x))
			}
		case "lvl":
			at = whole9(attribute(x, "ilvl"))
			change(func(l *level) { l.start = 1 })
		case "numStyleLink":
			n.links[definition] = value(x)
		case "lvlRestart":
			change(func(l *level) { l.goesOn = value(x) == "0" })
		case "isLgl":
			change(func(l *level) { l.legal = on(x) })
		case "start":
			change(func(l *level) { l.start = number(value(x)) })
		case "numFmt":
			change(func(l *level) { l.format = value(x) })
		case "lvlText":
			change(func(l *level) { l.text = value(x) })
		}
	}
}

// readStyles reads which styles number their paragraphs.
func (n *numbering) readStyles(d *xml.Decoder) error {
	id := ""
	for {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		x, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		s := n.styles[id]
		switch x.Name.Local {
		case "style":
			id = attribute(x, "styleId")
			s = style{}
		case "numId":
			s.num = value(x)
		case "ilvl":
			s.level = value(x)
		case "basedOn":
			s.on = value(x)
		case "vanish":
			s.hides = on(x)
		default:
			continue
		}
		n.styles[id] = s
	}
}

// hides tells whether text of a style is not shown.
func (n *numbering) hides(id string) bool {
	for deep := 0; id != "" && deep < 10; deep++ {
		s := n.styles[id]
		if s.hides {
			return true
		}
		id = s.on
	}
	return false
}

// linked is a list whose definition is another's, by the style that stands for it.
func (n *numbering) linked(l list) list {
	for deep := 0; deep < 5; deep++ {
		to, ok := n.lists[n.styles[n.links[l.definition]].num]
		if n.links[l.definition] == "" || !ok {
			break
		}
		l.definition = to.definition
	}
	return l
}

// next is the number before a paragraph, "" where it has none.
func (n *numbering) next(p paragraph) string {
	num, at := p.num, p.level
	for id, deep := p.style, 0; id != "" && num == "" && deep < 10; deep++ {
		s := n.styles[id]
		num, id = s.num, s.on
		if at == "" {
			at = s.level
		}
	}
	l, ok := n.lists[num]
	if !ok || num == "0" {
		return ""
	}
	l = n.linked(l)
	i := whole9(at)
	if i < 0 {
		return ""
	}
	c := n.counts[l.definition]
	if c == nil {
		c = &[levels]int{}
		for j := range c {
			c[j] = -1
		}
		n.counts[l.definition] = c
	}
	if start, ok := l.starts[i]; ok && !n.restarted[num] {
		c[i] = start
		n.restarted[num] = true
	} else if c[i] < 0 {
		c[i] = n.level(l, i).start
	} else {
		c[i]++
	}
	for j := i + 1; j < levels; j++ {
		if !n.level(l, j).goesOn {
			c[j] = -1
		}
	}
	return n.label(l, i, c)
}

func (n *numbering) level(l list, i int) level {
	if own, ok := l.own[i]; ok && own.text != "" {
		return own
	}
	return n.definitions[l.definition][i]
}

// label writes a number as its level wants it.
func (n *numbering) label(l list, i int, c *[levels]int) string {
	at := n.level(l, i)
	if at.format == "bullet" || at.format == "none" || len(at.text) > 100 {
		return ""
	}
	text := at.text
	for j := range levels {
		mark := "%" + strconv.Itoa(j+1)
		if !strings.Contains(text, mark) {
			continue
		}
		of := n.level(l, j)
		count := c[j]
		if count < 0 {
			count = of.start
		}
		format := of.format
		if at.legal {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, mark, counted(format, count))
	}
	return text
}

// counted is a count in a format of Word's.
func counted(format string, n int) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "koreanCounting":
		if n > 0 {
			return data.ChineseNumber(n)
		}
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n > 0 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "upperLetter":
		if n > 0 && n <= 26 {
			return string(rune('A' + n - 1))
		}
	case "lowerLetter":
		if n > 0 && n <= 26 {
			return string(rune('a' + n - 1))
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n <= 0 || n >= 40 {
		return strconv.Itoa(n)
	}
	return strings.Repeat("X", n/10) + []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
}

// number reads a count; what is none, or beyond all lists, is 1.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<20 {
		return 1
	}
	return n
}

// whole9 reads a level: 0 where none is told, -1 where there is no such level.
func whole9(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n >= levels {
		return -1
	}
	return n
}
