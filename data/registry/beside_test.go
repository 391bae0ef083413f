package registry

import (
	"context"
	"database/sql"
	"testing"

	"jianban/data"
)

// beside lets something happen before each statement.
type beside struct {
	querier
	happens func()
}

func (b beside) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	b.happens()
	return b.querier.QueryContext(ctx, query, args...)
}

func (b beside) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	b.happens()
	return b.querier.QueryRowContext(ctx, query, args...)
}

// What another program saves while the journal is followed is no damage.
func TestSavesBesideAreNoBrokenChain(t *testing.T) {
	t.Parallel()
	r := fresh(t)
	n := 0
	c, err := follow(t.Context(), r.engine, beside{r.read, func() {
		n++
		if err := r.Do(t.Context(), Action{What: "登记"}, func(tx *Tx) error {
			return tx.SaveUnit(&data.Unit{Name: "第" + string(rune('甲'+n)) + "局"})
		}); err != nil {
			t.Fatal(err)
		}
	}}, nil)
	if err != nil || c.broken != 0 || n < 2 {
		t.Errorf("broken at %d after %d saves, %v", c.broken, n, err)
	}
}

// A file that grows between two looks is not cut; one that stays short is.
func TestAFileThatGrowsIsNotCut(t *testing.T) {
	t.Parallel()
	size := int64(8192)
	if err := wholeFile("r.db", func() (int64, int64, error) {
		before := size
		size = 12288 // what another program folds meanwhile
		return 12288, before, nil
	}); err != nil {
		t.Error(err)
	}
	if err := wholeFile("r.db", func() (int64, int64, error) { return 12288, 8192, nil }); !data.Told(err) {
		t.Errorf("a file that is cut: %v", err)
	}
}
