package office

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/intake"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// openLeaders shows the leaders who take charge of proposals.
func openLeaders(d screen.Deps, h screen.Host, done func()) { leaderList(d, h, done) }

// openFirstLeader shows the leaders, of whom there are none, and over them the
// form of a new one.
func openFirstLeader(d screen.Deps, h screen.Host, done func()) {
	editLeader(leaderList(d, h, done), data.Leader{}, done)
}

func leaderList(d screen.Deps, h screen.Host, done func()) *recordList[data.Leader] {
	return openRecords(d, h, recordKind[data.Leader]{
		Title: "牵头领导", Unit: "位",
		About: "领导改任的，请点“改任”并填明原职务任到哪一天：那一天以前的公文和台账仍用原职务。",
		Load:  func(ctx context.Context, r screen.Reader) ([]data.Leader, error) { return r.Leaders(ctx) },
		Key:   func(x data.Leader) int64 { return int64(x.ID) },
		Find: func(x data.Leader) data.RowWords {
			return data.RowWords{People: []string{x.Name}, Names: []string{x.Post}, Texts: []string{formerWords(x.Former)}}
		},
		Columns: []ui.Column[data.Leader]{
			recordText("name", "姓名", 120, 0, func(x data.Leader) string { return x.Name }),
			recordText("post", "职务", 200, 1, func(x data.Leader) string { return x.Post }),
			recordText("former", "曾任职务", 260, 1.4, func(x data.Leader) string { return formerWords(x.Former) }),
		},
		Nothing: [2]string{"还没有牵头领导", "点“新建”，或在登记建议时直接填写。"},
		Open:    func(l *recordList[data.Leader], x data.Leader) { editLeader(l, x, done) },
		Right: func(l *recordList[data.Leader]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				l.wanted("新建", fynetheme.ContentAddIcon(), func() { editLeader(l, data.Leader{}, done) }),
				l.button("改任", fynetheme.HistoryIcon(), l.onChosen("领导", func(x data.Leader) { changePost(l, x, done) })),
			}
		},
	})
}

// editLeader opens the form of a leader; ID 0 is a new one.
func editLeader(l *recordList[data.Leader], x data.Leader, done func()) {
	e := &form.Editor{Host: l.host, Form: ui.NewForm(), Width: 640, Title: "新建牵头领导", Done: refreshed(l, done)}
	if x.ID != 0 {
		e.Title, e.Record = "编辑"+x.Name, "牵头领导“"+x.Name+"”"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordLeader, x.ID) }
	}
	name, post := e.Field("如 赵某", x.Name), e.Field("如 副区长", x.Post)
	name.Mend = data.MendName
	former := form.NewFieldLines(formerLines(l.deps, l.host, "原职务", "曾任职务", false), x.Former)
	f := e.Form
	f.Pair(f.NewRow("领导姓名", true, name, ""), f.NewRow("职务", false, post, ""))
	f.Section("曾任职务")
	f.AddObject(former.Root)
	e.Print = func() string { return strings.Join([]string{name.Text, post.Text, former.Print()}, "\x00") }
	e.Read = func() (ps data.Problems) {
		x.Name, x.Post, x.Former = name.Text, post.Text, former.Values(&ps)
		return form.MergeProblems(ps, x.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := x
		return tx.SaveLeader(&y)
	}
	e.Open(name)
	if e.Panel != nil {
		former.Changed, former.Submit = e.Panel.Fit, e.Save
	}
}

// changePost gives a leader another post and keeps the one before.
func changePost(l *recordList[data.Leader], x data.Leader, done func()) {
	e := &form.Editor{Host: l.host, Form: ui.NewForm(), Width: 520, Title: x.Name + "改任", Done: refreshed(l, done)}
	post := e.Field("如 区委常委、副区长", "")
	until := e.Day(l.deps.Today(), l.deps.Today().Year(), l.deps.Today())
	e.Form.AddObject(ui.NewSmallText("现任“" + words.Dash(x.Post) + "”。"))
	e.Form.Add("新职务", true, post, "")
	e.Form.Add("原职务任到", true, until, "这一天也算；第二天起用新职务。")
	e.Form.LabelWidth = 104
	e.Print = func() string { return post.Text }
	var want data.Leader
	e.Read = func() (ps data.Problems) {
		var day data.Date
		form.ReadDay(&ps, "原职务任到", until, &day)
		if strings.TrimSpace(post.Text) == "" || strings.TrimSpace(post.Text) == x.Post {
			ps = append(ps, data.Problem{Field: "新职务", Message: "没有填写新的职务", Hint: "请填写"})
		}
		want = x.Promoted(post.Text, day)
		return form.MergeProblems(ps, relabelled(want.Validate(), map[string]string{"职务": "新职务", "曾任职务截止日期": "原职务任到"}))
	}
	e.Write = func(tx screen.Tx) error {
		y := want
		return tx.SaveLeader(&y)
	}
	e.Open(post)
}

// openDeputies shows the deputies and members.
func openDeputies(d screen.Deps, h screen.Host, done func()) {
	order := byOrder[0].Value // touched on the UI goroutine only
	openRecords(d, h, recordKind[data.Proposer]{
		Title: "代表委员", Unit: "位",
		About: "人大代表和政协委员的代表团（界别）、电话、地址，送达和沟通时要用；公开答复时自动建议隐去。",
		Load:  func(ctx context.Context, r screen.Reader) ([]data.Proposer, error) { return r.Proposers(ctx) },
		Order: func(all []data.Proposer) { sortPeople(all, order) },
		Left: func(l *recordList[data.Proposer]) []fyne.CanvasObject {
			by := ui.NewChoice("排序", byOrder, func(by string) {
				order = by
				l.Show(l.rows)
			})
			by.Fill(order)
			return []fyne.CanvasObject{ui.Wide(150, by)}
		},
		Key: func(p data.Proposer) int64 { return int64(p.ID) },
		Find: func(p data.Proposer) data.RowWords {
			return data.RowWords{People: []string{p.Name}, Names: []string{p.Delegation}, Phones: []string{p.Phone}, Texts: []string{p.Body.Member(), string(p.Body) + p.Body.Member(), p.Address}}
		},
		Columns: []ui.Column[data.Proposer]{
			recordText("name", "姓名", 120, 0.4, func(p data.Proposer) string { return p.Name }),
			recordText("body", "身份", 100, 0, func(p data.Proposer) string { return string(p.Body) + p.Body.Member() }),
			recordText("delegation", "代表团、界别", 170, 0.6, func(p data.Proposer) string { return p.Delegation }),
			recordText("phone", "联系电话", 140, 0, func(p data.Proposer) string { return p.Phone }),
			recordText("address", "通讯地址", 200, 1, func(p data.Proposer) string { return p.Address }),
		},
		Nothing: [2]string{"还没有代表和委员", "登记建议时填写的代表会列在这里，也可以点“新建”，有名册的点“导入”。"},
		Open:    func(l *recordList[data.Proposer], p data.Proposer) { editDeputy(l, p, done) },
		Right: func(l *recordList[data.Proposer]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				l.importing(intake.Proposers),
				l.button("查找重复", fynetheme.SearchReplaceIcon(), func() { likelyPeople(l, done) }),
				l.wanted("新建", fynetheme.ContentAddIcon(), func() { editDeputy(l, data.Proposer{Body: data.Congress}, done) }),
			}
		},
	})
}

// editDeputy opens the form of a deputy or member; ID 0 is a new one.
func editDeputy(l *recordList[data.Proposer], p data.Proposer, done func()) {
	e := &form.Editor{Host: l.host, Form: ui.NewForm(), Width: 640, Title: "新建代表委员", Done: refreshed(l, done)}
	if p.ID != 0 {
		e.Title, e.Record = "编辑"+p.Name, "代表“"+p.Name+"”"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordProposer, p.ID) }
	}
	name, phone, address := e.Field("如 李某", p.Name), e.Field("", p.Phone), e.Field("", p.Address)
	name.Mend = data.MendName
	delegation := e.Combo("如 红塔代表团", p.Delegation, delegations(l.rows))
	body := ui.NewChoice("请选择", []ui.Option[data.Body]{{Value: data.Congress, Label: "人大代表"}, {Value: data.CPPCC, Label: "政协委员"}}, nil)
	body.Fill(p.Body)
	f := e.Form
	f.Pair(f.NewRow("代表姓名", true, name, ""), f.NewRow("机构", true, body, ""))
	f.Pair(f.NewRow("代表团", false, delegation, "委员填界别"), f.NewRow("联系电话", false, phone, ""))
	f.Add("通讯地址", false, address, "")
	e.Print = func() string {
		return strings.Join([]string{name.Text, string(body.Value()), delegation.Text, phone.Text, address.Text}, "\x00")
	}
	e.Read = func() data.Problems {
		p.Name, p.Body, p.Delegation, p.Phone, p.Address = name.Text, body.Value(), delegation.Text, phone.Text, address.Text
		return p.Validate()
	}
	e.Write = func(tx screen.Tx) error {
		q := p
		return tx.SaveProposer(&q)
	}
	e.Open(name)
}

// delegations are the delegations known, each once, in the order of the rows.
func delegations(rows []data.Proposer) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, p := range rows {
		if !seen[p.Delegation] {
			seen[p.Delegation] = true
			out = append(out, p.Delegation)
		}
	}
	return out
}
