package registry

import (
	"encoding/json"
	"fmt"

	"jianban/data"
)

// packChanges are what changed within a rule pack, which is kept in one column;
// none for a change of other records. one is the change to be filled in.
func packChanges(c change, one data.JournalChange) ([]data.JournalChange, error) {
	if c.table != data.RecordPack {
		return nil, nil
	}
	was, err := packIn(c, c.before.String)
	if err != nil {
		return nil, err
	}
	is, err := packIn(c, c.after.String)
	if err != nil {
		return nil, err
	}
	is.Name, is.From = was.Name, was.From // columns of their own
	before, after := factsByLabel(was), factsByLabel(is)
	var told []data.JournalChange
	for _, f := range append(was.Facts(), is.Facts()...) {
		if before[f.Label] == after[f.Label] {
			continue
		}
		one.Field, one.Before, one.After = f.Label, clip(before[f.Label]), clip(after[f.Label])
		told = append(told, one)
		delete(before, f.Label) // told once
		delete(after, f.Label)
	}
	return told, nil
}

func factsByLabel(p data.RulePack) map[string]string {
	facts := map[string]string{}
	for _, f := range p.Facts() {
		facts[f.Label] = f.Value
	}
	return facts
}

// packIn reads the pack of a row of packs.
func packIn(c change, row string) (p data.RulePack, err error) {
	var kept struct{ Pack string }
	if err = json.Unmarshal([]byte(row), &kept); err == nil {
		err = json.Unmarshal([]byte(kept.Pack), &p)
	}
	if err != nil {
		return p, fmt.Errorf("journal %d: %w", c.id, err)
	}
	return p, nil
}
