package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

// helperVariable makes the test program act as a helper of this name; its
// arguments are the helper's.
const helperVariable = "JIANBAN_TORTURE_HELPER"

// laterVariable moves the helper's clock, by the one seam the program has for
// it (registry.Options.Now).
const laterVariable = "JIANBAN_TORTURE_LATER"

// worker saves everything that can be saved, over and over, as chance will.
type worker struct {
	*rand.Rand
	reg *registry.Registry
	n   int // of the save under way
}

// cell is a place in the file that a save has put its mark into.
type cell struct {
	table  string
	id     data.ID
	column string
}

// say is what the helper tells of: each line a word and its arguments.
func say(args ...any) {
	if _, err := fmt.Println(args...); err != nil {
		os.Exit(5)
	}
}

// helpSaves opens the registry as the window does and saves for ever, or so
// many times, telling each save when Do has returned: "saved N table id column".
func helpSaves(path string, first, most int, seed uint64, pause bool) error {
	ctx := context.Background()
	reg, err := openToWork(ctx, path)
	if err != nil {
		return err
	}
	if why, is := reg.ReadOnly(); is {
		say("readonly", why)
		return reg.Close()
	}
	say("open")
	w := &worker{Rand: rand.New(rand.NewPCG(seed, uint64(first))), reg: reg}
	for w.n = first; most == 0 || w.n < first+most; w.n++ {
		c, err := w.save(ctx)
		if err != nil {
			say("refused", w.n, data.Sentence(err))
			continue
		}
		say("saved", w.n, c.table, c.id, c.column)
		if pause && w.IntN(3) == 0 { // the log is folded in a pause
			time.Sleep(time.Duration(90+w.IntN(60)) * time.Millisecond)
		}
	}
	return reg.Close()
}

// openToWork opens as the window does; the clock may be another.
func openToWork(ctx context.Context, path string) (*registry.Registry, error) {
	later, err := strconv.Atoi(os.Getenv(laterVariable))
	if err != nil { // the system's clock
		desk, err := paperwork.OpenToWork(ctx, path, false)
		if err != nil {
			return nil, err
		}
		return desk.Registry, nil
	}
	rules, err := paperwork.DefaultRules()
	if err != nil {
		return nil, err
	}
	return registry.Open(ctx, path, registry.Options{By: "李秘书", Pack: rules.Pack, Calendar: rules.Calendar,
		Now: func() time.Time { return time.Now().Add(time.Duration(later) * time.Second) }})
}

// mark is what the save under way leaves in the file.
func (w *worker) mark() string { return fmt.Sprintf("记%d号", w.n) }

// action is its name in the journal.
func action(n int) string { return fmt.Sprintf("第%d次", n) }

func (w *worker) do(ctx context.Context, f func(*registry.Tx) error) error {
	return w.reg.Do(ctx, registry.Action{What: action(w.n)}, f)
}

// save makes one change of a kind that chance chooses.
func (w *worker) save(ctx context.Context) (c cell, err error) {
	kinds := []func(context.Context) (cell, error){w.ofCase, w.ofCase, w.ofCase, w.ofOffice, w.newProposal, w.attachment, w.markDeleted, w.takenBack}
	return kinds[w.IntN(len(kinds))](ctx)
}

// someCase is a case of the registry with its texts.
func (w *worker) someCase(ctx context.Context) (c data.Case, err error) {
	all, err := w.reg.Cases(ctx, data.Scope{Texts: true})
	if err != nil {
		return c, err
	}
	if len(all) == 0 {
		return c, errors.New("no cases are left")
	}
	return all[w.IntN(len(all))], nil
}

// one is one of a list; false where it is empty.
func one[T any](w *worker, list []T) (x T, ok bool) {
	if len(list) == 0 {
		return x, false
	}
	return list[w.IntN(len(list))], true
}

// ofCase changes, or where there is none makes, one of a proposal's facts.
func (w *worker) ofCase(ctx context.Context) (c cell, err error) {
	k, err := w.someCase(ctx)
	if err != nil {
		return c, err
	}
	saves := []func(*registry.Tx) error{
		func(tx *registry.Tx) error {
			p := k.Proposal
			p.Remark = w.mark()
			err := tx.SaveProposal(&p)
			c = cell{"proposals", p.ID, "remark"}
			return err
		},
		func(tx *registry.Tx) error {
			x, ok := one(w, k.Replies)
			if !ok {
				x = data.Reply{ProposalID: k.Proposal.ID, Round: 1, Class: "A"}
			}
			x.Planned = w.mark()
			err := tx.SaveReply(&x)
			c = cell{"replies", x.ID, "planned"}
			return err
		},
		func(tx *registry.Tx) error {
			x, ok := one(w, k.Opinions)
			if !ok {
				x = data.Opinion{ProposalID: k.Proposal.ID, Way: data.OpinionOut}
			}
			x.Body = w.mark()
			err := tx.SaveOpinion(&x)
			c = cell{"opinions", x.ID, "body"}
			return err
		},
		func(tx *registry.Tx) error {
			x, ok := one(w, k.Consultations)
			if !ok || w.IntN(2) == 0 {
				x = data.Consultation{ProposalID: k.Proposal.ID, Phase: data.After, Method: data.Phone, Date: data.NewDate(2022, 12, 20)}
			}
			x.Said = w.mark()
			err := tx.SaveConsultation(&x)
			c = cell{"consultations", x.ID, "said"}
			return err
		},
		func(tx *registry.Tx) error {
			x, ok := one(w, k.Assignments)
			if !ok {
				return errNothing
			}
			x.Contact = w.mark()
			err := tx.SaveAssignment(&x)
			c = cell{"assignments", x.ID, "contact"}
			return err
		},
		func(tx *registry.Tx) error {
			x, ok := one(w, k.Feedback)
			if !ok {
				return errNothing
			}
			x.Opinion = w.mark()
			err := tx.SaveFeedback(&x)
			c = cell{"feedback", x.ID, "opinion"}
			return err
		},
		func(tx *registry.Tx) error { return w.ofWay(tx, k, &c) },
		func(tx *registry.Tx) error { return w.ofWay(tx, k, &c) },
	}
	err = w.do(ctx, saves[w.IntN(len(saves))])
	return c, err
}

var errNothing = data.Problem{Field: "记录", Message: "这一件没有这样的记录", Hint: "换一件"}

// ofWay changes or makes one of the facts that follow a letter.
func (w *worker) ofWay(tx *registry.Tx, k data.Case, c *cell) (err error) {
	id, day := k.Proposal.ID, data.NewDate(2022, 12, 21)
	switch w.IntN(6) {
	case 0:
		x, ok := one(w, k.Commitments)
		if !ok {
			x = data.Commitment{ProposalID: id, Text: "建成", Due: data.NewDate(2023, 12, 31)}
		}
		x.Text = "承诺" + w.mark()
		err = tx.SaveCommitment(&x)
		*c = cell{"commitments", x.ID, "text"}
	case 1:
		x, ok := one(w, k.Supervisions)
		if !ok {
			x = data.Supervision{ProposalID: id, Kind: data.Urge, Date: day}
			if a, ok := one(w, k.Assignments); ok {
				x.Unit = a.Unit
			}
		}
		x.Findings = w.mark()
		err = tx.SaveSupervision(&x)
		*c = cell{"supervisions", x.ID, "findings"}
	case 2:
		x := k.Disclosure
		if x.ID == 0 {
			x = data.Disclosure{ProposalID: id, Decision: data.Open}
		}
		x.Reason = w.mark()
		err = tx.SaveDisclosure(&x)
		*c = cell{"disclosures", x.ID, "reason"}
	case 3:
		r, ok := one(w, k.Replies)
		if !ok {
			return errNothing
		}
		x := data.Waiver{ProposalID: id, ReplyID: r.ID, Warning: "没有沟通", Reason: w.mark(), Date: day}
		err = tx.SaveWaiver(&x)
		*c = cell{"waivers", x.ID, "reason"}
	case 4:
		x, ok := one(w, k.Dispatches)
		if !ok {
			return errNothing
		}
		x.Receipt = w.mark()
		err = tx.SaveDispatch(&x)
		*c = cell{"dispatches", x.ID, "receipt"}
	case 5:
		x, ok := one(w, k.Extensions)
		if !ok {
			x = data.Extension{ProposalID: id, Applied: k.Proposal.HandedOver, Until: data.NewDate(2023, 1, 31)}
		}
		x.Reason = w.mark()
		err = tx.SaveExtension(&x)
		*c = cell{"extensions", x.ID, "reason"}
	}
	return err
}

// ofOffice changes or makes what belongs to the office or a year.
func (w *worker) ofOffice(ctx context.Context) (c cell, err error) {
	units, err := w.reg.Units(ctx)
	if err != nil {
		return c, err
	}
	leaders, err := w.reg.Leaders(ctx)
	if err != nil {
		return c, err
	}
	settings, err := w.reg.Settings(ctx)
	if err != nil {
		return c, err
	}
	summary, err := w.reg.Summary(ctx, 2022, 0)
	if err != nil {
		summary = data.Summary{Year: 2022, Title: "总结"}
	}
	saves := []func(*registry.Tx) error{
		func(tx *registry.Tx) error {
			x, _ := one(w, units)
			if w.IntN(3) == 0 {
				x = data.Unit{Name: fmt.Sprintf("第%d局", w.n)}
			}
			x.Responsible = w.mark()
			err := tx.SaveUnit(&x)
			c = cell{"units", x.ID, "responsible"}
			return err
		},
		func(tx *registry.Tx) error {
			x, _ := one(w, leaders)
			x.Post = w.mark()
			if x.Name == "" {
				x.Name = w.mark()
			}
			err := tx.SaveLeader(&x)
			c = cell{"leaders", x.ID, "post"}
			return err
		},
		func(tx *registry.Tx) error {
			settings.Contact = w.mark()
			err := tx.SaveSettings(&settings)
			c = cell{"settings", 1, "contact"}
			return err
		},
		func(tx *registry.Tx) error {
			summary.Title = w.mark()
			err := tx.SaveSummary(&summary)
			c = cell{"summaries", summary.ID, "title"}
			return err
		},
		func(tx *registry.Tx) error {
			x := data.Holiday{Date: data.NewDate(2031, 1, 1).AddDays(w.n % 3000), Kind: data.DayOff, Name: w.mark()}
			err := tx.SaveHoliday(&x)
			c = cell{"holidays", x.ID, "name"}
			return err
		},
		func(tx *registry.Tx) error {
			x := data.SavedList{Name: w.mark(), Words: "污水"}
			err := tx.SaveSavedList(&x)
			c = cell{"saved_lists", x.ID, "name"}
			return err
		},
		func(tx *registry.Tx) error {
			x := data.YearClosing{Year: 2022, AsOf: data.NewDate(2022, 12, 31), ClosedOn: data.NewDate(2023, 1, 5), Figures: "[]", Appraisal: "[]", Note: w.mark()}
			err := tx.SaveYearClosing(&x)
			c = cell{"year_closings", x.ID, "note"}
			return err
		},
		func(tx *registry.Tx) error {
			x := data.Proposer{Name: w.mark(), Body: data.Congress, Address: w.mark()}
			err := tx.SaveProposer(&x)
			c = cell{"proposers", x.ID, "address"}
			return err
		},
		func(tx *registry.Tx) error {
			rules, err := paperwork.DefaultRules()
			if err != nil {
				return err
			}
			p := rules.Pack
			p.Name, p.From = w.mark(), data.NewDate(2040, 1, 1)
			c = cell{"actions", 0, ""}
			return tx.SavePack(&p)
		},
	}
	err = w.do(ctx, saves[w.IntN(len(saves))])
	return c, err
}

func (w *worker) newProposal(ctx context.Context) (c cell, err error) {
	k, err := w.someCase(ctx)
	if err != nil {
		return c, err
	}
	p := k.Proposal
	p.ID, p.Number, p.Remark, p.MergedInto = 0, fmt.Sprint(1000+w.n), w.mark(), 0
	p.Text += string(bytes.Repeat([]byte("建议的内容。"), w.IntN(2000)))
	err = w.do(ctx, func(tx *registry.Tx) error { return tx.SaveProposal(&p) })
	return cell{"proposals", p.ID, "remark"}, err
}

// attachment adds one, of up to some 100 pages of the file, or erases one.
func (w *worker) attachment(ctx context.Context) (c cell, err error) {
	k, err := w.someCase(ctx)
	if err != nil {
		return c, err
	}
	if old, ok := one(w, k.Attachments); ok && w.IntN(3) == 0 {
		err = w.do(ctx, func(tx *registry.Tx) error { return tx.EraseAttachment(old.ID) })
		return cell{"actions", 0, ""}, err
	}
	x := data.Attachment{ProposalID: k.Proposal.ID, Name: w.mark(), Added: data.NewDate(2022, 12, 20)}
	content := make([]byte, w.IntN(400_000))
	for i := range content {
		content[i] = byte(w.Uint32())
	}
	err = w.do(ctx, func(tx *registry.Tx) error {
		return tx.AddAttachment(&x, bytes.NewReader(append(content, w.mark()...)))
	})
	return cell{"attachments", x.ID, "name"}, err
}

// markDeleted removes a record and, the next time, may restore it.
func (w *worker) markDeleted(ctx context.Context) (c cell, err error) {
	gone, err := w.reg.Deleted(ctx, 0)
	if err != nil {
		return c, err
	}
	if x, ok := one(w, gone); ok && w.IntN(2) == 0 {
		err = w.do(ctx, func(tx *registry.Tx) error { return tx.Restore(data.Record(x.Kind), x.ID) })
		return cell{"actions", 0, ""}, err
	}
	k, err := w.someCase(ctx)
	if err != nil {
		return c, err
	}
	x, ok := one(w, k.Consultations)
	if !ok {
		return c, errNothing
	}
	err = w.do(ctx, func(tx *registry.Tx) error { return tx.Remove(data.RecordConsultation, x.ID) })
	return cell{"actions", 0, ""}, err
}

// takenBack changes a unit's clerk, takes that back and makes it again.
func (w *worker) takenBack(ctx context.Context) (c cell, err error) {
	units, err := w.reg.Units(ctx)
	if err != nil {
		return c, err
	}
	x, ok := one(w, units)
	if !ok {
		return c, errNothing
	}
	x.Contact = w.mark()
	if err := w.do(ctx, func(tx *registry.Tx) error { return tx.SaveUnit(&x) }); err != nil {
		return c, err
	}
	c = cell{"units", x.ID, "contact"}
	if _, err := w.reg.Undo(ctx); err != nil { // refused, such as on a full disk: it stays as it was saved
		return c, nil
	}
	if _, err = w.reg.Redo(ctx); err != nil { // it stays taken back
		return cell{"actions", 0, ""}, nil
	}
	return c, nil
}
