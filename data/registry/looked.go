package registry

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"jianban/data/fault"
)

// A look through the file costs as much as its content; the same content need
// not be looked through twice. Whoever found nothing leaves a mark, an empty file
// named by a sum over all bytes of the registry. Where the bytes are still those,
// wherever the file lies now, the look would find nothing again. A single bit
// that changed makes another sum, and the file is looked through.

// lookKind changes where a look begins to see more: older marks then tell nothing.
const lookKind = 1

const (
	markBlock = 1 << 20 // a sum of its own
	markPiece = 1 << 16 // read at once: what the processor keeps near
	marksKept = 100     // the oldest go
)

// content is what a file held at one moment.
type content struct {
	mark string // the mark's file; "" where none can be told
	info os.FileInfo
}

// contentNow sums up the file; nothing is told where a log holds a part of it
// or a copy is read in its place.
func (r *Registry) contentNow(ctx context.Context) (c content, err error) {
	if r.opts.Looked == "" || r.anchor == nil || r.older != nil || r.temp != nil {
		return c, nil
	}
	// As long as this transaction reads, a log that is empty now is not folded.
	err = r.reading(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM open_action").Scan(new(int)); err != nil {
			return err
		}
		if logBeside(r.file) && !r.still {
			return nil
		}
		info, err := r.anchor.file.Stat()
		if err != nil {
			return err
		}
		sum, err := sumOf(ctx, r.anchor.file, info.Size())
		if err == nil {
			c = content{filepath.Join(r.opts.Looked, sum), info}
		}
		return err
	})
	return c, err
}

// sumOf is a sum over size bytes: of each block one that no single damage
// leaves as it is, and over these one that is a name.
func sumOf(ctx context.Context, f io.ReaderAt, size int64) (string, error) {
	blocks := int((size + markBlock - 1) / markBlock)
	sums := make([]uint32, blocks)
	table := crc32.MakeTable(crc32.Castagnoli)
	const side = 2
	var errs [side]error
	var wait sync.WaitGroup
	for s := range side {
		wait.Go(func() {
			defer fault.Into(&errs[s])
			buf := make([]byte, markPiece)
			for i := s; i < blocks && errs[s] == nil && ctx.Err() == nil; i += side {
				end := min(size, int64(i+1)*markBlock)
				for at := int64(i) * markBlock; at < end && errs[s] == nil; at += markPiece {
					piece := buf[:min(markPiece, end-at)]
					_, errs[s] = f.ReadAt(piece, at)
					sums[i] = crc32.Update(sums[i], table, piece)
				}
			}
		})
	}
	wait.Wait()
	if err := cmp.Or(ctx.Err(), errors.Join(errs[:]...)); err != nil {
		return "", err
	}
	h := sha256.New()
	for _, n := range []int64{lookKind, int64(SchemaVersion()), size} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
	for _, n := range sums {
		h.Write(binary.BigEndian.AppendUint32(nil, n))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// known tells whether this content was looked through before.
func (c content) known() bool { return c.mark != "" && exists(c.mark) }

// foundSound leaves the mark of a look that found nothing, where the file is still
// what it was before. A mark that cannot be kept costs the next one a look.
func (c content) foundSound(r *Registry) {
	if c.mark == "" {
		return
	}
	if info, err := r.anchor.file.Stat(); err != nil || info.Size() != c.info.Size() || !info.ModTime().Equal(c.info.ModTime()) || logBeside(r.file) && !r.still {
		return
	}
	dir := filepath.Dir(c.mark)
	if os.MkdirAll(dir, 0o700) != nil || os.WriteFile(c.mark, nil, 0o600) != nil {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) <= marksKept {
		return
	}
	age := func(e os.DirEntry) int64 {
		if info, err := e.Info(); err == nil {
			return info.ModTime().UnixNano()
		}
		return 0
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return cmp.Compare(age(a), age(b)) })
	for _, e := range entries[:len(entries)-marksKept] {
		_ = os.Remove(filepath.Join(dir, e.Name()))
	}
}
