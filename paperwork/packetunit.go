package paperwork

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
	"jianban/data/registry/moving"
	"jianban/export/file"
	pack "jianban/export/packet"
)

// task is a task package that was read: whole, and signed by its office.
type task struct {
	*pack.File
	rules packet.Rules
	items []data.Case
	held  data.Packet // as it is remembered
}

// readTask reads a task package, whose file stays open.
func readTask(path string) (t task, err error) {
	f, err := pack.Open(path)
	if err != nil {
		return t, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	t.File = f
	if f.Kind != packet.Task {
		return t, data.Problem{Field: "包", Message: "“" + path + "”是回传包，不是任务包", Hint: "回传包由办公室读入登记库"}
	}
	if !f.SignedBy(f.OfficeKey) {
		return t, data.Problem{Field: "包", Message: "“" + path + "”的签名不对，可能被改动过", Hint: "请让办公室重新发来"}
	}
	if err := f.Whole(); err != nil {
		return t, err
	}
	if err := errors.Join(f.Read(pack.RulesName, &t.rules), f.Read(pack.ItemsName, &t.items)); err != nil {
		return t, err
	}
	t.held = data.Packet{Way: data.PacketHeld, Year: f.Year, Number: f.Number, Made: data.DateOf(f.Made), Digest: f.Digest, OfficeKey: f.OfficeKey, ReturnKey: t.rules.Return}
	t.held.Base, err = packet.PackBase(t.items)
	return t, err
}

// opened tells what came of it in the registry at to.
func (t task) opened(to string) packet.Opened {
	return packet.Opened{Name: t.Name(), Path: to, Unit: t.Unit, Office: t.Office, Year: t.Year, Number: t.Number, Items: len(t.items), Fingerprint: packet.Fingerprint(t.OfficeKey)}
}

// OpenTask makes the registry of a unit at to, which must not be there yet, from a
// task package: complete or not at all.
func OpenTask(ctx context.Context, path, to string) (o packet.Opened, err error) {
	t, err := readTask(path)
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if none, err := missing(ctx, to); err != nil {
		return o, err
	} else if !none {
		return o, data.Problem{Field: "--to", Message: "“" + ShownPlace(to) + "”已经存在", Hint: "请换一个名称，已有文件不会被改动"}
	}
	opts, err := options(false)
	if err != nil {
		return o, err
	}
	opts.Pack = data.RulePack{} // those of the office are in the package
	err = registry.CreateWith(ctx, to, opts, func(reg *registry.Registry) error {
		return moving.EnterTask(ctx, reg, t.rules, t.items, t.held, t.Attachment, "打开"+t.Name())
	})
	return t.opened(to), err
}

// WriteReturn writes what a unit's registry at place now holds of the task of a year as
// its return; 0 is the newest that it has.
func WriteReturn(ctx context.Context, place, out string, year int, program string, today data.Date) (w packet.Written, err error) {
	d, err := openToChange(ctx, place, today)
	if err != nil {
		return w, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.WriteReturn(ctx, out, year, program)
}

// held are the tasks that came into this registry, where it is a unit's: the oldest
// first, by year and number.
func (d *Desk) held(ctx context.Context) (tasks []data.Packet, err error) {
	all, err := d.Registry.Packets(ctx, 0)
	for _, p := range all {
		if p.Way == data.PacketHeld {
			tasks = append(tasks, p)
		}
	}
	slices.SortFunc(tasks, func(a, b data.Packet) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Number, b.Number))
	})
	return tasks, err
}

// heldIDs are the registry's own IDs to the office's, as all tasks brought them.
func heldIDs(tasks []data.Packet) data.PacketIDs {
	all := data.PacketIDs{}
	for _, p := range tasks {
		for kind, some := range p.IDs {
			for own, office := range some {
				all.Set(kind, own, office)
			}
		}
	}
	return all
}

// answered is the task that a return of a year answers: the last of that year, 0 of the
// newest.
func answered(tasks []data.Packet, year int) (p data.Packet, err error) {
	if len(tasks) == 0 {
		return p, data.Problem{Field: "回传包", Message: "这个登记库不是从任务包建立的，没有可以回传的", Hint: "请先用 packet in 任务包 --to 文件 建立本单位的登记库，再用 --registry 指定它"}
	}
	for _, q := range tasks {
		if year == 0 || q.Year == year {
			p = q
		}
	}
	if p.ID == 0 {
		return p, data.Problem{Field: "回传包", Message: fmt.Sprintf("这个登记库里没有%d年的任务包", year), Hint: "请换一个年份"}
	}
	return p, nil
}

// WriteReturn does so at a desk that is open.
func (d *Desk) WriteReturn(ctx context.Context, out string, year int, program string) (w packet.Written, err error) {
	if err := d.Registry.Sound(ctx); err != nil {
		return w, err
	}
	tasks, err := d.held(ctx)
	if err != nil {
		return w, err
	}
	held, err := answered(tasks, year)
	if err != nil {
		return w, err
	}
	held.IDs = heldIDs(tasks)
	seed, err := hex.DecodeString(held.ReturnKey)
	if err != nil {
		return w, err
	}
	key := ed25519.NewKeyFromSeed(seed)
	s, err := d.Registry.Settings(ctx)
	if err != nil {
		return w, err
	}
	m := packet.Manifest{Format: packet.Format, Kind: packet.Return, Program: program, Office: s.Office, OfficeKey: held.OfficeKey, Unit: held.Unit.Name, UnitID: held.IDs[data.RecordUnit][held.Unit.ID],
		Year: held.Year, Number: held.Number, Round: held.Round + 1, Made: time.Now().Truncate(time.Second), ReturnKey: hex.EncodeToString(key.Public().(ed25519.PublicKey)), Task: held.Digest}
	items, parts, err := d.returned(ctx, held)
	if err != nil {
		return w, err
	}
	m.Items = len(items)
	w = packet.Written{Path: out, Unit: m.Unit, Number: m.Number, Items: len(items), Fingerprint: packet.Fingerprint(m.OfficeKey)}
	parts = append([]pack.Part{pack.JSON(pack.ItemsName, items)}, parts...)
	if err := file.WriteOwn(out, func(to io.Writer) error { _, err := pack.Write(to, m, parts, key); return err }); err != nil {
		return w, err
	}
	if info, err := os.Stat(out); err == nil {
		w.Size = info.Size()
	}
	held.Round = m.Round
	err = d.Registry.Do(ctx, registry.Action{What: fmt.Sprintf("制作第%d次回传包", m.Round)}, func(tx *registry.Tx) error { return tx.SavePacket(&held) })
	if err != nil {
		err = errors.Join(err, os.Remove(out))
	}
	return w, err
}

// returned are the items of a unit's registry with the office's IDs, and the contents
// of attachments that the unit added.
func (d *Desk) returned(ctx context.Context, held data.Packet) (items []data.Case, parts []pack.Part, err error) {
	base, err := packet.UnpackBase(held.Base)
	if err != nil {
		return nil, nil, err
	}
	given := map[data.ID]bool{} // what the task holds
	for _, c := range base {
		given[c.Proposal.ID] = true
	}
	cases, err := d.Registry.Cases(ctx, data.Scope{Texts: true})
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, c := range packet.Translate(cases, held.IDs) {
		if !given[c.Proposal.ID] {
			continue
		}
		c.Host, c.Waivers, c.Assessments, c.Issues, c.Disclosure = data.Host{}, nil, nil, nil, data.Disclosure{}
		items = append(items, c)
		for _, a := range c.Attachments {
			if a.ID > 0 || seen[a.SHA256] {
				continue
			}
			seen[a.SHA256] = true
			here := -a.ID
			parts = append(parts, pack.Part{Name: pack.AttachmentName(a.SHA256), Write: func(w io.Writer) error { return d.Registry.AttachmentData(ctx, here, w) }})
		}
	}
	return items, parts, nil
}
