package gui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jianban/data/fault"
)

// Preferences are widths and choices between sittings in one file of the
// program's own, for a portable program: Fyne keeps them in the user's profile.
// What is set is written a moment later, all at once, and by Close.
type Preferences struct {
	path string
	save func(path string, content []byte) error

	mu      sync.Mutex
	values  map[string]json.RawMessage
	timer   *time.Timer // set while something is not yet written
	heard   []func()
	problem error // of the last writing
}

// settle is how long a splitter may still move before its place is written.
const settle = time.Second

// ReadPreferences reads what is kept at path; where that is missing or cannot be
// read, every choice is as at first. save writes a whole file.
func ReadPreferences(path string, save func(path string, content []byte) error) *Preferences {
	p := &Preferences{path: path, save: save}
	if text, err := os.ReadFile(path); err != nil || json.Unmarshal(text, &p.values) != nil || p.values == nil {
		p.values = map[string]json.RawMessage{}
	}
	return p
}

// Close writes what is not yet written and tells the trouble of the last writing.
func (p *Preferences) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil && p.timer.Stop() {
		p.write()
	}
	return p.problem
}

// write writes the file; p is locked.
func (p *Preferences) write() {
	p.timer = nil
	text, err := json.MarshalIndent(p.values, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(p.path), 0o700)
	}
	if err == nil {
		err = p.save(p.path, append(text, '\n'))
	}
	p.problem = err
}

// change changes the values, tells those who listen and sees to the writing.
func (p *Preferences) change(f func()) {
	p.mu.Lock()
	f()
	if p.timer == nil {
		p.timer = fault.After(settle, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.write()
		})
	}
	heard := p.heard
	p.mu.Unlock()
	for _, f := range heard {
		f()
	}
}

// get is the value of a key, or fallback where it has none of that type.
func get[T any](p *Preferences, key string, fallback T) T {
	p.mu.Lock()
	defer p.mu.Unlock()
	var value T
	if raw, ok := p.values[key]; ok && json.Unmarshal(raw, &value) == nil {
		return value
	}
	return fallback
}

// set gives a key its value; what JSON cannot hold (no number) is not kept.
func set[T any](p *Preferences, key string, value T) {
	if raw, err := json.Marshal(value); err == nil {
		p.change(func() { p.values[key] = raw })
	}
}

// RemoveValue forgets a key.
func (p *Preferences) RemoveValue(key string) { p.change(func() { delete(p.values, key) }) }

// AddChangeListener has f called after each change.
func (p *Preferences) AddChangeListener(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = append(p.heard, f)
}

// ChangeListeners are those that AddChangeListener was given.
func (p *Preferences) ChangeListeners() []func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.heard
}

// The rest of fyne.Preferences: each type of value, alone and as a list.

func (p *Preferences) Bool(key string) bool                            { return get(p, key, false) }
func (p *Preferences) BoolWithFallback(key string, fallback bool) bool { return get(p, key, fallback) }
func (p *Preferences) SetBool(key string, value bool)                  { set(p, key, value) }

func (p *Preferences) BoolList(key string) []bool { return get(p, key, []bool(nil)) }
func (p *Preferences) BoolListWithFallback(key string, fallback []bool) []bool {
	return get(p, key, fallback)
}
func (p *Preferences) SetBoolList(key string, value []bool) { set(p, key, value) }

func (p *Preferences) Float(key string) float64 { return get(p, key, 0.0) }
func (p *Preferences) FloatWithFallback(key string, fallback float64) float64 {
	return get(p, key, fallback)
}
func (p *Preferences) SetFloat(key string, value float64) { set(p, key, value) }

func (p *Preferences) FloatList(key string) []float64 { return get(p, key, []float64(nil)) }
func (p *Preferences) FloatListWithFallback(key string, fallback []float64) []float64 {
	return get(p, key, fallback)
}
func (p *Preferences) SetFloatList(key string, value []float64) { set(p, key, value) }

func (p *Preferences) Int(key string) int                           { return get(p, key, 0) }
func (p *Preferences) IntWithFallback(key string, fallback int) int { return get(p, key, fallback) }
func (p *Preferences) SetInt(key string, value int)                 { set(p, key, value) }

func (p *Preferences) IntList(key string) []int { return get(p, key, []int(nil)) }
func (p *Preferences) IntListWithFallback(key string, fallback []int) []int {
	return get(p, key, fallback)
}
func (p *Preferences) SetIntList(key string, value []int) { set(p, key, value) }

func (p *Preferences) String(key string) string { return get(p, key, "") }
func (p *Preferences) StringWithFallback(key string, fallback string) string {
	return get(p, key, fallback)
}
func (p *Preferences) SetString(key string, value string) { set(p, key, value) }

func (p *Preferences) StringList(key string) []string { return get(p, key, []string(nil)) }
func (p *Preferences) StringListWithFallback(key string, fallback []string) []string {
	return get(p, key, fallback)
}
func (p *Preferences) SetStringList(key string, value []string) { set(p, key, value) }
