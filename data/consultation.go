package data

import (
	"slices"
	"strings"
)

// Phase of the work in which the deputy was consulted.
type Phase string

// The phases.
const (
	Before Phase = "办前"
	During Phase = "办中"
	After  Phase = "办后"
)

// Phases lists the three in order.
var Phases = []Phase{Before, During, After}

// Method of a consultation.
type Method string

// The methods. NotNeeded is the deputy's own answer that no visit is needed:
// it counts neither as face to face nor as missing.
const (
	FaceToFace Method = "面商"
	Forum      Method = "座谈"
	Survey     Method = "调研"
	Inspection Method = "视察"
	Hearing    Method = "听取汇报"
	Phone      Method = "电话"
	Writing    Method = "书面"
	NotNeeded  Method = "代表表示无需走访"
)

// Rank of the person who led on our side, as counted per unit.
type Rank string

// The ranks.
const (
	UnitHead    Rank = "单位主要领导"
	UnitDeputy  Rank = "分管领导"
	SectionHead Rank = "科室负责人"
	OtherRank   Rank = "其他"
)

// Ranks lists all.
var Ranks = []Rank{UnitHead, UnitDeputy, SectionHead, OtherRank}

// Consultation (沟通记录) with the proposers of one proposal.
type Consultation struct {
	ID         ID
	ProposalID ID
	Phase      Phase
	Date       Date
	Method     Method
	Place      string
	Invited    []ID   // proposers who were asked to come to a hearing or an inspection
	Attended   []ID   // proposers who took part
	LedBy      string // who led on our side
	LedRank    Rank
	Others     string       // other people present, freely written
	Said       string       // what the deputy said
	Agreed     string       // what was agreed, in words
	Items      []AgreedItem // what was agreed, item by item
	FormSigned Date         // the record form was signed by the deputy; zero where it was not
	Deleted    bool
}

// AgreedItem (商定事项) is one thing agreed in a consultation.
type AgreedItem struct {
	What string
	Who  string // who sees to it
	By   Date   // zero where no day was agreed
	Done Date   // zero while it is open
}

// Words reads the item aloud: 移栽行道树，区住建局，2022年9月30日前.
func (i AgreedItem) Words() string {
	words := []string{i.What, i.Who}
	if !i.By.IsZero() {
		words = append(words, i.By.Chinese()+"前")
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "，")
}

// Methods lists all, in the order of choice lists.
var Methods = []Method{FaceToFace, Forum, Survey, Inspection, Hearing, Phone, Writing, NotNeeded}

// InPerson tells whether the method counts for 面商率 (domain.md, What is
// counted): 面商, 座谈, 调研, 视察, 听取汇报.
func (m Method) InPerson() bool {
	switch m {
	case FaceToFace, Forum, Survey, Inspection, Hearing:
		return true
	}
	return false
}
