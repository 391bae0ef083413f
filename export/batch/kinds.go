package batch

import (
	"slices"

	"jianban/data"
)

// Kind is a kind of paper of which there is one for each of several proposals,
// proposers or units. Window and command line name, list and write it alike.
type Kind struct {
	Name string // as the command line names it, such as surveys
	Word string // as people call it, such as 征询意见表
	None string // what is said where there is none, such as 没有已发出的答复; {做} is what was to be done
	// What it takes of Choices.
	Takes []Choice
	list  func(Source, Choices) []Paper
}

// Choice is one of the Choices that a kind may take.
type Choice string

// The choices, as the command line names them.
const (
	TakesDrafts      Choice = "drafts"
	TakesForms       Choice = "surveys"
	TakesCoSigners   Choice = "cosigners"
	TakesBlank       Choice = "blank"
	TakesDelegations Choice = "delegations"
	TakesEnvelope    Choice = "envelope"
	TakesDocNumber   Choice = "doc-number"
	TakesArchive     Choice = "archive-number"
)

// FormPlace is where the feedback forms stand that go with a letter.
type FormPlace string

// The places: none go with it, on the back of its last sheet where that is free, or
// each on a sheet of its own.
const (
	NoForms     FormPlace = ""
	FormsBehind FormPlace = "back"
	FormsApart  FormPlace = "sheet"
)

// FormPlaces are all places.
var FormPlaces = []FormPlace{NoForms, FormsBehind, FormsApart}

// Choices say which papers of a kind are wanted, and how.
type Choices struct {
	Drafts      bool      // also letters that have not left the house
	Forms       FormPlace // of replies: where the feedback forms stand that go with them
	CoSigners   bool      // feedback forms for everybody, not for the lead proposer alone
	Blank       bool      // empty forms to be filled in by hand, instead of what is recorded
	Delegations bool      // a list a delegation, instead of a sheet a proposer
	Envelope    string    // size of the envelopes; "" for the usual one
	// Number is the 文号 or 档号 of the first paper, those of the others are counted up;
	// "" for those that are recorded, and the place is left where none is.
	Number string
}

// Kinds are all of them, in the order in which a year's work needs them.
func Kinds() []Kind {
	return []Kind{
		{"replies", "答复", "没有已发出的答复可以{做}", []Choice{TakesDrafts, TakesForms, TakesCoSigners}, Replies},
		{"opinions", "协办意见", "没有已发出的意见可以{做}", []Choice{TakesDrafts}, Opinions},
		{"surveys", "征询意见表", "没有已签发的答复，征询意见表随答复送出", []Choice{TakesDrafts, TakesCoSigners}, Surveys},
		{"receipts", "送达回执", "没有已签发的答复或意见，送达回执随它们送出", []Choice{TakesDrafts}, Receipts},
		{"signoff", "发文稿纸", "还没有起草答复或意见", nil, SignSheets},
		{"assignments", "交办通知", "没有交办到单位的建议", []Choice{TakesDocNumber}, Assignments},
		{"transfers", "转办单", "没有可以{做}的建议", nil, Transfers},
		{"returns", "退办申请表", "没有单位申请退回", []Choice{TakesBlank}, Returns},
		{"extensions", "延期申请表", "没有申请延期的", []Choice{TakesBlank}, Extensions},
		{"handouts", "造册", "没有由我方答复的建议", []Choice{TakesDelegations}, Handouts},
		{"talks", "沟通登记表", "没有沟通记录", []Choice{TakesBlank}, Talks},
		{"invitations", "邀请函", "没有邀请代表参加的沟通", []Choice{TakesBlank, TakesDocNumber}, Invitations},
		{"urges", "催办通知", "没有发过提醒、催办或督办", nil, Urges},
		{"published", "答复公开", "没有核对过公开文本的答复可以{做}，请先在“公开”里确定公开，并去除个人信息", nil, PublishedPages},
		{"dossier", "办理档案", "没有可以{做}的建议", []Choice{TakesArchive}, Dossiers},
		{"labels", "邮寄标签", "没有代表或委员", nil, LabelSheets},
		{"envelopes", "信封", "没有代表或委员", []Choice{TakesEnvelope}, Envelopes},
	}
}

// KindNamed finds a kind by its name.
func KindNamed(name string) (Kind, bool) {
	all := Kinds()
	i := slices.IndexFunc(all, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return all[i], true
}

// Issues is the kind of number that the kind's papers are given when they are made;
// "" of those that take none.
func (k Kind) Issues() data.IssueKind {
	return map[string]data.IssueKind{"assignments": data.IssueNotice, "invitations": data.IssueInvitation, "dossier": data.IssueDossier}[k.Name]
}

// Has tells whether the kind takes a choice.
func (k Kind) Has(c Choice) bool { return slices.Contains(k.Takes, c) }

// Papers lists the kind's papers of some cases, none of them laid out yet.
func (k Kind) Papers(s Source, want Choices) []Paper { return k.list(s, want) }
