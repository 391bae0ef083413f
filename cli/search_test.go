package cli

import (
	"bytes"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// check tells of a search index that does not fit the facts, makes it anew, and
// has nothing to tell the next time.
func TestCheckMendsTheSearchIndex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	var said bytes.Buffer
	if code := run(t.Context(), []string{"demo", dir}, &said, &said); code != 0 {
		t.Fatal(said.String())
	}
	path := filepath.Join(dir, "registry.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("DELETE FROM search_fresh")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for i, told := range []bool{true, false} {
		said.Reset()
		code := run(t.Context(), []string{"--registry", path, "check"}, &said, &said)
		if code != 0 || strings.Contains(said.String(), "搜索索引与登记的内容不符") != told || strings.Contains(said.String(), "搜索索引已重建") != told {
			t.Errorf("check number %d: %d, %s", i+1, code, said.String())
		}
	}
}
