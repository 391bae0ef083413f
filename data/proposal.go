package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is what sort of matter a proposal is.
type Kind string

// The kinds.
const (
	Suggestion    Kind = "建议"   // 代表建议、批评和意见
	CPPCCProposal Kind = "提案"   // 政协提案
	Bill          Kind = "议案"   // 代表议案
	PublicOpinion Kind = "社情民意" // 社情民意信息, which a 政协 or a party hands over to be answered
)

// Kinds lists all, in the order of choice lists.
var Kinds = []Kind{Suggestion, CPPCCProposal, Bill, PublicOpinion}

// Role (办理方式) is our part in a proposal.
type Role string

// The roles.
const (
	Lead     Role = "主办" // we answer the deputy
	Assist   Role = "协办" // we send an opinion to the lead body; 会办 for 提案
	Separate Role = "分办" // each unit answers its own part; counted with Lead everywhere
)

// Roles lists all, in the order of choice lists.
var Roles = []Role{Lead, Assist, Separate}

// Answers tells whether we answer the deputy: Lead and Separate.
func (r Role) Answers() bool { return r == Lead || r == Separate }

// Closing is how a proposal can leave the work without an answer.
type Closing string

// The ways of closing.
const (
	NotClosed Closing = ""
	Withdrawn Closing = "撤案" // taken back by the proposers
	PassedOn  Closing = "转办" // handed on to another body
)

// Closings lists the ways of closing, in the order of choice lists.
var Closings = []Closing{NotClosed, Withdrawn, PassedOn}

// Proposal is one numbered matter of one meeting.
type Proposal struct {
	ID         ID
	BookID     ID
	Number     string // as handed over: leading zeros, 闭3 and compound numbers kept; never changes
	Between    bool   // 闭会期间, raised between meetings
	Kind       Kind
	Role       Role
	Title      string // in full, such as 关于推进红塔工业园区光电子产业园建设的建议
	Text       string // the proposers' own words
	Topic      string // such as 城建交通; may be empty
	Key        bool   // 重点督办
	Supervisor string // 督办领导 of a key one, with the post
	Committee  string // 督办委室: the committee that follows a key one
	HandedOver Date   // the reply's time limit counts from here
	Required   Date   // 要求办结日期: the last day that the letter handing it over names; zero where it names none
	Told       Date   // the proposers were told who handles it and by when (造册分发)
	LeadBody   string // Assist only: who answers and receives our opinion
	Sponsor    Leader // 牵头领导; ID 0 where none is named yet
	Closed     Closing
	ClosedOn   Date
	ClosedWhy  string
	MergedInto ID   // 并案: the proposal it is worked together with; 0 where none
	Related    []ID // 相关: proposals linked with it without merging, each of which has it too
	Remark     string
	Proposers  []Proposer // lead proposer (领衔) first, then co-signers in order
	Deleted    bool
}

// Supervision tells in words who supervises a key proposal: 督办领导：区人大常委会副主任
// 张某，督办委室：城建环保工委; "" where nobody does.
func (p Proposal) Supervision() string {
	var words []string
	if p.Supervisor != "" {
		words = append(words, "督办领导："+p.Supervisor)
	}
	if p.Committee != "" {
		words = append(words, "督办委室："+p.Committee)
	}
	return strings.Join(words, "，")
}

// LeadProposer is the first proposer, or an empty one.
func (p Proposal) LeadProposer() Proposer {
	if len(p.Proposers) == 0 {
		return Proposer{}
	}
	return p.Proposers[0]
}

// Proposer is a deputy (代表) or member (委员), or a group that moves a proposal.
type Proposer struct {
	ID         ID
	Name       string
	Body       Body
	Delegation string // 代表团 or 界别
	Phone      string
	Address    string
	Deleted    bool
}

// Complete takes the telephone and address of what was given for the same
// proposer where none is known yet, the name in the spelling in which names are
// kept, and tells whether anything changed.
func (p *Proposer) Complete(given Proposer) (changed bool) {
	if name, _ := MendName(p.Name); name != p.Name {
		p.Name, changed = name, true
	}
	for _, f := range []struct {
		known *string
		given string
	}{{&p.Phone, given.Phone}, {&p.Address, given.Address}} {
		if *f.known == "" && f.given != "" {
			*f.known, changed = f.given, true
		}
	}
	return changed
}

// Names of groups begin or end so: the parties, and bodies of all kinds.
var (
	partyBegins = []string{"民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "中国国民党革命委员会", "中国民主", "中国农工民主党", "中国致公党", "台湾民主自治同盟"}
	groupBegins = append([]string{"无党派"}, partyBegins...)
	groupEnds   = []string{"委员会", "专委会", "代表团", "工商联", "联合会", "协会", "学会", "总会", "商会", "支部", "总支", "支社", "小组", "界", "妇联", "团委", "工会", "科协", "侨联", "台联", "文联", "残联",
		"提案委", "经济委", "社法委", "文史委", "农业委", "民宗委", "环资委", "政协", "促进会", "红十字会"}
)

// beginsAsOne tells that a name begins with one of these words; a person's name of
// three characters is none.
func beginsAsOne(name string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return name == w || strings.HasPrefix(name, w) && utf8.RuneCountInString(name) > 3
	})
}

// Since is when an extension was first asked for or told of.
func (e Extension) Since() Date {
	if e.Applied.IsZero() || !e.Told.IsZero() && e.Told.Before(e.Applied) {
		return e.Told
	}
	return e.Applied
}

// IsParty tells that a proposer is a democratic party (民主党派) or the federation of
// industry and commerce (工商联), whose proposals some places want answered first.
func IsParty(name string) bool {
	if strings.ContainsAny(name, "（(") { // a person with the home
		return false
	}
	return beginsAsOne(name, partyBegins) || strings.HasSuffix(name, "工商联") || strings.HasSuffix(name, "工商业联合会")
}

// IsGroup tells that a proposer is a party, a people's body or a circle (界别)
// rather than a person.
func IsGroup(name string) bool {
	if utf8.RuneCountInString(name) < 3 || hasNameDot(name) {
		return false
	}
	return beginsAsOne(name, groupBegins) || slices.ContainsFunc(groupEnds, func(end string) bool { return strings.HasSuffix(name, end) })
}

// Extension (延期) of the reply's time limit, applied for and consented to in
// writing.
type Extension struct {
	ID         ID
	ProposalID ID
	Applied    Date
	Approved   Date // zero while undecided
	ApprovedBy string
	Told       Date // the deputy was told that it takes longer, which some places' rules ask for in place of consent
	Until      Date // the new last day asked for or granted
	Reason     string
	Deleted    bool
}
