package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jianban/data"
)

// The one place where texts of cells pass into the spelling of the registry.
// Every title, name and text that is taken goes through these.

func mendTitle(s string) string {
	s, _ = data.MendTitle(s)
	return s
}

func mendLine(s string) string {
	s, _ = data.MendLine(joinLines(s))
	return strings.TrimSpace(s)
}

func mendText(s string) string {
	s, _ = data.MendText(strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")))
	return s
}

func mendName(s string) string {
	s, _ = data.MendName(joinLines(s))
	return s
}

// joinLines makes one line of a cell's text: breaks between Hanzi go, others
// become a blank.
func joinLines(s string) string {
	var b strings.Builder
	runes := []rune(strings.TrimSpace(s))
	for i := 0; i < len(runes); i++ {
		if runes[i] != '\n' && runes[i] != '\r' {
			b.WriteRune(runes[i])
			continue
		}
		j := i
		for j < len(runes) && unicode.IsSpace(runes[j]) {
			j++
		}
		if j < len(runes) && i > 0 && runes[i-1] < 0x2E80 && runes[j] < 0x2E80 {
			b.WriteRune(' ')
		}
		i = j - 1
	}
	return b.String()
}

var (
	andOthers    = data.Pattern(`[（(]?等([0-9０-９一二三四五六七八九十]*)[名位个人×xX]*(?:代表|委员|同志|人|名)?[)）]?(?:代表|委员|同志)?$`)
	listedOthers = data.Pattern(`^(.+?)等([0-9０-９一二三四五六七八九十]*)[名位个]?(?:代表|委员|同志|人|名)?[（(](.+)[)）]$`)
	personTitle  = data.Pattern(`[（(](?:代表|委员|领衔|附议|联名|第一提案人|女|男|\p{Han}{1,4}族)[)）]|(?:代表|委员)$`)
	homeBrackets = data.Pattern(`^(.+?)[（(]([^（）()]{2,20})[)）]$`)
	personPhone  = data.Pattern(`^([\p{Han}·]{2,20})\s*((?:1\d|0\d{2,3}-?)\d{7,9}|\d{7,8})$`)
	countOfThem  = data.Pattern(`^(?:共|等|另有)?(\d{1,3})(?:人|名|位)?(?:代表|委员)?$`)
	noPerson     = data.Pattern(`^(?:[-/—–－*]+|无|暂无|没有|空|略|不详|无附议人?|无联名人?)$`)
	attribute    = data.Pattern(`^(?:男|女|(?:汉|壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|高山|拉祜|水|佤|纳西|羌|土|仫佬|锡伯|柯尔克孜|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|阿昌|普米|鄂温克|怒|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|塔塔尔|赫哲|珞巴)族|\d{1,3}岁)$`)
	party        = data.Pattern(`^(?:中共党员|党员|群众|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|无党派(?:人士)?)$`)
	ofTownship   = data.Pattern(`(?:镇|乡|街道|代表团|团|村|社区|委员会|局|学校|公司)$`)
	homeBefore   = data.Pattern(`([^\s、，,；;（()）]{0,12}(?:代表团|代表小组|委员小组|联组|(?:经济|教育|医药卫生|农业|农业和农村|科技|科学技术|文化艺术|社会福利|民族|宗教|特邀|新闻出版|体育|对外友好|社会科学|环境资源)界别?))[ \t　:：]+([\p{Han}·]{2,4})(?:代表|委员)?($|[\s、，,；;])`)
	placeholder  = data.Pattern(`^[×xX某○]+$`)
)

// person is a proposer as a cell names one.
type person struct {
	name, home, phone string
	by                string // who speaks for a group, where the cell names one behind it
}

// people are the proposers that a cell names; count is how many it says there
// are in all, 0 where it does not, and more that it says there are others.
func people(text string) (all []person, count int, more bool) {
	attributes := false
	for _, part := range data.SplitNames(homeBefore().ReplaceAllString(text, "$2（$1）$3")) {
		p := strings.TrimSpace(part)
		if noPerson().MatchString(bare(p)) {
			continue
		}
		if len(all) > 0 && (attribute().MatchString(bare(p)) || attributes && party().MatchString(bare(p))) { // 陈七，女，大河镇
			attributes = true
			continue
		}
		if last := len(all) - 1; attributes && ofTownship().MatchString(bare(p)) {
			all[last].home = cmp.Or(all[last].home, mendLine(p))
			continue
		}
		if m := listedOthers().FindStringSubmatch(p); m != nil { // 李国强等3人（王一民、赵二妹）
			within, _, _ := people(m[1] + "、" + m[3])
			for _, one := range within {
				if !hasPerson(all, one) {
					all = append(all, one)
				}
			}
			if n := countOf(m[2]); n > 0 {
				count = n
			}
			more = more || count > len(all)
			continue
		}
		if m := andOthers().FindStringSubmatch(bare(p)); m != nil && bare(p) != "" {
			p, more = andOthers().ReplaceAllString(bare(p), ""), true
			if n := countOf(m[1]); n > 0 {
				count = n
			}
		}
		one := person{name: mendName(personTitle().ReplaceAllString(p, ""))}
		if m := homeBrackets().FindStringSubmatch(one.name); m != nil && !data.IsGroup(one.name) {
			one = person{name: mendName(m[1]), home: mendLine(withoutAttributes(m[2]))}
			if data.IsGroup(one.name) && onlyName().MatchString(bare(one.home)) { // 县总工会（张三）: who speaks for it
				one.home, one.by = "", one.home
			}
			if personPhone().MatchString(one.name + bare(one.home)) {
				one.home, one.phone = "", bare(one.home)
			}
		}
		if strings.ContainsAny(one.name, "0123456789") { // 李明13800000001
			if m := personPhone().FindStringSubmatch(one.name); m != nil {
				one.name, one.phone = mendName(m[1]), m[2]
			}
		}
		if one.name == "" || placeholder().MatchString(one.name) {
			continue
		}
		if !slices.ContainsFunc(all, func(q person) bool { return data.SameName(q.name, one.name) && q.home == one.home }) {
			all = append(all, one)
		}
	}
	return all, count, more
}

// withoutAttributes is what brackets behind a name say besides who that is: 女，彝族，
// 大河镇代表团 is 大河镇代表团.
func withoutAttributes(text string) string {
	told := data.SplitList(text, "，,、；; ")
	rest := slices.DeleteFunc(slices.Clone(told), func(s string) bool { return attribute().MatchString(bare(s)) })
	if len(rest) == len(told) {
		return text
	}
	return strings.Join(slices.DeleteFunc(rest, func(s string) bool { return party().MatchString(bare(s)) }), "，")
}

func countOf(s string) int {
	if n, err := strconv.Atoi(width(s)); err == nil {
		return n
	}
	if s == "" {
		return 0
	}
	return chineseCount(s)
}
