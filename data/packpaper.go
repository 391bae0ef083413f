package data

// LetterForm is a form of official paper (公文格式).
type LetterForm string

// The forms that a reply or an opinion may have.
const (
	AsLetter   LetterForm = ""   // 信函格式 (GB/T 9704-2012, 10.1), the usual one
	AsDocument LetterForm = "文件" // 文件格式 with 版头 (7.2)
)

// LetterForms lists both.
var LetterForms = []LetterForm{AsLetter, AsDocument}

// Words is the form's name.
func (f LetterForm) Words() string {
	if f == AsDocument {
		return "文件格式"
	}
	return "信函格式"
}

// PaperRules are what a place wants of the paper of its replies and opinions.
type PaperRules struct {
	Form     LetterForm `toml:"form"`
	Openness bool       `toml:"openness"` // whether the reply is published stands below the class
	Unsealed bool       `toml:"unsealed"` // the signature bears no seal (GB/T 9704-2012, 7.3.5.2)
}

// words tell how letters look.
func (r PaperRules) words() string {
	out := r.Form.Words()
	if r.Openness {
		out += "，标注是否公开"
	}
	if r.Unsealed {
		out += "，署名不盖章"
	}
	return out
}

// Passage (标准段落) is a paragraph that letters of a topic often have, put into a
// text while it is written. Its words in braces are those of letters (LetterFields).
type Passage struct {
	Topic string `toml:"topic"` // what it is about, such as 资金; may be empty
	Name  string `toml:"name"`
	Text  string `toml:"text"`
}

// Label is how a list calls the passage: 资金 · 暂不能安排.
func (p Passage) Label() string {
	if p.Topic == "" {
		return p.Name
	}
	return p.Topic + " · " + p.Name
}
