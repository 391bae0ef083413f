package people_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/people"
	"jianban/data/registry/pgtest"
)

// server is nil, and why holds the reason, where there is no PostgreSQL.
var (
	server *pgtest.Server
	why    error
)

func TestMain(m *testing.M) {
	if server, why = pgtest.Start(); why != nil && !errors.Is(why, pgtest.ErrNone) {
		fmt.Fprintln(os.Stderr, why)
		os.Exit(1)
	}
	code := m.Run()
	if err := server.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// office is a registry of two units, each of which works on its own proposal: that of
// housing has words of which none stands in finance's, and so the other way round.
type office struct {
	t       testing.TB
	place   string
	of      map[string]data.ID // unit
	item    map[string]data.ID // its proposal
	reply   map[string]data.ID
	talk    map[string]data.ID
	file    map[string]data.ID
	task    map[string]data.ID // its assignment
	deputy  map[string]data.ID
	who     map[string]data.Person
	contact map[string]*pgx.Conn
}

const (
	housing = "住建局"
	finance = "财政局"
)

func day(text string) data.Date {
	d, err := data.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func noon() time.Time { return time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC) }

func options() registry.Options {
	text, err := os.ReadFile("../../../assets/packs/three-steps.toml")
	if err != nil {
		panic(err)
	}
	pack, err := data.ParsePack(text)
	if err != nil {
		panic(err)
	}
	return registry.Options{By: "冒名者", Now: noon, Pack: pack}
}

func newOffice(t testing.TB) *office {
	t.Helper()
	if server == nil {
		t.Skip(why)
	}
	place, err := server.Database("")
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, place: place, of: map[string]data.ID{}, item: map[string]data.ID{}, reply: map[string]data.ID{}, talk: map[string]data.ID{}, file: map[string]data.ID{}, task: map[string]data.ID{}, deputy: map[string]data.ID{}, who: map[string]data.Person{}, contact: map[string]*pgx.Conn{}}
	t.Cleanup(func() {
		for _, c := range o.contact {
			_ = c.Close(context.Background())
		}
		for name := range o.who {
			if _, err := people.Remove(context.Background(), place, name); err != nil {
				t.Error(err)
			}
		}
		if err := server.Drop(place); err != nil {
			t.Error(err)
		}
	})
	if err := registry.CreateWith(t.Context(), place, options(), func(r *registry.Registry) error {
		return r.Do(t.Context(), registry.Action{What: "登记"}, o.enter)
	}); err != nil {
		t.Fatal(err)
	}
	// A user of the server has one name on all of it.
	end := filepath.Base(place)
	for name, p := range map[string]data.Person{
		"经办": {Kind: data.PersonClerk}, "领导": {Kind: data.PersonLeader}, "审计": {Kind: data.PersonAuditor},
		"住建": {Kind: data.PersonUnit, Of: housing}, "财政": {Kind: data.PersonUnit, Of: finance},
	} {
		p.Name = name + end
		added, made, err := people.Add(t.Context(), place, p, "")
		if err != nil || len(made) < data.LeastPassword {
			t.Fatal(made, err)
		}
		o.who[added.Name] = added
	}
	return o
}

func (o *office) enter(tx *registry.Tx) error {
	b := data.Book{Meeting: data.Meeting{Body: data.Congress, Level: data.District, Place: "红塔区", Term: 6, Session: 1, Year: 2022}, Direction: data.HandedOut, ReplySeries: "红政函"}
	y := data.Proposer{Name: "尹志平", Body: data.Congress, Phone: "13800000001"}
	l := data.Proposer{Name: "李莫愁", Body: data.Congress, Phone: "13900000002"}
	s := data.Settings{Office: "区政府办公室", Issuer: "区政府", Letterhead: "区政府文件", ReplySeries: "红政函", OpinionSeries: "红政办函"}
	if err := errors.Join(tx.SaveBook(&b), tx.SaveProposer(&y), tx.SaveProposer(&l), tx.SaveSettings(&s)); err != nil {
		return err
	}
	for i, unit := range []string{housing, finance} {
		u := data.Unit{Name: unit, Phone: unit + "的电话"}
		if err := tx.SaveUnit(&u); err != nil {
			return err
		}
		p := data.Proposal{BookID: b.ID, Number: fmt.Sprint(i + 1), Kind: data.Suggestion, Role: data.Lead, Title: unit + "的标题", Text: unit + "的内容", HandedOver: day("2022-03-01"), Proposers: []data.Proposer{[]data.Proposer{y, l}[i]}}
		if err := tx.SaveProposal(&p); err != nil {
			return err
		}
		a := data.Assignment{ProposalID: p.ID, Unit: u, Part: data.LeadUnit, Assigned: day("2022-03-02")}
		c := data.Consultation{ProposalID: p.ID, Phase: data.Phases[0], Date: day("2022-04-01"), Method: data.FaceToFace, Said: unit + "的沟通", Attended: []data.ID{[]data.ID{y.ID, l.ID}[i]}}
		r := data.Reply{ProposalID: p.ID, Round: 1, Body: unit + "的答复"}
		f := data.Attachment{ProposalID: p.ID, Name: unit + "的附件.txt", Added: day("2022-03-02")}
		v := data.Supervision{Unit: u, Kind: "督查", Date: day("2022-05-01"), Findings: unit + "的督查"}
		if err := errors.Join(tx.SaveAssignment(&a), tx.SaveConsultation(&c), tx.SaveReply(&r), tx.AddAttachment(&f, strings.NewReader(unit+"的文件")), tx.SaveSupervision(&v),
			tx.SaveScore(&data.Score{Year: 2022, Unit: u, Source: "加分", Points: 10, Reason: unit + "的加分", Date: day("2022-05-01")})); err != nil {
			return err
		}
		o.deputy[unit] = p.Proposers[0].ID
		o.of[unit], o.item[unit], o.reply[unit], o.talk[unit], o.file[unit], o.task[unit] = u.ID, p.ID, r.ID, c.ID, f.ID, a.ID
	}
	return nil
}

// person finds one by the beginning of the name.
func (o *office) person(name string) data.Person {
	o.t.Helper()
	for full, p := range o.who {
		if strings.HasPrefix(full, name) {
			return p
		}
	}
	o.t.Fatal(name)
	return data.Person{}
}

func (o *office) address(name string) string {
	return strings.Replace(o.place, pgtest.User+"@", o.person(name).User+"@", 1)
}

// by is a connection of a person's, past the program.
func (o *office) by(name string) *pgx.Conn {
	o.t.Helper()
	if c := o.contact[name]; c != nil {
		return c
	}
	c, err := pgx.Connect(o.t.Context(), o.address(name)+"?search_path=jianban")
	if err != nil {
		o.t.Fatal(err)
	}
	o.contact[name] = c
	return c
}

// desk is the registry opened by a person.
func (o *office) desk(name string) *registry.Registry {
	o.t.Helper()
	r, err := registry.Open(o.t.Context(), o.address(name), options())
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() {
		if err := r.Close(); err != nil {
			o.t.Error(err)
		}
	})
	return r
}

// tables are all tables, as the catalogue has them.
func (o *office) tables() (names []string) {
	o.t.Helper()
	c, err := pgx.Connect(o.t.Context(), o.place)
	if err != nil {
		o.t.Fatal(err)
	}
	defer c.Close(o.t.Context())
	rows, err := c.Query(o.t.Context(), "SELECT relname FROM pg_class WHERE relnamespace = 'jianban'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY relname")
	if err != nil {
		o.t.Fatal(err)
	}
	names, err = pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(names) < 35 {
		o.t.Fatal(names, err)
	}
	return names
}

// tries runs statements one after another within an action, keeps nothing, and gives
// how many rows the last one wrote.
func (o *office) tries(name string, action bool, statements ...string) (rows int64, err error) {
	o.t.Helper()
	c := o.by(name)
	tx, err := c.Begin(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() {
		if err := tx.Rollback(o.t.Context()); err != nil {
			o.t.Fatal(err)
		}
	}()
	if action {
		if _, err := tx.Exec(o.t.Context(), "SELECT jianban.begin_action('2022-07-01T12:00:00Z', '冒名者', '试', 'k')"); err != nil {
			return 0, err
		}
	}
	for _, s := range statements {
		tag, err := tx.Exec(o.t.Context(), s)
		if err != nil {
			return 0, err
		}
		rows = tag.RowsAffected()
	}
	return rows, nil
}

// Every table has row security and a policy, and nobody but the owner and the groups
// has any right.
func TestEveryTableHasPolicies(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	c, err := pgx.Connect(t.Context(), o.place)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	for _, table := range o.tables() {
		var secured bool
		var policies int
		if err := c.QueryRow(t.Context(), "SELECT relrowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid AND polname = 'reads') FROM pg_class AS c WHERE relnamespace = 'jianban'::regnamespace AND relname = $1", table).Scan(&secured, &policies); err != nil || !secured || policies == 0 {
			t.Errorf("%s: row security %v, %d policies, %v", table, secured, policies, err)
		}
	}
	var open int
	if err := c.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM pg_class AS c, aclexplode(coalesce(relacl, acldefault('r', relowner))) AS a WHERE relnamespace = 'jianban'::regnamespace AND a.grantee = 0)
		+ (SELECT count(*) FROM pg_proc AS p, aclexplode(coalesce(proacl, acldefault('f', proowner))) AS a WHERE pronamespace = 'jianban'::regnamespace AND a.grantee = 0)
		+ (SELECT count(*) FROM pg_namespace AS n, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) AS a WHERE nspname = 'jianban' AND a.grantee = 0)
		+ (SELECT count(*) FROM pg_proc WHERE pronamespace = 'jianban'::regnamespace AND prosecdef AND NOT 'search_path=pg_catalog, pg_temp' = ANY (coalesce(proconfig, '{}')))`).Scan(&open); err != nil || open > 0 {
		t.Errorf("%d rights of everybody, %v", open, err)
	}
}

// A unit reads none of another's contents in any table, nor by any function.
func TestAUnitReadsOnlyItsOwn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for mine, others := range map[string]string{"住建": finance, "财政": housing} {
		for _, table := range o.tables() {
			rows, err := o.by(mine).Query(t.Context(), "SELECT row_to_json(t)::text FROM jianban."+table+" AS t")
			if err != nil {
				t.Fatal(table, err)
			}
			all, err := pgx.CollectRows(rows, pgx.RowTo[string])
			if err != nil {
				t.Fatal(table, err)
			}
			for _, row := range all {
				if strings.Contains(row, others) || strings.Contains(row, map[string]string{housing: "13800000001", finance: "13900000002"}[others]) {
					t.Errorf("%s reads in %s: %s", mine, table, row)
				}
			}
			if table == "proposals" && len(all) != 1 || table == "blob_parts" && len(all) != 1 || table == "replies" && len(all) != 1 || table == "search_texts" && len(all) != 1 {
				t.Errorf("%s reads %d rows of %s", mine, len(all), table)
			}
		}
	}
	rows, err := o.by("住建").Query(t.Context(), "SELECT format('%I', proname) FROM pg_proc WHERE pronamespace = 'jianban'::regnamespace AND has_function_privilege(oid, 'EXECUTE') ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	may, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if want := []string{"begin_action", "claim_content", "close_action", "freshen", "hash_before", "json_extract", "made", "my_contents", "my_kind", "my_people", "my_proposals", "my_unit", "my_units"}; err != nil || !slices.Equal(may, want) {
		t.Errorf("%v, %v", may, err)
	}
	for _, hidden := range []string{
		"SELECT last_value FROM jianban.proposals_id_seq", "SELECT currval('jianban.proposals_id_seq')", "SELECT jianban.hash_of(1)", "SELECT jianban.hashed('a')",
		"SELECT 1 FROM pg_statistic", "TRUNCATE jianban.consultations", "SET ROLE " + pgtest.User, "SET SESSION AUTHORIZATION " + pgtest.User, "CREATE TABLE jianban.mine (a int)",
		"ALTER TABLE jianban.replies DISABLE ROW LEVEL SECURITY", "SET row_security = off; SELECT 1 FROM jianban.replies", "CREATE POLICY a ON jianban.replies USING (true)",
	} {
		if _, err := o.tries("住建", false, hidden); err == nil {
			t.Errorf("%s was not refused", hidden)
		}
	}
	for ask, want := range map[string]int{
		"SELECT count(*) FROM pg_stats WHERE schemaname = 'jianban'":                                     0,
		"SELECT count(*) FROM jianban.my_proposals()":                                                    1,
		fmt.Sprintf("SELECT count(*) FROM jianban.claim_content((SELECT '%064d'), 'x') AS c WHERE c", 0): 0,
		fmt.Sprintf("SELECT count(*) FROM jianban.made('replies', %d) AS m WHERE m", o.reply[finance]):   0,
		"SELECT count(*) FROM jianban.actions WHERE id > 2":                                              0,
		fmt.Sprintf("SELECT count(*) FROM jianban.journal WHERE proposal_id = %d", o.item[finance]):      0,
		"SELECT count(*) FROM jianban.journal WHERE tbl IN ('summaries', 'year_closings', 'packs2')":     0,
	} {
		var n int
		if err := o.by("住建").QueryRow(t.Context(), ask).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, %v", ask, n, err)
		}
	}
}

// A role and a unit can be changed and a password set anew, by the owner alone: what the
// person then reads and writes is what the new role may, at once.
func TestRolesAndPasswordsAreChanged(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	who := o.person("财政")
	seen := func() (n int) {
		t.Helper()
		if err := o.by("财政").QueryRow(t.Context(), "SELECT count(*) FROM jianban.proposals").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	anew := func() { // the sessions were ended
		t.Helper()
		_ = o.by("财政").Close(t.Context())
		delete(o.contact, "财政")
	}
	if n := seen(); n != 1 {
		t.Fatal(n)
	}
	if known, err := people.Known(t.Context(), o.address("财政")); err != nil || !strings.Contains(known.Refused, "不能管理人员") || len(known.All) != 1 {
		t.Error(known.Refused, len(known.All), err)
	}
	if p, err := people.Change(t.Context(), o.place, who.Name, data.Person{Kind: data.PersonUnit, Of: housing}); err != nil || p.Of != housing || p.Unit.ID != o.of[housing] {
		t.Fatal(p, err)
	}
	if _, err := o.by("财政").Exec(t.Context(), "SELECT 1"); err == nil {
		t.Error("the session from before goes on")
	}
	anew()
	var number string
	if err := o.by("财政").QueryRow(t.Context(), "SELECT number FROM jianban.proposals").Scan(&number); err != nil || number != "1" {
		t.Error(number, err)
	}
	if p, err := people.Change(t.Context(), o.place, who.User, data.Person{Kind: data.PersonClerk}); err != nil || p.Of != "" || p.Unit.ID != 0 {
		t.Fatal(p, err)
	}
	anew()
	if n := seen(); n != 2 {
		t.Errorf("a clerk reads %d proposals", n)
	}
	if _, err := o.tries("财政", true, "UPDATE jianban.proposals SET title = title"); err != nil {
		t.Error(err)
	}
	for _, bad := range []struct {
		place, name, want string
		to                data.Person
	}{
		{o.place, who.Name, "不是一种角色", data.Person{Kind: "admin"}},
		{o.place, who.Name, "没有填写", data.Person{Kind: data.PersonUnit}},
		{o.place, who.Name, "没有“没有的局”", data.Person{Kind: data.PersonUnit, Of: "没有的局"}},
		{o.place, "没有的人", "没有“没有的人”", data.Person{Kind: data.PersonClerk}},
		{o.place, "office", "建立者", data.Person{Kind: data.PersonClerk}},
		{o.address("经办"), who.Name, "不能管理人员", data.Person{Kind: data.PersonAuditor}},
		{o.address("经办"), o.person("经办").Name, "不能更改自己的角色", data.Person{Kind: data.PersonLeader}},
	} {
		_, err := people.Change(t.Context(), bad.place, bad.name, bad.to)
		refusedFor(t, err, bad.want)
	}
	c, err := pgx.Connect(t.Context(), o.place)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	kept := func() (verifier string) {
		t.Helper()
		if err := c.QueryRow(t.Context(), "SELECT rolpassword FROM pg_authid WHERE rolname = $1", who.User).Scan(&verifier); err != nil {
			t.Fatal(err)
		}
		return verifier
	}
	before := kept()
	if _, made, err := people.SetPassword(t.Context(), o.place, who.Name, ""); err != nil || len(made) < data.LeastPassword || kept() == before {
		t.Error(made, err)
	}
	before = kept()
	_, _, err = people.SetPassword(t.Context(), o.place, who.Name, "短")
	refusedFor(t, err, "看不见的字符")
	_, _, err = people.SetPassword(t.Context(), o.address("经办"), who.Name, "a password's length")
	refusedFor(t, err, "不能管理人员")
	if kept() != before {
		t.Error("a password was set that was refused")
	}
	if _, made, err := people.SetPassword(t.Context(), o.place, who.Name, "a password's length"); err != nil || made != "" || kept() == before {
		t.Error(made, err)
	}
	if _, err := c.Exec(t.Context(), "COMMENT ON ROLE "+pgx.Identifier{who.User}.Sanitize()+" IS 'somebody else''s'"); err != nil {
		t.Fatal(err)
	}
	_, _, err = people.SetPassword(t.Context(), o.place, who.Name, "")
	refusedFor(t, err, "不是这个登记库建立的用户")
	if _, err := c.Exec(t.Context(), "COMMENT ON ROLE "+pgx.Identifier{who.User}.Sanitize()+" IS "+fmt.Sprintf("'jianban %s'", databaseNumber(t, c))); err != nil {
		t.Fatal(err)
	}
}

// databaseNumber is the number that a registry notes of the roles that it makes.
func databaseNumber(t *testing.T, c *pgx.Conn) (n string) {
	t.Helper()
	if err := c.QueryRow(t.Context(), "SELECT oid::text FROM pg_database WHERE datname = current_database()").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
