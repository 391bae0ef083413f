package data

import (
	"slices"
	"strings"
)

// RateRules are what a place means by its rates and how it writes them.
type RateRules struct {
	Decimals         int            `toml:"decimals"` // 1 or 2; 0 takes one
	Settled          SettledMeaning `toml:"settled"`
	SettledOfReplied bool           `toml:"settled_of_replied"` // 办结率 divides by the lead proposals replied, not by all
	Words            []RateWord     `toml:"words"`              // its own words; those not named keep the usual one
}

// SettledMeaning is what a place calls 办结 in 办结率 (domain.md, What is counted).
type SettledMeaning string

// The meanings.
const (
	SettledUsual    SettledMeaning = ""   // replied, no re-answer owed, and of a settled class or without a promise overdue
	SettledClass    SettledMeaning = "类别" // replied with a class that is settled: 红寺堡区 2021, 38 proposals, 31 settled, all answered
	SettledPromises SettledMeaning = "承诺" // replied, no promise overdue
	SettledReplied  SettledMeaning = "答复" // replied
)

// SettledMeanings lists them, in the order of choice lists.
var SettledMeanings = []SettledMeaning{SettledUsual, SettledClass, SettledPromises, SettledReplied}

// Words name the meaning as it stands beside 办结率.
func (m SettledMeaning) Words() string {
	switch m {
	case SettledClass:
		return "按类别"
	case SettledPromises:
		return "按承诺"
	case SettledReplied:
		return "按答复"
	}
	return "按不欠重办和承诺"
}

// told is what is counted, with the words of the classes that are settled.
func (r RateRules) told(classes []ReplyClass) string {
	var letters []string
	for _, c := range classes {
		if c.Settled {
			letters = append(letters, ClassWord(c.Letter))
		}
	}
	of := orElse(strings.Join(letters, "、"), "答复即办结的类别")
	base := "主办件"
	if r.SettledOfReplied {
		base = "已答复主办件"
	}
	switch r.Settled {
	case SettledClass:
		return "答复为" + of + "的主办件 ÷ " + base
	case SettledPromises:
		return "已答复、没有逾期承诺的主办件 ÷ " + base
	case SettledReplied:
		return "已答复的主办件 ÷ " + base
	}
	return "已答复、不欠重办、" + of + "或无逾期承诺的主办件 ÷ " + base
}

// RateWord is a place's own word for a rate: 答复率 for 办复率, 走访率 for 面商率.
type RateWord struct {
	Rate string `toml:"rate"` // as Stats.Figures names it
	Word string `toml:"word"`
}

// RateNames are the rates that a place may have a word of its own for.
var RateNames = []string{"办复率", "办结率", "按时办复率", "面商率", "态度满意率", "结果满意率", "初次满意率", "回收率", "采纳率", "协办报送率", "协办按时报送率", "协办单位意见按时率", "上年B类转化率"}

// Word is the place's word for a rate, else the usual one given.
func (r RateRules) Word(rate, usual string) string {
	for _, w := range r.Words {
		if w.Rate == rate {
			return w.Word
		}
	}
	return usual
}

// PlanningClasses are the letters of the classes, of whatever year and book, in
// which a letter promises to go on (B).
func PlanningClasses(packs []RulePack, books []Book) (letters []string) {
	add := func(classes []ReplyClass) {
		for _, c := range classes {
			if c.plans() && !slices.Contains(letters, c.Letter) {
				letters = append(letters, c.Letter)
			}
		}
	}
	for _, p := range packs {
		add(p.Classes)
	}
	for _, b := range books {
		add(b.Classes)
	}
	return letters
}

// rates tidies what a place means by its rates. No two rates are called alike.
func (f *fields) rates(r *RateRules) {
	if r.Decimals < 0 || r.Decimals > 2 {
		f.wrong("比率小数", "应为1位或2位", "请核对")
	}
	if !slices.Contains(SettledMeanings, r.Settled) {
		f.wrong("办结率算法", "不认识“"+clip(string(r.Settled), 20)+"”", "可以不填，或填“类别”“承诺”“答复”")
	}
	if r.Settled == SettledReplied && r.SettledOfReplied {
		f.wrong("办结率算法", "按答复算，又以已答复的件为分母，总是100%", "请改其中一项")
	}
	called := map[string]string{}
	for i := range r.Words {
		w := &r.Words[i]
		f.line("比率用语", &w.Word, true)
		if !slices.Contains(RateNames, w.Rate) {
			f.wrong("比率用语", "没有叫“"+clip(w.Rate, 20)+"”的比率", "可用的有"+strings.Join(RateNames, "、"))
		}
		if _, twice := called[w.Rate]; twice {
			f.wrong("比率用语", "“"+w.Rate+"”写了两次", "请删去一个")
		}
		called[w.Rate] = w.Word
	}
	seen := map[string]string{}
	for _, rate := range RateNames {
		word := orElse(called[rate], rate)
		if other, ok := seen[word]; ok {
			f.wrong("比率用语", other+"和"+rate+"都叫“"+word+"”", "请改成不同的词")
		}
		seen[word] = rate
	}
}

// facts tell them in words.
func (r RateRules) facts(classes []ReplyClass) []PackFact {
	decimals := "一位小数"
	if r.Decimals == 2 {
		decimals = "两位小数"
	}
	facts := []PackFact{{"比率小数", decimals}, {"办结率", r.told(classes)}}
	var words []string
	for _, w := range r.Words {
		words = append(words, w.Rate+"叫“"+w.Word+"”")
	}
	if len(words) > 0 {
		facts = append(facts, PackFact{"比率用语", strings.Join(words, "、")})
	}
	return facts
}
