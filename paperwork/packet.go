package paperwork

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
	"jianban/export/batch"
	"jianban/export/file"
	pack "jianban/export/packet"
	"jianban/export/sheet"
)

// TaskAsk says which units get a task package of which year.
type TaskAsk struct {
	Year    int
	Units   []string // names; none for every unit that has items
	Out     string   // a file for one unit, else a folder
	Folder  bool     // Out is a folder
	Program string   // the version that writes
}

// openToChange opens the registry at place for writing, once, as an import does.
func openToChange(ctx context.Context, place string, today data.Date) (*Desk, error) {
	opts, err := options(false)
	if err != nil {
		return nil, err
	}
	reg, err := registry.Open(ctx, place, opts)
	if err != nil {
		return nil, err
	}
	return sit(ctx, reg, today)
}

// WriteTasks writes a task package for each unit asked for and remembers them in the
// registry at place: all of them or none.
func WriteTasks(ctx context.Context, place string, today data.Date, a TaskAsk) (written []packet.Written, err error) {
	d, err := openToChange(ctx, place, today)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.WriteTasks(ctx, a)
}

// WriteTasks does so at a desk that is open.
func (d *Desk) WriteTasks(ctx context.Context, a TaskAsk) (written []packet.Written, err error) {
	if err := d.Registry.Sound(ctx); err != nil {
		return nil, err
	}
	t, err := d.tasks(ctx, a)
	if err != nil {
		return nil, err
	}
	made := false
	if a.Folder {
		if made, err = file.MakeFolder(a.Out); err != nil {
			return nil, err
		}
	}
	defer func() {
		if err == nil {
			return
		}
		for _, w := range written {
			err = errors.Join(err, os.Remove(w.Path))
		}
		if made {
			err = errors.Join(err, file.RemoveFolder(a.Out))
		}
	}()
	var kept []data.Packet
	for _, u := range t.units {
		w, p, err := t.write(ctx, u)
		if err != nil {
			return written, err
		}
		written, kept = append(written, w), append(kept, p)
	}
	what := fmt.Sprintf("制作%d个单位的任务包", len(kept))
	if len(kept) == 1 {
		what = "制作" + written[0].Unit + "的任务包"
	}
	err = d.Registry.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error {
		for i := range kept {
			if err := tx.SavePacket(&kept[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return written, err
}

// tasks are the packages of one sitting.
type tasks struct {
	desk     *Desk
	ask      TaskAsk
	units    []data.Unit
	cases    []data.Case
	packets  []data.Packet
	key      ed25519.PrivateKey
	rules    packet.Rules
	years    data.RuleYears
	settings data.Settings
}

// tasks reads what all of them need.
func (d *Desk) tasks(ctx context.Context, a TaskAsk) (t *tasks, err error) {
	reg := d.Registry
	t = &tasks{desk: d, ask: a}
	if t.cases, err = reg.Cases(ctx, data.Scope{Year: a.Year, Texts: true}); err != nil {
		return nil, err
	}
	if t.units, err = t.chosen(ctx); err != nil {
		return nil, err
	}
	if t.packets, err = reg.Packets(ctx, a.Year); err != nil {
		return nil, err
	}
	if t.years, err = reg.RuleYears(ctx); err != nil {
		return nil, err
	}
	if t.settings, err = reg.Settings(ctx); err != nil {
		return nil, err
	}
	s := t.settings
	s.Clerks, s.FontsFolder = nil, ""
	t.rules.Settings = s
	if t.rules.Packs, err = reg.Packs(ctx); err != nil {
		return nil, err
	}
	if t.rules.Holidays, err = reg.Holidays(ctx); err != nil {
		return nil, err
	}
	t.key, err = reg.OfficeKey(ctx, true)
	return t, err
}

// chosen are the units that get a package, each of which must have items.
func (t *tasks) chosen(ctx context.Context) ([]data.Unit, error) {
	all, err := t.desk.Registry.Units(ctx)
	if err != nil {
		return nil, err
	}
	none := func(name string) error {
		return data.Problem{Field: "单位", Message: fmt.Sprintf("%s在%d年没有要办的建议提案", name, t.ask.Year), Hint: "请核对单位和年份"}
	}
	var found []data.Unit
	if len(t.ask.Units) == 0 {
		for _, u := range all {
			if len(packet.Items(t.cases, u.ID, t.ask.Year)) > 0 {
				found = append(found, u)
			}
		}
		if len(found) == 0 {
			return nil, none("各单位")
		}
		return found, nil
	}
	for _, name := range t.ask.Units {
		i := slices.IndexFunc(all, func(u data.Unit) bool { return u.Name == name || u.FullName == name })
		if i < 0 {
			return nil, data.Problem{Field: "单位", Message: "没有“" + name + "”", Hint: "请照登记库里的单位简称填写"}
		}
		if len(packet.Items(t.cases, all[i].ID, t.ask.Year)) == 0 {
			return nil, none(name)
		}
		if !slices.ContainsFunc(found, func(u data.Unit) bool { return u.ID == all[i].ID }) {
			found = append(found, all[i])
		}
	}
	return found, nil
}

// write writes the package of one unit and tells how it is to be remembered.
func (t *tasks) write(ctx context.Context, u data.Unit) (w packet.Written, p data.Packet, err error) {
	number := 1
	for _, q := range t.packets {
		if q.Way == data.PacketTask && q.Unit.ID == u.ID {
			number = max(number, q.Number+1)
		}
	}
	public, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return w, p, err
	}
	m := packet.Manifest{Format: packet.Format, Kind: packet.Task, Program: t.ask.Program, Office: t.settings.Office, OfficeKey: hex.EncodeToString(t.key.Public().(ed25519.PublicKey)),
		Unit: u.Name, UnitID: u.ID, Year: t.ask.Year, Number: number, Made: time.Now().Truncate(time.Second), ReturnKey: hex.EncodeToString(public)}
	items := packet.Items(t.cases, u.ID, t.ask.Year)
	m.Items = len(items)
	w = packet.Written{Path: t.ask.Out, Unit: u.Name, Number: number, Items: len(items), Fingerprint: packet.Fingerprint(m.OfficeKey)}
	if t.ask.Folder {
		w.Path = filepath.Join(t.ask.Out, file.SafeFile(m.FileName()))
	}
	contents, notes := t.desk.contents(ctx, items)
	w.Notes = notes
	forms, err := t.forms(ctx, items, u.Name)
	if err != nil {
		return w, p, err
	}
	rules := t.rules
	rules.Unit, rules.Return = u, hex.EncodeToString(secret.Seed())
	parts := slices.Concat([]pack.Part{
		{Name: pack.ReadmeName, Write: func(to io.Writer) error { _, err := io.WriteString(to, packet.Readme(m)); return err }},
		{Name: pack.FormName, Write: func(to io.Writer) error { return sheet.Workbook(to, packet.Form(m, items, u.ID, t.years)) }},
		pack.JSON(pack.ItemsName, items), pack.JSON(pack.RulesName, rules)}, forms, contents)
	p = data.Packet{Way: data.PacketTask, Year: m.Year, Unit: u, Number: number, Made: data.DateOf(m.Made), OfficeKey: m.OfficeKey, ReturnKey: m.ReturnKey}
	if err = file.WriteOwn(w.Path, func(to io.Writer) (err error) { p.Digest, err = pack.Write(to, m, parts, t.key); return err }); err != nil {
		return w, p, err
	}
	if info, err := os.Stat(w.Path); err == nil {
		w.Size = info.Size()
	}
	p.Base, err = packet.PackBase(items)
	return w, p, err
}

// contents are the attachments of items as parts of a package; those that were erased
// or cannot be read are taken off the items, and told.
func (d *Desk) contents(ctx context.Context, items []data.Case) (parts []pack.Part, notes []string) {
	seen := map[string]bool{}
	for i := range items {
		c := &items[i]
		c.Attachments = slices.DeleteFunc(c.Attachments, func(a data.Attachment) bool {
			if seen[a.SHA256] {
				return false
			}
			if err := d.Registry.AttachmentData(ctx, a.ID, io.Discard); err != nil {
				notes = append(notes, "第"+c.Proposal.Number+"号的附件“"+a.Name+"”读不出来或已清除，没有放入包里")
				return true
			}
			seen[a.SHA256] = true
			parts = append(parts, pack.Part{Name: pack.AttachmentName(a.SHA256), Write: func(w io.Writer) error { return d.Registry.AttachmentData(ctx, a.ID, w) }})
			return false
		})
	}
	return parts, notes
}

// taskForms are the papers that go along, with what they are called in the package.
var taskForms = []struct {
	kind  string
	blank bool
}{{"transfers", false}, {"talks", true}, {"returns", true}, {"extensions", true}}

// forms are the papers that a unit needs, a file a kind.
func (t *tasks) forms(ctx context.Context, items []data.Case, unit string) (parts []pack.Part, err error) {
	dir, err := os.MkdirTemp("", "jianban-*")
	if err != nil {
		return nil, data.Problem{Field: "任务包", Message: "不能建立临时文件夹", Hint: "请检查磁盘空间"}
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	source := batch.Source{Cases: items, Settings: t.settings, Rules: t.years, Some: true, Measure: t.desk.Fonts}
	for _, f := range taskForms {
		kind, ok := batch.KindNamed(f.kind)
		if !ok {
			return nil, fmt.Errorf("no papers %s", f.kind)
		}
		papers := kind.Papers(source, batch.Choices{Blank: f.blank})
		if len(papers) == 0 {
			continue
		}
		name := kind.Word
		if f.blank {
			name += "（空白）"
		}
		path := filepath.Join(dir, f.kind+".pdf")
		report, err := batch.OneFile(ctx, papers, batch.Volume{Title: unit + name, Path: path}, t.desk.Fonts, nil)
		if err == nil {
			err = report.Err()
		}
		if err != nil {
			return nil, err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		parts = append(parts, pack.Bytes("表单/"+name+".pdf", content))
	}
	return parts, nil
}
