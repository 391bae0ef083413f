package words

import (
	"jianban/data"
	ui "jianban/gui/widget"
)

// NonEmpty are the words that are not empty, in their order.
func NonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Join puts a space between two words where both are there.
func Join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// WithAll puts the choice of everything before the words.
func WithAll(all string, words []string) []ui.Option[string] {
	return append([]ui.Option[string]{{Value: "", Label: all}}, ui.Options(words)...)
}

// Or is the first text that is not empty.
func Or(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// UniqueIDs are the ids, each once, in their order.
func UniqueIDs(ids []data.ID) []data.ID {
	var out []data.ID
	seen := map[data.ID]bool{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// Labelled is "label value", or nothing where there is no value.
func Labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}
