package screentest

import (
	"context"

	"jianban/data"
	"jianban/gui/screen"
)

// Backups stand in for those of a registry; they write down what they are asked.
type Backups struct {
	Is          data.BackupState
	IsDue       bool
	Err         error // of Make
	Then, Today data.BackupManifest
	Passphrase  string // opens the backup looked at; "" needs none
	Asked       []string
}

var _ screen.Backups = (*Backups)(nil)

func (b *Backups) State(context.Context) (data.BackupState, error) { return b.Is, nil }

func (b *Backups) Due(context.Context, bool) (bool, error) { return b.IsDue, nil }

func (b *Backups) Make(_ context.Context, tell func(done, total int64)) (data.BackupMade, error) {
	b.Asked = append(b.Asked, "备份")
	tell(1, 2)
	return b.Is.Last, b.Err
}

func (b *Backups) SetSecond(folder string) error {
	b.Asked = append(b.Asked, "第二位置 "+folder)
	return nil
}

func (b *Backups) SetPassphrase(passphrase string) error {
	b.Asked = append(b.Asked, "口令 "+passphrase)
	return nil
}

func (b *Backups) Encrypted(string) (bool, error) { return b.Passphrase != "", nil }

func (b *Backups) Look(_ context.Context, path, passphrase string) (then, today data.BackupManifest, err error) {
	if passphrase != b.Passphrase {
		return then, today, data.Problem{Field: "口令", Message: "口令不对", Hint: "请核对"}
	}
	return b.Then, b.Today, nil
}

func (b *Backups) Restore(_ context.Context, path, passphrase string, _ func(done, total int64)) error {
	b.Asked = append(b.Asked, "恢复 "+path+" "+passphrase)
	return nil
}

func (b *Backups) TakeBack() error {
	b.Asked = append(b.Asked, "撤回")
	return nil
}
