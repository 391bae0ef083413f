package paperwork

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// OpenTask makes the registry of a unit at to, which must not be there yet, from a
// task package: complete or not at all.
func OpenTask(ctx context.Context, path, to string) (o packet.Opened, err error) {
	f, err := pack.Open(path)
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if f.Kind != packet.Task {
		return o, data.Problem{Field: "包", Message: "“" + path + "”是回传包，不是任务包", Hint: "回传包由办公室读入登记库"}
	}
	if !f.SignedBy(f.OfficeKey) {
		return o, data.Problem{Field: "包", Message: "“" + path + "”的签名不对，可能被改动过", Hint: "请让办公室重新发来"}
	}
	if err := f.Whole(); err != nil {
		return o, err
	}
	var rules packet.Rules
	var items []data.Case
	if err := errors.Join(f.Read(pack.RulesName, &rules), f.Read(pack.ItemsName, &items)); err != nil {
		return o, err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return o, data.Problem{Field: "--to", Message: "“" + to + "”已经存在", Hint: "请换一个名称，已有文件不会被改动"}
	}
	kept := data.Packet{Way: data.PacketHeld, Year: f.Year, Number: f.Number, Made: data.DateOf(f.Made), Digest: f.Digest, OfficeKey: f.OfficeKey, ReturnKey: rules.Return}
	if kept.Base, err = packet.PackBase(items); err != nil {
		return o, err
	}
	opts, err := options(false)
	if err != nil {
		return o, err
	}
	opts.Pack = data.RulePack{} // those of the office are in the package
	err = registry.CreateWith(ctx, to, opts, func(reg *registry.Registry) error {
		return moving.EnterTask(ctx, reg, rules, items, kept, f.Attachment, "打开"+f.Name())
	})
	return packet.Opened{Name: f.Name(), Path: to, Unit: f.Unit, Office: f.Office, Year: f.Year, Number: f.Number, Items: len(items), Fingerprint: packet.Fingerprint(f.OfficeKey)}, err
}

// WriteReturn writes what a unit's registry at place now holds as its return.
func WriteReturn(ctx context.Context, place, out, program string, today data.Date) (w packet.Written, err error) {
	d, err := openToChange(ctx, place, today)
	if err != nil {
		return w, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.WriteReturn(ctx, out, program)
}

// held is the task that this registry was made from, where it is a unit's.
func (d *Desk) held(ctx context.Context) (p data.Packet, ok bool, err error) {
	all, err := d.Registry.Packets(ctx, 0)
	i := slices.IndexFunc(all, func(p data.Packet) bool { return p.Way == data.PacketHeld })
	if err != nil || i < 0 {
		return data.Packet{}, false, err
	}
	return all[i], true, nil
}

// mustHold refuses a registry that was made from no task.
func (d *Desk) mustHold(ctx context.Context) (data.Packet, error) {
	p, ok, err := d.held(ctx)
	if ok || err != nil {
		return p, err
	}
	return p, data.Problem{Field: "回传包", Message: "这个登记库不是从任务包建立的，没有可以回传的", Hint: "请先用 packet in 任务包 --to 文件 建立本单位的登记库，再用 --registry 指定它"}
}

// WriteReturn does so at a desk that is open. out may be a folder.
func (d *Desk) WriteReturn(ctx context.Context, out, program string) (w packet.Written, err error) {
	if err := d.Registry.Sound(ctx); err != nil {
		return w, err
	}
	held, err := d.mustHold(ctx)
	if err != nil {
		return w, err
	}
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
	cases, err := d.Registry.Cases(ctx, data.Scope{Texts: true})
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, c := range packet.Translate(cases, held.IDs) {
		if c.Proposal.ID < 0 { // no item of the task
			continue
		}
		c.Host, c.Waivers, c.Assessments, c.Disclosure = data.Host{}, nil, nil, data.Disclosure{}
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
