package data

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nameDots are what stands between the parts of a name such as 阿依·买买提: the
// interpunct (GB/T 15834: U+00B7) and what other keyboards, fonts and programs
// make of it.
const nameDots = "·•・･‧∙⋅●᛫⸱․﹒．.˙՝ꞏ"

// oldForms are the traditional forms of characters that names often hold, each
// followed by its form today.
const oldForms = "陽阳東东華华國国軍军紅红偉伟麗丽鳳凤鵬鹏龍龙蘭兰蓮莲賢贤貴贵寶宝愛爱慶庆勝胜興兴業业雲云張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马鄭郑謝谢許许馮冯鄧邓蕭萧葉叶蔣蒋" +
	"蘇苏呂吕盧卢鍾钟鐘钟陸陆嚴严賀贺韋韦顧顾龔龚萬万錢钱湯汤齊齐魯鲁喬乔賴赖歐欧陰阴畢毕聶聂紀纪項项滿满鞏巩鄒邹寧宁關关溫温駱骆樂乐費费譚谭閻阎藍蓝婁娄紹绍綱纲" +
	"維维經经緒绪綠绿綺绮結结純纯練练線线誠诚詩诗語语謙谦譯译讓让說说諾诺論论銀银鋒锋鋼钢錦锦鐵铁鎮镇鋭锐銳锐銘铭鈺钰鈞钧釗钊鍵键鏡镜夢梦學学寬宽實实審审將将對对導导" +
	"島岛師师帥帅廣广應应憲宪懷怀戰战揚扬撫抚擁拥擇择曉晓時时暉晖暢畅會会傑杰樹树楓枫榮荣構构檢检權权歡欢歲岁氣气漢汉潔洁澤泽濤涛濱滨瀾澜灣湾煒炜煥焕燁烨燦灿爾尔獻献" +
	"瑩莹環环瓊琼畫画發发盡尽禮礼禎祯種种積积穎颖節节範范築筑簡简聖圣聰聪聲声艷艳艶艳莊庄蓋盖蔭荫藝艺蘊蕴虛虚衛卫補补裝装覺觉觀观規规視视護护豐丰財财貞贞質质贊赞達达" +
	"遠远運运進进連连選选邁迈郵邮鄉乡開开閔闵陣阵隊队際际隨随雙双雞鸡霧雾靈灵靜静韓韩順顺領领頌颂預预頡颉顏颜願愿風风飛飞養养駿骏騰腾驊骅驍骁鴻鸿鶴鹤鵑鹃鶯莺黨党齡龄" +
	"億亿俠侠倫伦儀仪優优兒儿勵励勞劳區区協协單单啟启啓启員员喚唤園园圓圆團团堅坚塵尘壯壮壽寿強强彥彦徑径從从戀恋棟栋橋桥橫横濟济淨净淵渊無无熱热牽牵狀状" +
	"現现瑋玮當当確确禪禅稅税竅窍競竞紋纹統统絲丝綿绵緯纬緣缘縣县總总羅罗義义習习聯联肅肃腦脑舉举舊旧處处術术"

var formToday = tableOf(oldForms)

// FoldName is a name in the one spelling by which names are compared: widths,
// look-alike radicals and compatibility characters made usual (NFKC), common
// traditional forms as they are written today, in small letters, without
// blanks, dots and unseen characters. It is not for show.
func FoldName(name string) string {
	name, _ = MendText(name)
	return strings.Map(func(r rune) rune {
		if r = foldRune(r); passedOver(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(name))
}

// SameName tells that two spellings are of one name; of an empty one none is.
func SameName(a, b string) bool {
	a = FoldName(a)
	return a != "" && a == FoldName(b)
}

// HasName tells that a short text, such as a salutation, names a person.
func HasName(text, name string) bool {
	name = FoldName(name)
	return name != "" && strings.Contains(FoldName(text), name)
}

// foldRune is one character in the spelling of comparison.
func foldRune(r rune) rune {
	if today, ok := formToday[r]; ok {
		return today
	}
	return unicode.ToLower(r)
}

// passedOver tells that a character within a name does not count.
func passedOver(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) || strings.ContainsRune(nameDots, r)
}

// hasNameDot tells that a name has parts, with whatever dot between them.
func hasNameDot(name string) bool { return strings.ContainsAny(name, nameDots) }

// nameParts are the parts of a name with dots: 艾合买提, 吐尔逊.
func nameParts(name string) []string {
	return strings.FieldsFunc(norm.NFKC.String(name), func(r rune) bool { return strings.ContainsRune(nameDots, r) })
}

// plainRune is a character as patterns of numbers and names look for it: digits,
// letters and signs of numbers in their plain width, radicals and compatibility
// characters as usual characters, blanks as a plain one. It is one for one; the
// marks of Chinese text stay.
func plainRune(r rune) rune {
	switch {
	case strings.ContainsRune("：，；（）！？。、", r) || r == '\n':
		return r
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.No, r): // ① is no digit of a number
		return r
	}
	if usual := []rune(norm.NFKC.String(mendRune(r))); len(usual) == 1 {
		return usual[0]
	}
	return r
}
