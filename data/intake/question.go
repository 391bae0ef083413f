package intake

import (
	"slices"

	"jianban/data"
)

// What is asked where a file does not tell; the window offers it beside the rows,
// the command line by an option that stands behind.
var (
	askBook = "请选定办理册" + commandLine("--book")
	askYear = "请给出年份" + commandLine("--year")
	askWho  = "请加一列代表团写明是哪一位，或选定是哪一位" + commandLine("--same")
)

// commandLine names the option of the command line by which something is given.
func commandLine(option string) string { return "（命令行用 " + option + "）" }

var commandLines = data.Pattern(`（命令行用 --[a-z-]+）`)

// InWindow is a sentence of a plan without the options of the command line.
func InWindow(s string) string { return commandLines().ReplaceAllString(s, "") }

// Another answers a Question: none of those it may be.
const Another = "另一个"

// Question is a name of the file that may be of someone, or of a unit, that the
// registry knows otherwise: only a person can tell.
type Question struct {
	Key    string   // what an answer is kept by
	What   string   // 代表, 委员 or 单位
	Name   string   // as the file has it: 李明（红塔代表团）
	Sheet  string   // where it stands first
	Row    int      // as Excel numbers it
	Can    []string // whom it may mean, as the registry has them
	Other  bool     // it can also be another one, who is entered anew
	Must   bool     // without an answer the rows are refused; else another one is entered
	Answer string   // one of Can, or Another; "" where there is none
}

// QuestionKey is what an answer is kept by.
func QuestionKey(what, name string) string { return what + " " + data.FoldName(name) }

// ask tells whom a name means, by the answers given: the index in q.Can, or -1,
// other where it is another one. The question stands in the plan once.
func (r *run) ask(q Question) (at int, other bool) {
	q.Key, q.Sheet, q.Row = QuestionKey(q.What, q.Name), r.atSheet, r.atRow
	given := r.opts.Answers[q.Key]
	if at = slices.Index(q.Can, given); at >= 0 || q.Other && given == Another {
		q.Answer = given
	}
	if !r.asked[q.Key] {
		r.asked[q.Key] = true
		r.plan.Questions = append(r.plan.Questions, q)
	}
	return at, q.Answer == Another
}

// standing is where something stands in a file.
type standing struct {
	sheet string
	row   int
}

// homeName is a person as questions name one.
func homeName(name, home string) string {
	if home == "" {
		return name
	}
	return name + "（" + home + "）"
}

// whichPerson asks which of several of one name is meant; without an answer the
// ID is 0.
func (r *run) whichPerson(who person, body data.Body, known []data.Proposer, must bool) (meant data.Proposer, other bool) {
	if len(known) == 0 {
		return meant, false
	}
	q := Question{What: body.Member(), Name: homeName(who.name, who.home), Must: must, Other: true}
	for _, p := range known {
		q.Can = append(q.Can, homeName(p.Name, p.Delegation))
		q.Other = q.Other && p.Delegation != who.home // of that name and home there is one already
	}
	at, other := r.ask(q)
	if at >= 0 {
		meant = known[at]
	}
	return meant, other
}

// saidToBe is the person whom a name that the registry does not have was said to
// be.
func (r *run) saidToBe(who person, body data.Body) (meant data.Proposer, ok bool) {
	name := homeName(who.name, who.home)
	said := r.opts.Answers[QuestionKey(body.Member(), name)]
	if said == "" || said == Another {
		return meant, false
	}
	for _, p := range r.known.Proposers {
		if p.Body != body || homeName(p.Name, p.Delegation) != said {
			continue
		}
		r.ask(Question{What: body.Member(), Name: name, Can: []string{said}, Other: true})
		same := r.people[personKey(p.Name, body)] // with what this file changed of it
		return same[slices.IndexFunc(same, func(q data.Proposer) bool { return q.ID == p.ID })], true
	}
	return meant, false
}

// enteredAnew keeps that a person was entered anew, and where.
func (r *run) enteredAnew(p data.Proposer) {
	r.plan.People = append(r.plan.People, p)
	r.anew[p.ID] = standing{r.atSheet, r.atRow}
}

// askLikely asks of those entered anew whether they are whom the registry has
// under a name that looks or sounds alike, or with the same telephone.
func (r *run) askLikely() {
	if len(r.anew) == 0 || len(r.known.Proposers) == 0 {
		return
	}
	can := map[data.ID][]string{}
	for _, pair := range data.LikelyPeople(slices.Concat(r.known.Proposers, r.plan.People)) {
		anew, held := pair.Gone, pair.Keep
		if _, ok := r.anew[held.ID]; ok {
			anew, held = held, anew
		}
		_, both := r.anew[held.ID]
		if _, ok := r.anew[anew.ID]; ok && !both && !data.SameName(anew.Name, held.Name) { // namesakes were asked for
			can[anew.ID] = append(can[anew.ID], homeName(held.Name, held.Delegation))
		}
	}
	for _, p := range r.plan.People {
		if len(can[p.ID]) == 0 {
			continue
		}
		r.atSheet, r.atRow = r.anew[p.ID].sheet, r.anew[p.ID].row
		r.ask(Question{What: p.Body.Member(), Name: homeName(p.Name, p.Delegation), Can: can[p.ID], Other: true})
	}
}

// mostAlike bounds what a name of a unit may be short for.
const mostAlike = 8

// whichUnit asks whether a name that is not known is short for a unit that is.
func (r *run) whichUnit(name string) (meant data.Unit, ok bool) {
	q := Question{What: "单位", Name: name, Other: true}
	var units []data.Unit
	for _, k := range r.known.Units {
		if len(units) < mostAlike && (alike(name, k.Name) || k.FullName != "" && alike(name, k.FullName)) {
			q.Can, units = append(q.Can, k.Name), append(units, k)
		}
	}
	if len(units) == 0 {
		return meant, false
	}
	if at, _ := r.ask(q); at >= 0 {
		return r.units[data.FoldName(units[at].Name)], true // with what this file changed of it
	}
	return meant, false
}
