package registry_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"sync/atomic"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/pgtest"
)

// tally passes connections on to a server and counts how often the one that writes
// waits for it: every message that has the server answer begins a journey.
type tally struct {
	net.Listener
	to       string
	journeys atomic.Int64
}

// counted is the address of a registry by way of a tally.
func counted(t *testing.T, place string) (*tally, string) {
	t.Helper()
	address, err := url.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &tally{Listener: l, to: address.Host}
	t.Cleanup(func() { _ = c.Close() })
	go c.serve()
	address.Host = l.Addr().String()
	query := address.Query()
	query.Set("sslmode", "disable")
	address.RawQuery = query.Encode()
	return c, address.String()
}

func (c *tally) serve() {
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
		cut := func() { _, _ = in.Close(), out.Close() }
		go func() { _, _ = io.Copy(in, out); cut() }()
		go func() { _ = c.pass(out, in); cut() }()
	}
}

// pass hands messages on: the first has no kind, all others a byte and their length.
func (c *tally) pass(to io.Writer, from io.Reader) error {
	writes := false
	for head := make([]byte, 4); ; head = make([]byte, 5) {
		if _, err := io.ReadFull(from, head); err != nil {
			return err
		}
		body := make([]byte, binary.BigEndian.Uint32(head[len(head)-4:])-4)
		if _, err := io.ReadFull(from, body); err != nil {
			return err
		}
		writes = writes || bytes.Contains(body, []byte("LOCK TABLE"))
		if writes && len(head) == 5 && (head[0] == 'S' || head[0] == 'Q') { // Sync, Query
			c.journeys.Add(1)
		}
		if _, err := to.Write(append(head, body...)); err != nil {
			return err
		}
	}
}

// What a save costs over a network is how often it waits for the server: to begin, for
// what is looked at before it writes, for the record with all that is looked at after
// it, and for its end.
func TestASaveWaitsForTheServerAFewTimes(t *testing.T) {
	registry.OfServers(t)
	c, place := counted(t, copyOfTemplate(t))
	r := openAt(t, place, options())
	rep := reply("红政函〔2022〕15号")
	rep.ProposalID = leadID
	do(t, r, "答复", func(tx *registry.Tx) error { return tx.SaveReply(&rep) })
	all, err := r.Cases(t.Context(), data.Scope{Texts: true, IDs: []data.ID{leadID}})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	p, phone := all[0].Proposal, "0877-2"
	for _, test := range []struct {
		what string
		most int64
		save func(*registry.Tx) error
	}{
		{"a telephone number", 4, func(tx *registry.Tx) error {
			return tx.SaveUnit(&data.Unit{ID: unitFinance, Name: "区财政局", Phone: phone})
		}},
		{"the text of a reply", 4, func(tx *registry.Tx) error {
			rep.Body += "已经落实。"
			return tx.SaveReply(&rep)
		}},
		{"the text of a proposal", 4, func(tx *registry.Tx) error {
			p.Text += "建议加快。"
			return tx.SaveProposal(&p)
		}},
		{"a talk", 4, func(tx *registry.Tx) error {
			return tx.SaveConsultation(&data.Consultation{ProposalID: leadID, Phase: data.Phases[1], Date: day("2022-04-01"), Method: data.FaceToFace, Attended: []data.ID{proposerYin}, Said: "同意"})
		}},
	} {
		for n := range 2 { // the first prepares the statements
			phone += "0"
			seen, err := r.Newest(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			before := c.journeys.Load()
			if err := r.Do(t.Context(), registry.Action{What: "更改", Seen: seen}, test.save); err != nil {
				t.Fatal(test.what, err)
			}
			if waited := c.journeys.Load() - before; n == 1 && waited > test.most {
				t.Errorf("%s waits %d times for the server, want %d at most", test.what, waited, test.most)
			}
		}
	}
	content(t, r)
}

// A server that was started anew while a desk did nothing takes its next save at once:
// the connection that is gone is found out by the save itself.
func TestASaveAfterTheServerWasStartedAnew(t *testing.T) {
	registry.OfServers(t)
	server, place := pgtest.For(t)
	if err := registry.CreateWith(t.Context(), place, options(), func(r *registry.Registry) error {
		return r.Do(t.Context(), registry.Action{What: "登记2022年"}, enter)
	}); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, place, options())
	save := func(phone string) {
		t.Helper()
		do(t, r, "改电话", func(tx *registry.Tx) error {
			return tx.SaveUnit(&data.Unit{ID: unitFinance, Name: "区财政局", Phone: phone})
		})
	}
	save("1")
	if err := errors.Join(server.Kill(), server.Run()); err != nil {
		t.Fatal(err)
	}
	save("2")
}
