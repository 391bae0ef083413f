package page

import (
	"strings"
	"unicode/utf8"
)

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

// numbering is how many characters a paragraph's number takes at most, with what
// stands behind it.
const numbering = 6

// Level tells the heading level of a paragraph by its number: 1 for 一、, 2 for
// （一）, 3 for 1. and 4 for (1); 0 for none.
func Level(text string) int {
	rs := make([]rune, 0, numbering)
	for _, r := range text {
		if rs = append(rs, r); len(rs) == numbering {
			break
		}
	}
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

// A sentence longer than these numbers of characters is text, whatever number
// stands before it: a whole paragraph in 黑体 or 楷体 is not a heading.
const (
	longestHeading  = 40 // alone without a full stop, or with text after it
	longestSentence = 20 // alone, with its full stop
)

// Headed is a paragraph in its faces: a heading at its start up to the end of
// the first sentence in its level's face, the rest in 仿宋. A paragraph without
// a full stop is all heading where it is short enough for one.
func Headed(text string, size float64) []Span {
	body := Font{FangSong, size}
	face := levelFace(Level(text))
	i := sentence(text)
	n, most := utf8.RuneCountInString(text[:i]), longestHeading
	if i == len(text) && stops(text) {
		most = longestSentence
	}
	switch {
	case Level(text) == 0 || face == FangSong || n > most:
		return []Span{{text, body}}
	case i == len(text):
		return []Span{{text, Font{face, size}}}
	}
	return []Span{{text[:i], Font{face, size}}, {text[i:], body}}
}

// sentence is the length in bytes of a text's first sentence; a full stop
// inside quotation marks or a book title does not end it.
func sentence(text string) int {
	inside := 0
	for i, r := range text {
		switch {
		case isHanzi(r):
		case strings.ContainsRune("“‘《〈", r):
			inside++
		case strings.ContainsRune("”’》〉", r):
			inside = max(0, inside-1)
		case inside == 0 && strings.ContainsRune(fullStops, r):
			return i + utf8.RuneLen(r)
		}
	}
	return len(text)
}

const fullStops = "。！？"

func stops(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(fullStops, r)
}

// Body turns plain text, a paragraph a line, into blocks, headings in their
// faces and kept with what follows.
func Body(text string, size float64) []Block {
	var out []Block
	all := Paragraphs(text)
	for i, t := range all {
		spans := Headed(t, size)
		if listItem(all, i) {
			spans = []Span{{t, Font{FangSong, size}}}
		}
		out = append(out, Paragraph{Spans: spans, KeepNext: Level(t) > 0 && len(spans) == 1 && utf8.RuneCountInString(t) <= longestHeading && !stops(t)})
	}
	return out
}

// listItem tells a sentence of a numbered list, which has no text of its own below it:
// 一、优化线网。二、加密班次。 It is no heading, however short.
func listItem(all []string, i int) bool {
	level := Level(all[i])
	if level == 0 || sentence(all[i]) < len(all[i]) || !stops(all[i]) {
		return false
	}
	return i > 0 && Level(all[i-1]) == level || i+1 < len(all) && Level(all[i+1]) == level
}
