package paperwork

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
	"jianban/data/registry/moving"
)

// There tells whether there is anything at a place, so that a task package makes no
// registry there but comes into it.
func There(ctx context.Context, place string) (bool, error) {
	none, err := missing(ctx, place)
	return !none, err
}

// RenewTask brings a later task package into the unit's registry at place: items are
// added and brought up to date, in one action or nothing; with dry, or where conflicts
// are open, nothing is written. What the registry has of it already is told in the plan.
func RenewTask(ctx context.Context, path, place string, o packet.Options, dry bool) (plan *packet.Plan, opened packet.Opened, err error) {
	opts, err := options(dry)
	if err != nil {
		return nil, opened, err
	}
	reg, err := registry.Open(ctx, place, opts)
	if err != nil {
		return nil, opened, err
	}
	defer func() { err = errors.Join(err, reg.Close()) }()
	d := &Desk{Registry: reg, today: o.Today}
	return d.renewTask(ctx, path, o, dry)
}

func (d *Desk) renewTask(ctx context.Context, path string, o packet.Options, dry bool) (plan *packet.Plan, opened packet.Opened, err error) {
	t, err := readTask(path)
	if err != nil {
		return nil, opened, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if err := d.Registry.Sound(ctx); err != nil {
		return nil, opened, err
	}
	opened = t.opened(ShownPlace(d.Registry.Path()))
	tasks, err := d.held(ctx)
	if err != nil {
		return nil, opened, err
	}
	if slices.ContainsFunc(tasks, func(p data.Packet) bool { return p.Digest == t.Digest }) {
		return &packet.Plan{Packages: map[string]packet.Counted{}, Notes: []string{t.Name() + "已经读入过，这次没有改动"}}, opened, nil
	}
	if err := t.follows(tasks, d.Registry.Path()); err != nil {
		return nil, opened, err
	}
	w := moving.Renewal{Rules: t.rules, Held: t.held, IDs: heldIDs(tasks), Contents: t.Attachment,
		Task: packet.Renewal{File: t.Name(), Unit: t.UnitID, Year: t.Year, Cases: packet.Trimmed(t.items)}}
	if w.Task.Base, err = bases(tasks); err != nil {
		return nil, opened, err
	}
	if dry {
		plan, err = w.Look(ctx, d.Registry, o)
	} else {
		plan, err = w.Take(ctx, d.Registry, o, "读入"+t.Name())
	}
	return plan, opened, err
}

// follows refuses by name a package that does not come after the tasks that a registry
// has.
func (t task) follows(tasks []data.Packet, place string) error {
	refuse := func(message, hint string) error {
		return data.Problem{Field: "任务包", Message: message, Hint: hint}
	}
	if len(tasks) == 0 {
		return refuse("“"+ShownPlace(place)+"”已经存在，它不是从任务包建立的登记库", "请换一个名称另建登记库，已有的不会被改动")
	}
	last := tasks[len(tasks)-1]
	if t.OfficeKey != last.OfficeKey {
		return refuse("“"+t.Path+"”是另一个办公室（"+t.Office+"）的任务包，公钥指纹"+packet.Fingerprint(t.OfficeKey)+"，原来的是"+packet.Fingerprint(last.OfficeKey), "请与办公室核对；确是另一个办公室的，请另建登记库")
	}
	if unit := last.IDs[data.RecordUnit][last.Unit.ID]; t.UnitID != unit {
		return refuse("“"+t.Path+"”是"+t.Unit+"的任务包，这个登记库是"+last.Unit.Name+"的", "请核对是不是发错了")
	}
	for _, p := range tasks {
		if p.Year == t.Year && p.Number >= t.Number {
			return refuse(fmt.Sprintf("“%s”是旧的：%d年的第%d号已经读入，这是第%d号", t.Path, p.Year, p.Number, t.Number), "请读入最新的一个")
		}
	}
	if _, err := hex.DecodeString(t.held.ReturnKey); err != nil {
		return refuse("“"+t.Path+"”里没有回传密钥", "请让办公室重新制作")
	}
	return nil
}

// bases are the items as the tasks brought them, those of later ones in place of earlier.
func bases(tasks []data.Packet) (all []data.Case, err error) {
	at := map[data.ID]int{}
	for _, p := range tasks {
		cases, err := packet.UnpackBase(p.Base)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			if i, known := at[c.Proposal.ID]; known {
				all[i] = c
				continue
			}
			at[c.Proposal.ID] = len(all)
			all = append(all, c)
		}
	}
	return all, nil
}
