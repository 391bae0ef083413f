package registry_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// bytesIn tells which of a registry's files hold some bytes.
func bytesIn(t *testing.T, path string, secret []byte) (found []string) {
	t.Helper()
	for _, name := range []string{path, path + "-wal", path + "-journal"} {
		content, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(content, secret) {
			found = append(found, name[len(path):]+" ")
		}
	}
	return found
}

func attach(t *testing.T, r *registry.Registry, name string, content []byte) data.ID {
	t.Helper()
	a := data.Attachment{ProposalID: 1, Name: name, Added: day("2022-03-02")}
	do(t, r, "添加附件", func(tx *registry.Tx) error { return tx.AddAttachment(&a, bytes.NewReader(content)) })
	return a.ID
}

func erase(r *registry.Registry, id data.ID) error {
	return r.Do(context.Background(), registry.Action{What: "彻底删除附件"}, func(tx *registry.Tx) error { return tx.EraseAttachment(id) })
}

// What was erased is neither in the file nor in its log while the registry is
// still open, small and large; the journal keeps name and hash; the file is whole.
func TestErasedBytesAreGone(t *testing.T) {
	ofFiles(t)
	r := opened(t)
	secret := []byte("玉兴路十二号的签收表")
	noise := rand.New(rand.NewPCG(1, 2))
	for i := range 40 { // so that contents are moved between pages
		attach(t, r, fmt.Sprint(i, ".txt"), bytes.Repeat([]byte{byte(noise.Uint32())}, 100+i*37))
	}
	small := attach(t, r, "小.txt", append([]byte("一"), secret...))
	large := attach(t, r, "大.txt", append(bytes.Repeat([]byte("纸"), 50_000), secret...))
	for i := range 40 {
		attach(t, r, fmt.Sprint("后", i, ".txt"), bytes.Repeat([]byte{byte(noise.Uint32())}, 90+i*41))
	}
	if len(bytesIn(t, r.Path(), secret)) == 0 {
		t.Fatal("the test would find nothing")
	}
	do(t, r, "删除附件", func(tx *registry.Tx) error { return tx.Remove(data.RecordAttachment, small) })
	for _, id := range []data.ID{small, large} {
		if err := erase(r, id); err != nil {
			t.Fatal(err)
		}
	}
	if found := bytesIn(t, r.Path(), secret); len(found) > 0 {
		t.Errorf("still in %q", found)
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
	for _, id := range []data.ID{small, large} {
		if content, err := r.Content(t.Context(), id); err == nil {
			t.Errorf("%d: reads %d bytes", id, len(content))
		}
	}
	journal, err := r.Journal(t.Context(), 1, 2)
	if err != nil || len(journal) != 2 || journal[0].What != "彻底删除附件" || !strings.Contains(journal[0].Changes[0].Before, "大.txt") || journal[1].What != "彻底删除附件" {
		t.Errorf("%+v %v", journal, err)
	}
}

// Nothing brings an erased attachment back; what was done before it can still be
// taken back.
func TestErasedStaysErased(t *testing.T) {
	r := opened(t)
	leader := data.Leader{Name: "赵某"}
	do(t, r, "登记领导", func(tx *registry.Tx) error { return tx.SaveLeader(&leader) })
	id := attach(t, r, "签收表.pdf", []byte("甲"))
	do(t, r, "删除附件", func(tx *registry.Tx) error { return tx.Remove(data.RecordAttachment, id) })
	if err := erase(r, id); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"彻底删除附件", "删除附件"} {
		if _, err := r.Undo(t.Context()); err == nil || !strings.Contains(data.Sentence(err), "“"+what+"”不能撤销：附件“签收表.pdf”已彻底删除") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := r.Do(t.Context(), registry.Action{What: "恢复"}, func(tx *registry.Tx) error { return tx.Restore(data.RecordAttachment, id) }); err == nil || !strings.Contains(err.Error(), "已彻底删除") {
		t.Errorf("restored: %v", err)
	}
	if err := erase(r, id); err == nil {
		t.Error("erased twice")
	}
	for _, of := range []data.ID{0, 1} {
		deleted, err := r.Deleted(t.Context(), of)
		if err != nil || len(deleted) != 0 {
			t.Errorf("offered to be restored: %+v %v", deleted, err)
		}
	}
	for _, want := range []string{"添加附件", "登记领导"} {
		if what, err := r.Undo(t.Context()); err != nil || what != want {
			t.Errorf("%q %v", what, err)
		}
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
}

// Bytes that two attachments share stay until the last of them is erased, and
// come back with a new attachment alone.
func TestSharedBytesStayUntilTheLast(t *testing.T) {
	r := opened(t)
	secret := bytes.Repeat([]byte("共有的照片"), 2000)
	one, two := attach(t, r, "一.jpg", secret), attach(t, r, "二.jpg", secret)
	if err := erase(r, one); err != nil {
		t.Fatal(err)
	}
	if content, err := r.Content(t.Context(), two); err != nil || !bytes.Equal(content, secret) {
		t.Fatalf("the other lost its bytes: %v", err)
	}
	if _, err := r.Content(t.Context(), one); err == nil {
		t.Error("the erased one is read")
	}
	if err := erase(r, two); err != nil {
		t.Fatal(err)
	}
	if found := bytesIn(t, r.Path(), secret[:60]); len(found) > 0 {
		t.Errorf("still in %q", found)
	}
	three := attach(t, r, "三.jpg", secret)
	if content, err := r.Content(t.Context(), three); err != nil || !bytes.Equal(content, secret) {
		t.Errorf("added again: %v", err)
	}
	if _, err := r.Content(t.Context(), one); err == nil {
		t.Error("the erased one came back with it")
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
}

// A content emptied past the program is damage, whatever else was erased.
func TestEmptiedContentIsDamage(t *testing.T) {
	ofFiles(t)
	r := opened(t)
	id := attach(t, r, "甲.txt", []byte("甲"))
	attach(t, r, "乙.txt", []byte("乙"))
	if err := erase(r, id); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", r.Path())
	if err != nil {
		t.Fatal(err)
	}
	var guard string
	if err := raw.QueryRow("SELECT sql FROM sqlite_schema WHERE name = 'blob_parts_kept'").Scan(&guard); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"DROP TRIGGER blob_parts_kept", "DELETE FROM blob_parts", guard} {
		if _, err := raw.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) != 1 || !strings.Contains(rep.Damage[0], "乙.txt") {
		t.Errorf("%v %v", rep.Damage, err)
	}
}
