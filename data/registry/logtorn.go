package registry

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"jianban/data"
)

// A log (-wal) of which pages are lost or changed holds the actions before the
// damage, and SQLite takes those and no more, without a word. Whether anything
// that was saved stood behind it is told by what the log still has of it, and
// by the index (-shm) that a killed program leaves beside it: that names the
// last page of the last save. A log cut exactly between two saves, beside which
// no index lies (a loss of power), bears no trace; backups and what was printed
// hold the chain's end then.

// settleTorn settles a damaged log: it is tried on copies, since SQLite would
// make the index beside it anew, by which the next to open knows of the damage.
// Who may write keeps a copy of the log aside, who only reads reads copies.
func (r *Registry) settleTorn(ctx context.Context) error {
	file := r.file
	if r.temp == nil {
		if err := r.copyAway(); err != nil {
			return err
		}
	}
	foreign := false
	if hasPages(r.file + "-wal") {
		var err error
		if foreign, err = foreignLog(ctx, r.file); err != nil {
			return err
		}
	}
	if r.holder != nil {
		if err := r.temp.remove(); err != nil {
			return err
		}
		r.file, r.temp = file, nil
	}
	if foreign {
		return r.setLogAside()
	}
	r.torn = filepath.Base(r.path) + "-wal"
	if r.holder == nil {
		return nil
	}
	log, err := os.Open(r.file + "-wal")
	if err != nil {
		return gone(err)
	}
	aside := r.aside("损坏的日志")
	r.torn = filepath.Base(aside)
	return errors.Join(fillFile(aside, log), log.Close(), syncFolder(filepath.Dir(r.path)))
}

// mendIndexes makes the indexes anew where a log was damaged: a part of them may
// have been folded into the file before, with what the log has lost.
func (r *Registry) mendIndexes(ctx context.Context) {
	if r.torn == "" || r.write == nil {
		return
	}
	if _, err := r.write.ExecContext(ctx, "REINDEX"); err != nil {
		return // the tables are damaged too: that is told by Check
	}
}

// tellTorn tells of a damaged log up to where the registry reaches.
func (r *Registry) tellTorn(ctx context.Context) {
	if r.torn == "" {
		return
	}
	last, what := "", ""
	var at time.Time
	if err := r.read.QueryRowContext(ctx, "SELECT at, what FROM actions ORDER BY id DESC LIMIT 1").Scan(scanTime{&at}, &what); err == nil {
		last = "，现有的最后一次修改是" + data.Moment(at.In(r.opts.Now().Location())) + "的“" + what + "”"
	}
	r.notices = append(r.notices, "登记库的日志已损坏，最后几次修改可能没有留下"+last+"，请核对，并运行检查；损坏的日志在“"+r.torn+"”")
}

// tornLog tells whether saves stood in the log beside the file of which it has
// lost pages. Nobody may have the file open through SQLite.
func tornLog(file string) (bool, error) {
	i, err := readIndex(file + "-shm")
	if err != nil {
		return false, err
	}
	f, err := os.Open(file + "-wal")
	if errors.Is(err, os.ErrNotExist) {
		return i.pending(), nil
	}
	if err != nil {
		return false, err
	}
	l, err := walkLog(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return false, err
	}
	same := i.salts == l.salts
	switch {
	case !l.sound && l.size > walHeader:
		return l.something, nil
	case !l.sound:
		return i.pending(), nil
	case same && i.pages > 0 && i.pages >= l.saved && i.folded == i.pages: // the file has it all
		return false, nil
	case l.save:
		return true, nil
	case !i.valid || l.saved > 0 && (!same || i.pages < l.saved): // there is none, or it is older than the log
		return l.traces, nil
	case !same: // nothing was saved since the log was begun
		return false, nil
	}
	return i.pages > l.saved, nil
}

// logIndex is what the index beside a log says of it (sqlite.org/walformat).
type logIndex struct {
	valid         bool
	salts         [8]byte
	pages, folded uint32 // of the last save, and how many are in the file
}

// pending tells whether a part of the registry is in the log alone.
func (i logIndex) pending() bool { return i.pages > i.folded }

// readIndex is empty where there is no index, or one that was being written.
func readIndex(path string) (i logIndex, err error) {
	f, err := os.Open(path)
	if err != nil {
		return i, gone(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b := make([]byte, 100) // the head twice, then how far the log is folded
	if _, err := io.ReadFull(f, b); err != nil {
		return i, nil // not begun
	}
	if string(b[:48]) != string(b[48:96]) || b[12] == 0 {
		return i, nil
	}
	i.valid = true
	copy(i.salts[:], b[32:])
	i.pages, i.folded = binary.NativeEndian.Uint32(b[16:]), binary.NativeEndian.Uint32(b[96:])
	return i, nil
}

// logWalk is what a log holds.
type logWalk struct {
	size      int64
	sound     bool // the head is whole
	something bool // not all of it is empty
	salts     [8]byte
	saved     uint32 // pages up to the last whole save
	traces    bool   // behind them stand pages of the same log, if only of a save under way
	save      bool   // among them the last page of a save
}

// logPage is the length of what stands before a page in the log.
const logPage = 24

// walkLog follows a log as SQLite does, and further to its end.
func walkLog(f *os.File) (l logWalk, err error) {
	info, err := f.Stat()
	if err != nil {
		return l, err
	}
	l.size = info.Size()
	head := make([]byte, walHeader)
	if _, err := io.ReadFull(f, head); err != nil {
		return l, short(err)
	}
	l.something = hasBytes(head)
	order := binary.ByteOrder(binary.LittleEndian)
	if head[3]&1 == 1 {
		order = binary.BigEndian
	}
	size := binary.BigEndian.Uint32(head[8:])
	a, b := logSum(order, 0, 0, head[:24])
	l.sound = binary.BigEndian.Uint32(head)&^1 == 0x377f0682 && a == binary.BigEndian.Uint32(head[24:]) && b == binary.BigEndian.Uint32(head[28:]) && size >= 512 && size <= 65536
	copy(l.salts[:], head[16:24])
	page := make([]byte, logPage+4096)
	if l.sound {
		page = make([]byte, logPage+size)
	}
	for n, whole := uint32(1), l.sound; ; n++ {
		got, err := io.ReadFull(f, page)
		if got == 0 || short(err) != nil {
			return l, short(err)
		}
		salts := page[8:16]
		l.something = l.something || hasBytes(page[:got])
		if whole = whole && got == len(page) && string(salts) == string(l.salts[:]); whole {
			a, b = logSum(order, a, b, page[:8])
			a, b = logSum(order, a, b, page[logPage:])
			whole = a == binary.BigEndian.Uint32(page[16:]) && b == binary.BigEndian.Uint32(page[20:])
		}
		switch {
		case whole && binary.BigEndian.Uint32(page[4:]) != 0: // the last page of a save
			l.saved = n
		case !whole && l.sound:
			same := string(salts[:4]) == string(l.salts[:4]) || string(salts[4:]) == string(l.salts[4:])
			l.traces = l.traces || same || got < len(page) || !hasBytes(salts)
			l.save = l.save || same && got == len(page) && binary.BigEndian.Uint32(page[4:]) != 0
		}
		clear(page)
	}
}

// short forgives the end of a file.
func short(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

func hasBytes(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return true
		}
	}
	return false
}

// logSum goes on with the log's checksum over more bytes.
func logSum(order binary.ByteOrder, a, b uint32, content []byte) (uint32, uint32) {
	for ; len(content) >= 8; content = content[8:] {
		a += order.Uint32(content) + b
		b += order.Uint32(content[4:]) + a
	}
	return a, b
}
