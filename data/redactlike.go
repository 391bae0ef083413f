package data

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What private things look like. Between the groups of a number stand blanks,
// strokes, dots and brackets of many kinds.
const (
	numberGap = `[ \-‐‒–—―−~.·•/()（）]{0,3}`
	country   = `(?:(?:\+|00)?86` + numberGap + `)?[(（]?`
	areaCode  = `0(?:10|2\d|[3-9]\d{2})` // of the fixed net
	extension = `(?: ?(?:转|分机|[Ee][Xx][Tt][.:：]?|#|-) ?\d{1,6})?(?:[/、]\d{7,8})*`
	// placeWords are up to the next comma, stop or bracket.
	placeWords = `[^ ，。；、,;|：:\n（()）][^，。；、,;|\n（()）]{3,39}`
	house      = `(?:附?(?:\d{1,5}(?:[\-–—之]\d{1,4}){0,3}|[一二三四五六七八九十百〇零]{1,5})(?:号楼|号院|号|栋|幢|座|单元|楼|层|室|户))`
)

// Read when they are first looked for: most runs of the program publish nothing.
var (
	mailLike    = Pattern(`[A-Za-z0-9._%+-]+ ?(?:@|\(at\)|\[at\]) ?[A-Za-z0-9-]+(?: ?\. ?[A-Za-z0-9-]+)+`)
	idLike      = Pattern(`[1-9]\d{5}[ \-]?(?:19|20)\d{2}[ \-]?\d{4}[ \-]?\d{3}[\dXx]|\d{17}[\dXx]`)
	idLabel     = Pattern(`(?:身份证|证件|护照)(?:号码?)?(?:为|是)?[:：]? *([A-Za-z]?\d[\d \-]{5,}[\dXx])`)
	bankLabel   = Pattern(`(?:银行卡|卡号|账号|帐号|账户|帐户)(?:号码?)?(?:为|是)?[:：]? *(\d[\d \-]{8,}\d)`)
	bankLike    = Pattern(`62\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?`)
	chatLabel   = Pattern(`(?:微信|[Ww]e[Cc]hat|抖音|钉钉|[Qq]{2})[（( ]*(?:号码?)?(?:为|是)?[:： ]*([A-Za-z0-9][A-Za-z0-9_\-]{4,19})`)
	mobileLike  = Pattern(country + `1[3-9]\d` + numberGap + `\d{4}` + numberGap + `\d{4}`)
	mobileLoose = Pattern(`1[3-9](?:[ \-]?\d){9}`)
	fixedLike   = Pattern(country + areaCode + `[）)]?` + numberGap + `\d{3,4}` + numberGap + `\d{4}` + extension)
	fixedAbroad = Pattern(`(?:\+|00)86` + numberGap + `[1-9]\d{1,2}` + numberGap + `\d{3,4}` + numberGap + `\d{4}` + extension)
	phoneLabel  = Pattern(`(?:电 *话|手 *机|联系方式|传 *真|[Tt][Ee][Ll])(?:号码?)?(?:为|是)?[:：.]? *(\+?[（(]?\d[\d \-–—./()（）]{5,}\d` + extension + `)`)
	publicLabel = Pattern(`(?:热线|(?:监督|举报|投诉|服务|咨询|值班|报修|救援|办公|办公室|单位|股室|政策咨询)电话)(?:号码?)?(?:为|是)?[:：]? *(\d[\d \-–—]{5,}\d` + extension + `)`)
	phoneTail   = Pattern(`尾号(?:为|是)?[:： ]*(\d{3,6})`)
	placeLabel  = Pattern(`(?:地址|住址|住所|居住地)[:：] *(` + placeWords + `)`)
	placeVerb   = Pattern(`(?:家住|现住|居住在)[:：]? *(` + placeWords + `)`)
	houseLike   = Pattern(house)
	addressLike = Pattern(`\p{Han}{1,12}?\d{0,3}(?:路|街|道|巷|弄|胡同|小区|花园|家园|苑|公寓|新村|大院|广场|里|村|社区|组|庄|寨)(?:` + house + `{1,5}|\d{1,3}[\-–—]\d{1,4}(?:[\-–—]\d{1,4}){0,2})`)
	roadNumber  = Pattern(`^号(?:线|文|令)`)
	ofAmount    = Pattern(`^ ?(?:元|万|亿|亩|吨|平方|立方|千瓦|公里|米|人|户|件|个|%)`)
	leadsIn     = Pattern(`^.*(?:位于|住在|家住|[在到至于住从])`)
	hanNumber   = Pattern(`[一二三四五六七八九十百〇零]+`)
	digitRun    = Pattern(`\d+`)
)

// Pattern reads a regular expression at its first use: there are hundreds, of which
// a start needs none.
func Pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// publicNumbers are known to all.
var publicNumbers = []string{"12345", "12315", "12333", "12348", "12350", "12369", "12388", "12389", "95598", "96128"}

// likely looks for what looks like a person's number or address, whoever's it is.
func (f *redactor) likely() {
	f.like(SecretID, idLike(), 0, true)
	f.like(SecretID, idLabel(), 1, true)
	f.like(SecretBank, bankLabel(), 1, true)
	f.like(SecretBank, bankLike(), 0, false)
	f.like(SecretMail, mailLike(), 0, true)
	f.like(SecretChat, chatLabel(), 1, true)
	public := f.places(f.text, publicLabel(), 1)
	for _, at := range public {
		f.add(SecretPhone, at[0], at[1], false)
	}
	for _, p := range []struct {
		pattern *regexp.Regexp
		part    int
		sure    bool
	}{{mobileLike(), 0, true}, {mobileLoose(), 0, false}, {fixedLike(), 0, true}, {fixedAbroad(), 0, true}, {phoneLabel(), 1, true}, {phoneTail(), 1, false}} {
		for _, at := range f.places(f.text, p.pattern, p.part) {
			inPublic := slices.ContainsFunc(public, func(q [2]int) bool { return at[0] < q[1] && q[0] < at[1] })
			if p.part == 1 || !ofAmount().MatchString(string(f.plain[at[1]:])) {
				f.add(SecretPhone, at[0], at[1], p.sure && !inPublic)
			}
		}
	}
	for _, at := range f.places(f.digits, mobileLike(), 0) {
		if hanDigits(f.plain[at[0]:at[1]]) > 5 {
			f.add(SecretPhone, at[0], at[1], true)
		}
	}
	f.like(SecretAddress, placeLabel(), 1, true)
	for _, at := range f.places(f.text, placeVerb(), 1) {
		f.add(SecretAddress, at[0], at[1], houseLike().MatchString(string(f.plain[at[0]:at[1]])))
	}
	for _, at := range f.places(f.text, addressLike(), 0) {
		words := string(f.plain[at[0]:at[1]])
		if strings.HasSuffix(words, "号") && roadNumber().MatchString(string(f.plain[at[1]-1:])) {
			continue
		}
		from := at[0] + utf8.RuneCountInString(leadsIn().FindString(words))
		f.add(SecretAddress, from, at[1], false)
	}
}

// like looks for a pattern, or for a part of it.
func (f *redactor) like(kind SecretKind, pattern *regexp.Regexp, part int, sure bool) {
	for _, at := range f.places(f.text, pattern, part) {
		f.add(kind, at[0], at[1], sure)
	}
}

// places are where a pattern, or a part of it, stands, in characters. Digits
// that go on before or behind are another number.
func (f *redactor) places(text string, pattern *regexp.Regexp, part int) (all [][2]int) {
	for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
		from, to := at[2*part], at[2*part+1]
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		first, _ := utf8.DecodeRuneInString(text[from:to])
		last, _ := utf8.DecodeLastRuneInString(text[from:to])
		if unicode.IsDigit(before) && unicode.IsDigit(first) || unicode.IsDigit(last) && unicode.IsDigit(after) {
			continue
		}
		n := utf8.RuneCountInString(text[:from])
		all = append(all, [2]int{n, n + utf8.RuneCountInString(text[from:to])})
	}
	return all
}

// phone looks for a known person's numbers, in digits of any kind and however
// grouped, also without the area code or with only their end named.
func (f *redactor) phone(known string) {
	plain := strings.Map(plainRune, known)
	var numbers []string
	for _, part := range strings.FieldsFunc(plain, func(r rune) bool { return strings.ContainsRune(",，;；、/\n", r) }) {
		if digits := onlyDigits(part); len(digits) >= 5 && !slices.Contains(publicNumbers, digits) {
			numbers = append(numbers, digits)
			if code := regexp.MustCompile(`^(?:86)?` + areaCode).FindString(digits); code != "" && len(digits)-len(code) >= 7 {
				numbers = append(numbers, digits[len(code):])
			}
		}
	}
	for _, number := range numbers {
		pattern := regexp.MustCompile(country + strings.Join(strings.Split(number, ""), numberGap))
		for _, at := range append(f.places(f.text, pattern, 0), f.places(f.digits, pattern, 0)...) {
			f.add(SecretPhone, at[0], at[1], true)
		}
		for _, at := range f.places(f.text, phoneTail(), 1) {
			if strings.HasSuffix(number, string(f.plain[at[0]:at[1]])) {
				f.add(SecretPhone, at[0], at[1], true)
			}
		}
	}
}

// address looks for a known person's address, with blanks within and numbers in
// digits or as Chinese ones, and for its beginning up to the first house number.
func (f *redactor) address(known string) {
	words := squeeze(strings.Map(plainRune, known))
	if utf8.RuneCountInString(words) < 3 {
		return
	}
	all := []string{words}
	if at := houseLike().FindStringIndex(words); at != nil {
		all = append(all, words[:at[1]])
		if road := regexp.MustCompile(`(?:区|县|市|镇|乡|街道)(\p{Han}{2,}` + house + `)`).FindStringSubmatch(words[:at[1]]); road != nil {
			all = append(all, road[1], words[strings.Index(words, road[1]):])
		}
	}
	for _, a := range all {
		f.like(SecretAddress, addressPattern(a), 0, true)
	}
}

// addressPattern finds an address however its numbers are written.
func addressPattern(words string) *regexp.Regexp {
	const blank = ` *`
	var out []string
	for len(words) > 0 {
		if n := len(hanNumber().FindString(words)); n > 0 && hanNumber().FindStringIndex(words)[0] == 0 {
			value, ok := hanValue(words[:n])
			if ok {
				out, words = append(out, numberForms(value)), words[n:]
				continue
			}
		}
		if m := digitRun().FindStringIndex(words); m != nil && m[0] == 0 {
			out, words = append(out, numberForms(words[:m[1]])), words[m[1]:]
			continue
		}
		r, n := utf8.DecodeRuneInString(words)
		out, words = append(out, regexp.QuoteMeta(string(r))), words[n:]
	}
	return regexp.MustCompile(strings.Join(out, blank))
}

// numberForms matches a number in digits, as 十二 or as 一二.
func numberForms(digits string) string {
	forms := []string{strings.Join(strings.Split(digits, ""), " *")}
	var spelt strings.Builder
	for _, d := range digits {
		spelt.WriteString(string([]rune("〇一二三四五六七八九")[d-'0']))
	}
	forms = append(forms, spelt.String(), strings.ReplaceAll(spelt.String(), "〇", "零"))
	if n, err := strconv.Atoi(digits); err == nil && (len(digits) == 2 || len(digits) == 3) {
		forms = append(forms, ChineseNumber(n))
	}
	return "(?:" + strings.Join(forms, "|") + ")"
}

// hanValue is the number of 十二, 一百零五 or 一二 in digits.
func hanValue(han string) (string, bool) {
	for n := 10; n < 1000; n++ {
		if ChineseNumber(n) == han {
			return strconv.Itoa(n), true
		}
	}
	out := strings.Map(numeral, han)
	return out, out != "" && onlyDigits(out) == out
}

// numeral is a Chinese numeral as digit; other characters stay.
func numeral(r rune) rune {
	switch r {
	case '〇', '○', '零':
		return '0'
	case '幺':
		return '1'
	}
	if i := slices.Index([]rune("一二三四五六七八九"), r); i >= 0 {
		return rune('1' + i)
	}
	return r
}

// hanDigits counts Chinese numerals.
func hanDigits(runes []rune) (n int) {
	for _, r := range runes {
		if numeral(r) != r {
			n++
		}
	}
	return n
}

// onlyDigits are the digits of a text.
func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, norm.NFKC.String(s))
}
