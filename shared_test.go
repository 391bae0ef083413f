package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/pgtest"
	"jianban/gui/screen"
)

// desks are two desks on one registry of a server of their own.
func desks(t *testing.T) (a, b *registry.Registry) {
	t.Helper()
	_, place := pgtest.For(t)
	open := registry.Create
	var all []*registry.Registry
	for _, by := range []string{"张三", "李四"} {
		r, err := open(t.Context(), place, registry.Options{By: by, Now: time.Now, Pack: data.RulePack{}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		all, open = append(all, r), registry.Open
	}
	return all[0], all[1]
}

// Two people save one record: what each alone changed is kept, what both changed is
// what was chosen.
func TestTwoDesksSaveOneRecord(t *testing.T) {
	a, b := desks(t)
	unit := data.Unit{Name: "区住建局", Contact: "王某", Phone: "1"}
	if err := a.Do(t.Context(), registry.Action{What: "登记单位"}, func(tx *registry.Tx) error { return tx.SaveUnit(&unit) }); err != nil {
		t.Fatal(err)
	}
	desk := sharedOf(t.Context(), b).(*shared)
	seen := desk.Seen()
	theirs, mine := unit, unit
	theirs.Phone, theirs.Contact = "2", "赵某"
	if err := a.Do(t.Context(), registry.Action{What: "修改电话"}, func(tx *registry.Tx) error { return tx.SaveUnit(&theirs) }); err != nil {
		t.Fatal(err)
	}
	mine.Phone = "3"
	save := func(tx screen.Tx) error { x := mine; return tx.SaveUnit(&x) }
	newest, err := desk.DoSeen(t.Context(), "修改", seen, nil, save)
	c, ok := errors.AsType[data.Conflict](err)
	if !ok || c.By != "张三" || c.What != "修改电话" || len(c.Asked()) != 1 || c.Asked()[0].Label != "联系电话" && !strings.Contains(c.Asked()[0].Label, "电话") {
		t.Fatalf("%v, %+v", err, c)
	}
	if _, err := desk.DoSeen(t.Context(), "修改", newest, []data.Decided{{Conflict: c, Chosen: map[string]data.Side{c.Asked()[0].Name: data.Mine}}}, save); err != nil {
		t.Fatal(err)
	}
	units, err := a.Units(t.Context())
	if err != nil || len(units) != 1 || units[0].Phone != "3" || units[0].Contact != "赵某" {
		t.Errorf("%+v, %v", units, err)
	}
	own := desk.Seen()
	if _, err := desk.DoSeen(t.Context(), "再改", own, nil, func(tx screen.Tx) error { x := units[0]; x.Phone = "4"; return tx.SaveUnit(&x) }); err != nil {
		t.Errorf("over what this desk itself saved: %v", err)
	}
}

// What a desk heard of just now may not be on screen yet.
func TestWhatIsSeen(t *testing.T) {
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	s := &shared{now: func() time.Time { return now }, known: []heard{{id: 10}, {id: 12, at: now}, {id: 15, at: now.Add(3 * time.Second)}}}
	for _, x := range []struct {
		after time.Duration
		want  data.ID
	}{{0, 10}, {4 * time.Second, 10}, {6 * time.Second, 12}, {9 * time.Second, 15}} {
		now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC).Add(x.after)
		if got := s.Seen(); got != x.want {
			t.Errorf("after %v: %d, want %d", x.after, got, x.want)
		}
	}
	if s.own = 20; s.Seen() != 20 {
		t.Error("the own change is not seen")
	}
}

func TestAddressesAndPasswords(t *testing.T) {
	keyring.MockInit()
	for _, x := range []struct {
		ask  screen.SharedAsk
		want string
	}{
		{screen.SharedAsk{Host: "10.0.0.5", Database: "jianban", User: "zhang"}, "postgres://zhang@10.0.0.5:5432/jianban"},
		{screen.SharedAsk{Host: "::1", Port: "6000", Database: "建办", User: "李 四"}, "postgres://%E6%9D%8E%20%E5%9B%9B@[::1]:6000/%E5%BB%BA%E5%8A%9E"},
		{screen.SharedAsk{Host: "h", Port: "0", Database: "d", User: "u"}, "“0”不是端口"},
		{screen.SharedAsk{Host: "h", Port: "五", Database: "d", User: "u"}, "“五”不是端口"},
	} {
		got, err := addressOf(x.ask)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, x.want) {
			t.Errorf("%+v: %s, want %s", x.ask, got, x.want)
		}
	}
	const address = "postgres://zhang@10.0.0.5:5432/jianban"
	if got := withPassword(address); got != address {
		t.Errorf("of no known password: %s", got)
	}
	if !keepPassword(address, "p@ss/字") || !strings.Contains(withPassword(address), "zhang:p%40ss%2F%E5%AD%97@") {
		t.Errorf("kept: %s", withPassword(address))
	}
	t.Setenv(passwordVariable, "env")
	if got := withPassword(address); !strings.Contains(got, "zhang:env@") {
		t.Errorf("of the environment: %s", got)
	}
	if got := withPassword("postgres://zhang:own@10.0.0.5/jianban"); !strings.Contains(got, ":own@") {
		t.Errorf("its own: %s", got)
	}
	if got := withPassword("/a/file.db"); got != "/a/file.db" {
		t.Errorf("a file: %s", got)
	}
}

// What is asked for and cannot be is said at its field, and nothing is kept.
func TestWhatCannotBeOpenedIsSaid(t *testing.T) {
	keyring.MockInit()
	ask := screen.SharedAsk{Host: "127.0.0.1", Port: "1", Database: "d", User: "u", Password: "geheim", Remember: true}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, err := reachShared(ctx, "", ask, func(int, int, string) {})
	if err == nil || strings.Contains(err.Error(), "geheim") || !strings.Contains(err.Error(), "连不上") {
		t.Errorf("%v", err)
	}
	if address, _ := addressOf(ask); keptPassword(address) != "" {
		t.Error("the password of what was not opened is kept")
	}
}
