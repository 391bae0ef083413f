package demo_test

import (
	"database/sql"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// searched are words of every kind that a clerk types: common and rare, short
// and long, names, numbers, readings, fields, and what is nowhere.
var searched = []string{"道路", "截污管网", "封伟", "王", "的", "gyy", "hongta", "2022 12", "玉环红函7", "单位:住建 类别:B", "满意度:不满意", "加快推进项目建设", "0877", "鑫焱淼堃", "污水 处理", "农村饮用水安全保障"}

// BenchmarkSearch measures a key in the search box to its hits, with ranking and
// marks, in the registry that JIANBAN_BENCH_REGISTRY names, beside SQLite's LIKE
// over the same texts. Times are the 95th of a hundred, of CPU on an idle machine.
func BenchmarkSearch(b *testing.B) {
	path := os.Getenv("JIANBAN_BENCH_REGISTRY")
	if path == "" {
		b.Skip("JIANBAN_BENCH_REGISTRY names no registry")
	}
	r, err := registry.Open(b.Context(), path, registry.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			b.Error(err)
		}
	}()
	ours := func(w string) int {
		found, err := r.Search(b.Context(), data.SearchAsk{Text: w, Limit: 50})
		if err != nil {
			b.Fatal(err)
		}
		return len(found.Hits)
	}
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	}()
	like := func(w string) (n int) {
		word := "%" + strings.Fields(w)[0] + "%"
		if err := db.QueryRow(`SELECT count(*) FROM (SELECT id FROM proposals AS p WHERE deleted = 0 AND (title LIKE ?1 OR text LIKE ?1
				OR EXISTS (SELECT 1 FROM replies WHERE deleted = 0 AND proposal_id = p.id AND body LIKE ?1)
				OR EXISTS (SELECT 1 FROM consultations WHERE deleted = 0 AND proposal_id = p.id AND (said LIKE ?1 OR agreed LIKE ?1)))
			ORDER BY handed_over DESC, id DESC LIMIT 50)`, word).Scan(&n); err != nil {
			b.Fatal(err)
		}
		return n
	}
	for b.Loop() {
		var mine, likes []time.Duration
		for _, w := range searched {
			start := time.Now()
			n := ours(w)
			first := time.Since(start)
			var took []time.Duration
			for range 20 {
				start := time.Now()
				ours(w)
				took = append(took, time.Since(start))
			}
			mine = append(mine, took...)
			slices.Sort(took)
			start = time.Now()
			like(w)
			likes = append(likes, time.Since(start))
			b.Logf("%-20s %3d hits, first %8.3f ms, p50 %7.3f ms, p95 %7.3f ms; LIKE %8.3f ms", w, n, ms(first), ms(took[10]), ms(took[18]), ms(likes[len(likes)-1]))
		}
		slices.Sort(mine)
		slices.Sort(likes)
		b.ReportMetric(ms(mine[len(mine)*95/100]), "ms-p95")
		b.ReportMetric(ms(likes[len(likes)*95/100]), "like-ms-p95")
		b.ReportMetric(ms(likes[len(likes)/2]), "like-ms-p50")
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
