package paperwork

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
	"jianban/data/registry/moving"
	pack "jianban/export/packet"
	"jianban/export/sheet"
)

// TakeReturns reads returns and filled forms into the office's registry at place, all
// in one action or nothing; with dry, or where conflicts are open, nothing is written.
func TakeReturns(ctx context.Context, place string, files []string, o packet.Options, dry bool) (plan *packet.Plan, err error) {
	opts, err := options(dry)
	if err != nil {
		return nil, err
	}
	reg, err := registry.Open(ctx, place, opts)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reg.Close()) }()
	s, err := readReturns(ctx, reg, files)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.take(ctx, reg, o, dry)
}

// returns are those of one sitting, their files open for attachments.
type returns struct {
	moving.Sitting
	files []*pack.File
	notes []string
}

// Close closes the files.
func (s *returns) Close() (err error) {
	for _, f := range s.files {
		err = errors.Join(err, f.Close())
	}
	return err
}

func (s *returns) take(ctx context.Context, reg *registry.Registry, o packet.Options, dry bool) (*packet.Plan, error) {
	if err := reg.Sound(ctx); err != nil {
		return nil, err
	}
	var plan *packet.Plan
	var err error
	if dry || len(s.Returns) == 0 {
		plan, err = s.Look(ctx, reg, o)
	} else {
		plan, err = s.Take(ctx, reg, o, s.what())
	}
	if plan != nil {
		plan.Notes = append(slices.Clone(s.notes), plan.Notes...)
	}
	return plan, err
}

// what names the action in the journal.
func (s *returns) what() string {
	if len(s.Returns) == 1 {
		return "读入" + s.Returns[0].Manifest.Name()
	}
	return fmt.Sprintf("读入%d个单位的回传", len(s.Returns))
}

// readReturns reads the files of a sitting. What is wrong with any of them is told of
// all; repeated ones and those that a later one replaces are passed over, and told.
func readReturns(ctx context.Context, reg *registry.Registry, files []string) (s *returns, err error) {
	s = &returns{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	known, err := reg.Packets(ctx, 0)
	if err != nil {
		return s, err
	}
	office := ""
	if key, err := reg.OfficeKey(ctx, false); err == nil {
		office = hex.EncodeToString(key.Public().(ed25519.PublicKey))
	} else if !registry.NoOfficeKey(err) {
		return s, err
	}
	r := reader{ctx: ctx, known: known, office: office, into: s}
	var wrong data.Problems
	for _, path := range files {
		var many data.Problems
		var one data.Problem
		switch err := r.one(path); {
		case err == nil:
		case errors.As(err, &many):
			wrong = append(wrong, many...)
		case errors.As(err, &one):
			wrong = append(wrong, one)
		default:
			return s, err
		}
	}
	s.Contents = s.content
	return s, wrong.Err()
}

// content finds the content of an attachment in any of the files.
func (s *returns) content(sum string) (io.ReadSeekCloser, error) {
	for _, f := range s.files {
		if c, err := f.Attachment(sum); c != nil || err != nil {
			return c, err
		}
	}
	return nil, nil
}

// reader reads one file after another.
type reader struct {
	ctx    context.Context
	known  []data.Packet // all that the registry remembers
	office string        // its public key, hex; "" where it has written no package yet
	into   *returns
}

func (r *reader) note(path, text string) {
	r.into.notes = append(r.into.notes, filepath.Base(path)+"："+text)
}

func (r *reader) one(path string) error {
	if !pack.Is(path) {
		return r.form(path)
	}
	f, err := pack.Open(path)
	if err != nil {
		return err
	}
	taken, err := r.packet(f)
	if !taken {
		err = errors.Join(err, f.Close())
	}
	return err
}

// packet takes a return that is whole, ours and new.
func (r *reader) packet(f *pack.File) (taken bool, err error) {
	task, err := r.answers(f)
	if err != nil {
		return false, err
	}
	switch {
	case f.Round == task.Round && f.Digest == task.Taken:
		r.note(f.Path, "这份回传已于"+task.TakenOn.Chinese()+"读入过，这次没有再读")
		return false, nil
	case f.Round <= task.Round:
		return false, data.Problem{Field: "包", Message: fmt.Sprintf("“%s”是旧的：%s已读入过第%d次回传，这是第%d次", filepath.Base(f.Path), task.Name(), task.Round, f.Round), Hint: "请读入最新的一次"}
	}
	if err := f.Whole(); err != nil {
		return false, err
	}
	back := packet.Returned{Manifest: f.Manifest, File: filepath.Base(f.Path), Digest: f.Digest}
	if err := f.Read(pack.ItemsName, &back.Cases); err != nil {
		return false, err
	}
	if newer := r.newer(task); newer.Number > 0 {
		back.Notes = append(back.Notes, fmt.Sprintf("它是按第%d号任务包办的，之后又发过第%d号，请核对", task.Number, newer.Number))
	}
	return r.add(back, task, f)
}

// newer is the newest task that was written for the same unit and year after one.
func (r *reader) newer(task data.Packet) (newest data.Packet) {
	for _, p := range r.known {
		if p.Way == data.PacketTask && p.Year == task.Year && p.Unit.ID == task.Unit.ID && p.Number > max(task.Number, newest.Number) {
			newest = p
		}
	}
	return newest
}

// answers finds the task that a return answers, by the office's key, unit, year and
// number, and refuses by name what answers none.
func (r *reader) answers(f *pack.File) (data.Packet, error) {
	name := filepath.Base(f.Path)
	refuse := func(message, hint string) (data.Packet, error) {
		return data.Packet{}, data.Problem{Field: "包", Message: "“" + name + "”" + message, Hint: hint}
	}
	if f.Kind == packet.Task {
		return refuse("是任务包，不是回传包", "任务包由单位打开：packet in 任务包 --to 文件")
	}
	if f.OfficeKey != r.office {
		return refuse("是另一个办公室（"+f.Office+"）的回传包，公钥指纹"+packet.Fingerprint(f.OfficeKey), "请核对是不是发错了，或者登记库开错了")
	}
	i := slices.IndexFunc(r.known, func(p data.Packet) bool {
		return p.Way == data.PacketTask && p.Year == f.Year && p.Unit.ID == f.UnitID && p.Number == f.Number
	})
	if i < 0 {
		return refuse(fmt.Sprintf("回的是%s，登记库里没有发过它的记录", data.Packet{Unit: data.Unit{Name: f.Unit}, Year: f.Year, Number: f.Number}.Name()), "制作任务包的那一步可能被撤销了，或者登记库是从更早的备份恢复的；请重新制作任务包")
	}
	task := r.known[i]
	switch {
	case f.ReturnKey != task.ReturnKey || f.Task != task.Digest || !f.SignedBy(task.ReturnKey):
		return refuse("的签名不对，不是由"+task.Name()+"回传的，或者被改动过", "请让单位重新制作回传包")
	}
	if later := r.newer(task); later.Round > 0 {
		return refuse(fmt.Sprintf("已经过时：它回的是第%d号任务包，第%d号的回传已经读入", task.Number, later.Number), "请让单位在新的任务包上办理")
	}
	return task, nil
}

// add takes a return into the sitting; of two of one task the later counts.
func (r *reader) add(back packet.Returned, task data.Packet, f *pack.File) (bool, error) {
	s := r.into
	for i, other := range s.Packets {
		if other.ID != task.ID || s.Returns[i].Form || back.Form {
			continue
		}
		if s.Returns[i].Manifest.Round >= back.Manifest.Round {
			r.note(f.Path, "同一单位还有更新的一次回传，这一次没有读")
			return false, nil
		}
		r.note(s.Returns[i].File, "同一单位还有更新的一次回传，这一次没有读")
		s.Returns, s.Packets = slices.Delete(s.Returns, i, i+1), slices.Delete(s.Packets, i, i+1)
		break
	}
	base, err := packet.UnpackBase(task.Base)
	if err != nil {
		return false, err
	}
	given := map[data.ID]data.Case{}
	for _, c := range base {
		given[c.Proposal.ID] = c
	}
	task.Base, back.Cases = nil, packet.Trimmed(back.Cases) // sixty of them are held at once
	packet.Share(back.Cases, func(id data.ID) (data.Case, bool) { c, ok := given[id]; return c, ok })
	s.Returns = append(s.Returns, packet.Sources{Returned: back, Unit: task.Unit.ID, Base: base, IDs: task.IDs})
	s.Packets = append(s.Packets, task)
	if f != nil {
		s.files = append(s.files, f)
	}
	return true, nil
}

// form takes a form that was filled in by hand.
func (r *reader) form(path string) error {
	read, err := sheet.Read(r.ctx, path)
	if err != nil {
		return err
	}
	name := filepath.Base(path)
	form, ok := packet.ReadForm(read)
	if !ok {
		return data.Problem{Field: "文件", Message: "“" + name + "”不是任务包里的“填写.xlsx”，第一行没有任务包编号", Hint: "请在任务包里的那张表上填写，不要改第一行和表头"}
	}
	i := slices.IndexFunc(r.known, func(p data.Packet) bool {
		return p.Way == data.PacketTask && p.Year == form.Year && p.Number == form.Number && strings.HasPrefix(p.ReturnKey, form.Key)
	})
	if i < 0 {
		return data.Problem{Field: "文件", Message: fmt.Sprintf("“%s”填的是%d年第%d号任务包，登记库里没有发过它的记录", name, form.Year, form.Number), Hint: "请核对是不是另一个办公室的"}
	}
	task := r.known[i]
	if later := r.newer(task); later.Round > 0 {
		return data.Problem{Field: "文件", Message: fmt.Sprintf("“%s”已经过时：它是第%d号任务包的，第%d号的回传已经读入", name, task.Number, later.Number), Hint: "请让单位填新的任务包里的表"}
	}
	base, err := packet.UnpackBase(task.Base)
	if err != nil {
		return err
	}
	cases, wrong := packet.Filled(form, base, task.Unit.ID)
	for i := range wrong {
		wrong[i].Message = fmt.Sprintf("“%s”第%d行：%s", name, wrong[i].Row, wrong[i].Message)
	}
	if len(wrong) > 0 {
		return wrong
	}
	m := packet.Manifest{Kind: packet.Return, Unit: task.Unit.Name, UnitID: task.Unit.ID, Year: task.Year, Number: task.Number, Round: 1}
	_, err = r.add(packet.Returned{Manifest: m, File: name, Form: true, Cases: cases}, task, nil)
	return err
}
