package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"jianban/data"
)

func TestMendText(t *testing.T) {
	for _, x := range []struct{ before, after string }{
		{"⼀、⼯作情况", "一、工作情况"},                         // Kangxi radicals
		{"⻘年⺠生，⻓期⻋辆", "青年民生，长期车辆"},                   // radicals supplement
		{"資\uF90Aの\uF9C4\uFA01", "資金の龍度"},            // compatibility ideographs
		{"\U0002F81A\U0002F8A6", "冬慈"},               // of plane 2
		{"\uFA0E\uFA11\uFA27", "\uFA0E\uFA11\uFA27"}, // are unified ideographs in spite of their block
		{"e\u0301cole ü u\u0308", "école ü ü"},
		{"葛\U000E0100城，❤\uFE0F", "葛城，❤"},
		{"陈\uE863，䥽", "陈䶮，䥽"}, // 䶮 as GBK fonts had it
		{"建议｡｢好｣､ｶ", "建议。「好」、カ"},
		{"︵一︶︽关于︾︐", "（一）《关于》，"},
		{"ef\uFB01cient", "efficient"},
		{"㇐是", "一是"},
		{"第①项，５Ｇ，100㎡，㈠", "第①项，５Ｇ，100㎡，㈠"}, // meant as they stand
		{"", ""},
	} {
		got, changes := data.MendText(x.before)
		if got != x.after {
			t.Errorf("%q is %q, not %q", x.before, got, x.after)
		}
		if (len(changes) > 0) != (x.before != x.after) {
			t.Errorf("%q: %d changes", x.before, len(changes))
		}
		runes, at := []rune(x.before), 0
		var b strings.Builder
		for _, c := range changes {
			b.WriteString(string(runes[at:c.From]) + c.After)
			at = c.To
			if string(runes[c.From:c.To]) != c.Before || c.Why == "" {
				t.Errorf("%q: %+v", x.before, c)
			}
		}
		if b.String()+string(runes[at:]) != x.after {
			t.Errorf("%q: the changes make %q", x.before, b.String())
		}
		if again, more := data.MendText(got); again != got || more != nil {
			t.Errorf("%q is mended twice: %q", got, again)
		}
	}
	_, changes := data.MendText("甲\n\n乙⼀\r\n⽉")
	if len(changes) != 2 || changes[0].Paragraph != 2 || changes[1].Paragraph != 3 || changes[0].From != 4 {
		t.Errorf("%+v", changes)
	}
}

// All of the blocks that only look like Hanzi become Hanzi, or are named.
func TestNoRadicalIsLeft(t *testing.T) {
	left := 0
	for _, block := range [][2]rune{{0x2E80, 0x2EF3}, {0x2F00, 0x2FD5}, {0xF900, 0xFAD9}, {0x2F800, 0x2FA1D}} {
		for r := block[0]; r <= block[1]; r++ {
			if !unicode.IsPrint(r) {
				continue
			}
			got, _ := data.MendText(string(r))
			if got == string(r) && !unicode.Is(unicode.Unified_Ideograph, r) {
				left++
				if len(data.Strays("正文", got)) != 1 {
					t.Errorf("U+%04X stays and is not named", r)
				}
			}
		}
	}
	if left > 10 {
		t.Errorf("%d are left", left)
	}
}

func TestStrays(t *testing.T) {
	got := data.Strays("正文", "一\n\n二三\uE5E5四\uE5E5\uE863\n\uFFFD")
	want := []string{"正文：第2段第3字的U+E5E5是专用字符，换一台电脑就看不到。请对照原件，改成通用的字", "正文：第3段第1字的U+FFFD是丢失的字符。请对照原件，改成通用的字"}
	if len(got) != 2 || got[0].Problem().Error() != want[0] || got[1].Problem().Error() != want[1] {
		t.Errorf("%+v", got)
	}
	if got := data.Strays("", "李㛃，\uF0B7 项"); got != nil {
		t.Errorf("%v", got)
	}
}

func TestMendTitle(t *testing.T) {
	for before, after := range map[string]string{
		"关于进一步加强红塔区\n乡镇卫生院建设的建议":         "关于进一步加强红塔区乡镇卫生院建设的建议",
		"关于加强红塔区\r\n 乡镇卫生院建设\u2028的建议\n": "关于加强红塔区乡镇卫生院建设的建议",
		"关于建设\n5G\n基站的建议":                "关于建设5G基站的建议",
		"关于 Wi-Fi\nSix 的建议":              "关于Wi-Fi Six的建议",
		"《关于推进智慧停车的建议》":                  "关于推进智慧停车的建议",
		"《《关于推进智慧停车的建议》》。":               "关于推进智慧停车的建议",
		"《关于推进智慧停车的建议。》":                 "关于推进智慧停车的建议",
		"《规定》和《办法》":                      "《规定》和《办法》",
		"关于落实《规定》的建议":                    "关于落实《规定》的建议",
		"落实《云南省物业管理规定》":                  "落实《云南省物业管理规定》",
		"关于⽀持⼯业园区建设的建议。":                 "关于支持工业园区建设的建议",
		"关于５Ｇ基站的建议":                      "关于5G基站的建议",
		"《":                              "《",
		"《》":                             "《》",
		"":                               "",
	} {
		got, changes := data.MendTitle(before)
		if got != after {
			t.Errorf("%q is %q, not %q", before, got, after)
		}
		if (len(changes) > 0) != (strings.TrimSpace(before) != after) {
			t.Errorf("%q: %v", before, changes)
		}
		if again, _ := data.MendTitle(got); again != got {
			t.Errorf("%q is mended twice: %q", got, again)
		}
	}
}

func TestMendName(t *testing.T) {
	for before, after := range map[string]string{
		"艾合买提•吐尔逊": "艾合买提·吐尔逊", "艾合买提・吐尔逊": "艾合买提·吐尔逊", "艾合买提‧吐尔逊": "艾合买提·吐尔逊", "艾合买提．吐尔逊": "艾合买提·吐尔逊",
		"艾合买提.吐尔逊": "艾合买提·吐尔逊", "艾合买提∙吐尔逊": "艾合买提·吐尔逊", "艾合买提 · 吐尔逊": "艾合买提·吐尔逊", "艾合买提··吐尔逊": "艾合买提·吐尔逊", "艾合买提吐尔逊": "艾合买提吐尔逊",
		"李　明": "李明", "李 明": "李明", " 李\u00a0明 ": "李明", "欧 阳　明": "欧阳明", "欧阳 明": "欧阳明", "王 小明": "王小明",
		"⽅正": "方正", "ＺＨＡＮＧ　ＳＡＮ": "ZHANG SAN", "J. Smith": "J. Smith", "O’Neil • 明": "O’Neil·明",
		"赵一一 钱二二": "赵一一 钱二二", "赵一　王芳": "赵一 王芳", "李明、王芳": "李明、王芳", "": "", "·": "·",
	} {
		if got, changes := data.MendName(before); got != after || len(changes) > 0 != (strings.TrimSpace(before) != after) {
			t.Errorf("%q is %q, not %q: %v", before, got, after, changes)
		}
	}
}

func TestSplitNames(t *testing.T) {
	for list, names := range map[string]string{
		"李　明\n孙七":                "李明|孙七",
		"李　明\r\n孙七\r\n\r\n周 八\n": "李明|孙七|周八",
		"1. 赵一一\n2、钱二\n（3）孙三三":   "赵一一|钱二|孙三三",
		"赵一，钱二,孙三；李四;周五、吴六/郑七":   "赵一|钱二|孙三|李四|周五|吴六|郑七",
		"赵一一　钱二二\t孙三":            "赵一一|钱二二|孙三",
		"艾合买提 • 吐尔逊、岩罕·香":        "艾合买提·吐尔逊|岩罕·香",
		"李某（北城代表团，常委会）、王某":       "李某（北城代表团，常委会）|王某",
		"李某（北城代表团、王某":            "李某（北城代表团|王某",
		"Zhang San\n民建红塔区支部":     "Zhang San|民建红塔区支部",
		" 、\n":                   "",
	} {
		if got := strings.Join(data.SplitNames(list), "|"); got != names {
			t.Errorf("%q: %s, not %s", list, got, names)
		}
	}
}

func TestBookTitle(t *testing.T) {
	for title, want := range map[string]string{
		"关于修路的建议":                      "《关于修路的建议》",
		"关于落实《云南省物业管理规定》的建议":           "《关于落实〈云南省物业管理规定〉的建议》",
		"关于贯彻《〈中华人民共和国物业管理条例〉实施办法》的建议": "《关于贯彻〈《中华人民共和国物业管理条例》实施办法〉的建议》",
		"关于落实〈规定〉和《办法》的建议":             "《关于落实〈规定〉和〈办法〉的建议》",
		"关于落实《规定的建议":                   "《关于落实〈规定的建议》",
	} {
		if got := data.BookTitle(title); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

// sample reads one of the inputs that were once got wrong.
func sample(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "spelling", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
