package paperwork

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// Report is what Desk.Check finds.
type Report = registry.Report

// Check examines file, journal and facts, and compares the journal with anchors:
// those given and those of the registry's backups that are at hand.
func (d *Desk) Check(ctx context.Context, anchors ...data.Anchor) (Report, error) {
	kept, unread := (&Backups{desk: d}).anchors()
	rep, err := d.Registry.Check(ctx, slices.Concat(anchors, kept)...)
	if unread != nil && err == nil {
		said := data.Sentence(unread)
		rep.Warnings, rep.Findings = append(rep.Warnings, said), append(rep.Findings, data.Finding{Weight: data.WeightRemind, What: said})
	}
	return rep, err
}

// MendIndex makes the search index of the registry at path anew. Where another
// program has the registry open for writing, or nobody may write, it is refused.
func MendIndex(ctx context.Context, path string) error {
	opts, err := options(false)
	if err != nil {
		return err
	}
	reg, err := registry.Open(ctx, path, opts)
	if err != nil {
		return err
	}
	return errors.Join(reg.RebuildIndex(ctx), reg.Close())
}

// anchors are the ends of the journal that this registry's backups keep, as far
// as they are at hand: of those in the folders by their manifests, of encrypted
// ones and of folders that are away by what was noted when they were made. What
// was made before another registry took this one's place tells nothing.
func (b *Backups) anchors() (all []data.Anchor, err error) {
	k, err := b.load()
	if err != nil {
		return nil, err
	}
	add := func(path string, made time.Time, action data.ID, hash string) {
		a := data.Anchor{Action: action, Hash: hash, From: filepath.Base(path)}
		if action > 0 && made.After(k.Since) && !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	for _, m := range k.Last {
		add(m.Path, m.Made, m.Action, m.End)
	}
	name, _ := strings.CutSuffix(filepath.Base(b.desk.beside()), filepath.Ext(b.desk.beside()))
	for _, folder := range b.folders(k) {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue // not there, or not to be read
		}
		for _, e := range entries {
			path := filepath.Join(folder, e.Name())
			if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), name+" ") || !strings.HasSuffix(e.Name(), backupEnd) || b.isRegistry(path) {
				continue
			}
			if m, err := registry.ReadBackup(path); err == nil {
				add(path, m.Made, data.ID(m.Actions), m.Chain)
			}
		}
	}
	return all, nil
}
