package paperwork

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/file"
)

// Backup writes a backup of the registry into the file to, encrypted where a
// passphrase is given.
func (d *Desk) Backup(ctx context.Context, to, passphrase, program string) (data.BackupManifest, error) {
	return d.Registry.Backup(ctx, registry.BackupAsk{To: to, Passphrase: passphrase, Program: program})
}

// BackupFolder is the folder of automatic backups, beside the registry.
const BackupFolder = "备份"

// Backups makes and keeps the backups of the registry of a desk, as the window
// asks for them: on any goroutine.
type Backups struct {
	desk    *Desk
	program string
	now     func() time.Time
	free    func(dir string) (int64, error)

	making  sync.Mutex // a backup is under way
	mu      sync.Mutex
	pending *swap
}

// swap is a registry that takes the place of the one at the desk when that closes.
type swap struct{ incoming, aside, notice string }

// Backups are those of the desk's registry; program is the version that makes them.
func (d *Desk) Backups(program string) *Backups {
	d.backups = &Backups{desk: d, program: program, now: time.Now, free: registry.FreeSpace}
	return d.backups
}

// kept is what stands in the small file beside the registry.
type kept struct {
	Second string              `json:"second,omitempty"`
	Key    *registry.BackupKey `json:"key,omitempty"`
	Last   []data.BackupMade   `json:"last,omitempty"` // the newest of each place
	Aside  string              `json:"aside,omitempty"`
	Notice string              `json:"notice,omitempty"` // to be said at the next start
	Since  time.Time           `json:"since,omitzero"`   // when another registry took this one's place
}

func (b *Backups) file() string { return b.desk.beside() + ".backup" }

func (b *Backups) load() (k kept, err error) {
	text, err := os.ReadFile(b.file())
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &k)
	}
	if err != nil {
		return k, data.Problem{Field: "备份", Message: "备份设置“" + b.file() + "”读不出来", Hint: "请删除这个文件后重新设置备份位置和口令；已有的备份不受影响"}
	}
	return k, nil
}

// change keeps a change of the small file.
func (b *Backups) change(f func(*kept)) error {
	k, err := b.load()
	if err != nil {
		return err
	}
	f(&k)
	text, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	return file.WritePrivate(b.file(), text) // it tells where the backups lie
}

// folders are the usual place and the second.
func (b *Backups) folders(k kept) []string {
	all := []string{filepath.Join(filepath.Dir(b.desk.beside()), BackupFolder)}
	if k.Second != "" {
		all = append(all, k.Second)
	}
	return all
}

// own are the registry's backups in a folder by name and manifest, newest first.
func (b *Backups) own(ctx context.Context, folder string) (all []data.BackupMade, err error) {
	origin, err := b.desk.Registry.Origin(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, nil // not there, or not to be read: told as away
	}
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), backupEnd) || b.isRegistry(path) {
			continue
		}
		m, err := registry.ReadBackup(path)
		info, e := e.Info()
		if err != nil || e != nil || origin == "" || m.Origin != origin {
			continue
		}
		all = append(all, data.BackupMade{Path: path, Made: m.Made, Size: info.Size()})
	}
	slices.SortFunc(all, func(a, b data.BackupMade) int { return b.Made.Compare(a.Made) })
	return all, nil
}

// isRegistry tells whether a path is the open registry under any name: opening
// and closing it beside SQLite would cost SQLite its locks.
func (b *Backups) isRegistry(path string) bool {
	info, err := os.Stat(path)
	open, e := os.Stat(b.desk.Registry.Path())
	return err == nil && e == nil && os.SameFile(info, open)
}

// State tells where the backups stand.
func (b *Backups) State(ctx context.Context) (s data.BackupState, err error) {
	k, err := b.load()
	if err != nil {
		return s, err
	}
	s.Encrypted, s.Aside = k.Key != nil, k.Aside
	if _, err := os.Stat(s.Aside); err != nil {
		s.Aside = ""
	}
	for i, folder := range b.folders(k) {
		p := data.BackupPlace{Folder: folder}
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			p.Away = i > 0 // the usual one is made when it is needed
		}
		all, err := b.own(ctx, folder)
		if err != nil {
			return s, err
		}
		for _, m := range all {
			p.Size += m.Size
		}
		if p.Count = len(all); p.Count > 0 {
			p.Last = all[0]
		} else if p.Away { // what it was known to hold
			for _, m := range k.Last {
				if filepath.Dir(m.Path) == folder {
					p.Last = m
				}
			}
		}
		if p.Last.Made.After(s.Last.Made) {
			s.Last = p.Last
		}
		s.Places = append(s.Places, p)
	}
	for _, m := range k.Last {
		if m.Path == s.Last.Path {
			s.Last.End = m.End
		}
	}
	known, err := b.desk.Registry.LastBackup(ctx)
	if known.Made.Sub(s.Last.Made) > time.Second { // what is noted of this desk's own is the same moment
		s.Elsewhere = known
	}
	return s, err
}

// Due tells whether a backup is to be made by itself: today's is missing, or a
// second place that has come back lacks the newest. Closing asks whether
// anything was saved since the last. Of a shared registry the desk that asks first
// on a day makes that day's.
func (b *Backups) Due(ctx context.Context, closing bool) (bool, error) {
	if _, readOnly := b.desk.Registry.ReadOnly(); readOnly {
		return false, nil // whoever has it writes its backups
	}
	s, err := b.State(ctx)
	if err != nil {
		return false, err
	}
	if registry.Shared(b.desk.Registry.Path()) { // one desk a day makes it
		if !data.BackupDue(s.Last.Made, b.now()) {
			return false, nil
		}
		return b.desk.Registry.ClaimBackup(ctx, data.DateOf(b.now()))
	}
	if closing {
		end, err := b.desk.Registry.Anchor(ctx)
		return err == nil && (end.Hash == "" || end.Hash != s.Last.End), err
	}
	if data.BackupDue(s.Last.Made, b.now()) {
		return true, nil
	}
	for _, p := range s.Places {
		if !p.Away && p.Last.Made.Before(s.Last.Made) {
			return true, nil
		}
	}
	return false, nil
}

// backupEnd is how backups end.
const backupEnd = ".bak"

// name is that of a backup made now.
func (b *Backups) name() string {
	base := filepath.Base(b.desk.beside())
	return strings.TrimSuffix(base, filepath.Ext(base)) + " " + b.now().Format("20060102-150405") + backupEnd
}

// Make makes a backup in the usual place and a copy in the second where that is
// there, and thins both out. Of a registry that is damaged none is made: good ones
// would have to go for it.
func (b *Backups) Make(ctx context.Context, tell func(done, total int64)) (made data.BackupMade, err error) {
	b.making.Lock()
	defer b.making.Unlock()
	defer func() {
		if err != nil && made.Made.IsZero() { // another desk may try
			err = errors.Join(err, b.desk.Registry.ReleaseBackup(context.WithoutCancel(ctx), data.DateOf(b.now())))
		}
	}()
	if err := b.desk.Registry.Sound(ctx); err != nil {
		return made, err
	}
	k, err := b.load()
	if err != nil {
		return made, err
	}
	folders := b.folders(k)
	if err := os.MkdirAll(folders[0], 0o700); err != nil {
		return made, data.Problem{Field: "备份", Message: "不能建立文件夹“" + folders[0] + "”", Hint: "请检查登记库所在的文件夹能不能写入"}
	}
	end, err := b.desk.Registry.Anchor(ctx) // earlier at worst: then the next closing makes one more
	if err != nil {
		return made, err
	}
	made.Path, made.End, made.Action = filepath.Join(folders[0], b.name()), end.Hash, end.Action
	if err := b.makeRoom(ctx, folders[0]); err != nil {
		return made, err
	}
	m, err := b.desk.Registry.Backup(ctx, registry.BackupAsk{To: made.Path, Key: k.Key, Program: b.program, Progress: tell})
	if err != nil {
		return made, err
	}
	made.Made = m.Made
	if info, err := os.Stat(made.Path); err == nil {
		made.Size = info.Size()
	}
	desk, _ := os.Hostname() // a computer without a name is not named
	if err := b.desk.Registry.NoteBackup(ctx, data.BackupBy{Made: made.Made, By: b.desk.Registry.Clerk(), Desk: desk}); err != nil {
		return made, err
	}
	last := []data.BackupMade{made}
	var second error
	if len(folders) > 1 {
		var copied data.BackupMade
		if copied, second = b.copyTo(ctx, folders[1], made, k); copied.Path != "" {
			last = append(last, copied)
		}
	}
	err = b.change(func(k *kept) { k.Last = last })
	for _, folder := range folders {
		err = errors.Join(err, b.thin(ctx, folder))
	}
	return made, errors.Join(second, err)
}

// copyTo copies a backup to the second place and tells which backup is the
// newest there, also where that place is away.
func (b *Backups) copyTo(ctx context.Context, folder string, made data.BackupMade, k kept) (newest data.BackupMade, err error) {
	for _, m := range k.Last {
		if filepath.Dir(m.Path) == folder {
			newest = m
		}
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return newest, nil
	}
	if err := b.makeRoom(ctx, folder); err != nil {
		return newest, err
	}
	to := filepath.Join(folder, filepath.Base(made.Path))
	if err := registry.CopyBackup(ctx, made.Path, to); err != nil {
		return newest, err
	}
	made.Path = to
	return made, nil
}

// thin removes the backups that are kept no longer. Each is read whole before:
// only what is certainly a good backup of this registry goes.
func (b *Backups) thin(ctx context.Context, folder string) error {
	all, err := b.own(ctx, folder)
	if err != nil {
		return err
	}
	for i, keep := range data.KeepBackups(times(all)) {
		if !keep {
			if err := b.remove(ctx, all[i].Path); err != nil {
				return err
			}
		}
	}
	return nil
}

func times(all []data.BackupMade) []time.Time {
	out := make([]time.Time, len(all))
	for i, m := range all {
		out[i] = m.Made
	}
	return out
}

// remove removes a good backup; a file that is none stays.
func (b *Backups) remove(ctx context.Context, path string) error {
	if _, err := registry.VerifyBackup(ctx, path); err != nil {
		return ctx.Err()
	}
	return os.Remove(path)
}

// makeRoom thins a folder out further, the oldest first, until another backup
// fits on its disk. The two newest and the last of each year stay: then it is
// for a person to make room.
func (b *Backups) makeRoom(ctx context.Context, folder string) error {
	all, err := b.own(ctx, folder)
	if err != nil {
		return err
	}
	size, err := b.desk.Registry.Size(ctx)
	if err != nil {
		return err
	}
	need := size + size/8 + 16<<20
	spare := data.SpareBackups(times(all))
	for {
		free, err := b.free(folder)
		if err != nil || free >= need {
			return nil // where it cannot be told, the writing tells
		}
		if len(spare) == 0 {
			return data.Problem{Field: "备份", Message: fmt.Sprintf("“%s”所在的磁盘只剩%s，放不下新的备份（约需%s）", folder, data.SizeWords(free), data.SizeWords(need)), Hint: "请腾出空间，或换一个备份位置；已有的备份没有删除"}
		}
		if err := b.remove(ctx, all[spare[0]].Path); err != nil {
			return err
		}
		spare = spare[1:]
	}
}

// SetSecond sets the second place; "" for none.
func (b *Backups) SetSecond(folder string) error {
	return b.change(func(k *kept) { k.Second = folder })
}

// SetPassphrase encrypts the backups made from now on; "" encrypts them no more.
func (b *Backups) SetPassphrase(passphrase string) error {
	if passphrase == "" {
		return b.change(func(k *kept) { k.Key = nil })
	}
	key, err := registry.NewBackupKey(passphrase)
	if err != nil {
		return err
	}
	return b.change(func(k *kept) { k.Key = &key })
}

// Encrypted tells whether the backup at path needs a passphrase.
func (b *Backups) Encrypted(path string) (bool, error) {
	if b.isRegistry(path) {
		return false, data.Problem{Field: "备份", Message: "这是正在使用的登记库，不是备份", Hint: "请选择备份文件（" + backupEnd + "）"}
	}
	m, err := registry.ReadBackup(path)
	return m.Encrypted, err
}

// Look reads a backup whole and tells what it holds, and what the registry
// holds today.
func (b *Backups) Look(ctx context.Context, path, passphrase string) (then, today data.BackupManifest, err error) {
	if _, err := b.Encrypted(path); err != nil {
		return then, today, err
	}
	if place := b.desk.Registry.Path(); registry.Shared(place) {
		return then, today, data.Problem{Field: "恢复", Message: "共享登记库大家都在用，不能在窗口里换成备份", Hint: "请恢复成文件，或恢复到一个空的数据库：jianban restore 备份文件 --to 位置；再在“设置”里打开它"}
	}
	if then, err = registry.InspectBackup(ctx, path, passphrase, filepath.Dir(b.desk.beside())); err != nil {
		return then, today, err
	}
	today, err = b.desk.Registry.Contents(ctx)
	return then, today, err
}

// Restore makes ready that the backup takes the registry's place when the desk
// is closed. The registry of today is kept aside.
func (b *Backups) Restore(ctx context.Context, path, passphrase string, tell func(done, total int64)) error {
	if _, err := b.Encrypted(path); err != nil {
		return err
	}
	incoming := filepath.Join(filepath.Dir(b.desk.Registry.Path()), ".jianban-restored.part") // swept up where it is never put in place
	if err := os.Remove(incoming); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	m, err := registry.Restore(ctx, path, incoming, passphrase, tell)
	if err != nil {
		return err
	}
	aside := b.beside("恢复前", filepath.Ext(b.desk.Registry.Path()))
	b.set(&swap{incoming, aside, fmt.Sprintf("已恢复%s的备份；原登记库另存为“%s”，可在设置里撤回", data.Moment(m.Made), filepath.Base(aside))})
	return nil
}

// TakeBack makes ready that the registry which the last restoring put aside
// takes its place again when the desk is closed.
func (b *Backups) TakeBack() error {
	k, err := b.load()
	if err != nil {
		return err
	}
	if _, err := os.Stat(k.Aside); err != nil {
		return data.Problem{Field: "恢复", Message: "恢复前的登记库不在了", Hint: "请从备份恢复"}
	}
	aside := b.beside("撤回前", filepath.Ext(b.desk.Registry.Path()))
	b.set(&swap{k.Aside, aside, "已撤回恢复；撤回前的登记库另存为“" + filepath.Base(aside) + "”"})
	return nil
}

func (b *Backups) set(s *swap) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending = s
}

// beside names a file beside the registry: registry 恢复前 20261128-223015.db.
func (b *Backups) beside(word, end string) string {
	path := b.desk.Registry.Path()
	return strings.TrimSuffix(path, filepath.Ext(path)) + " " + word + " " + b.now().Format("20060102-150405") + end
}

// Notice is what is to be said at the start, once.
func (b *Backups) Notice() string {
	k, err := b.load()
	if err != nil {
		return data.Sentence(err)
	}
	if k.Notice != "" {
		if err := b.change(func(k *kept) { k.Notice = "" }); err != nil {
			return data.Sentence(err)
		}
	}
	return k.Notice
}

// finish puts the registry that was restored in the place of the one that was
// closed, and tells whether the window is to be opened again.
func (b *Backups) finish() (again bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.pending
	if s == nil {
		return false, nil
	}
	b.pending = nil
	err = registry.Replace(b.desk.Registry.Path(), s.incoming, s.aside)
	notice, aside := s.notice, s.aside
	if err != nil {
		notice, aside = data.Sentence(err), ""
	}
	return true, b.change(func(k *kept) {
		k.Notice = notice
		if aside != "" {
			k.Aside, k.Since = aside, b.now()
		}
	})
}
