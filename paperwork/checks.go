package paperwork

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/file"
)

// Checks checks the registry of a desk and mends what can be mended, as the
// window asks for it: on any goroutine. A small file beside the registry keeps
// the last result, and whether a window is open: a window that finds it open knows
// that the one before was killed.
type Checks struct {
	desk *Desk
	now  func() time.Time

	mu    sync.Mutex
	state data.CheckState
	hush  context.CancelFunc // ends the quiet check under way; nil where there is none
}

// checkNotes are what stands in the small file.
type checkNotes struct {
	Open bool           `json:"open"`
	Last data.CheckMade `json:"last"`
}

// Checks are those of the desk's registry, which from now on counts as open.
func (d *Desk) Checks() *Checks {
	c := &Checks{desk: d, now: time.Now}
	d.checks = c
	notes := c.read()
	c.state.Last, c.state.Unclean = notes.Last, notes.Open
	if _, readOnly := d.Registry.ReadOnly(); readOnly {
		c.state.Unclean = false // it may be open in another window
		return c
	}
	c.write(checkNotes{Open: true, Last: notes.Last})
	return c
}

func (c *Checks) file() string { return c.desk.beside() + ".check" }

// read reads the small file; nothing is known where it cannot be read.
func (c *Checks) read() (n checkNotes) {
	text, err := os.ReadFile(c.file())
	if err == nil {
		err = json.Unmarshal(text, &n)
	}
	if err != nil {
		return checkNotes{}
	}
	return n
}

// write keeps the small file. Where it cannot be written the next window checks
// once more than it must: nothing is lost.
func (c *Checks) write(n checkNotes) {
	if _, readOnly := c.desk.Registry.ReadOnly(); readOnly {
		return
	}
	if text, err := json.Marshal(n); err == nil {
		_ = file.WritePrivate(c.file(), text)
	}
}

// closed notes that the registry was closed as it should be.
func (c *Checks) closed() {
	if c != nil {
		c.write(checkNotes{Last: c.State().Last})
	}
}

// State tells what is known.
func (c *Checks) State() data.CheckState {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

// Due tells whether the registry is to be checked by itself.
func (c *Checks) Due(ctx context.Context) (bool, error) {
	end, err := c.end(ctx)
	if err != nil {
		return true, err
	}
	s := c.State()
	return !s.Looked && data.CheckDue(s.Last, end, s.Unclean, c.now()), nil
}

func (c *Checks) end(ctx context.Context) (string, error) {
	anchor, err := c.desk.Registry.Anchor(ctx)
	return anchor.String(), err
}

// Check checks the registry. Quietly it leaves the machine to others, and ends
// when somebody asks for a check.
func (c *Checks) Check(ctx context.Context, quietly bool) ([]data.Finding, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.mu.Lock()
	if c.hush != nil {
		c.hush()
		c.hush = nil
	}
	if quietly {
		c.hush = cancel
		ctx = registry.Quietly(ctx)
	}
	c.mu.Unlock()
	end, err := c.end(ctx)
	if err != nil && ctx.Err() != nil { // else the check says why
		return nil, ctx.Err()
	}
	report, err := c.desk.Check(ctx)
	if err != nil {
		return nil, err
	}
	c.found(end, report.Findings)
	return report.Findings, nil
}

// found keeps a result.
func (c *Checks) found(end string, all []data.Finding) {
	made := data.NewCheckMade(c.now(), end, all)
	c.mu.Lock()
	c.state = data.CheckState{Last: made, Looked: true, Found: all}
	c.mu.Unlock()
	c.write(checkNotes{Open: true, Last: made})
}

// Repair backs the registry up and mends what can be mended without a backup. It
// tells what it did, and what is found afterwards.
func (c *Checks) Repair(ctx context.Context, tell func(done, total int64)) (done []string, left []data.Finding, err error) {
	saved, err := c.backUp(ctx, tell)
	if err != nil {
		return nil, nil, err
	}
	end, err := c.end(ctx)
	if err != nil && ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	done, report, err := c.desk.Registry.Repair(ctx, func(ctx context.Context) (Report, error) { return c.desk.Check(ctx) })
	if err != nil {
		return nil, nil, err
	}
	c.found(end, report.Findings)
	return append([]string{saved}, done...), report.Findings, nil
}

// backUp makes a backup, and where none can be made of what is damaged a copy as
// it is.
func (c *Checks) backUp(ctx context.Context, tell func(done, total int64)) (said string, err error) {
	if c.desk.backups != nil {
		made, err := c.desk.backups.Make(ctx, tell)
		if err == nil {
			return "修复前已备份到“" + made.Path + "”", nil
		}
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	path := c.desk.beside()
	end := filepath.Ext(path)
	to := strings.TrimSuffix(path, end) + " 修复前 " + c.now().Format("20060102-150405") + end
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // the copy is the user's only
	if err != nil {
		return "", file.Explain(to, err)
	}
	if err = f.Close(); err == nil {
		err = c.desk.Registry.CopyTo(ctx, to, tell)
	}
	if err != nil {
		if e := os.Remove(to); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", data.Problem{Field: "修复", Message: "修复前不能备份（" + data.Sentence(err) + "）", Hint: "登记库没有改动，请用最近的备份恢复"}
	}
	return "修复前已照原样另存为“" + filepath.Base(to) + "”", nil
}
