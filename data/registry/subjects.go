package registry

import "jianban/data"

// The columns of each subject, once.

func bookFields(b *data.Book) (*data.ID, []field) {
	m := &b.Meeting
	return &b.ID, []field{text("body", &m.Body), text("level", &m.Level), text("place", &m.Place), num("term", &m.Term), num("session", &m.Session), num("year", &m.Year),
		text("direction", &b.Direction), text("handed_by", &b.HandedBy), text("issuer", &b.Issuer), text("letterhead", &b.Letterhead),
		text("reply_series", &b.ReplySeries), text("opinion_series", &b.OpinionSeries), list("copy_to", &b.CopyTo), list("classes", &b.Classes), num("reply_months", &b.ReplyMonths), flag("deleted", &b.Deleted)}
}

func leaderFields(l *data.Leader) (*data.ID, []field) {
	return &l.ID, []field{text("name", &l.Name), text("post", &l.Post), list("former", &l.Former), flag("deleted", &l.Deleted)}
}

func unitFields(u *data.Unit) (*data.ID, []field) {
	return &u.ID, []field{text("name", &u.Name), text("full_name", &u.FullName), text("letterhead", &u.Letterhead), text("reply_series", &u.ReplySeries), list("former", &u.Former), text("responsible", &u.Responsible), text("contact", &u.Contact), text("phone", &u.Phone), flag("deleted", &u.Deleted)}
}

func proposerFields(p *data.Proposer) (*data.ID, []field) {
	return &p.ID, []field{text("name", &p.Name), text("body", &p.Body), text("delegation", &p.Delegation), text("phone", &p.Phone), text("address", &p.Address), flag("deleted", &p.Deleted)}
}

func proposalFields(p *data.Proposal) (*data.ID, []field) {
	key := data.NumberKey(p.Number)
	return &p.ID, []field{ref("book_id", &p.BookID), text("number", &p.Number), text("number_key", &key), flag("between_meetings", &p.Between), text("kind", &p.Kind), text("role", &p.Role),
		text("title", &p.Title), prose("text", &p.Text), text("topic", &p.Topic), flag("key", &p.Key), day("handed_over", &p.HandedOver), day("told", &p.Told), text("lead_body", &p.LeadBody), ref("sponsor_id", &p.Sponsor.ID),
		text("closed", &p.Closed), day("closed_on", &p.ClosedOn), text("closed_why", &p.ClosedWhy), ref("merged_into", &p.MergedInto), text("remark", &p.Remark), flag("deleted", &p.Deleted)}
}

func extensionFields(e *data.Extension) (*data.ID, []field) {
	return &e.ID, []field{ref("proposal_id", &e.ProposalID), day("applied", &e.Applied), day("approved", &e.Approved), text("approved_by", &e.ApprovedBy), day("until", &e.Until), text("reason", &e.Reason), flag("deleted", &e.Deleted)}
}

func assignmentFields(a *data.Assignment) (*data.ID, []field) {
	return &a.ID, []field{ref("proposal_id", &a.ProposalID), ref("unit_id", &a.Unit.ID), text("part", &a.Part), day("assigned", &a.Assigned), day("accepted", &a.Accepted), day("returned", &a.Returned),
		text("return_reason", &a.ReturnReason), day("return_consented", &a.ReturnConsented), text("responsible", &a.Responsible), text("contact", &a.Contact), text("phone", &a.Phone), flag("deleted", &a.Deleted)}
}

func consultationFields(c *data.Consultation) (*data.ID, []field) {
	return &c.ID, []field{ref("proposal_id", &c.ProposalID), text("phase", &c.Phase), day("date", &c.Date), text("method", &c.Method), text("place", &c.Place), list("invited", &c.Invited), list("attended", &c.Attended),
		text("led_by", &c.LedBy), text("led_rank", &c.LedRank), text("others", &c.Others), prose("said", &c.Said), prose("agreed", &c.Agreed), list("items", &c.Items), day("form_signed", &c.FormSigned), flag("deleted", &c.Deleted)}
}

func signFields(s *data.SignOff) []field {
	return []field{day("drafted", &s.Drafted), text("drafted_by", &s.DraftedBy), day("reviewed", &s.Reviewed), text("reviewed_by", &s.ReviewedBy), day("countersigned", &s.Countersigned), text("countersigned_by", &s.CountersignedBy), day("signed", &s.Signed), text("signed_by", &s.SignedBy)}
}

func replyFields(r *data.Reply) (*data.ID, []field) {
	return &r.ID, append([]field{ref("proposal_id", &r.ProposalID), num("round", &r.Round), text("occasion", &r.Occasion), text("class", &r.Class), text("doc_number", &r.DocNumber), text("salutation", &r.Salutation),
		prose("body", &r.Body), prose("done", &r.Done), prose("planned", &r.Planned), text("contact", &r.Contact), text("contact_phone", &r.ContactPhone), list("copy_to", &r.CopyTo),
		day("sent", &r.Sent), text("sent_by", &r.SentBy), flag("deleted", &r.Deleted)}, signFields(&r.SignOff)...)
}

func opinionFields(o *data.Opinion) (*data.ID, []field) {
	return &o.ID, append([]field{ref("proposal_id", &o.ProposalID), text("way", &o.Way), ref("unit_id", &o.Unit.ID), text("doc_number", &o.DocNumber), prose("body", &o.Body),
		day("sent", &o.Sent), day("received", &o.Received), flag("deleted", &o.Deleted)}, signFields(&o.SignOff)...)
}

func feedbackFields(f *data.Feedback) (*data.ID, []field) {
	return &f.ID, []field{ref("proposal_id", &f.ProposalID), num("round", &f.Round), ref("proposer_id", &f.ProposerID), day("form_sent", &f.FormSent), day("received", &f.Received),
		text("attitude", &f.Attitude), text("result", &f.Result), prose("opinion", &f.Opinion), text("talked_by", &f.TalkedBy), text("talk_form", &f.TalkForm), text("solved", &f.Solved), flag("deleted", &f.Deleted)}
}

func commitmentFields(c *data.Commitment) (*data.ID, []field) {
	return &c.ID, []field{ref("proposal_id", &c.ProposalID), ref("reply_id", &c.ReplyID), text("text", &c.Text), ref("unit_id", &c.Unit.ID), day("due", &c.Due), day("kept", &c.Kept), text("proof", &c.Proof), day("told", &c.Told), ref("follow_up", &c.FollowUp), flag("deleted", &c.Deleted)}
}

func supervisionFields(s *data.Supervision) (*data.ID, []field) {
	return &s.ID, []field{ref("proposal_id", &s.ProposalID), ref("unit_id", &s.Unit.ID), text("kind", &s.Kind), day("date", &s.Date), text("people", &s.People), text("findings", &s.Findings), text("doc_number", &s.DocNumber), text("answer", &s.Answer), day("answered", &s.Answered),
		day("rectify_by", &s.RectifyBy), day("rectified", &s.Rectified), flag("deleted", &s.Deleted)}
}

func disclosureFields(d *data.Disclosure) (*data.ID, []field) {
	return &d.ID, []field{ref("proposal_id", &d.ProposalID), text("decision", &d.Decision), text("reason", &d.Reason), prose("text", &d.Text), day("published", &d.Published), text("place", &d.Place), flag("deleted", &d.Deleted)}
}

func attachmentFields(a *data.Attachment) (*data.ID, []field) {
	return &a.ID, []field{ref("proposal_id", &a.ProposalID), ref("consultation_id", &a.ConsultationID), text("name", &a.Name), text("sha256", &a.SHA256), num("size", &a.Size), day("added", &a.Added), flag("deleted", &a.Deleted)}
}

func summaryFields(s *data.Summary) (*data.ID, []field) {
	return &s.ID, []field{num("year", &s.Year), num("book_id", &s.BookID), text("title", &s.Title), day("as_of", &s.AsOf), list("sections", &s.Sections), flag("deleted", &s.Deleted)}
}

// settingsRow is the settings with the id of their one row.
type settingsRow struct {
	id data.ID
	data.Settings
}

func settingsFields(s *settingsRow) (*data.ID, []field) {
	return &s.id, []field{text("office", &s.Office), text("issuer", &s.Issuer), text("letterhead", &s.Letterhead), text("reply_series", &s.ReplySeries), text("opinion_series", &s.OpinionSeries),
		text("contact", &s.Contact), text("phone", &s.Phone), list("clerks", &s.Clerks), text("fonts_folder", &s.FontsFolder), flag("xbs_licensed", &s.XBSLicensed),
		flag("preprinted", &s.Preprinted), decimal("preprint_x", &s.PreprintX), decimal("preprint_y", &s.PreprintY), flag("demo", &s.Demo)}
}

func dispatchFields(d *data.Dispatch) (*data.ID, []field) {
	return &d.ID, []field{ref("proposal_id", &d.ProposalID), ref("reply_id", &d.ReplyID), ref("proposer_id", &d.ProposerID), day("date", &d.Date), text("method", &d.Method), text("receipt", &d.Receipt), flag("deleted", &d.Deleted)}
}

func waiverFields(w *data.Waiver) (*data.ID, []field) {
	return &w.ID, []field{ref("proposal_id", &w.ProposalID), ref("reply_id", &w.ReplyID), text("warning", &w.Warning), text("reason", &w.Reason), day("date", &w.Date), flag("deleted", &w.Deleted)}
}

func scoreFields(s *data.Score) (*data.ID, []field) {
	return &s.ID, []field{num("year", &s.Year), ref("unit_id", &s.Unit.ID), text("item", &s.Item), text("source", &s.Source), num("points", &s.Points), text("reason", &s.Reason), day("date", &s.Date), flag("deleted", &s.Deleted)}
}

func holidayFields(h *data.Holiday) (*data.ID, []field) {
	return &h.ID, []field{day("date", &h.Date), text("kind", &h.Kind), text("name", &h.Name), text("source", &h.Source), flag("deleted", &h.Deleted)}
}

func yearClosingFields(y *data.YearClosing) (*data.ID, []field) {
	return &y.ID, []field{num("year", &y.Year), num("book_id", &y.BookID), day("as_of", &y.AsOf), day("closed_on", &y.ClosedOn), text("figures", &y.Figures), text("appraisal", &y.Appraisal), text("note", &y.Note), flag("deleted", &y.Deleted)}
}
