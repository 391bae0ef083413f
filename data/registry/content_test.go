package registry_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// partSize is that of package registry, of the file's format.
const partSize = 256 << 10

// noise are bytes of which no part is like another.
func noise(size int) []byte {
	all := make([]byte, size)
	source := rand.NewChaCha8([32]byte{1})
	source.Read(all) // never fails
	return all
}

// take adds an attachment of what content gives.
func take(ctx context.Context, r *registry.Registry, content io.ReadSeeker) error {
	a := data.Attachment{ProposalID: 1, Name: "签收表.pdf", Added: day("2022-03-02")}
	return r.Do(ctx, registry.Action{What: "添加附件"}, func(tx *registry.Tx) error { return tx.AddAttachment(&a, content) })
}

// count asks the file itself.
func count(t *testing.T, path, query string) (n int) {
	t.Helper()
	db := behind(t, path)
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// A content comes back as it was, whatever its size is to that of a part; the
// file keeps it as it was written.
func TestContentsOfEverySize(t *testing.T) {
	t.Parallel()
	r := opened(t)
	want := map[data.ID][]byte{}
	parts := 0
	for _, size := range []int{0, 1, partSize - 1, partSize, partSize + 1, 3*partSize + 5} {
		content := noise(size)
		want[attach(t, r, "甲.pdf", content)] = content
		parts += (size + partSize - 1) / partSize
	}
	for id, content := range want {
		if got, err := r.Content(t.Context(), id); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes became %d, %v", len(content), len(got), err)
		}
	}
	if n := count(t, r.Path(), "SELECT count(*) FROM blob_parts"); n != parts {
		t.Errorf("%d parts, want %d", n, parts)
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
	for _, query := range []string{"UPDATE blob_parts SET content = x'00'", "DELETE FROM blob_parts", "DELETE FROM blobs", "UPDATE blobs SET sha256 = ''"} {
		if _, err := behind(t, r.Path()).Exec(query); err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

// Whatever is changed in the parts of a content past the program is told, by a
// check and to who reads it.
func TestChangedPartsAreTold(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for name, query := range map[string]string{
		"a byte":         "UPDATE blob_parts SET content = CAST(substr(content, 1, 100) || x'00' || substr(content, 102) AS BLOB) WHERE position = 1",
		"the last part":  "DELETE FROM blob_parts WHERE position = 2",
		"a middle part":  "DELETE FROM blob_parts WHERE position = 1",
		"all parts":      "DELETE FROM blob_parts",
		"their order":    "UPDATE blob_parts SET position = 9 WHERE position = 1",
		"one more":       "INSERT INTO blob_parts (blob_id, position, content) SELECT blob_id, 3, x'00' FROM blob_parts LIMIT 1",
		"one of another": "UPDATE blob_parts SET content = (SELECT content FROM blob_parts WHERE position = 2) WHERE position = 0",
	} {
		path := copyOfTemplate(t)
		r := openAt(t, path, options())
		id := attach(t, r, "签收表.pdf", noise(2*partSize+100))
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		var triggers []string
		rows, err := db.Query("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'blob_parts'")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var text string
			if err := rows.Scan(&text); err != nil {
				t.Fatal(err)
			}
			triggers = append(triggers, text)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(triggers) != 3 {
			t.Fatal(triggers, err)
		}
		for _, statement := range append([]string{"DROP TRIGGER blob_parts_fixed", "DROP TRIGGER blob_parts_kept", "DROP TRIGGER blob_parts_insert", query}, triggers...) {
			if _, err := db.Exec(statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		r = openAt(t, path, options())
		if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) != 1 || !strings.Contains(rep.Damage[0], "附件“签收表.pdf”的内容") {
			t.Errorf("%s: %v %v", name, rep.Damage, err)
		}
		if _, err := r.Content(t.Context(), id); err == nil || !strings.Contains(data.Sentence(err), "附件“签收表.pdf”的内容已损坏") {
			t.Errorf("%s is read: %v", name, err)
		}
	}
}

// fickle is a content that is not the same each time it is read, or breaks off.
type fickle struct {
	io.ReadSeeker
	times  int
	begin  func(time int) // called each time it is read from its start
	broken bool
}

func (f *fickle) Seek(to int64, whence int) (int64, error) {
	if whence == io.SeekStart {
		f.times++
		if f.begin != nil {
			f.begin(f.times)
		}
	}
	return f.ReadSeeker.Seek(to, whence)
}

func (f *fickle) Read(p []byte) (int, error) {
	if f.broken && f.times == 2 {
		return 0, errors.New("input/output error")
	}
	return f.ReadSeeker.Read(p)
}

// A file that changes while it is taken in, breaks off, is too large or is not
// wanted any more is told and leaves nothing; the next is taken.
func TestWhatIsNotTakenLeavesNothing(t *testing.T) {
	t.Parallel()
	content := noise(3 * partSize)
	sparse, err := os.Create(filepath.Join(t.TempDir(), "大.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sparse.Close() })
	if err := sparse.Truncate(data.AttachmentMost + 1); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	changed := bytes.Clone(content)
	longer := bytes.NewReader(content)
	for _, c := range []struct {
		name    string
		ctx     context.Context
		content io.ReadSeeker
		says    string
	}{
		{"changed", t.Context(), &fickle{ReadSeeker: bytes.NewReader(changed), begin: func(time int) { changed[2*partSize] = byte(time) }}, "“签收表.pdf”在放入时被改动了"},
		{"longer", t.Context(), &fickle{ReadSeeker: longer, begin: func(time int) { longer.Reset(content[:time*partSize]) }}, "“签收表.pdf”在放入时被改动了"},
		{"broken", t.Context(), &fickle{ReadSeeker: bytes.NewReader(content), broken: true}, "读不出“签收表.pdf”"},
		{"too large", t.Context(), sparse, "“签收表.pdf”太大，附件最大2.0 GB"},
		{"unwanted", ctx, &fickle{ReadSeeker: bytes.NewReader(content), begin: func(time int) {
			if time == 2 {
				stop()
			}
		}}, context.Canceled.Error()},
	} {
		r := opened(t)
		if err := take(c.ctx, r, c.content); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
		if n := count(t, r.Path(), "SELECT (SELECT count(*) FROM blobs) + (SELECT count(*) FROM blob_parts) + (SELECT count(*) FROM attachments)"); n != 0 {
			t.Errorf("%s: left %d rows", c.name, n)
		}
		if err := take(t.Context(), r, bytes.NewReader(content)); err != nil {
			t.Errorf("after %s: %v", c.name, err)
		}
		if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
			t.Errorf("after %s: %v %v", c.name, rep.Damage, err)
		}
	}
}

// The error of who is written to comes back, such as a full disk's.
func TestAWriterThatIsFull(t *testing.T) {
	t.Parallel()
	r := opened(t)
	id := attach(t, r, "甲.pdf", noise(3*partSize))
	full := data.Problem{Field: "输出位置", Message: "磁盘已满"}
	if err := r.AttachmentData(t.Context(), id, refusing{full}); !errors.As(err, new(data.Problem)) || !strings.Contains(err.Error(), "磁盘已满") {
		t.Error(err)
	}
	if _, err := r.Content(t.Context(), id); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

type refusing struct{ err error }

func (r refusing) Write([]byte) (int, error) { return 0, r.err }
