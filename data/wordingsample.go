package data

import "strings"

// fieldSamples are what the fields of wordings may be filled with: a proposal that
// is nobody's, to show a wording while it is written.
var fieldSamples = map[string]string{
	"{会议}": "市六届人大一次会议", "{会议全称}": "某市第六届人民代表大会第一次会议", "{届次}": "市六届人大一次会议",
	"{编号}": "12", "{标题}": "关于增设公共停车位的建议", "{建议}": "建议", "{代表}": "李某等3名代表", "{您}": "你们",
	"{协办}": "协办", "{我方}": "我区", "{共同研究}": "经与区财政局、区住建局共同研究，",
	"{事项}": "《关于增设公共停车位的建议》（市六届人大一次会议第12号建议）", "{交办时间}": "2026年3月9日", "{办理期限}": "2026年6月9日",
	"{逾期天数}": "3", "{反馈时限}": "5个工作日内",
	"{件数}": "7", "{分工}": "主办5件、协办2件", "{主办件数}": "5", "{协办件数}": "2", "{退办期限}": "2026年3月16日", "{答复方式}": "",
	"{时间}": "2026年4月8日上午9时", "{地点}": "区政府301会议室", "{方式}": "与你们面商",
}

// WordingSample is a wording with its fields filled as for some proposal; fields
// that are not known stay.
func WordingSample(wording string) string {
	pairs := make([]string, 0, 2*len(fieldSamples))
	for field, sample := range fieldSamples {
		pairs = append(pairs, field, sample)
	}
	return strings.NewReplacer(pairs...).Replace(wording)
}
