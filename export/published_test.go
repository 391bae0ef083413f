package export

import (
	"strings"
	"testing"

	"jianban/data"
)

// The published text has the letter's words in their order; class and copies,
// which are for the office, stay out.
func TestReplyText(t *testing.T) {
	c, rep := answered(nil)
	want := `关于对市六届人大一次会议第012号建议的答复
红政函〔2022〕15号
李某、王某、普某代表：
你们提出的《关于完善中心城区截污管网的建议》（第012号）收悉，经与区财政局、区水利局共同研究，现答复如下：
一、基本情况
已建成管网10公里。
感谢你们的关心和支持！
玉溪市红塔区人民政府
2022年6月8日
（联系人：段某，电话：0877-0000100）`
	if got := ReplyText(c, rep, data.Settings{Contact: "段某", Phone: "0877-0000100"}, rules()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	rep.DocNumber, rep.SignOff.Signed = "", data.Date{}
	if got := ReplyText(c, rep, data.Settings{}, rules()); strings.Contains(got, "\n\n") || strings.HasSuffix(got, "\n") {
		t.Errorf("a draft leaves empty lines: %q", got)
	}
}
