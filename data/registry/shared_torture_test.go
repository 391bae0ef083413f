package registry_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/pgtest"
)

// tries is how often each kind of damage is done: TRIES=1000 for a long run.
func tries(t *testing.T, usual int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("TRIES")); err == nil && n > 0 {
		return n
	}
	return usual
}

// saved notes what Do said of one change.
type saved struct{ told, unsure map[string]bool }

// save enters a proposal with this number and notes the answer: kept, not kept, or
// that nobody can say.
func (s *saved) save(r *registry.Registry, number string) {
	err := r.Do(context.Background(), registry.Action{What: "登记" + number}, func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) { p.Number = number })
		if err := tx.SaveProposal(&p); err != nil {
			return err
		}
		return tx.SaveAssignment(&data.Assignment{ProposalID: p.ID, Unit: data.Unit{ID: unitHousing}, Part: data.LeadUnit, Assigned: day("2022-03-02")})
	})
	var said data.Problem
	switch {
	case err == nil:
		s.told[number] = true
	case errors.As(err, &said) && said.Message == "保存时与共享登记库的连接断了，不知道是否已经保存":
		s.unsure[number] = true
	}
}

// holds looks whether all that was told is there, once and whole, and nothing else.
func (s *saved) holds(t *testing.T, r *registry.Registry) {
	t.Helper()
	content(t, r)
	cases, err := r.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]int{}
	for _, c := range cases {
		if c.Proposal.ID == leadID || c.Proposal.ID == assistID {
			continue
		}
		there[c.Proposal.Number]++
		if len(c.Assignments) != 1 || len(c.Proposal.Proposers) != 1 {
			t.Errorf("第%s号 is there in part", c.Proposal.Number)
		}
		if !s.told[c.Proposal.Number] && !s.unsure[c.Proposal.Number] {
			t.Errorf("第%s号 is there, and was said not to be", c.Proposal.Number)
		}
	}
	for number := range s.told {
		if there[number] != 1 {
			t.Errorf("第%s号 was told as kept and is there %d times", number, there[number])
		}
	}
}

// A server that is killed while desks save loses nothing that was told, keeps nothing
// in part, and the desks work on when it is back.
func TestAServerKilledWhileSaving(t *testing.T) {
	registry.OfServers(t)
	server, place := pgtest.For(t, "fsync=on")
	if err := registry.CreateWith(t.Context(), place, options(), func(r *registry.Registry) error {
		return r.Do(t.Context(), registry.Action{What: "登记2022年"}, enter)
	}); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, place, options())
	s := saved{map[string]bool{}, map[string]bool{}}
	number := 100
	for range tries(t, 3) {
		end := time.Now().Add(time.Duration(rand.IntN(400)) * time.Millisecond)
		var wait sync.WaitGroup
		stop := make(chan struct{})
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					number++
					s.save(r, fmt.Sprint(number))
				}
			}
		})
		time.Sleep(time.Until(end))
		if err := errors.Join(server.Kill(), server.Run()); err != nil {
			t.Fatal(err)
		}
		close(stop)
		wait.Wait()
		number++
		s.save(r, fmt.Sprint(number))
		if !s.told[fmt.Sprint(number)] {
			t.Error("the desk does not work on when the server is back")
		}
	}
	s.holds(t, r)
	if len(s.unsure) > 0 {
		t.Errorf("of %d saves nobody knows, though the server is back", len(s.unsure))
	}
	t.Logf("%d told", len(s.told))
}

// cutter passes connections on to a server and cuts each after some bytes.
type cutter struct {
	net.Listener
	to    string
	whole bool // cuts nothing
	mu    sync.Mutex
}

func newCutter(t *testing.T, to string) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{Listener: l, to: to, whole: true}
	go c.serve()
	return c
}

func (c *cutter) serve() {
	for {
		in, err := c.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", c.to)
		if err != nil {
			_ = in.Close()
			continue
		}
		c.mu.Lock()
		most := int64(1 << 40)
		if !c.whole {
			most = 1500 + rand.Int64N(60_000) // beyond what connecting takes, mostly
			if rand.IntN(4) == 0 {
				most *= 20 // now and then changes of the index have to be folded
			}
		}
		c.mu.Unlock()
		cut := func() { _, _ = in.Close(), out.Close() }
		go func() { _, _ = io.CopyN(out, in, most); cut() }()
		go func() { _, _ = io.CopyN(in, out, most); cut() }()
	}
}

func (c *cutter) cuts(yes bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.whole = !yes
}

// A connection that is cut at any byte loses nothing that was told and sends nothing
// twice.
func TestAConnectionCutWhileSaving(t *testing.T) {
	registry.OfServers(t)
	place := copyOfTemplate(t)
	address, err := url.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	c := newCutter(t, address.Host)
	defer c.Close()
	address.Host = c.Addr().String()
	c.cuts(true)
	s := saved{map[string]bool{}, map[string]bool{}}
	number, opened := 100, 0
	for range tries(t, 15) {
		r, err := registry.Open(t.Context(), address.String(), options())
		if err != nil {
			continue // cut while it was opened
		}
		opened++
		for range 5 {
			number++
			s.save(r, fmt.Sprint(number))
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	s.holds(t, openAt(t, place, options()))
	t.Logf("opened %d times; of %d saves %d told, %d unsure", opened, number-100, len(s.told), len(s.unsure))
	if len(s.told) == 0 || len(s.told) == number-100 {
		t.Error("nothing was cut, or all")
	}
}

// Two desks that save the same record a thousand times: every action is there, in one
// chain, and the record is as the last left it.
func TestTwoDesksOnOneRecord(t *testing.T) {
	registry.OfServers(t)
	place := copyOfTemplate(t)
	each := tries(t, 100)
	var wait sync.WaitGroup
	for d, name := range []string{"甲", "乙"} {
		r := openAt(t, place, options())
		wait.Go(func() {
			for n := range each {
				if err := r.Do(context.Background(), registry.Action{What: "改电话"}, func(tx *registry.Tx) error {
					return tx.SaveUnit(&data.Unit{ID: unitFinance, Name: "区财政局", Phone: fmt.Sprint(name, n), Contact: fmt.Sprint(d)})
				}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	r := openAt(t, place, options())
	content(t, r)
	anchor, err := r.Anchor(t.Context())
	if err != nil || int(anchor.Action) != 2+2*each {
		t.Errorf("%d actions, want %d: %v", anchor.Action, 2+2*each, err)
	}
}

// Twenty clerks at their desks, who pause between two saves (CLERKS=10m: for so long):
// every save that was told is there once, and no 文号 was given twice or left out. How
// long the saves took is told with -v.
func TestTwentyClerks(t *testing.T) {
	registry.OfServers(t)
	prepare, each := makeLarge, 100
	last, err := time.ParseDuration(os.Getenv("CLERKS"))
	if err != nil {
		prepare, each, last = makeSmall, 5, 2*time.Second
	}
	_, place := pgtest.For(t, "fsync=on", "shared_buffers=128MB")
	if err := prepare(place); err != nil {
		t.Fatal(err)
	}
	end := time.Now().Add(last)
	var wait sync.WaitGroup
	clerks := make([]clerk, 20)
	for n := range clerks {
		c := &clerks[n]
		c.name, c.desk, c.proposal, c.each = fmt.Sprint("经办", n), openAt(t, place, options()), data.ID(10+n), each
		wait.Go(func() {
			for time.Sleep(rand.N(800 * time.Millisecond)); time.Now().Before(end) && c.failed == nil; time.Sleep(200*time.Millisecond + rand.N(800*time.Millisecond)) {
				c.save(t.Context())
			}
		})
	}
	wait.Wait()
	var took []time.Duration
	wanted := map[string]bool{}
	for _, c := range clerks {
		if c.failed != nil {
			t.Errorf("%s: %v", c.name, c.failed)
		}
		took = append(took, c.took...)
		for n := range c.took {
			wanted[fmt.Sprint(c.name, "第", n)] = true
		}
	}
	db, err := registry.Behind(place)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	times := map[string]int{}
	for _, what := range texts(t, db, "SELECT what FROM actions WHERE what LIKE '经办%'") {
		times[what]++
	}
	for what := range wanted {
		if times[what] != 1 {
			t.Errorf("%s was told and is there %d times", what, times[what])
		}
	}
	if len(times) != len(wanted) {
		t.Errorf("%d saves are there, %d were told", len(times), len(wanted))
	}
	given := texts(t, db, "SELECT doc_number FROM replies WHERE doc_number LIKE '红政函〔2023〕%'")
	slices.Sort(given)
	if n := len(slices.Compact(slices.Clone(given))); n != len(given) || n > 0 && !slices.Contains(given, fmt.Sprintf("红政函〔2023〕%d号", n)) {
		t.Errorf("文号 were given twice or left out: %v", given)
	}
	content(t, clerks[0].desk)
	slices.Sort(took)
	t.Logf("%d saves of twenty in %v, p50 %v, p99 %v, longest %v; %d 文号", len(took), last, took[len(took)/2], took[len(took)*99/100], took[len(took)-1], len(given))
}

// clerk works on one proposal, and with the others on the telephone of a unit.
type clerk struct {
	name     string
	desk     *registry.Registry
	proposal data.ID
	took     []time.Duration
	each     int // proposals of its own
	replies  int
	failed   error
}

func (c *clerk) save(ctx context.Context) {
	all, err := c.desk.Cases(ctx, data.Scope{IDs: []data.ID{c.proposal}, Texts: true})
	if err != nil || len(all) != 1 {
		c.failed = errors.Join(err, errors.New("the proposal is not there"))
		return
	}
	seen, err := c.desk.Newest(ctx)
	if err != nil {
		c.failed = err
		return
	}
	n := len(c.took)
	begun := time.Now()
	c.failed = c.desk.Do(ctx, registry.Action{What: fmt.Sprint(c.name, "第", n), Seen: seen}, func(tx *registry.Tx) error {
		switch n % 4 {
		case 0:
			number, err := tx.NextDocNumber("红政函", 2023)
			if err != nil {
				return err
			}
			c.replies++ // on proposals of its own, each of which has one already
			return tx.SaveReply(&data.Reply{ProposalID: c.proposal + data.ID(20*(c.replies%c.each)), Round: 2 + c.replies/c.each, Class: "A", DocNumber: number, Body: "正文", SignOff: data.SignOff{Signed: day("2022-05-06"), SignedBy: "丙"}})
		case 1:
			unit := all[0].Assignments[0].Unit
			unit.Contact = c.name + fmt.Sprint(n)
			return tx.SaveUnit(&unit)
		case 2:
			return tx.SaveConsultation(&data.Consultation{ProposalID: c.proposal, Phase: data.Phases[1], Date: day("2022-04-01"), Method: data.FaceToFace, Attended: []data.ID{proposerYin}, Said: c.name})
		default:
			p := all[0].Proposal
			p.Text += "请加快。"
			return tx.SaveProposal(&p)
		}
	})
	var conflict data.Conflict
	if errors.As(c.failed, &conflict) { // another was quicker: nothing was written
		c.failed = nil
		return
	}
	if c.failed == nil {
		c.took = append(c.took, time.Since(begun))
	}
}

func texts(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
