package page

import "strings"

// Heading is a paragraph that is nothing but a heading of level 1 to 4 and
// stays with what follows.
type Heading struct {
	Text  string
	Level int
}

func (h Heading) pieces(s Style, m Measurer) []piece {
	return Paragraph{Spans: []Span{{h.Text, Font{levelFace(h.Level), s.Font.Size}}}, KeepNext: true}.pieces(s, m)
}

// levelFace is the face of a heading level: 一、 黑体, （一） 楷体, 1. and （1）
// 仿宋 (GB/T 9704-2012, 7.3.3).
func levelFace(level int) Face {
	switch level {
	case 1:
		return Hei
	case 2:
		return Kai
	}
	return FangSong
}

// Level tells the heading level of a paragraph by its number: 1 for 一、, 2 for
// （一）, 3 for 1. and 4 for (1); 0 for none.
func Level(text string) int {
	rs := []rune(text)
	open := len(rs) > 0 && (rs[0] == '（' || rs[0] == '(')
	i := 0
	if open {
		i++
	}
	from, arabic := i, false
	for i < len(rs) && i-from < 3 {
		if digit(rs[i]) {
			arabic = true
		} else if arabic || !strings.ContainsRune("一二三四五六七八九十", rs[i]) {
			break
		}
		i++
	}
	if i == from || i == len(rs) {
		return 0
	}
	switch c := rs[i]; {
	case open && (c == '）' || c == ')'):
		if arabic {
			return 4
		}
		return 2
	case open:
		return 0
	case c == '、' && !arabic:
		return 1
	case arabic && (c == '.' || c == '．' || c == '、') && (i+1 == len(rs) || !digit(rs[i+1])):
		return 3
	}
	return 0
}

// Headed is a paragraph in its faces: a heading at its start up to the first
// full stop in its level's face, the rest in 仿宋. A paragraph without a full
// stop is all heading.
func Headed(text string, size float64) []Span {
	body := Font{FangSong, size}
	level := Level(text)
	face := levelFace(level)
	if level == 0 || face == FangSong {
		return []Span{{text, body}}
	}
	i := strings.Index(text, "。")
	if i < 0 || i+len("。") == len(text) {
		return []Span{{text, Font{face, size}}}
	}
	i += len("。")
	return []Span{{text[:i], Font{face, size}}, {text[i:], body}}
}

// Body turns plain text, a paragraph a line, into blocks, headings in their
// faces and kept with what follows.
func Body(text string, size float64) []Block {
	var out []Block
	for _, t := range Paragraphs(text) {
		spans := Headed(t, size)
		out = append(out, Paragraph{Spans: spans, KeepNext: Level(t) > 0 && len(spans) == 1 && len(t) < 150 && !strings.HasSuffix(t, "。")})
	}
	return out
}
