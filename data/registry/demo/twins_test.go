package demo_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/demo"
)

// twins is a file of testdata/twins: matters, and the rules by which a proposal
// is reworded. docs/similar.md tells how they are used.
type twins struct {
	Places  []string    `toml:"places"`
	Openers []string    `toml:"openers"`
	Closers []string    `toml:"closers"`
	Rewords [][2]string `toml:"rewords"`
	Matters []struct {
		Title    string   `toml:"title"`
		Things   []string `toml:"things"`
		Problems []string `toml:"problems"`
		Asks     []string `toml:"asks"`
	} `toml:"matters"`
}

// twin is a proposal and another that says the same in other words.
type twin struct{ title, text, otherTitle, otherText string }

func readTwins(t testing.TB, name string) (w twins) {
	if _, err := toml.DecodeFile(filepath.Join("testdata", "twins", name+".toml"), &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// make makes n twins. No two proposals have the same matter, thing, problems and
// asks: each has one twin only, and dozens that share half of what it says.
func (w twins) make(n int) (all []twin) {
	rng := rand.New(rand.NewPCG(20221129, uint64(len(w.Matters))))
	made := map[string]bool{}
	for i := 0; len(all) < n; i++ {
		m := w.Matters[i%len(w.Matters)]
		thing, problems, asks := pickOne(rng, m.Things), some(rng, m.Problems), some(rng, m.Asks)
		key := fmt.Sprint(m.Title, thing, problems, asks)
		if made[key] {
			continue
		}
		made[key] = true
		place := pickOne(rng, w.Places)
		there := place
		for there == place {
			there = pickOne(rng, w.Places)
		}
		x := twin{title: m.Title, text: w.text(rng, problems, asks)}
		x.otherTitle = w.reword(rng, turned(rng, m.Title))
		rng.Shuffle(len(problems), func(i, j int) { problems[i], problems[j] = problems[j], problems[i] })
		rng.Shuffle(len(asks), func(i, j int) { asks[i], asks[j] = asks[j], asks[i] })
		for _, list := range [][]string{problems, asks} {
			for i, s := range list {
				list[i] = w.reword(rng, swapped(rng, s))
			}
		}
		x.otherText = w.text(rng, problems, asks)
		for _, s := range []*string{&x.title, &x.text} {
			*s = filled(rng, *s, place, thing)
		}
		for _, s := range []*string{&x.otherTitle, &x.otherText} {
			*s = filled(rng, *s, there, thing)
		}
		all = append(all, x)
	}
	return all
}

func pickOne[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// some are two or three of four.
func some(rng *rand.Rand, list []string) []string {
	var chosen []string
	for _, i := range rng.Perm(len(list))[:2+rng.IntN(2)] {
		chosen = append(chosen, list[i])
	}
	slices.Sort(chosen)
	return chosen
}

func (w twins) text(rng *rand.Rand, problems, asks []string) string {
	lines := []string{pickOne(rng, w.Openers), strings.Join(problems, "。") + "。为此建议："}
	for i, a := range asks {
		lines = append(lines, []string{"一、", "二、", "三、"}[i]+a+"。")
	}
	return strings.Join(append(lines, pickOne(rng, w.Closers)), "\n")
}

func filled(rng *rand.Rand, text, place, thing string) string {
	return strings.NewReplacer("{地}", place, "{物}", thing, "{数}", fmt.Sprint(2+rng.IntN(38))).Replace(text)
}

// swapped is a sentence of two clauses with the second first, one time in two.
func swapped(rng *rand.Rand, s string) string {
	a, b, two := strings.Cut(s, "，")
	if !two || rng.IntN(2) == 0 {
		return s
	}
	return b + "，" + a
}

// turned is a title in another order, one time in two, without its place one time
// in three.
func turned(rng *rand.Rand, title string) string {
	if rng.IntN(2) == 0 {
		runes := []rune(strings.TrimSuffix(strings.TrimPrefix(title, "关于"), "的建议"))
		title = "关于" + string(runes[2:]) + "亟待" + string(runes[:2]) + "的建议"
	}
	if rng.IntN(3) == 0 {
		title = strings.Replace(title, "{地}", "", 1)
	}
	return title
}

// reword puts four in five of the words that have another in its place.
func (w twins) reword(rng *rand.Rand, s string) string {
	for _, r := range w.Rewords {
		from, to := r[0], r[1]
		if !strings.Contains(s, from) {
			from, to = to, from
		}
		if rng.IntN(5) > 0 {
			s = strings.ReplaceAll(s, from, to)
		}
	}
	return s
}

// outcome tells how the twins were found.
type outcome struct {
	first, five int
	missed      []string
	times       []time.Duration
	own         []float64 // how alike the twin is
}

// seek hides the proposals among those of a registry and asks for each by its
// twin, which is not kept.
func seek(t testing.TB, r *registry.Registry, all []twin) (o outcome) {
	books, err := r.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]data.ID, len(all))
	err = r.Do(t.Context(), registry.Action{What: "登记"}, func(tx *registry.Tx) error {
		for i, x := range all {
			p := data.Proposal{BookID: books[i%len(books)].ID, Number: fmt.Sprint(50_000 + i), Kind: data.Suggestion, Role: data.Lead, Title: x.title, Text: x.text,
				HandedOver: data.NewDate(books[i%len(books)].Meeting.Year, 4, 1), Proposers: []data.Proposer{{Name: "李明", Body: data.Congress, Delegation: "凤凰代表团"}}}
			if err := tx.SaveProposal(&p); err != nil {
				return err
			}
			ids[i] = p.ID
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range all {
		start := time.Now()
		found, err := r.Like(t.Context(), data.LikeAsk{Title: x.otherTitle, Text: x.otherText, Limit: data.MostAlike})
		if err != nil {
			t.Fatal(err)
		}
		o.times = append(o.times, time.Since(start))
		at := slices.IndexFunc(found, func(a data.Alike) bool { return a.ID == ids[i] })
		if at == 0 {
			o.first++
		}
		for k, a := range found {
			if k == at {
				o.own = append(o.own, a.Share)
			}
		}
		if at >= 0 {
			o.five++
			continue
		}
		miss := x.otherTitle + " ← " + x.title
		if len(found) > 0 {
			miss += fmt.Sprintf("; first %s %.2f", found[0].Title, found[0].Share)
		}
		o.missed = append(o.missed, miss)
	}
	slices.Sort(o.times)
	slices.Sort(o.own)
	return o
}

// A proposal that says in other words, in another order and of another place what
// an earlier one said, finds that one among the first five.
func TestATwinIsFoundAmongManyAlike(t *testing.T) {
	r := fresh(t)
	if err := demo.Generate(t.Context(), r, 250, 1); err != nil {
		t.Fatal(err)
	}
	all := readTwins(t, "measure").make(200)
	if o := seek(t, r, all); o.five*100 < 95*len(all) {
		t.Errorf("of %d twins %d are among the first five; missed:\n%s", len(all), o.five, strings.Join(o.missed, "\n"))
	}
}

// BenchmarkLike measures, in a copy of the registry that JIANBAN_BENCH_REGISTRY
// names, how many of 1,000 twins are found and how long a question takes.
// JIANBAN_TWINS names another set than measure.
func BenchmarkLike(b *testing.B) {
	path := os.Getenv("JIANBAN_BENCH_REGISTRY")
	if path == "" {
		b.Skip("JIANBAN_BENCH_REGISTRY names no registry")
	}
	set := "measure"
	if other := os.Getenv("JIANBAN_TWINS"); other != "" {
		set = other
	}
	to := filepath.Join(b.TempDir(), "registry.db")
	copyFile(b, path, to)
	r, err := registry.Open(b.Context(), to, registry.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			b.Error(err)
		}
	}()
	for b.Loop() {
		all := readTwins(b, set).make(1000)
		o := seek(b, r, all)
		for _, m := range o.missed {
			b.Log(m)
		}
		b.Logf("how alike twins are: least %.2f, 5%% %.2f, half %.2f", o.own[0], o.own[len(o.own)/20], o.own[len(o.own)/2])
		b.ReportMetric(float64(o.five)/float64(len(all))*100, "%-in-five")
		b.ReportMetric(float64(o.first)/float64(len(all))*100, "%-first")
		b.ReportMetric(ms(o.times[len(o.times)*95/100]), "ms-p95")
	}
}

func copyFile(t testing.TB, from, to string) {
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
