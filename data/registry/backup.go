package registry

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"filippo.io/age"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry/postgres"
)

// BackupAsk is what a backup is asked for.
type BackupAsk struct {
	To         string     // the file, which must not be there yet
	Passphrase string     // encrypts it; "" does not
	Key        *BackupKey // encrypts it without the passphrase; nil does not
	Program    string     // version of the program, for the manifest
	// Progress is told how many bytes of about total were copied, on any
	// goroutine; nil tells nobody.
	Progress func(done, total int64)
}

// Backup writes a copy of the registry as it is now into one file that needs
// nothing beside it. Other work goes on meanwhile. The copy is opened again
// and examined whole before it gets its name: a failure, a full disk or a kill
// leaves no file that looks like a backup.
func (r *Registry) Backup(ctx context.Context, ask BackupAsk) (m data.BackupManifest, err error) {
	if ask.Progress == nil {
		ask.Progress = func(int64, int64) {}
	}
	if ask.Passphrase != "" {
		key, err := NewBackupKey(ask.Passphrase)
		if err != nil {
			return m, err
		}
		ask.Key = &key
	}
	if err := freePlace(ask.To); err != nil {
		return m, err
	}
	sweepParts(filepath.Dir(ask.To), time.Now())
	plain := filepath.Dir(ask.To)
	if ask.Key != nil { // nothing readable lies where the encrypted one goes
		plain = r.besideOr(plain)
	}
	part, err := newPart(plain)
	if err != nil {
		return m, writeProblem(ask.To, err)
	}
	defer func() { err = errors.Join(err, removeAll(part)) }()
	if m, err = r.copyInto(ctx, part, ask); err != nil {
		return m, r.backupError(ctx, ask.To, err)
	}
	finished := part
	if ask.Key != nil {
		sealed, err := newPart(filepath.Dir(ask.To))
		if err != nil {
			return m, writeProblem(ask.To, err)
		}
		defer func() { err = errors.Join(err, removeAll(sealed)) }()
		if m, err = seal(ctx, part, sealed, *ask.Key, m); err != nil {
			return m, r.backupError(ctx, ask.To, err)
		}
		finished = sealed
	}
	if err := publish(finished, ask.To); err != nil {
		return m, writeProblem(ask.To, err)
	}
	return m, nil
}

// backupError tells why no backup came about.
func (r *Registry) backupError(ctx context.Context, to string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return writeProblem(to, err)
}

// besideOr is the registry's folder, where it can be written, else another; of a
// shared registry the one for temporary files.
func (r *Registry) besideOr(other string) string {
	if postgres.Is(r.path) {
		return os.TempDir()
	}
	if dir := filepath.Dir(r.path); !r.fixed {
		return dir
	}
	return other
}

// copyInto makes the copy, examines it and writes its manifest behind it.
func (r *Registry) copyInto(ctx context.Context, part string, ask BackupAsk) (m data.BackupManifest, err error) {
	before, err := lastAnchor(ctx, r.read)
	if err != nil {
		return m, err
	}
	if err := r.engine.copyTo(ctx, r, part, ask.Progress); err != nil {
		return m, err
	}
	m, counts, err := examineCopy(ctx, part)
	if err != nil {
		return m, err
	}
	if err := r.sameAsHere(ctx, before, m, counts); err != nil {
		return m, err
	}
	m.Format, m.Program, m.Made, m.Clerk = backupFormat, ask.Program, r.opts.Now(), r.Clerk()
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return m, err
	}
	return m, errors.Join(writeManifest(f, m), f.Close())
}

// vacuumInto writes a copy that is one file without a log (the online backup
// of SQLite would stay one that needs its log, and cannot be read where
// nothing can be written).
func (r *Registry) vacuumInto(ctx context.Context, part string, progress func(done, total int64)) (err error) {
	conn, err := r.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	var total int64
	if err := conn.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&total); err != nil {
		return err
	}
	// The connection may write nothing at all until it is told otherwise.
	if _, err := conn.ExecContext(ctx, "PRAGMA query_only = off"); err != nil {
		return err
	}
	defer func() {
		_, e := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA query_only = on")
		if e != nil { // it must not go back to the others
			err = errors.Join(err, conn.Raw(func(any) error { return driver.ErrBadConn }))
		}
	}()
	ended := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		defer fault.Here()
		for tick := time.NewTicker(100 * time.Millisecond); ; {
			select {
			case <-ended:
				tick.Stop()
				return
			case <-tick.C:
				if info, err := os.Stat(part); err == nil {
					progress(min(info.Size(), total), total)
				}
			}
		}
	})
	_, err = conn.ExecContext(ctx, "VACUUM INTO ?", part)
	close(ended)
	watch.Wait()
	return err
}

// examineCopy opens a copy again and examines it whole: its pages, its
// references, its journal. It tells what the copy holds, and how many rows
// each table has.
func examineCopy(ctx context.Context, path string) (m data.BackupManifest, counts map[string]int64, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	var errs [4]error
	part := func(i int, f func() error) {
		all.Go(func() {
			defer fault.Here() // f is tried
			if errs[i] = fault.Try(f); errs[i] != nil {
				cancel()
			}
		})
	}
	var told data.BackupManifest
	part(0, func() (err error) { m.Size, m.SHA256, err = hashOf(ctx, path); return err })
	part(1, func() error { return withCopy(path, func(db *sql.DB) error { return checkPages(ctx, db) }) })
	part(2, func() error { return withCopy(path, func(db *sql.DB) error { return checkReferences(ctx, db) }) })
	part(3, func() error {
		return withCopy(path, func(db *sql.DB) (err error) {
			if told, err = describe(ctx, db); err != nil {
				return err
			}
			counts, err = tableCounts(ctx, db)
			return err
		})
	})
	all.Wait()
	for _, e := range errs { // the first is the reason, the others were ended by it
		if e != nil && !errors.Is(e, context.Canceled) {
			return m, nil, e
		}
	}
	if err := errors.Join(errs[:]...); err != nil {
		return m, nil, err
	}
	told.Size, told.SHA256 = m.Size, m.SHA256
	return told, counts, nil
}

// withCopy opens a file that nobody writes.
func withCopy(path string, f func(*sql.DB) error) (err error) {
	db, err := sql.Open("sqlite3", dsn(path)+"?mode=ro&immutable=1&_query_only=on")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	return f(db)
}

func hashOf(ctx context.Context, path string) (size int64, sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	size, err = io.Copy(h, stopping{ctx, f})
	return size, hex.EncodeToString(h.Sum(nil)), err
}

// checkPages lets SQLite examine pages and indexes.
func checkPages(ctx context.Context, q querier) error {
	lines, err := strs(ctx, q, "PRAGMA integrity_check(1)")
	if err != nil {
		return err
	}
	if len(lines) != 1 || lines[0] != "ok" {
		return errCopyDamaged("文件结构")
	}
	return nil
}

// checkReferences looks for rows that point to none.
func checkReferences(ctx context.Context, q querier) error {
	broken, err := strs(ctx, q, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return errCopyDamaged("引用缺失：" + tableLabel(data.Record(broken[0])))
	}
	return nil
}

// describe follows the journal's chain and tells what a registry holds.
func describe(ctx context.Context, q querier) (m data.BackupManifest, err error) {
	var id uint32
	if err := q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil || id != applicationID {
		return m, errors.Join(err, errCopyDamaged("不是建办的登记库"))
	}
	c, err := follow(ctx, fileEngine{}, q, nil)
	if err != nil {
		return m, err
	}
	if c.broken != 0 {
		return m, errCopyDamaged(fmt.Sprintf("操作日志从第%d条起被改动过", c.broken))
	}
	return contents(ctx, fileEngine{}, q)
}

// contents is what a registry holds, without looking whether it is sound.
func contents(ctx context.Context, e engine, q querier) (m data.BackupManifest, err error) {
	if m.Schema, err = e.structure(ctx, q); err != nil {
		return m, err
	}
	end, err := lastAnchor(ctx, q)
	if err != nil {
		return m, err
	}
	m.Actions, m.Chain = int64(end.Action), end.Hash
	for _, one := range []struct {
		into  *string
		query string
	}{
		{&m.Origin, "SELECT hash FROM actions WHERE hash <> '' ORDER BY id LIMIT 1"},
		{&m.LastEntry, "SELECT at FROM actions WHERE hash <> '' ORDER BY id DESC LIMIT 1"},
		{&m.Office, "SELECT office FROM settings WHERE deleted = 0 ORDER BY id DESC LIMIT 1"},
	} {
		if err := q.QueryRowContext(ctx, one.query).Scan(one.into); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return m, err
		}
	}
	// The last line of a proposal's journal is found in an index alone.
	rows, err := q.QueryContext(ctx, `SELECT y, n, (SELECT at FROM actions WHERE id = (SELECT action_id FROM journal WHERE id = last)) FROM (
		SELECT `+yearOf+` AS y, count(*) AS n, max(coalesce((SELECT max(id) FROM journal WHERE journal.proposal_id = proposals.id), 0)) AS last
		FROM proposals JOIN books ON books.id = proposals.book_id WHERE proposals.deleted = 0 GROUP BY y) AS years ORDER BY y`)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var y data.BackupYear
		var last sql.NullString
		if err := rows.Scan(&y.Year, &y.Count, &last); err != nil {
			return m, err
		}
		y.Last = last.String
		m.Years = append(m.Years, y)
		m.Proposals += y.Count
	}
	return m, rows.Err()
}

// tableCounts is how many rows each table has.
func tableCounts(ctx context.Context, q querier) (map[string]int64, error) {
	tables, err := strs(ctx, q, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
	if err != nil {
		return nil, err
	}
	counts := map[string]int64{}
	for _, t := range tables {
		var n int64
		if err := q.QueryRowContext(ctx, `SELECT count(*) FROM "`+t+`"`).Scan(&n); err != nil {
			return nil, err
		}
		counts[t] = n
	}
	return counts, nil
}

// countTables counts the rows of each table of this registry.
func (r *Registry) countTables(ctx context.Context, q querier) (map[string]int64, error) {
	columns, err := r.engine.columns(ctx, q)
	if err != nil {
		return nil, err
	}
	counts := map[string]int64{}
	for table := range columns {
		var n int64
		if err := q.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			return nil, err
		}
		counts[table] = n
	}
	return counts, nil
}

// sameAsHere compares the copy with the registry it was made of: its journal
// ends where the registry's did, and where nothing was saved meanwhile each
// table has as many rows.
func (r *Registry) sameAsHere(ctx context.Context, before data.Anchor, m data.BackupManifest, counts map[string]int64) error {
	return r.reading(ctx, func(tx *sql.Tx) error {
		after, err := lastAnchor(ctx, tx)
		if err != nil {
			return err
		}
		switch {
		case data.ID(m.Actions) < before.Action || data.ID(m.Actions) > after.Action:
			return errCopyDamaged(fmt.Sprintf("操作日志应到第%d条，只到第%d条", before.Action, m.Actions))
		case before.Action < after.Action:
			return nil
		case m.Chain != after.Hash:
			return errCopyDamaged("操作日志的末尾不同")
		}
		here, err := r.countTables(ctx, tx)
		if err != nil {
			return err
		}
		for t, n := range here {
			if counts[t] != n {
				return errCopyDamaged(fmt.Sprintf("%s应有%d条，只有%d条", tableLabel(data.Record(t)), n, counts[t]))
			}
		}
		return nil
	})
}

// Contents is what the registry holds now, as a backup made now would tell it.
func (r *Registry) Contents(ctx context.Context) (data.BackupManifest, error) {
	m, err := contents(ctx, r.engine, r.read)
	m.Clerk = r.Clerk()
	return m, explain(err)
}

// seal encrypts the plain backup at from, manifest and all, into to, and reads
// what it wrote once more.
func seal(ctx context.Context, from, to string, key BackupKey, plain data.BackupManifest) (m data.BackupManifest, err error) {
	m = data.BackupManifest{Format: backupFormat, Encrypted: true, Made: plain.Made, Program: plain.Program, Schema: plain.Schema,
		Origin: plain.Origin, Recipient: key.Recipient, Key: key.Locked}
	recipient, err := age.ParseX25519Recipient(key.Recipient)
	if err != nil {
		return m, data.Problem{Field: "备份口令", Message: "加密用的公钥读不出来", Hint: "请在设置里重新设置备份口令"}
	}
	in, err := os.Open(from)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_RDWR, 0)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	h := sha256.New()
	w, err := age.Encrypt(io.MultiWriter(out, h), recipient)
	if err != nil {
		return m, err
	}
	if _, err := io.Copy(w, stopping{ctx, in}); err != nil {
		return m, err
	}
	if err := w.Close(); err != nil {
		return m, err
	}
	if m.Size, err = out.Seek(0, io.SeekEnd); err != nil {
		return m, err
	}
	m.SHA256 = hex.EncodeToString(h.Sum(nil))
	if err := writeManifest(out, m); err != nil {
		return m, err
	}
	return m, readBody(ctx, io.Discard, out, m)
}

// The state's backed_up is the day that a desk last claimed, and behind it what the
// desk that made the last backup noted. noDay is before all days.
const noDay = "0000-00-00"

func (*server) claimBackup(ctx context.Context, r *Registry, day, had string) (bool, error) {
	if r.write == nil || r.limited() {
		return false, nil
	}
	if day == "" {
		day = noDay
	}
	res, err := r.write.ExecContext(ctx, "UPDATE state SET backed_up = ? || substr(backed_up, 11) WHERE substr(backed_up, 1, 10) < ? OR substr(backed_up, 1, 10) = ?", day, day, had)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

func (*server) noteBackup(ctx context.Context, r *Registry, text string) error {
	if r.write == nil || r.limited() {
		return nil
	}
	_, err := r.write.ExecContext(ctx, "UPDATE state SET backed_up = CASE WHEN backed_up = '' THEN '"+noDay+"' ELSE substr(backed_up, 1, 10) END || ?", text)
	return err
}

func (*server) lastBackup(ctx context.Context, r *Registry) (text string, err error) {
	err = r.read.QueryRowContext(ctx, "SELECT substr(backed_up, 11) FROM state").Scan(&text)
	return text, err
}
