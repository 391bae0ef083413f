package fault

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// Bounds of the reports: what all together may take of the disk, and of one
// report.
const (
	mostBytes  = 128 << 10 // one file; then the next is begun
	mostFiles  = 3         // the one written to and those before it
	mostFrames = 64        // functions of a stack
	mostOfOne  = 3         // reports of one fault in one sitting: it may come with each picture
)

// log is where reports go.
var log struct {
	sync.Mutex
	folder, version string
	seen            map[string]int // how often each fault came, by its stack
}

// KeepIn has reports written into a folder, which is made when there is one to
// write, and tell the version of the program. Before, none are written.
func KeepIn(folder, version string) {
	log.Lock()
	defer log.Unlock()
	log.folder, log.version, log.seen = folder, version, map[string]int{}
}

// describe is the heart of a report: what kind of panic it was and through which
// functions it went. Of what was thrown only what the Go runtime itself said is
// told, such as an index out of range: any other value may hold words of a text.
func describe(thrown any, stack []uintptr) string {
	var b strings.Builder
	if e, ok := thrown.(runtime.Error); ok {
		b.WriteString(e.Error())
	} else {
		b.WriteString("panic of type " + reflect.TypeOf(thrown).String())
	}
	b.WriteByte('\n')
	frames := runtime.CallersFrames(stack)
	for {
		f, more := frames.Next()
		if f.Function != "" {
			fmt.Fprintf(&b, "  %s %s:%d\n", f.Function, path.Base(filepath.ToSlash(f.File)), f.Line)
		}
		if !more {
			return b.String()
		}
	}
}

// Stuck writes a report of what every goroutine waits for: of functions and lines, not
// of what they work on nor of the folders that the program was built in.
func Stuck() {
	stacks := make([]byte, mostBytes/2)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var b strings.Builder
	for line := range strings.Lines(string(stacks)) {
		if call := strings.LastIndexByte(line, '('); call > 0 && !strings.HasPrefix(line, "\t") && !strings.HasPrefix(line, "goroutine ") {
			line = line[:call] + "\n" // without its arguments
		} else if strings.HasPrefix(line, "\t") {
			line = "\t" + path.Base(filepath.ToSlash(strings.TrimSpace(line))) + "\n"
		}
		b.WriteString(line)
	}
	keep("stuck\n" + b.String())
}

// keep writes a report; where is its file, "" where it could not be written.
func keep(what string) (where string) {
	log.Lock()
	defer log.Unlock()
	if log.folder == "" {
		return ""
	}
	where = filepath.Join(log.folder, "errors.log")
	if log.seen[what]++; log.seen[what] > mostOfOne {
		return where
	}
	report := fmt.Sprintf("%s jianban %s %s %s/%s %s\n%s\n", time.Now().Format(time.RFC3339), log.version, commit(), runtime.GOOS, runtime.GOARCH, runtime.Version(), what)
	if err := os.MkdirAll(log.folder, 0o700); err != nil {
		return ""
	}
	turnOver(where, int64(len(report)))
	f, err := os.OpenFile(where, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return ""
	}
	_, err = f.WriteString(report)
	if e := f.Close(); err != nil || e != nil {
		return ""
	}
	return where
}

// turnOver begins another file where the one at path has no room for more bytes;
// the oldest goes. What cannot be renamed is written to further on.
func turnOver(path string, more int64) {
	if info, err := os.Stat(path); err != nil || info.Size()+more <= mostBytes {
		return
	}
	older := func(n int) string {
		if n == 0 {
			return path
		}
		return fmt.Sprintf("%s.%d.log", strings.TrimSuffix(path, ".log"), n)
	}
	for n := mostFiles - 1; n > 0; n-- {
		_ = os.Rename(older(n-1), older(n)) // replaces
	}
}

// commit is the commit the program was built from, as far as it is known.
func commit() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value[:min(len(s.Value), 12)]
			}
		}
	}
	return "-"
}
