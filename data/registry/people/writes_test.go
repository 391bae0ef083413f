package people_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/people"
)

// What each role may write at all, table by table, by hand: the number of rows that
// a statement over the whole table reaches, where it is not refused.
func TestWhatRolesMayWrite(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	may := map[string]map[string]int64{ // what is not named is refused
		"住建": {"UPDATE consultations": 0, "UPDATE replies": 0, "UPDATE opinions": 0, "UPDATE attachments": 0, "UPDATE assignments": 1,
			"INSERT opinions": 0, "DELETE consultations": 0, "DELETE replies": 0, "DELETE opinions": 0, "DELETE attachments": 0},
		"领导": {"UPDATE replies": 2, "UPDATE opinions": 0},
		"审计": {},
	}
	for name, allowed := range may {
		for _, table := range o.tables() {
			for kind, statement := range map[string]string{
				"UPDATE": "UPDATE jianban.%[1]s SET %[2]s = %[2]s", "DELETE": "DELETE FROM jianban.%[1]s", "INSERT": "INSERT INTO jianban.%[1]s SELECT * FROM jianban.%[1]s LIMIT 1",
			} {
				column := "id"
				switch table {
				case "turn":
					continue // has no column
				case "search_texts":
					column = "sha256"
				case "state":
					column = "version"
				case "search_terms":
					column = "key"
				case "search_fresh":
					column = "proposal_id"
				case "people":
					column = "kind"
				case "content_units", "action_keys":
					column = "action_id"
				}
				want, ok := allowed[kind+" "+table]
				got, err := o.tries(name, name != "审计", fmt.Sprintf(statement, table, column))
				if ok != (err == nil) || got != want {
					t.Errorf("%s: %s of %s: %d rows, %v; want %d, %v", name, kind, table, got, err, want, ok)
				}
			}
		}
	}
	if _, err := o.tries("审计", true); err == nil {
		t.Error("an auditor began an action")
	}
}

// What a unit may not do with what it may write, by hand.
func TestAUnitWritesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	mine, theirs := int64(o.item[housing]), int64(o.item[finance])
	talk := func(proposal int64) string {
		return fmt.Sprintf("INSERT INTO jianban.consultations (proposal_id, phase, date, method) VALUES (%d, '办中', '2022-05-01', '电话')", proposal)
	}
	draft := func(proposal int64, columns, values string) string {
		return fmt.Sprintf("INSERT INTO jianban.replies (proposal_id, round, body%s) VALUES (%d, 2, '草稿'%s)", columns, proposal, values)
	}
	file := func(proposal int64, sum string) string {
		return fmt.Sprintf("INSERT INTO jianban.attachments (proposal_id, name, sha256, added) VALUES (%d, '甲', %s, '2022-05-01')", proposal, sum)
	}
	content := "INSERT INTO jianban.blobs (sha256) VALUES (encode(sha256('乙'), 'hex')); INSERT INTO jianban.blob_parts (blob_id, position, content) VALUES ((SELECT id FROM jianban.blobs WHERE sha256 = encode(sha256('乙'), 'hex')), 0, '%s')"
	end := "SELECT jianban.close_action((SELECT hash FROM jianban.actions LIMIT 1))"
	for _, may := range [][]string{
		{talk(mine)}, {talk(mine), "UPDATE jianban.consultations SET said = '甲' WHERE phase = '办中'"}, {draft(mine, "", "")}, {draft(mine, "", ""), "DELETE FROM jianban.replies WHERE round = 2"},
		{fmt.Sprintf("UPDATE jianban.assignments SET accepted = '2022-03-03', contact = '甲' WHERE id = %d", o.task[housing])},
		{file(mine, fmt.Sprintf("(SELECT sha256 FROM jianban.attachments WHERE id = %d)", o.file[housing]))},
		{fmt.Sprintf(content, "乙"), file(mine, "encode(sha256('乙'), 'hex')")},
		{fmt.Sprintf("INSERT INTO jianban.opinions (proposal_id, way, unit_id, body, received) VALUES (%d, 'in', jianban.my_unit(), '甲', '2022-05-01')", mine)},
	} {
		if rows, err := o.tries("住建", true, may...); err != nil || rows != 1 {
			t.Errorf("%s: %d, %v", may, rows, err)
		}
	}
	for _, refused := range [][]string{
		{talk(theirs)}, {draft(theirs, "", "")}, {file(theirs, fmt.Sprintf("(SELECT sha256 FROM jianban.attachments WHERE id = %d)", o.file[housing]))},
		{talk(mine), fmt.Sprintf("UPDATE jianban.consultations SET proposal_id = %d WHERE phase = '办中'", theirs)},
		{draft(mine, "", ""), fmt.Sprintf("UPDATE jianban.replies SET proposal_id = %d WHERE round = 2", theirs)},
		{draft(mine, "", ""), "UPDATE jianban.replies SET signed = '2022-05-01' WHERE round = 2"},
		{draft(mine, ", signed", ", '2022-05-01'")}, {draft(mine, ", sent", ", '2022-05-01'")}, {draft(mine, ", reviewed", ", '2022-05-01'")}, {draft(mine, ", doc_number", ", '红政函〔2022〕1号'")},
		{draft(mine, ", id", ", 99999")}, // of which the server knows nothing
		{fmt.Sprintf("UPDATE jianban.assignments SET unit_id = %d WHERE id = %d", o.of[finance], o.task[housing])},
		{fmt.Sprintf("UPDATE jianban.assignments SET proposal_id = %d WHERE id = %d", theirs, o.task[housing])},
		{fmt.Sprintf("UPDATE jianban.assignments SET part = '协办' WHERE id = %d", o.task[housing])},
		{fmt.Sprintf("UPDATE jianban.assignments SET deleted = 1 WHERE id = %d", o.task[housing])},
		{fmt.Sprintf("UPDATE jianban.assignments SET return_consented = '2022-05-01' WHERE id = %d", o.task[housing])},
		{fmt.Sprintf("INSERT INTO jianban.assignments (proposal_id, unit_id, part, assigned) VALUES (%d, jianban.my_unit(), '主办', '2022-05-01')", theirs)},
		{fmt.Sprintf("INSERT INTO jianban.opinions (proposal_id, way, unit_id) VALUES (%d, 'in', %d)", mine, o.of[finance])},
		{file(mine, "encode(sha256(convert_to('"+finance+"的文件', 'UTF8')), 'hex')")}, // a content that it only knows the hash of
		{"INSERT INTO jianban.blob_parts (blob_id, position, content) SELECT id, 1, 'x' FROM jianban.blobs"},
		{fmt.Sprintf("SELECT jianban.freshen(%d, 'x')", theirs)},
		{"DELETE FROM jianban.open_action"}, {"INSERT INTO jianban.journal (action_id, tbl, row_id) VALUES (1, 'blobs', 1)"}, {"UPDATE jianban.actions SET hash = 'x'"}, {"UPDATE jianban.actions SET by = '甲'"},
		{talk(mine), end}, {"SELECT jianban.close_action(jianban.hash_before(9))"}, {talk(mine), "SET CONSTRAINTS ALL IMMEDIATE"},
	} {
		if rows, err := o.tries("住建", true, refused...); err == nil {
			t.Errorf("%s was not refused: %d", refused, rows)
		}
	}
	for _, nothing := range []string{
		fmt.Sprintf("UPDATE jianban.replies SET body = '甲' WHERE id = %d", o.reply[finance]), fmt.Sprintf("UPDATE jianban.consultations SET said = '甲' WHERE id = %d", o.talk[finance]),
		fmt.Sprintf("UPDATE jianban.replies SET body = '甲' WHERE id = %d", o.reply[housing]), fmt.Sprintf("UPDATE jianban.assignments SET accepted = '2022-05-01' WHERE id = %d", o.task[finance]),
		"UPDATE jianban.actions SET what = '甲' WHERE hash <> ''",
	} {
		if rows, err := o.tries("住建", true, nothing); err != nil || rows != 0 {
			t.Errorf("%s: %d, %v", nothing, rows, err)
		}
	}
	if _, err := o.tries("住建", false, talk(mine)); err == nil {
		t.Error("a change outside an action was kept")
	}
}

// A leader signs, and changes nothing else.
func TestALeaderOnlySigns(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if rows, err := o.tries("领导", true, "UPDATE jianban.replies SET reviewed = '2022-05-01', reviewed_by = '甲', signed = '2022-05-02', signed_by = '乙'"); err != nil || rows != 2 {
		t.Error(rows, err)
	}
	for _, refused := range []string{"body = '甲'", "class = 'B'", "doc_number = '甲'", "sent = '2022-05-01'", "deleted = 1", fmt.Sprintf("proposal_id = %d", o.item[finance]), "signed = '2022-05-02', body = '甲'"} {
		if _, err := o.tries("领导", true, fmt.Sprintf("UPDATE jianban.replies SET %s WHERE id = %d", refused, o.reply[housing])); err == nil {
			t.Errorf("%s was not refused", refused)
		}
	}
	desk := o.desk("领导")
	rep := data.Reply{ID: o.reply[housing], ProposalID: o.item[housing], Round: 1, Body: housing + "的答复"}
	rep.SignOff.Signed, rep.SignOff.SignedBy = day("2022-05-02"), "张三"
	if err := desk.Do(t.Context(), registry.Action{What: "签发"}, func(tx *registry.Tx) error { return tx.SaveReply(&rep) }); err != nil {
		t.Fatal(err)
	}
	rep.Body = "改写"
	refused(t, desk.Do(t.Context(), registry.Action{What: "改"}, func(tx *registry.Tx) error { return tx.SaveReply(&rep) }), "领导")
	refused(t, desk.Do(t.Context(), registry.Action{What: "改"}, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: "甲"}) }), "领导")
	entries, err := desk.Journal(t.Context(), o.item[housing], 1)
	if err != nil || entries[0].By != o.person("领导").Name {
		t.Errorf("signed by %v, %v", entries, err)
	}
	sound(t, o)
}

// refused is a sentence that names the role.
func refused(t *testing.T, err error, role string) {
	t.Helper()
	var p data.Problem
	if !errors.As(err, &p) || p.Field != "权限" || !strings.Contains(p.Message, role) {
		t.Errorf("%v", err)
	}
}

// sound looks whether a clerk finds the registry whole, search index and chain too.
func sound(t *testing.T, o *office) {
	t.Helper()
	rep, err := o.desk("经办").Check(t.Context())
	if err != nil || len(rep.Damage) > 0 || strings.Contains(fmt.Sprint(rep.Warnings), "索引") {
		t.Errorf("%v, %v, %v", rep.Damage, rep.Warnings, err)
	}
}

// The program under a unit's name shows and finds its own items, and keeps what it may
// write, with the chain and the search index as a clerk needs them.
func TestAUnitsDesk(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	desk := o.desk("住建")
	cases, err := desk.Cases(t.Context(), data.Scope{Year: 2022})
	if err != nil || len(cases) != 1 || cases[0].Proposal.ID != o.item[housing] {
		t.Fatal(len(cases), err)
	}
	talk := data.Consultation{ProposalID: o.item[housing], Phase: data.Phases[1], Date: day("2022-05-01"), Method: data.FaceToFace, Said: "同意修筑玻璃栈道", Attended: []data.ID{o.deputy[housing]}}
	file := data.Attachment{ProposalID: o.item[housing], Name: "同一份.txt", Added: day("2022-05-01")}
	round := data.Reply{ProposalID: o.item[housing], Round: 2, Occasion: "重办", Body: "草稿"}
	err = desk.Do(t.Context(), registry.Action{What: "登记沟通"}, func(tx *registry.Tx) error {
		return errors.Join(tx.SaveConsultation(&talk), tx.AddAttachment(&file, strings.NewReader(finance+"的文件")), tx.SaveReply(&round))
	})
	if err != nil {
		t.Fatal(err)
	}
	talk.Said = "同意修筑玻璃栈道和步道"
	if err := desk.Do(t.Context(), registry.Action{What: "改沟通"}, func(tx *registry.Tx) error { return tx.SaveConsultation(&talk) }); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Undo(t.Context()); err != nil {
		t.Error(err)
	}
	task := data.Assignment{ID: o.task[housing], ProposalID: o.item[housing], Unit: data.Unit{ID: o.of[housing]}, Part: data.LeadUnit, Assigned: day("2022-03-02"), Accepted: day("2022-03-03")}
	if err := desk.Do(t.Context(), registry.Action{What: "签收"}, func(tx *registry.Tx) error { return tx.SaveAssignment(&task) }); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]int{"住建": 1, "财政": 0, "经办": 1, "领导": 1} {
		found, err := o.desk(name).Search(t.Context(), data.SearchAsk{Text: "玻璃栈道", Limit: 5})
		if err != nil || len(found.Hits) != want {
			t.Errorf("%s finds %d, %v", name, len(found.Hits), err)
		}
	}
	for what, f := range map[string]func(*registry.Tx) error{
		"别的单位": func(tx *registry.Tx) error {
			return tx.SaveConsultation(&data.Consultation{ProposalID: o.item[finance], Phase: data.Phases[0], Date: day("2022-05-01"), Method: data.FaceToFace, Attended: []data.ID{o.deputy[housing]}})
		},
		"设置": func(tx *registry.Tx) error {
			return tx.SaveSettings(&data.Settings{Office: "甲", Issuer: "乙", Letterhead: "丙", ReplySeries: "丁", OpinionSeries: "戊"})
		},
		"封账": func(tx *registry.Tx) error { return tx.SaveYearClosing(&data.YearClosing{Year: 2022}) },
		"别人登记的": func(tx *registry.Tx) error {
			return tx.SaveReply(&data.Reply{ID: o.reply[housing], ProposalID: o.item[housing], Round: 1, Body: "改写"})
		},
		"删去别人登记的": func(tx *registry.Tx) error { return tx.Remove(data.RecordConsultation, o.talk[housing]) },
		"彻底删除":    func(tx *registry.Tx) error { return tx.EraseAttachment(file.ID) },
	} {
		err := desk.Do(t.Context(), registry.Action{What: what}, f)
		var p data.Problem
		var many data.Problems
		if err == nil || !errors.As(err, &p) && !errors.As(err, &many) {
			t.Errorf("%s: %v", what, err)
		}
		if what != "别的单位" && what != "封账" {
			refused(t, err, "承办单位")
		}
	}
	if _, err := desk.MoveTo(t.Context(), t.TempDir()+"/a.db", func(string, int64, int64) {}); err == nil {
		t.Error("a unit copied the registry")
	}
	for _, name := range []string{"住建", "财政", "审计", "领导"} {
		rep, err := o.desk(name).Check(t.Context())
		if err != nil || len(rep.Damage) > 0 {
			t.Errorf("%s: %v, %v", name, rep.Damage, err)
		}
	}
	var out strings.Builder
	if err := desk.AttachmentData(t.Context(), file.ID, &out); err != nil || out.String() != finance+"的文件" {
		t.Error(out.String(), err)
	}
	if entries, err := desk.Journal(t.Context(), 0, 50); err != nil || len(entries) < 4 || entries[0].By != o.person("住建").Name || strings.Contains(fmt.Sprint(entries), finance) {
		t.Errorf("%v, %v", entries, err)
	}
	sound(t, o)
}

// An auditor's desk writes nothing and says why; a clerk's does all, under the clerk's
// own name.
func TestAnAuditorsAndAClerksDesk(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	audit := o.desk("审计")
	if why, ok := audit.ReadOnly(); !ok || !strings.Contains(why, "审计") {
		t.Error(why, ok)
	}
	if cases, err := audit.Cases(t.Context(), data.Scope{Year: 2022}); err != nil || len(cases) != 2 {
		t.Error(len(cases), err)
	}
	clerk := o.desk("经办")
	clerk.SetClerk("别人")
	file := data.Attachment{ProposalID: o.item[finance], Name: "乙.txt", Added: day("2022-05-01")}
	if err := clerk.Do(t.Context(), registry.Action{What: "登记"}, func(tx *registry.Tx) error {
		return errors.Join(tx.SaveUnit(&data.Unit{Name: "水利局"}), tx.AddAttachment(&file, strings.NewReader("乙")))
	}); err != nil {
		t.Fatal(err)
	}
	if err := clerk.Do(t.Context(), registry.Action{What: "彻底删除"}, func(tx *registry.Tx) error { return tx.EraseAttachment(file.ID) }); err != nil {
		t.Fatal(err)
	}
	if err := clerk.RebuildIndex(t.Context()); err != nil {
		t.Error(err)
	}
	entries, err := audit.Journal(t.Context(), 0, 1)
	if err != nil || entries[0].By != o.person("经办").Name {
		t.Errorf("%v, %v", entries, err)
	}
	if ok, err := clerk.ClaimBackup(t.Context(), day("2022-07-01")); err != nil || !ok {
		t.Error(ok, err)
	}
	sound(t, o)
}

// People are added and removed by the owner alone; names that cannot be are refused,
// and no role of others is touched.
func TestPeopleComeAndGo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ask := data.Person{Name: "甲" + o.place[strings.LastIndex(o.place, "/")+1:], Kind: data.PersonClerk}
	for _, name := range []string{"经办", "住建", "审计"} {
		_, _, err := people.Add(t.Context(), o.address(name), ask, "")
		refusedFor(t, err, "不能管理人员")
	}
	for _, bad := range []struct {
		person data.Person
		want   string
	}{
		{data.Person{Name: "", Kind: data.PersonClerk}, "没有填写"},
		{data.Person{Name: `a"; DROP ROLE office; --`, Kind: data.PersonClerk}, "不能用的字符"},
		{data.Person{Name: strings.Repeat("长", 19), Kind: data.PersonClerk}, "太长"},
		{data.Person{Name: "甲", Kind: "admin"}, "不是一种角色"},
		{data.Person{Name: "甲", Kind: data.PersonUnit}, "没有填写"},
		{data.Person{Name: "甲", Kind: data.PersonUnit, Of: "没有的局"}, "没有“没有的局”"},
		{data.Person{Name: "甲", Kind: data.PersonClerk, Of: housing}, "不用填写"},
		{data.Person{Name: o.person("经办").Name, Kind: data.PersonClerk}, "已经有"},
	} {
		_, _, err := people.Add(t.Context(), o.place, bad.person, "")
		refusedFor(t, err, bad.want)
	}
	_, _, err := people.Add(t.Context(), o.place, ask, "short")
	refusedFor(t, err, "长短")
	_, _, err = people.Add(t.Context(), t.TempDir()+"/a.db", ask, "")
	refusedFor(t, err, "不分人员")
	if _, made, err := people.Add(t.Context(), o.place, ask, "a password's length"); err != nil || made != "" {
		t.Fatal(made, err)
	}
	known, err := people.Known(t.Context(), o.place)
	all := known.All
	if err != nil || known.Refused != "" || len(known.Units) != 2 || len(all) != 6 || !slices.ContainsFunc(all, func(p data.Person) bool { return p.Of == housing && p.Kind == data.PersonUnit }) {
		t.Error(all, err)
	}
	for name, want := range map[string]string{"office": "建立者", "没有的人": "没有“没有的人”"} {
		_, err := people.Remove(t.Context(), o.place, name)
		refusedFor(t, err, want)
	}
	_, err = people.Remove(t.Context(), o.address("经办"), o.person("经办").Name)
	refusedFor(t, err, "不能删去自己")
	gone := o.by("审计")
	if dropped, err := people.Remove(t.Context(), o.place, o.person("审计").User); err != nil || !dropped {
		t.Error(dropped, err)
	}
	if _, err := gone.Exec(t.Context(), "SELECT 1 FROM jianban.books"); err == nil {
		t.Error("who was removed still reads")
	}
	delete(o.who, o.person("审计").Name)
	// A role that this registry did not make stays.
	if err := server.SQL("postgres", `COMMENT ON ROLE "`+o.person("领导").User+`" IS 'of others'`); err != nil {
		t.Fatal(err)
	}
	user := o.person("领导").User
	if dropped, err := people.Remove(t.Context(), o.place, o.person("领导").Name); err != nil || dropped {
		t.Error(dropped, err)
	}
	delete(o.who, o.person("领导").Name)
	if err := server.SQL("postgres", `DROP OWNED BY "`+user+`"; DROP ROLE "`+user+`"`); err != nil {
		t.Error(err)
	}
	if _, err := people.Remove(t.Context(), o.place, ask.Name); err != nil {
		t.Error(err)
	}
}

func refusedFor(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}
