package screentest

import (
	"context"
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screen"
)

// Rollups stand in for those of a desk; they write down what they are asked.
type Rollups struct {
	Sealed string // a passphrase without which it is said that a backup wants one; "" for none
	Answer data.Rollup
	Err    error
	Asked  []data.RollupAsk
	Laid   []string // titles of papers that were laid out
}

var _ screen.Rollups = (*Rollups)(nil)

// Add gives the answer.
func (r *Rollups) Add(_ context.Context, a data.RollupAsk, _ func(int, int, string)) (data.Rollup, error) {
	r.Asked = append(r.Asked, a)
	if r.Sealed != "" && !slices.Contains(a.Passphrases, r.Sealed) {
		return data.Rollup{}, data.SealedBackups{Files: []string{"乙.bak"}, Tried: len(a.Passphrases) > 0}
	}
	return r.Answer, r.Err
}

// Offices are two, and the name of the list.
func (r *Rollups) Offices(path string) ([]string, error) {
	return []string{"甲县政府办", "乙县政府办", strings.TrimSuffix(path[strings.LastIndex(path, "/")+1:], ".txt")}, r.Err
}

// Paper lays nothing out.
func (r *Rollups) Paper(_ context.Context, all data.Rollup) (page.Document, error) {
	r.Laid = append(r.Laid, all.Title())
	return page.Document{Title: all.Title()}, r.Err
}
