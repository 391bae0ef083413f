package scores

import (
	"errors"
	"fmt"
	"strings"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// editScores opens the form of a hand-scored item: the unit's own points and
// the office's, each with its reason. An emptied field takes the points back.
func (s *unitSheet) editScores(i data.ItemScore) {
	self, review := s.scoreOf(i, i.Self, data.SelfScore), s.scoreOf(i, i.Review, data.ReviewScore)
	e := &form.Editor{Host: s.host, Form: ui.NewForm(), Width: 560, Title: s.unit.Unit.Name + "：" + i.Item.Name}
	points := func(x data.Score) *ui.Entry {
		if x.ID == 0 {
			return e.Field(fmt.Sprintf("0 到 %d", i.Item.Points), "")
		}
		return e.Field("", x.Points.String())
	}
	selfPoints, selfWhy := points(self), e.Field("单位怎么说的", self.Reason)
	reviewPoints, reviewWhy := points(review), e.Field("为什么给这个分", review.Reason)
	f := e.Form
	f.Add("自评分", false, selfPoints, "单位自己打的分。")
	f.Add("自评理由", false, selfWhy, "")
	f.Add("复评分", false, reviewPoints, "以复评分计入总分；没有复评的先按自评分。")
	f.Add("复评理由", false, reviewWhy, "")
	e.Print = func() string {
		return strings.Join([]string{selfPoints.Text, selfWhy.Text, reviewPoints.Text, reviewWhy.Text}, "\x00")
	}
	full := data.Points(i.Item.Points) * 10
	var selfGiven, reviewGiven bool
	e.Read = func() (ps data.Problems) {
		self.Reason, review.Reason = selfWhy.Text, reviewWhy.Text
		selfGiven = readScore(&ps, "自评", selfPoints, &self, full)
		reviewGiven = readScore(&ps, "复评", reviewPoints, &review, full)
		return ps
	}
	e.Write = func(tx screen.Tx) error {
		return errors.Join(keepScore(tx, self, selfGiven), keepScore(tx, review, reviewGiven))
	}
	e.Open(reviewPoints)
}

// scoreOf is the score to edit: the one there is, or a new one.
func (s *unitSheet) scoreOf(i data.ItemScore, was *data.Score, source data.ScoreSource) data.Score {
	if was != nil {
		return *was
	}
	return data.Score{Year: s.year, Unit: s.unit.Unit, Item: i.Item.Key, Source: source}
}

// keepScore saves a score, or takes back one whose field was emptied.
func keepScore(tx screen.Tx, x data.Score, given bool) error {
	switch {
	case given:
		return tx.SaveScore(&x)
	case x.ID != 0:
		return tx.Remove(data.RecordScore, x.ID)
	}
	return nil
}

// readScore takes points and the reason already in x together and tells whether
// points were given; a reason without points is named, so that it is not lost.
func readScore(ps *data.Problems, who string, f *ui.Entry, x *data.Score, full data.Points) (given bool) {
	before := len(*ps)
	readPoints(ps, who+"分", f, &x.Points, full)
	given = strings.TrimSpace(f.Text) != ""
	switch {
	case len(*ps) > before:
	case given:
		for _, p := range x.Validate() {
			p.Field = who + p.Field
			*ps = append(*ps, p)
		}
	case strings.TrimSpace(x.Reason) != "":
		*ps = append(*ps, data.Problem{Field: who + "分", Message: "没有填写，却写了理由", Hint: "请打分，或清空理由"})
	}
	return given
}

// readPoints takes a field into points and names what cannot be read, or is
// more than the item is worth, under the field's label.
func readPoints(ps *data.Problems, label string, f *ui.Entry, to *data.Points, full data.Points) {
	if strings.TrimSpace(f.Text) == "" {
		return
	}
	got, err := data.ParsePoints(f.Text)
	var p data.Problem
	switch {
	case errors.As(err, &p):
		p.Field = label
		*ps = append(*ps, p)
	case got > full:
		*ps = append(*ps, data.Problem{Field: label, Message: got.String() + "超过了满分" + full.String(), Hint: "请核对"})
	default:
		*to = got
	}
}

// editExtra opens the form of an addition or a deduction; ID 0 is a new one.
func (s *unitSheet) editExtra(x data.Score) {
	x.Year, x.Unit = s.year, s.unit.Unit
	e := &form.Editor{Host: s.host, Form: ui.NewForm(), Width: 560, Title: fmt.Sprintf("%s：%s", s.unit.Unit.Name, x.Source)}
	points := e.Field("如 2 或 0.5", "")
	if x.ID != 0 {
		points.Fill(x.Points.String())
		e.Record = fmt.Sprintf("%s的%s", s.unit.Unit.Name, x.Source)
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordScore, x.ID) }
	} else {
		x.Date = screen.Workday(s.host, s.deps.Today())
	}
	day, why := e.Day(x.Date, s.year, s.deps.Today()), e.Field("因为什么", x.Reason)
	f := e.Form
	f.Pair(f.NewRow("分数", true, points, ""), f.NewRow("日期", false, day, ""))
	f.Add("理由", true, why, "")
	e.Print = func() string { return points.Text + "\x00" + day.Text + "\x00" + why.Text }
	e.Read = func() (ps data.Problems) {
		x.Reason = why.Text
		form.ReadDay(&ps, "日期", day, &x.Date)
		if strings.TrimSpace(points.Text) == "" {
			ps = append(ps, data.Problem{Field: "分数", Message: "没有填写", Hint: "请填写"})
		}
		readPoints(&ps, "分数", points, &x.Points, 1000)
		return form.MergeProblems(ps, x.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		y := x
		return tx.SaveScore(&y)
	}
	e.Open(points)
}
