package paperwork

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"jianban/data"
	"jianban/data/draft"
	"jianban/export/file"
)

// Drafts is the file beside the registry that holds what was typed and not
// saved. It is the user's only, like the registry; whatever happens while it is
// written, it is as it is to be or as it was before.
type Drafts struct{ path string }

// Drafts is the file of this desk's registry.
func (d *Desk) Drafts() Drafts { return DraftsBeside(d.beside()) }

// DraftsBeside is the file of the registry at path.
func DraftsBeside(path string) Drafts { return Drafts{path + ".drafts"} }

// Read is what was kept; none where there is no file. What is damaged or cannot
// be read is set aside and told by a data.Problem: the drafts are then none, and
// the next can be kept.
func (d Drafts) Read() ([]draft.Draft, error) {
	kept, err := d.bytes()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		var drafts []draft.Draft
		if drafts, err = draft.Decode(kept); err == nil {
			return drafts, nil
		}
	}
	told := data.Problem{Field: "草稿", Message: "上次没有保存的内容已经损坏，读不出来", Hint: "登记库没有受影响；损坏的文件是“" + d.path + "”"}
	aside := d.path + ".damaged-" + time.Now().Format("20060102-150405")
	if err := os.Rename(d.path, aside); err == nil {
		told.Hint = "登记库没有受影响；损坏的文件已移到“" + aside + "”"
	}
	return nil, told
}

// bytes is the whole file, as far as it can be drafts: one byte more than the
// most is enough to see that it cannot.
func (d Drafts) bytes() ([]byte, error) {
	info, err := os.Stat(d.path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a pipe would never end
		return nil, nil
	}
	f, err := os.Open(d.path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	return io.ReadAll(io.LimitReader(f, draft.Most+1))
}

// Write keeps drafts in place of those kept before; none removes the file. What
// a person can mend is a data.Problem.
func (d Drafts) Write(drafts []draft.Draft) error {
	if len(drafts) == 0 {
		return file.RemovePrivate(d.path)
	}
	kept, err := draft.Encode(drafts)
	if errors.Is(err, draft.ErrTooLarge) {
		return data.Problem{Field: "草稿", Message: "没有保存的内容太多，记不下来", Hint: "请先保存"}
	}
	if err != nil {
		return err
	}
	return file.WritePrivate(d.path, kept)
}
