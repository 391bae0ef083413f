package demo

import (
	"context"
	"fmt"
	"strings"

	"jianban/data"
	"jianban/data/registry"
)

// BookName is the book that Enter makes, the seed's: what the city's people's
// congress handed down in 2022.
const BookName = "市六届人大一次会议"

// Enter enters the year of the seed's report into a registry that does not
// hold it yet, as a clerk would: one action for each thing done.
func Enter(ctx context.Context, reg *registry.Registry) error {
	y, err := readYear()
	if err != nil {
		return err
	}
	e := entry{ctx: ctx, reg: reg, units: map[string]data.Unit{}, leaders: map[string]data.Leader{}}
	if err := e.office(y); err != nil {
		return err
	}
	for _, p := range y.Proposals {
		if err := e.proposal(p); err != nil {
			return fmt.Errorf("demo proposal %s: %w", p.Number, err)
		}
	}
	if err := e.scores(y); err != nil {
		return err
	}
	return e.do("撰写2022年度总结", func(tx *registry.Tx) error {
		s := y.Summary.value(e.book.ID)
		return tx.SaveSummary(&s)
	})
}

// entry is Enter under way.
type entry struct {
	ctx     context.Context
	reg     *registry.Registry
	book    data.Book
	units   map[string]data.Unit
	leaders map[string]data.Leader

	p         data.Proposal // the proposal being entered
	proposers map[string]data.ID
}

func (e *entry) do(what string, f func(*registry.Tx) error) error {
	return e.reg.Do(e.ctx, registry.Action{What: what}, f)
}

// doFor names the action after the proposal being entered.
func (e *entry) doFor(what string, f func(*registry.Tx) error) error {
	return e.do(fmt.Sprintf(what, "第"+e.p.Number+"号建议"), f)
}

// office enters what every proposal needs: settings, book, leaders, units.
func (e *entry) office(y year) error {
	err := e.do("填写办公室信息", func(tx *registry.Tx) error {
		s := y.Settings.value()
		return tx.SaveSettings(&s)
	})
	if err != nil {
		return err
	}
	err = e.do("建立办理册："+BookName, func(tx *registry.Tx) error {
		e.book = y.Book.value()
		return tx.SaveBook(&e.book)
	})
	if err != nil {
		return err
	}
	return e.do("登记牵头领导和承办单位", func(tx *registry.Tx) error {
		for _, l := range y.Leaders {
			saved := data.Leader{Name: l.Name, Post: l.Post}
			if err := tx.SaveLeader(&saved); err != nil {
				return err
			}
			e.leaders[l.Name] = saved
		}
		for _, u := range y.Units {
			saved := u.value()
			if err := tx.SaveUnit(&saved); err != nil {
				return err
			}
			e.units[u.Name] = saved
		}
		return nil
	})
}

// proposal enters one proposal with its facts, in the order of the work.
func (e *entry) proposal(p proposal) error {
	steps := []func(proposal) error{e.register, e.assign, e.supervise, e.talksBefore, e.unitOpinions}
	if p.Role.Answers() {
		steps = append(steps, e.reply, e.talksAfter, e.feedback, e.disclose)
	} else {
		steps = append(steps, e.ourOpinion)
	}
	for _, step := range steps {
		if err := step(p); err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) register(p proposal) error {
	sponsor, ok := e.leaders[p.Sponsor]
	if !ok {
		return fmt.Errorf("no leader %q", p.Sponsor)
	}
	e.p = data.Proposal{
		BookID: e.book.ID, Number: p.Number, Kind: data.Suggestion, Role: p.Role, Title: p.Title, Text: prose(p.Text),
		Topic: p.Topic, HandedOver: p.HandedOver, Told: p.Told, LeadBody: p.LeadBody, Sponsor: sponsor,
	}
	for _, q := range p.Proposers {
		e.p.Proposers = append(e.p.Proposers, data.Proposer{Name: q.Name, Body: e.book.Meeting.Body, Delegation: q.Delegation, Phone: q.Phone, Address: q.Address})
	}
	err := e.doFor("登记%s", func(tx *registry.Tx) error { return tx.SaveProposal(&e.p) })
	e.proposers = map[string]data.ID{}
	for _, q := range e.p.Proposers {
		e.proposers[q.Name] = q.ID
	}
	return err
}

func (e *entry) unit(name string) (data.Unit, error) {
	u, ok := e.units[name]
	if !ok {
		return u, fmt.Errorf("no unit %q", name)
	}
	return u, nil
}

func (e *entry) assign(p proposal) error {
	return e.doFor("交办%s", func(tx *registry.Tx) error {
		for _, a := range p.Assignments {
			u, err := e.unit(a.Unit)
			if err != nil {
				return err
			}
			saved := data.Assignment{
				ProposalID: e.p.ID, Unit: u, Part: a.Part, Assigned: a.Assigned, Accepted: a.Accepted,
				Responsible: u.Responsible, Contact: u.Contact, Phone: u.Phone,
			}
			if err := tx.SaveAssignment(&saved); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *entry) supervise(p proposal) error {
	for _, s := range p.Supervisions {
		u, err := e.unit(s.Unit)
		if err != nil {
			return err
		}
		saved := data.Supervision{
			ProposalID: e.p.ID, Unit: u, Kind: s.Kind, Date: s.Date, People: s.People, Findings: s.Findings,
			RectifyBy: s.RectifyBy, Rectified: s.Rectified,
		}
		err = e.doFor("记录%s的"+string(s.Kind), func(tx *registry.Tx) error { return tx.SaveSupervision(&saved) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) talksBefore(p proposal) error {
	return e.talks(p, func(x data.Phase) bool { return x != data.After })
}

func (e *entry) talksAfter(p proposal) error {
	return e.talks(p, func(x data.Phase) bool { return x == data.After })
}

func (e *entry) talks(p proposal, in func(data.Phase) bool) error {
	for _, c := range p.Consultations {
		if !in(c.Phase) {
			continue
		}
		err := e.doFor("记录%s的"+string(c.Phase)+"沟通", func(tx *registry.Tx) error { return e.talk(tx, c) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) talk(tx *registry.Tx, c consultation) error {
	saved := data.Consultation{
		ProposalID: e.p.ID, Phase: c.Phase, Date: c.Date, Method: c.Method, Place: c.Place,
		LedBy: c.LedBy, LedRank: c.LedRank, Others: c.Others, Said: c.Said, Agreed: c.Agreed,
	}
	for _, name := range c.Attended {
		id, ok := e.proposers[name]
		if !ok {
			return fmt.Errorf("%s did not propose it", name)
		}
		saved.Attended = append(saved.Attended, id)
	}
	if err := tx.SaveConsultation(&saved); err != nil {
		return err
	}
	if c.Attachment.Name == "" {
		return nil
	}
	file := data.Attachment{ProposalID: e.p.ID, ConsultationID: saved.ID, Name: c.Attachment.Name, Added: c.Date}
	return tx.AddAttachment(&file, strings.NewReader(prose(c.Attachment.Text)+"\n"))
}

func (e *entry) unitOpinions(p proposal) error {
	for _, o := range p.Opinions {
		u, err := e.unit(o.Unit)
		if err != nil {
			return err
		}
		saved := data.Opinion{ProposalID: e.p.ID, Way: data.OpinionIn, Unit: u, DocNumber: o.DocNumber, Body: prose(o.Body), SignOff: o.signOff.value(), Received: o.Received}
		err = e.doFor("收到"+u.Name+"对%s的协办意见", func(tx *registry.Tx) error { return tx.SaveOpinion(&saved) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) ourOpinion(p proposal) error {
	o := p.Opinion
	saved := data.Opinion{ProposalID: e.p.ID, Way: data.OpinionOut, DocNumber: o.DocNumber, Body: prose(o.Body), SignOff: o.signOff.value(), Sent: o.Sent}
	return e.doFor("报送%s的协办意见", func(tx *registry.Tx) error { return tx.SaveOpinion(&saved) })
}

func (e *entry) reply(p proposal) error {
	r := p.Reply
	return e.doFor("答复%s", func(tx *registry.Tx) error {
		saved := data.Reply{
			ProposalID: e.p.ID, Round: 1, Class: r.Class, DocNumber: r.DocNumber, Body: prose(r.Body), Done: r.Done, Planned: r.Planned,
			Ideas: r.Ideas, Policies: r.Policies, Contact: r.Contact, ContactPhone: r.ContactPhone, SignOff: r.signOff.value(), Sent: r.Sent, SentBy: r.SentBy,
		}
		if err := tx.SaveReply(&saved); err != nil {
			return err
		}
		for _, q := range e.p.Proposers {
			d := data.Dispatch{ProposalID: e.p.ID, ReplyID: saved.ID, ProposerID: q.ID, Date: r.Sent, Method: r.SentBy}
			if err := tx.SaveDispatch(&d); err != nil {
				return err
			}
		}
		for _, c := range p.Commitments {
			u, err := e.unit(c.Unit)
			if err != nil {
				return err
			}
			promise := data.Commitment{ProposalID: e.p.ID, ReplyID: saved.ID, Text: c.Text, Unit: u, Due: c.Due}
			if err := tx.SaveCommitment(&promise); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *entry) feedback(p proposal) error {
	f := p.Feedback
	saved := data.Feedback{
		ProposalID: e.p.ID, Round: 1, ProposerID: e.p.LeadProposer().ID, FormSent: f.FormSent, Received: f.Received,
		Attitude: f.Attitude, Result: f.Result, Opinion: f.Opinion,
	}
	return e.doFor("收回%s的征询意见表", func(tx *registry.Tx) error { return tx.SaveFeedback(&saved) })
}

func (e *entry) disclose(p proposal) error {
	d := p.Disclosure
	saved := data.Disclosure{ProposalID: e.p.ID, Decision: d.Decision, Reason: d.Reason, Published: d.Published, Place: d.Place}
	return e.doFor("确定%s的答复是否公开", func(tx *registry.Tx) error { return tx.SaveDisclosure(&saved) })
}

// scores enters what the units gave themselves and what the office gave them,
// all in one action.
func (e *entry) scores(y year) error {
	return e.do("登记考评打分", func(tx *registry.Tx) error {
		for _, s := range y.Scores {
			unit, ok := e.units[s.Unit]
			if !ok {
				return fmt.Errorf("no unit %q", s.Unit)
			}
			for i, item := range y.ScoreItems {
				for _, g := range []struct {
					source data.ScoreSource
					points string
				}{{data.SelfScore, s.Self[i]}, {data.ReviewScore, s.Review[i]}} {
					points, err := data.ParsePoints(g.points)
					if err != nil {
						return err
					}
					x := data.Score{Year: y.Summary.Year, Unit: unit, Item: item, Source: g.source, Points: points, Date: y.Summary.AsOf}
					if g.source == data.ReviewScore {
						x.Reason = y.ScoreReasons[i]
					}
					if err := tx.SaveScore(&x); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}
