package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"jianban/data"
	"jianban/data/registry"
)

// seed fixes what is generated; lastYear is the last of the years.
const (
	seed     = 20221031
	lastYear = 2022
)

// Generate adds size generated proposals a year for that many years ending
// with 2022, in up to four books a year: the city's congress and CPPCC, handed
// down, and the district's, handed out to units that answer for themselves. The
// seed's own book gets none. Two in three are answered. Of 2022 there is a summary
// over all books. Each year is one action. The same proposals come out every time, and a larger size only adds
// to a smaller one.
func Generate(ctx context.Context, reg *registry.Registry, size, years int) error {
	if size < 1 || years < 1 {
		return errors.New("nothing to generate")
	}
	words, err := readPhrases()
	if err != nil {
		return err
	}
	y, err := readYear()
	if err != nil {
		return err
	}
	g := generator{ctx: ctx, reg: reg, words: words, units: map[string]data.Unit{}, papers: map[string]int{}}
	if err := g.people(y); err != nil {
		return err
	}
	for year := lastYear - years + 1; year <= lastYear; year++ {
		if err := g.fillYear(year, size); err != nil {
			return fmt.Errorf("generated year %d: %w", year, err)
		}
	}
	return nil
}

// generator is Generate under way.
type generator struct {
	ctx     context.Context
	reg     *registry.Registry
	words   phrases
	units   map[string]data.Unit
	leaders []data.Leader
	papers  map[string]int // 文号 given, by series and year
}

// people takes the units and leaders that the registry has, and adds those of
// the demonstration year that it lacks.
func (g *generator) people(y year) error {
	units, err := g.reg.Units(g.ctx)
	if err != nil {
		return err
	}
	for _, u := range units {
		g.units[u.Name] = u
	}
	if g.leaders, err = g.reg.Leaders(g.ctx); err != nil {
		return err
	}
	return g.reg.Do(g.ctx, registry.Action{What: "登记牵头领导和承办单位"}, func(tx *registry.Tx) error {
		for _, u := range y.Units {
			if _, ok := g.units[u.Name]; ok {
				continue
			}
			saved := u.value()
			if err := tx.SaveUnit(&saved); err != nil {
				return err
			}
			g.units[u.Name] = saved
		}
		if len(g.leaders) > 0 {
			return nil
		}
		for _, l := range y.Leaders {
			saved := data.Leader{Name: l.Name, Post: l.Post}
			if err := tx.SaveLeader(&saved); err != nil {
				return err
			}
			g.leaders = append(g.leaders, saved)
		}
		return nil
	})
}

// yearBooks are a year's books. The city congress's is missing in the seed's
// year, whose book stays as it is.
type yearBooks struct{ cityCongress, cityCPPCC, congress, cppcc data.Book }

func (b *yearBooks) all(year int) []*data.Book {
	all := []*data.Book{&b.congress, &b.cppcc, &b.cityCPPCC}
	if year != lastYear {
		all = append(all, &b.cityCongress)
	}
	return all
}

// books are the books of a year. Meetings are five to a term, the sixth term
// beginning in 2022; years before the first term are more sessions of it.
func books(year int) yearBooks {
	term, session := 6, year-lastYear+1
	for session < 1 && term > 1 {
		term, session = term-1, session+5
	}
	if term == 1 {
		session = year - (lastYear - 49) + 1
	}
	out := func(body data.Body, by string, copies ...string) data.Book {
		return data.Book{
			Meeting:   data.Meeting{Body: body, Level: data.District, Place: "玉溪市红塔区", Term: term, Session: session, Year: year},
			Direction: data.HandedOut, HandedBy: by, CopyTo: copies,
		}
	}
	down := func(body data.Body, reply, opinion string, copies ...string) data.Book {
		return data.Book{
			Meeting:   data.Meeting{Body: body, Level: data.City, Place: "玉溪市", Term: term, Session: session, Year: year},
			Direction: data.HandedDown, HandedBy: "玉溪市人民政府办公室", Issuer: "玉溪市红塔区人民政府", Letterhead: "玉溪市红塔区人民政府",
			ReplySeries: reply, OpinionSeries: opinion, CopyTo: copies,
		}
	}
	return yearBooks{
		cityCongress: down(data.Congress, "红政人函", "红政人意函", "玉溪市人大常委会选联工委", "玉溪市人民政府督查室"),
		cityCPPCC:    down(data.CPPCC, "红政提函", "红政提意函", "政协玉溪市委员会提案委员会", "玉溪市人民政府督查室"),
		congress:     out(data.Congress, "红塔区人大常委会", "红塔区人大常委会选联工委", "红塔区人民政府督查室"),
		cppcc:        out(data.CPPCC, "政协红塔区委员会", "政协红塔区委员会提案委员会", "红塔区人民政府督查室"),
	}
}

func (g *generator) fillYear(year, size int) error {
	rules, err := g.reg.Rules(g.ctx, year)
	if err != nil {
		return err
	}
	y := books(year)
	return g.reg.Do(g.ctx, registry.Action{What: fmt.Sprintf("生成%d年演示用的建议提案%d件", year, size)}, func(tx *registry.Tx) error {
		for _, b := range y.all(year) {
			if err := tx.SaveBook(b); err != nil {
				return err
			}
		}
		lives := make([]*life, size)
		for i := range lives {
			lives[i] = &life{g: g, rules: rules, rng: rand.New(rand.NewPCG(seed+uint64(year), uint64(i)))}
			lives[i].live(i, y, hostFor(i, lives[:i]))
		}
		g.number(lives)
		for _, l := range lives {
			if err := l.save(tx); err != nil {
				return fmt.Errorf("第%s号: %w", l.c.Proposal.Number, err)
			}
		}
		if err := g.wholeUnits(tx, lives, year); err != nil || year != lastYear {
			return err
		}
		sum := g.words.Summary.of(lives)
		return tx.SaveSummary(&sum)
	})
}

// hostFor finds the proposal that the i-th is worked together with: one in
// twenty-five of those answered is merged into an earlier one.
func hostFor(i int, lives []*life) *life {
	if i%75 != 42 {
		return nil
	}
	for _, l := range slices.Backward(lives) {
		c := l.c
		if c.Proposal.Role == data.Lead && l.host == nil && !c.Proposal.Between && len(c.Extensions) == 0 && len(c.Replies) > 0 && !c.Replies[0].Sent.IsZero() {
			return l
		}
	}
	return nil
}

// number gives the proposals their numbers, each unique in its book, and the
// papers their 文号 in the order of signing.
func (g *generator) number(lives []*life) {
	next := map[string]int{}
	papers := map[string][]paper{}
	for _, l := range lives {
		c := &l.c
		m := c.Book.Meeting
		key := fmt.Sprint(c.Book.ID, c.Proposal.Between)
		next[key]++
		switch n := next[key]; {
		case c.Proposal.Between:
			c.Proposal.Number = fmt.Sprintf("闭%d", n)
		case m.Body == data.CPPCC && m.Level == data.City:
			c.Proposal.Number = fmt.Sprintf("%02d%02d%04d", m.Term, m.Session, n)
		case m.Body == data.CPPCC:
			c.Proposal.Number = fmt.Sprintf("%03d", n)
		default:
			c.Proposal.Number = fmt.Sprint(100 + n)
		}
		for j := range c.Replies {
			r := &c.Replies[j]
			series := data.PaperOf(*c, data.Settings{}, r.SignOff.Signed, false).Series
			papers[series] = append(papers[series], paper{r.SignOff.Signed, &r.DocNumber})
		}
		for j := range c.Opinions {
			if o := &c.Opinions[j]; o.Way == data.OpinionOut {
				papers[c.Book.OpinionSeries] = append(papers[c.Book.OpinionSeries], paper{o.SignOff.Signed, &o.DocNumber})
			}
		}
	}
	for series, all := range papers {
		all = slices.DeleteFunc(all, func(p paper) bool { return p.signed.IsZero() })
		slices.SortStableFunc(all, func(a, b paper) int { return a.signed.Compare(b.signed) })
		for _, p := range all {
			key := fmt.Sprintf("%s〔%d〕", series, p.signed.Year())
			g.papers[key]++
			*p.number = fmt.Sprintf("%s%d号", key, g.papers[key])
		}
	}
}

// paper is a letter waiting for its 文号.
type paper struct {
	signed data.Date
	number *string
}

// wholeUnits records what concerns a unit's work as a whole: a visit and points
// given by a person for some of the units that answered in the year.
func (g *generator) wholeUnits(tx *registry.Tx, lives []*life, year int) error {
	var units []data.Unit
	for _, l := range lives {
		if a, ok := l.c.LeadAssignment(); ok && !slices.ContainsFunc(units, a.Unit.Same) {
			units = append(units, a.Unit)
		}
	}
	for i, u := range units {
		if i%4 == 0 {
			visit := data.Supervision{Unit: u, Kind: data.Visit, Date: data.NewDate(year, 6, 8), People: "区人大常委会、区政府督查室", Findings: "听取" + u.Name + "办理工作的整体汇报。"}
			if err := tx.SaveSupervision(&visit); err != nil {
				return err
			}
		}
		if i%3 == 0 {
			s := data.Score{Year: year, Unit: u, Source: data.Addition, Points: data.Points(5 + 5*(i%4)), Reason: g.words.Scored[i%2], Date: data.NewDate(year, 12, 20)}
			if i%6 == 3 {
				s.Source, s.Reason = data.Deduction, g.words.Scored[2]
			}
			if err := tx.SaveScore(&s); err != nil {
				return err
			}
		}
	}
	return nil
}
