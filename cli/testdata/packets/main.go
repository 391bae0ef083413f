// Command packets makes what sixty units send back, for trials of scale:
//
//	go run ./cli/testdata/packets registry.db DIR
//
// spreads the lead assignments of 2022 in the registry over sixty units, writes a task
// package for each, enters a talk and another text of the draft or opinion about every
// item in the unit's registry, and leaves the returns as DIR/*.jbpkg.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

const units = 60

var today = data.NewDate(2022, 12, 31)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("packets REGISTRY DIR")
	}
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, office, dir string) error {
	if err := change(ctx, office, spread); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "packets")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	written, err := paperwork.WriteTasks(ctx, office, today, paperwork.TaskAsk{Year: 2022, Out: filepath.Join(work, "tasks"), Folder: true, Program: "trial"})
	if err != nil {
		return err
	}
	for i, w := range written {
		unit := filepath.Join(work, fmt.Sprint(i, ".db"))
		if _, err := paperwork.OpenTask(ctx, w.Path, unit); err != nil {
			return err
		}
		if err := change(ctx, unit, enter); err != nil {
			return err
		}
		if _, err := paperwork.WriteReturn(ctx, unit, filepath.Join(dir, fmt.Sprintf("%02d.jbpkg", i)), "trial", today); err != nil {
			return err
		}
	}
	fmt.Println(len(written), "returns")
	return nil
}

// change makes one change of all the cases of a registry.
func change(ctx context.Context, path string, f func(*registry.Tx, []data.Case) error) error {
	d, err := paperwork.OpenToWork(ctx, path, false)
	if err != nil {
		return err
	}
	cases, err := d.Registry.Cases(ctx, data.Scope{Texts: true})
	if err == nil {
		err = d.Registry.Do(ctx, registry.Action{What: "准备"}, func(tx *registry.Tx) error {
			defer tx.LetGo()
			return f(tx, cases)
		})
	}
	return errors.Join(err, d.Close())
}

// spread gives the items that a unit leads to sixty units in turn.
func spread(tx *registry.Tx, cases []data.Case) error {
	var all [units]data.Unit
	for i := range all {
		all[i] = data.Unit{Name: fmt.Sprintf("区第%d局", i+1), FullName: fmt.Sprintf("区第%d局", i+1)}
		if err := tx.SaveUnit(&all[i]); err != nil {
			return err
		}
	}
	n := 0
	for _, c := range cases {
		for _, a := range c.Assignments {
			if !a.Active() || a.Part == data.CoUnit {
				continue
			}
			a.Unit = all[n%units]
			n++
			if err := tx.SaveAssignment(&a); err != nil {
				return err
			}
		}
	}
	return nil
}

// enter enters a talk about each item, and a word more in each draft.
func enter(tx *registry.Tx, cases []data.Case) error {
	for _, c := range cases {
		talk := data.Consultation{ProposalID: c.Proposal.ID, Phase: data.After, Method: data.Phone, Date: data.NewDate(2022, 12, 20), Said: "电话回访，代表对办理情况表示理解，希望继续推进后续工作。"}
		if err := tx.SaveConsultation(&talk); err != nil {
			return err
		}
		for _, r := range c.Replies {
			if r.Sent.IsZero() {
				r.Body += "\n单位补充一段。"
				if err := tx.SaveReply(&r); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
