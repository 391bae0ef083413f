package paperwork

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/packet"
	pack "jianban/export/packet"
)

// Packets exchange packages with units, as the window asks for it: on any goroutine.
type Packets struct {
	desk    *Desk
	program string
}

// Packets are those of the desk's registry; program is the version that writes them.
func (d *Desk) Packets(program string) Packets { return Packets{d, program} }

// Held tells whether the registry is a unit's, made from a task package.
func (p Packets) Held(ctx context.Context) (name string, held bool, err error) {
	tasks, err := p.desk.held(ctx)
	var names []string
	for i, t := range tasks {
		if i+1 == len(tasks) || tasks[i+1].Year != t.Year { // the last of a year
			names = append(names, t.Name())
		}
	}
	return strings.Join(names, "、"), len(names) > 0, err
}

// Units are those that have items in a year.
func (p Packets) Units(ctx context.Context, year int) (all []packet.UnitItems, err error) {
	cases, err := p.desk.Registry.Cases(ctx, data.Scope{Year: year})
	if err != nil {
		return nil, err
	}
	units, err := p.desk.Registry.Units(ctx)
	for _, u := range units {
		if n := len(packet.Items(cases, u.ID, year)); n > 0 {
			all = append(all, packet.UnitItems{Unit: u, Items: n})
		}
	}
	return all, err
}

// WriteTasks writes a task package for each of some units into a folder.
func (p Packets) WriteTasks(ctx context.Context, year int, units []string, folder string) ([]packet.Written, error) {
	return p.desk.WriteTasks(ctx, TaskAsk{Year: year, Units: units, Out: folder, Folder: true, Program: p.program})
}

// WriteReturn writes a unit's return: to the task of a year, or the newest where it has
// none of it.
func (p Packets) WriteReturn(ctx context.Context, path string, year int) (packet.Written, error) {
	tasks, err := p.desk.held(ctx)
	if err != nil {
		return packet.Written{}, err
	}
	if !slices.ContainsFunc(tasks, func(t data.Packet) bool { return t.Year == year }) {
		year = 0
	}
	return p.desk.WriteReturn(ctx, path, year, p.program)
}

// LookTask tells what a later task package would change in a unit's registry.
func (p Packets) LookTask(ctx context.Context, path string, o packet.Options) (*packet.Plan, error) {
	plan, _, err := p.desk.renewTask(ctx, path, o, true)
	return plan, err
}

// TakeTask keeps it.
func (p Packets) TakeTask(ctx context.Context, path string, o packet.Options) (*packet.Plan, error) {
	plan, _, err := p.desk.renewTask(ctx, path, o, false)
	return plan, err
}

// OpenTask makes a unit's registry from a task package.
func (Packets) OpenTask(ctx context.Context, path, to string) (packet.Opened, error) {
	return OpenTask(ctx, path, to)
}

// Look tells what returns would change.
func (p Packets) Look(ctx context.Context, paths []string, o packet.Options) (*packet.Plan, error) {
	return p.take(ctx, paths, o, true)
}

// Take keeps it.
func (p Packets) Take(ctx context.Context, paths []string, o packet.Options) (*packet.Plan, error) {
	return p.take(ctx, paths, o, false)
}

func (p Packets) take(ctx context.Context, paths []string, o packet.Options, dry bool) (plan *packet.Plan, err error) {
	files, err := returnFiles(paths)
	if err != nil {
		return nil, err
	}
	s, err := readReturns(ctx, p.desk.Registry, files)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.take(ctx, p.desk.Registry, o, dry)
}

// returnFiles are files with those of folders in their place: packages and workbooks.
func returnFiles(paths []string) (files []string, err error) {
	return filesOf(paths, "回传包", "回传包（"+packet.Ending+"），也没有填好的表（.xlsx）", func(name string) bool {
		return !strings.HasPrefix(name, "~$") && (pack.Is(name) || strings.EqualFold(filepath.Ext(name), ".xlsx"))
	})
}
