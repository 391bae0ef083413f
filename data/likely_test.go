package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
)

func TestLikelyPeople(t *testing.T) {
	p := func(id data.ID, name, place, phone string) data.Proposer {
		return data.Proposer{ID: id, Name: name, Body: data.Congress, Delegation: place, Phone: phone}
	}
	member := p(20, "李明", "红塔代表团", "")
	member.Body = data.CPPCC
	for _, x := range []struct {
		a, b data.Proposer
		want string // keep>gone why, “!” where sure
	}{
		{p(1, "李　明", "红塔代表团", ""), p(2, "李明", "红塔代表团", ""), "2>1 姓名只是写法不同!"},
		{p(1, "艾合买提•吐尔逊", "北城代表团", ""), p(2, "艾合买提・吐尔逊", "北城代表团", ""), "1>2 姓名只是写法不同!"},
		{p(1, "李明", "红塔代表团", ""), p(2, "李明", "红塔区代表团", ""), "1>2 同名，代表团只是写法不同或没有填写!"},
		{p(1, "李明", "红塔代表团", ""), p(2, "李明", "", ""), "1>2 同名，代表团只是写法不同或没有填写!"},
		{p(1, "李明", "红塔代表团", "13987650001"), p(2, "李明", "北城代表团", "139-8765-0001"), "1>2 同名，电话相同!"},
		{p(1, "李明", "红塔代表团", ""), p(2, "李明", "北城代表团", ""), "1>2 同名，代表团不同，也可能是两个人"},
		{p(1, "李明", "红塔代表团", "13987650001"), p(2, "李　明", "红塔代表团", "13987650002"), "1>2 同名同代表团，电话不同"},
		{p(1, "李佑", "红塔代表团", "2012345"), p(2, "李祐", "北城代表团", "2012345"), "1>2 电话相同，姓名相近!"},
		{p(1, "李建国", "红塔代表团", ""), p(2, "李健国", "红塔代表团", ""), "1>2 同一代表团，姓名读音相同"},
		{p(1, "艾合买提", "红塔代表团", ""), p(2, "艾合买提·吐尔逊", "红塔代表团", ""), "1>2 同一代表团，一个是另一个的简称"},
		{p(1, "李伟", "红塔代表团", ""), p(2, "李威", "红塔代表团", ""), ""},
		{p(1, "李建国", "红塔代表团", ""), p(2, "李健国", "北城代表团", ""), ""},
		{p(1, "李明", "红塔代表团", "2012345"), p(2, "王芳", "红塔代表团", "2012345"), ""}, // a family's telephone
		{p(1, "李建国", "红塔代表团", "13987650001"), p(2, "李健国", "红塔代表团", "13987650002"), ""},
		{p(1, "李明", "红塔代表团", ""), member, ""},
	} {
		var got []string
		for _, l := range data.LikelyPeople([]data.Proposer{x.a, p(9, "赵一一", "研和代表团", "110"), x.b}) {
			got = append(got, fmt.Sprintf("%d>%d %s%s", l.Keep.ID, l.Gone.ID, l.Why, map[bool]string{true: "!"}[l.Sure]))
		}
		if strings.Join(got, ";") != x.want {
			t.Errorf("%v %v: %q, not %q", x.a, x.b, got, x.want)
		}
	}
}

func TestLikelyUnits(t *testing.T) {
	for _, x := range []struct {
		a, b data.Unit
		want string
	}{
		{data.Unit{Name: "区住建局"}, data.Unit{Name: "区住建局 "}, "名称只是写法不同"},
		{data.Unit{Name: "红塔区住房和城乡建设局"}, data.Unit{Name: "区住建局", FullName: "红塔区住房和城乡建设局"}, "名称只是写法不同"},
		{data.Unit{Name: "区规建局"}, data.Unit{Name: "区住建局", Former: []data.FormerName{{Name: "区规建局"}}}, "一个是另一个的曾用名"},
		{data.Unit{Name: "区住建局", Phone: "2012345"}, data.Unit{Name: "红塔区住房和城乡建设局", Phone: "201-2345"}, "电话相同，一个像是另一个的简称"},
		{data.Unit{Name: "区住建局"}, data.Unit{Name: "红塔区住房和城乡建设局"}, "一个像是另一个的简称"},
		{data.Unit{Name: "区政府办", Phone: "2012345"}, data.Unit{Name: "区督查室", Phone: "2012345"}, "电话相同"},
		{data.Unit{Name: "区水利局"}, data.Unit{Name: "区农业局"}, ""},
		{data.Unit{Name: "区住建局", Phone: "2012345"}, data.Unit{Name: "红塔区住房和城乡建设局", Phone: "2012346"}, ""},
	} {
		x.a.ID, x.b.ID = 1, 2
		got := ""
		for _, l := range data.LikelyUnits([]data.Unit{x.a, x.b}) {
			got += l.Why
		}
		if got != x.want {
			t.Errorf("%s %s: %q, not %q", x.a.Name, x.b.Name, got, x.want)
		}
	}
}

func TestJoin(t *testing.T) {
	keep, gone := data.JoinPeople(data.Proposer{ID: 1, Name: "李　明", Phone: "1"}, data.Proposer{ID: 2, Name: "李明", Phone: "2", Address: "红塔大道5号", Delegation: "红塔代表团"})
	if keep != (data.Proposer{ID: 1, Name: "李明", Phone: "1、2", Address: "红塔大道5号", Delegation: "红塔代表团"}) || gone.Name != "李明（已合并2）" {
		t.Errorf("%+v, %+v", keep, gone)
	}
	for _, c := range [][3]string{{"13800000001", "138-0000-0001", "13800000001"}, {"13800000001", "0877-2012345", "13800000001、0877-2012345"}, {"13800000001、2012345", "2012345", "13800000001、2012345"}, {"", "1", "1"}, {"1", "", "1"}} {
		keep, _ := data.JoinPeople(data.Proposer{Phone: c[0]}, data.Proposer{Phone: c[1]})
		unit, _ := data.JoinUnits(data.Unit{Phone: c[0]}, data.Unit{Phone: c[1]})
		if keep.Phone != c[2] || unit.Phone != c[2] {
			t.Errorf("%v: %s, %s", c, keep.Phone, unit.Phone)
		}
	}
	if all := data.LikelyPeople([]data.Proposer{{ID: 1, Name: "李明", Body: data.Congress, Delegation: "红塔", Phone: "13800000001、2012345"}, {ID: 2, Name: "李明", Body: data.Congress, Delegation: "北城", Phone: "2012345"}}); len(all) != 1 || all[0].Why != "同名，电话相同" {
		t.Errorf("%+v", all)
	}
	lost := data.PeopleLose(data.Proposer{Name: "单丽", Delegation: "红塔代表团", Address: "甲路"}, data.Proposer{Name: "单莉", Delegation: "北城代表团", Phone: "1"})
	if !slices.Equal(lost, []string{"姓名“单莉”（保留的是“单丽”）", "代表团“北城代表团”（保留的是“红塔代表团”）"}) {
		t.Error(lost)
	}
	if lost := data.PeopleLose(data.Proposer{Name: "李　明", Delegation: "红塔代表团"}, data.Proposer{Name: "李明", Delegation: "红塔代表团", Address: "乙路"}); lost != nil {
		t.Error(lost)
	}
	if lost := data.UnitsLose(data.Unit{Name: "区住建局", Contact: "甲"}, data.Unit{Name: "区住房局", Contact: "乙"}); len(lost) != 2 {
		t.Error(lost)
	}
	a, b := data.FormerName{Name: "甲", Until: data.NewDate(2020, 1, 1)}, data.FormerName{Name: "乙", Until: data.NewDate(2019, 1, 1)}
	unit, _ := data.JoinUnits(data.Unit{Name: "区住建局", Former: []data.FormerName{a}}, data.Unit{FullName: "红塔区住建局", Former: []data.FormerName{a, b}})
	if unit.FullName != "红塔区住建局" || !slices.Equal(unit.Former, []data.FormerName{b, a}) {
		t.Errorf("%+v", unit)
	}
}
