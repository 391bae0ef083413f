package data

// Record names a kind of row that can be marked as deleted and brought back
// (Tx.Remove, Tx.Restore). The words are the names of the registry's tables.
type Record string

// The records that can be removed.
const (
	RecordBook         Record = "books"
	RecordUnit         Record = "units"
	RecordLeader       Record = "leaders"
	RecordProposer     Record = "proposers"
	RecordProposal     Record = "proposals"
	RecordExtension    Record = "extensions"
	RecordAssignment   Record = "assignments"
	RecordConsultation Record = "consultations"
	RecordReply        Record = "replies"
	RecordOpinion      Record = "opinions"
	RecordFeedback     Record = "feedback"
	RecordAssessment   Record = "assessments"
	RecordCommitment   Record = "commitments"
	RecordSupervision  Record = "supervisions"
	RecordDisclosure   Record = "disclosures"
	RecordAttachment   Record = "attachments"
	RecordSummary      Record = "summaries"
	RecordPack         Record = "packs"
	RecordDispatch     Record = "dispatches"
	RecordWaiver       Record = "waivers"
	RecordScore        Record = "scores"
	RecordHoliday      Record = "holidays"
	RecordYearClosing  Record = "year_closings"
	RecordSavedList    Record = "saved_lists"
	RecordPacket       Record = "packets"
	RecordIssue        Record = "issues"
)
