// Command changes works a little on a demonstration registry, so that its
// journal holds what a year's work leaves: entries, corrections, a deletion,
// something taken back and made again, a closed year. scripts/old-registry.sh
// runs it with the packages of an old release, never with today's.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
)

func main() {
	if err := work(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func work(path string) (err error) {
	ctx := context.Background()
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		return err
	}
	r, err := registry.Open(path, registry.Options{By: "李秘书", Calendar: calendar, Now: func() time.Time { return time.Date(2023, 1, 9, 10, 0, 0, 0, time.FixedZone("", 8*3600)) }})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	do := func(what string, f func(*registry.Tx) error) {
		if err == nil {
			err = r.Do(ctx, registry.Action{What: what}, f)
		}
	}
	cases, err := r.Cases(ctx, data.Scope{Year: 2022, Texts: true})
	if err != nil {
		return err
	}
	c := cases[0]
	unit := c.Assignments[0].Unit
	talk := data.Consultation{ProposalID: c.Proposal.ID, Phase: data.After, Method: data.Phone, Date: data.NewDate(2022, 12, 20), Said: "没有别的意见。", Items: []data.AgreedItem{{What: "明年再看", Who: unit.Name}}}
	paper := data.Attachment{ProposalID: c.Proposal.ID, Name: "回访记录.txt", Added: data.NewDate(2022, 12, 20)}
	do("登记回访", func(tx *registry.Tx) error {
		return errors.Join(tx.SaveConsultation(&talk), tx.AddAttachment(&paper, []byte("回访记录")))
	})
	do("改备注", func(tx *registry.Tx) error {
		p := c.Proposal
		p.Remark = "已回访"
		return tx.SaveProposal(&p)
	})
	do("打分", func(tx *registry.Tx) error {
		return errors.Join(tx.SaveScore(&data.Score{Year: 2022, Unit: unit, Source: data.Addition, Points: 15, Reason: "经验交流"}),
			tx.SaveHoliday(&data.Holiday{Date: data.NewDate(2031, 1, 23), Kind: data.DayOff, Name: "春节", Source: "通知"}))
	})
	do("误删", func(tx *registry.Tx) error { return tx.Remove("consultations", cases[1].Consultations[0].ID) })
	do("删除附件", func(tx *registry.Tx) error { return tx.Remove("attachments", paper.ID) })
	if err != nil {
		return err
	}
	for range 2 { // both deletions back, the second made again
		if _, err := r.Undo(ctx); err != nil {
			return err
		}
	}
	do("登记甲办", func(tx *registry.Tx) error { return tx.SaveLeader(&data.Leader{Name: "赵某", Post: "副区长"}) })
	if _, e := r.Undo(ctx); e != nil {
		return errors.Join(err, e)
	}
	if _, e := r.Redo(ctx); e != nil {
		return errors.Join(err, e)
	}
	do("删除附件", func(tx *registry.Tx) error { return tx.Remove("attachments", paper.ID) })
	do("封账", func(tx *registry.Tx) error { return closeYear(ctx, r, tx) })
	return err
}

// closeYear fixes the figures of 2022 over all books as of its end.
func closeYear(ctx context.Context, r *registry.Registry, tx *registry.Tx) error {
	cases, err := r.Cases(ctx, data.Scope{})
	if err != nil {
		return err
	}
	rules, err := r.Rules(ctx, 2022)
	if err != nil {
		return err
	}
	scores, err := r.Scores(ctx, 2022)
	if err != nil {
		return err
	}
	end := data.NewDate(2022, 12, 31)
	stats := data.Statistics(cases, 2022, end, rules)
	y, err := data.CloseYear(stats, cases, data.Appraise(cases, scores, 2022, end, rules), 0, data.NewDate(2023, 1, 9), "报市")
	if err != nil {
		return err
	}
	return tx.SaveYearClosing(&y)
}
