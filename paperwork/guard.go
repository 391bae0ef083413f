package paperwork

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"jianban/data"
	"jianban/data/guard"
	"jianban/export/file"
)

// Guard keeps the passphrase that guards the windows of one desk, in a small file
// of the desk's user: neither in the registry, which goes from desk to desk and
// comes back out of old backups, nor beside it. It may be asked on any goroutine.
type Guard struct {
	path string
	now  func() time.Time

	mu    sync.Mutex
	known *guard.Setting // read last: what opens a window that is locked stays, whatever becomes of the file
	until time.Time      // no passphrase is tried before
}

// NewGuard is the guard whose setting is the file at path.
func NewGuard(path string) *Guard { return &Guard{path: path, now: time.Now} }

// State reads what a window must know.
func (g *Guard) State() guard.State {
	g.mu.Lock()
	defer g.mu.Unlock()
	state := guard.State{Place: g.path}
	s, err := g.read()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return state
	case err != nil:
		state.Broken, state.Lost = g.broken().Error(), g.known == nil
		if g.known != nil {
			state.Idle = g.known.Idle()
		}
	default:
		state.Idle = s.Idle()
	}
	state.Set = true
	return state
}

// Check tries a passphrase, which takes a third of a second. A wrong one is a
// data.Problem, and so is one that comes too soon after wrong ones.
func (g *Guard) Check(passphrase string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.check(passphrase)
}

func (g *Guard) check(passphrase string) error {
	s, err := g.read()
	if err != nil {
		if g.known == nil && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if g.known == nil {
			return g.broken()
		}
		s = *g.known
	}
	if wait := g.until.Sub(g.now()); wait > 0 {
		return data.Problem{Field: guard.Field, Message: "输错的次数太多", Hint: fmt.Sprintf("请过%d秒再试", seconds(wait))}
	}
	if s.Fits(passphrase) {
		if s.Wrong > 0 {
			s.Wrong = 0
			g.count(s, err == nil)
		}
		return nil
	}
	s.Wrong = min(s.Wrong, 1000) + 1
	g.count(s, err == nil)
	hint := "请检查输入法和大小写"
	if wait := guard.Wait(s.Wrong); wait > 0 {
		g.until = g.now().Add(wait)
		hint += fmt.Sprintf("，%d秒后再试", seconds(wait))
	}
	return data.Problem{Field: guard.Field, Message: "口令不对", Hint: hint}
}

// seconds are the seconds of a wait, begun ones whole.
func seconds(wait time.Duration) int { return int((wait + time.Second - 1) / time.Second) }

// count keeps how many wrong passphrases were tried: for this window, and where
// the file is there for the next. Where that cannot be written, nothing is lost
// but some of the waiting.
func (g *Guard) count(s guard.Setting, there bool) {
	g.known = &s
	if there {
		_ = g.write(s)
	}
}

// Set sets a passphrase, or with "" none, in place of the old one, which is tried
// first where there is one. What is wrong with them names 原口令 or 口令.
func (g *Guard) Set(old, passphrase string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, err := g.read(); !errors.Is(err, fs.ErrNotExist) {
		var wrong data.Problem
		if errors.As(g.check(old), &wrong) {
			if wrong.Field == guard.Field {
				wrong.Field = guard.OldField
			}
			return wrong
		}
	}
	if passphrase == "" {
		if err := file.RemovePrivate(g.path); err != nil {
			return err
		}
		g.known = nil
		return nil
	}
	if err := guard.Validate(passphrase).Err(); err != nil {
		return err
	}
	minutes := guard.UsualIdle
	if g.known != nil {
		minutes = g.known.Minutes
	}
	salt := make([]byte, guard.SaltSize)
	rand.Read(salt) // never fails
	return g.write(guard.Make(passphrase, salt, minutes))
}

// SetIdle sets after how many minutes a window is locked by itself.
func (g *Guard) SetIdle(minutes int) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	s, err := g.read()
	if err != nil {
		return g.broken()
	}
	s.Minutes = minutes
	return g.write(s)
}

// broken is what is told of a setting that cannot be read, with the way out.
func (g *Guard) broken() data.Problem {
	if g.known != nil { // it broke while this window was open
		return data.Problem{Field: "口令设置", Message: "“" + g.path + "”读不出来", Hint: "请重新设置口令，或者把这个文件删除或移走"}
	}
	return data.Problem{Field: "口令设置", Message: "“" + g.path + "”读不出来，没有口令能打开窗口",
		Hint: "请关闭建办，把这个文件删除或移走，再打开就不要口令；登记库里的内容不受影响"}
}

// read reads the setting; fs.ErrNotExist where there is none.
func (g *Guard) read() (guard.Setting, error) {
	info, err := os.Stat(g.path)
	if errors.Is(err, syscall.ENOTDIR) { // a file stands where its folder would be: none can have been set
		err = fs.ErrNotExist
	}
	if err != nil {
		return guard.Setting{}, err
	}
	if !info.Mode().IsRegular() { // a pipe would never end
		return guard.Setting{}, guard.ErrBroken
	}
	f, err := os.Open(g.path)
	if err != nil {
		return guard.Setting{}, err
	}
	defer f.Close() // nothing was written
	kept, err := io.ReadAll(io.LimitReader(f, guard.MostBytes+1))
	if err != nil {
		return guard.Setting{}, err
	}
	s, err := guard.Decode(kept)
	if err != nil {
		return s, err
	}
	if g.known == nil { // at the start: who closes and opens the window waits all the same
		if wait := guard.Wait(s.Wrong); wait > 0 {
			g.until = g.now().Add(wait)
		}
	}
	if g.known != nil { // one that could not be written
		s.Wrong = max(s.Wrong, g.known.Wrong)
	}
	g.known = &s
	return s, nil
}

// write keeps a setting.
func (g *Guard) write(s guard.Setting) error {
	kept, err := s.Encode()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(g.path), 0o700); err != nil {
		return file.Explain(g.path, err)
	}
	if err := file.WritePrivate(g.path, kept); err != nil {
		return err
	}
	g.known = &s
	return nil
}
