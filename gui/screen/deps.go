package screen

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/manual"
	"jianban/export/batch"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui/clipboard"
	"jianban/gui/preview"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// Reader is what screens read of the registry. Calls may take a while and are
// made off the UI goroutine.
type Reader interface {
	Books(ctx context.Context) ([]data.Book, error)
	Units(ctx context.Context) ([]data.Unit, error)
	Leaders(ctx context.Context) ([]data.Leader, error)
	Proposers(ctx context.Context) ([]data.Proposer, error)
	// Cases are shared with others who ask: callers do not change them.
	Cases(ctx context.Context, s data.Scope) ([]data.Case, error)
	// EachCase gives f one case after another; not all are held at once.
	EachCase(ctx context.Context, s data.Scope, f func(data.Case) error) error
	Case(ctx context.Context, id data.ID) (data.Case, error)
	Settings(ctx context.Context) (data.Settings, error)
	// RuleYears are the rules of every year: each case is counted by its own.
	RuleYears(ctx context.Context) (data.RuleYears, error)
	Summary(ctx context.Context, year int, bookID data.ID) (data.Summary, error)
	Packs(ctx context.Context) ([]data.RulePack, error)
	Holidays(ctx context.Context) ([]data.Holiday, error)
	Supervisions(ctx context.Context) ([]data.Supervision, error)
	// Issues are the numbers of notices, invitations and dossiers, as they were given.
	Issues(ctx context.Context) ([]data.Issue, error)
	// Numbered are the papers whose number is of a year, every year for 0, in the order
	// of the register (发文登记簿).
	Numbered(ctx context.Context, year int) ([]data.NumberedPaper, error)
	Scores(ctx context.Context, year int) ([]data.Score, error)
	// SavedLists are the saved searches, in the order in which they were saved.
	SavedLists(ctx context.Context) ([]data.SavedList, error)
	YearClosings(ctx context.Context, year int, bookID data.ID) ([]data.YearClosing, error)
	Journal(ctx context.Context, proposalID data.ID, limit int) ([]data.JournalEntry, error)
	// Deleted are the records that Tx.Restore can bring back; 0 for all.
	Deleted(ctx context.Context, proposalID data.ID) ([]data.DeletedRecord, error)
	// AttachmentData writes the content of an attachment to a writer, of which
	// nothing must be used where it fails.
	AttachmentData(ctx context.Context, id data.ID, to io.Writer) error
	DocNumbers(ctx context.Context, year int) ([]string, error)
	// NumberGaps are the 文号 of a year that no paper bears.
	NumberGaps(ctx context.Context, year int) ([]data.NumberGap, error)
	SignNames(ctx context.Context) (data.SignNames, error)
	// ReplyVersions and OpinionVersions are a letter's texts, newest first.
	ReplyVersions(ctx context.Context, id data.ID) ([]data.TextVersion, error)
	OpinionVersions(ctx context.Context, id data.ID) ([]data.TextVersion, error)
	// Merged are the proposals merged into one.
	Merged(ctx context.Context, id data.ID) ([]data.Proposal, error)
	Years(ctx context.Context) ([]int, error)
	// Search finds proposals by what is typed into the search box, best first.
	Search(ctx context.Context, ask data.SearchAsk) (data.Found, error)
	// Around tells what other years have of a search, and what its words find apart.
	Around(ctx context.Context, ask data.SearchAsk) (data.Around, error)
	// Like finds the proposals most alike to one, the most alike first, with what
	// was answered and promised.
	Like(ctx context.Context, ask data.LikeAsk) ([]data.Alike, error)
	// PastProposals tell which units earlier proposals went to, the latest first
	// (data.MostPast).
	PastProposals(ctx context.Context) ([]data.PastProposal, error)
}

// Store is the registry as the window sees it. All writing goes through Do:
// one call is one transaction, one entry of the journal and one step of Undo.
type Store interface {
	Reader
	// Do runs f in one transaction; what names the action for the journal.
	Do(ctx context.Context, what string, f func(Tx) error) error
	// Undo takes back the last change of this sitting and says what it was.
	Undo(ctx context.Context) (what string, err error)
	Undoable() (what string, ok bool)
	// Redo makes again what Undo took back last.
	Redo(ctx context.Context) (what string, err error)
	Redoable() (what string, ok bool)
	// OnChange calls f after every change, on any goroutine.
	OnChange(f func()) (remove func())
	ReadOnly() (reason string, readOnly bool)
	// Clerk is whom the journal names; SetClerk names another, "" the usual one.
	Clerk() string
	SetClerk(name string)
	Path() string
}

// Tx writes. A pointer with ID 0 is inserted and gets its ID. Errors for a
// person are data.Problem or data.Problems and name the field.
type Tx interface {
	SaveBook(*data.Book) error
	SaveUnit(*data.Unit) error
	SaveLeader(*data.Leader) error
	SaveProposer(*data.Proposer) error
	SaveProposal(*data.Proposal) error
	SaveExtension(*data.Extension) error
	SaveAssignment(*data.Assignment) error
	SaveConsultation(*data.Consultation) error
	SaveReply(*data.Reply) error
	SaveOpinion(*data.Opinion) error
	SaveFeedback(*data.Feedback) error
	SaveAssessment(*data.Assessment) error
	SaveCommitment(*data.Commitment) error
	SaveDispatch(*data.Dispatch) error
	SaveWaiver(*data.Waiver) error
	SaveSupervision(*data.Supervision) error
	SaveIssue(*data.Issue) error
	SaveDisclosure(*data.Disclosure) error
	SaveScore(*data.Score) error
	SavePack(*data.RulePack) error
	// RemovePack deletes the rule pack that applies from a day on.
	RemovePack(from data.Date) error
	SaveHoliday(*data.Holiday) error
	SaveYearClosing(*data.YearClosing) error
	SaveSavedList(*data.SavedList) error
	SaveSummary(*data.Summary) error
	SaveSettings(*data.Settings) error
	// AddAttachment keeps a file, whose content is read twice from its start.
	AddAttachment(a *data.Attachment, content io.ReadSeeker) error
	// EraseAttachment removes an attachment and its bytes; nothing brings it back.
	EraseAttachment(id data.ID) error
	Remove(what data.Record, id data.ID) error
	Restore(what data.Record, id data.ID) error
	// Join makes one of two people or units: what names gone names keep then.
	Join(what data.Record, keep, gone data.ID) error
	NextDocNumber(series string, year int) (string, error)
}

// Papers lays papers out and writes them. What is on screen is not laid out a
// second time: Write takes its pages. Files are written whole or not at all.
type Papers interface {
	// Reply and Opinion lay out one letter, as far as it can be.
	Reply(ctx context.Context, c data.Case, rep data.Reply) (page.Document, error)
	Opinion(ctx context.Context, c data.Case, o data.Opinion) (page.Document, error)
	// Ledger lays out cases under a title, told as of a day.
	Ledger(ctx context.Context, title string, cases []data.Case, asOf data.Date) (page.Document, error)
	// Today lays out the board as the morning list.
	Today(ctx context.Context, b data.Board) (page.Document, error)
	// Manual lays out the program's manual.
	Manual(ctx context.Context, pages []manual.Page) (page.Document, error)
	// Talk lays out the record form of a consultation.
	Talk(ctx context.Context, c data.Case, x data.Consultation) (page.Document, error)
	// Urge lays out the notice of an urging.
	Urge(ctx context.Context, u data.Supervision) (page.Document, error)
	// Appraisal lays out the units' scores as of a day.
	Appraisal(ctx context.Context, title string, asOf data.Date, units []data.UnitScore, scheme data.Appraisal) (page.Document, error)
	// Letters are what the letters of a scope are laid out from, its cases by
	// book and number.
	Letters(ctx context.Context, s data.Scope) (batch.Source, error)

	// Write writes pages as a PDF at path, or beside it where another
	// proposal's paper lies there, and says where.
	Write(ctx context.Context, doc page.Document, path string) (written string, err error)
	// LedgerList is the ledger of cases with these columns, told as of a day.
	LedgerList(ctx context.Context, title string, columns []data.LedgerColumn, cases []data.Case, asOf data.Date) (data.List, error)
	// List lays out any list.
	List(ctx context.Context, l data.List) (page.Document, error)
	// WriteList writes a list at path: as .csv where it ends so, else as a workbook.
	WriteList(ctx context.Context, l data.List, path string) error
	// Save writes content that is ready at path.
	Save(path string, content []byte) error
	// Fill writes at path what fill gives, for the user only.
	Fill(path string, fill func(io.Writer) error) error
	// Folder is where papers go unless the user says otherwise; it is made
	// where missing.
	Folder() (string, error)
	// FileName makes a file's name, its ending as it is, one that every system
	// takes and that leads to no other folder.
	FileName(name string) string
}

// Printing sends pages to the system's printers.
type Printing struct {
	// Printers lists them; none is an empty list.
	Printers func(ctx context.Context) ([]print.Printer, error)
	// Print prints papers as one job.
	Print func(ctx context.Context, papers []page.Document, job print.Job, tell print.Progress) error
}

// Deps is everything the window needs from outside. One value serves all
// screens.
type Deps struct {
	Store Store
	// Shared is the Store where others write too; nil where nobody does.
	Shared Shared
	Fonts  *font.Set // faces of pages, for layout and preview
	// Painter paints the pages of every screen; nil lets NewMain make one of Fonts.
	Painter *preview.Painter
	Now     func() time.Time
	Papers  Papers
	// Printing prints what the window shows.
	Printing Printing
	// Damage begins to look for damage of the registry's file and tells all that
	// was found whenever it is more, on any goroutine; nil looks for none.
	Damage func(tell func(found []string)) (stop func())
	// Anchor is the end of the journal's chain, which stands small at the end of
	// printed summaries; nil where there is no chain.
	Anchor func(ctx context.Context) (data.Anchor, error)
	// OpenFile opens a file with the system's own program.
	OpenFile func(path string) error
	// End ends the program in order where the window's loop does not end; any
	// goroutine may call it.
	End func()
	// TempDir holds attachments while they are looked at.
	TempDir func() (string, error)
	// Clipboard reads copied files and pictures; nil where there is no reading them.
	Clipboard func(ctx context.Context) (clipboard.Content, error)
	// Imports read ledgers and directories from outside; nil where the program
	// cannot: no 导入 is offered then.
	Imports Imports
	// Packets exchange packages with units; nil where the program cannot.
	Packets Packets
	// Rollups add up the year of many offices; nil where the program cannot.
	Rollups Rollups
	// Drafts keeps what is typed and not saved; nil keeps nothing.
	Drafts Drafts
	// OpenOther opens another registry in a window of its own, after which this
	// one closes; create makes a new one at path. nil where the program cannot:
	// the settings then do not offer it.
	OpenOther func(path string, create bool) error
	// OpenShared opens a shared registry in a window of its own, after which this one
	// closes; nil where the program cannot.
	OpenShared func(ctx context.Context, ask SharedAsk, tell Progress) error
	// People are those of a shared registry; nil of a file, which has none.
	People People
	// Backups are those of the registry; nil where the program keeps none.
	Backups Backups
	// Guard keeps the passphrase of the windows of this desk; nil where the program
	// has none.
	Guard Guard
	// Logon tells at each logon what is due, where that is wanted; nil where the
	// program cannot.
	Logon Logon
	// Checks checks the registry; nil where there is nothing to check.
	Checks Checks
	// Notice is said once at the start; "" says nothing.
	Notice string
	// Found is what a person should know of the registry that was opened, a
	// sentence each without its full stop; shown in a panel at the start.
	Found []string
	// Place is what a person should know of the folder the registry lies in, a
	// sentence without its full stop: said once, and in the settings; "" says nothing.
	Place string
	// Version of the program, for the help page.
	Version string
	// Changes is what the versions brought (CHANGELOG.md).
	Changes string
	// Year to show first; 0 takes the newest year in the registry.
	Year int
	// Prefs keeps widths and choices between sittings; nil keeps nothing.
	Prefs fyne.Preferences
}

// Logon is the desk's entry that starts the program at each logon to tell once what
// is due.
type Logon interface {
	On() bool
	Set(on bool) error
}

// Today is the calendar day now.
func (d Deps) Today() data.Date { return data.DateOf(d.Now()) }

// Place is a screen of the rail.
type Place string

// The places, as the rail names them.
const (
	PlaceToday    Place = "今日"
	PlaceLedger   Place = "台账"
	PlaceTalks    Place = "沟通"
	PlaceUrging   Place = "督办"
	PlaceFeedback Place = "反馈"
	PlacePromises Place = "承诺"
	PlaceScores   Place = "考评"
	PlaceSummary  Place = "总结"
	PlaceSettings Place = "设置"
)

// Tab is a part of a proposal's detail.
type Tab string

// The tabs of a proposal, as shown.
const (
	TabTimeline Tab = "时间线"
	TabFacts    Tab = "概况"
	TabDuty     Tab = "责任"
	TabTalks    Tab = "沟通"
	TabReply    Tab = "答复"
	TabFeedback Tab = "反馈"
	TabFiles    Tab = "附件"
	TabJournal  Tab = "记录"
)

// Tabs lists all, in order.
var Tabs = []Tab{TabTimeline, TabFacts, TabDuty, TabTalks, TabReply, TabFeedback, TabFiles, TabJournal}

// Act is something that can be done at once.
type Act struct {
	Word string // on its link, such as 撤销
	Do   func()
}

// Workday is the day that a form proposes for what is done today: today, or where
// that is free the last working day before it.
func Workday(h Host, today data.Date) data.Date { return h.Calendar().LastWorkday(today) }

// TextSizes are the sizes of text to choose from, from small to large; 1 is usual.
var TextSizes = []float32{0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.8, 2}

// SayRemoved says what was taken away and offers to take that back.
func SayRemoved(h Host, said string) { h.Offer(said, Act{Word: "撤销", Do: h.Undo}) }

// Host is what a screen asks of the window around it. *Main is the host; tests
// use their own. Its methods are for the UI goroutine.
type Host interface {
	// Window is for dialogs and clipboard.
	Window() fyne.Window
	// Year and Book are chosen in the bar; Book is 0 over all books.
	Year() int
	Book() data.ID
	// Go opens a screen of the rail.
	Go(p Place)
	// OpenCase opens a proposal's detail at a tab; "" is the timeline.
	OpenCase(id data.ID, tab Tab)
	// OpenReply opens the editor of a proposal's reply, or of our opinion
	// where we assist; round 0 takes the latest or starts one.
	OpenReply(id data.ID, round int)
	// OpenList shows exactly these proposals in the ledger under a title.
	OpenList(title string, ids []data.ID)
	// Import shows what the file at path means before it is imported; "" asks for
	// the file first.
	Import(subject intake.Subject, path string)
	// EditBook opens the form of a book, a new one where its ID is 0; done gets
	// it as saved.
	EditBook(b data.Book, done func(data.Book))
	// CloseYear opens the form in which the year is closed (封账).
	CloseYear()
	// Back leaves the screen for the one before.
	Back()
	// Say writes a line into the status bar, such as 已保存.
	Say(text string)
	// Offer is Say with what can be done about it, as links beside the text until
	// something else is said.
	Offer(text string, acts ...Act)
	// Undo takes the last change back.
	Undo()
	// Tell shows a text in a panel: what is no failure, and must be seen.
	Tell(title, text string)
	// Fail shows an error: problems as they are, others as an internal error.
	Fail(err error)
	// Locked tells that the registry cannot be changed, in a panel that says why.
	Locked() bool
	// Ask asks before something happens; yes is the word on the button.
	Ask(title, question, yes string, then func())
	// RunTask does long work off the UI goroutine, with progress and cancel,
	// then calls done on the UI goroutine. Cancelling gives context.Canceled.
	RunTask(title string, work func(ctx context.Context, p Progress) error, done func(error))
	// Open shows a panel over the window; Shut closes it. Esc cancels the one on
	// top, Ctrl+S saves it.
	Open(p *ui.Panel)
	Shut(p *ui.Panel)
	// LockNow locks the window, or says that no passphrase is set.
	LockNow()
	// Calendar is that of working days, as the registry has it: for months to choose
	// a day from and for days that a form proposes (Workday).
	Calendar() data.Calendar
	// Scale is the size of text and spaces, 1 is normal; SetScale keeps another.
	Scale() float32
	SetScale(s float32)
	// Look is which colours the window wears; SetLook keeps another.
	Look() look.Look
	SetLook(l look.Look)
	// Save does a Store.Do off the UI goroutine, then calls done on it, whatever
	// happens. A read-only registry, and a save while another is under way, are
	// refused here, in words.
	Save(what string, f func(Tx) error, done func(error))
}

// Hand is the proposal at hand, as the keys and files dragged onto the window
// reach it. Each waits until the proposal is loaded.
type Hand interface {
	ID() data.ID
	Edit()
	RecordTalk()
	// EditTalk opens the form of a consultation that is there, a new one where it
	// is not.
	EditTalk(id data.ID)
	RecordOpinion()
	RecordFeedback()
	OpenPaper()
	// NextStep opens the form or letter of the next step, or shows where it is taken.
	NextStep()
	Dropper
}

// Tabbed is a screen, or the proposal at hand, with tabs: Ctrl+Tab turns to the next.
type Tabbed interface {
	TurnTab(by int)
}

// Progress tells how far long work has come; total 0 is unknown.
type Progress func(done, total int, what string)

// Screen is what fills the window beside the rail.
type Screen interface {
	// Root is the screen's content; always the same object.
	Root() fyne.CanvasObject
	// Refresh loads anew off the UI goroutine and shows the result. The window
	// calls it when the screen is opened, when the registry changed and when
	// year or book changed.
	Refresh()
	// Close cancels loads and forgets listeners.
	Close()
}

// Optional skills of a screen. The window asks for them when a shortcut or a
// button wants them.
type (
	// Saver saves what is being edited (Ctrl+S).
	Saver interface{ Save() }
	// Exporter writes the screen's paper and opens it (Ctrl+P).
	Exporter interface{ Export() }
	// Printer asks how to print the screen's paper and prints it (Ctrl+Shift+P).
	Printer interface{ Print() }
	// Viewer shows pages: larger or smaller by some steps, 0 to fit the width;
	// some pages on or back.
	Viewer interface {
		ZoomBy(by int)
		Turn(by int)
	}
	// Filterer takes the words of the search box. Enter puts the keyboard into
	// what they found.
	Filterer interface {
		Filter(words string)
		Enter()
	}
	// Lister has saved lists; the one at an index from 0 is shown (Alt+1 …).
	Lister interface{ ShowList(at int) }
	// Recorder has a proposal at hand of which facts are recorded by a key (F2,
	// F6 to F9); nil where none is chosen.
	Recorder interface{ AtHand() Hand }
	// Dropper takes files that were dragged onto the window.
	Dropper interface{ Drop(paths []string) }
	// Keeps tells whether it shows all that it last loaded. A screen gone to again
	// is then shown as it is where nothing has changed since, however much it was.
	Keeps interface{ Loaded() bool }
	// YearCloser opens the form in which a year is closed.
	YearCloser interface{ CloseYear() }
	// Leaver is asked before the window goes elsewhere; it calls leave at once
	// where nothing would be lost.
	Leaver interface{ Leave(leave func()) }
	// Escaper answers Esc itself; false passes it on (then the window goes back).
	Escaper interface{ Escape() bool }
)
