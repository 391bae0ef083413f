package page

import (
	"math"
	"strings"
	"unicode/utf8"
)

// words of titles in this trade: names of bodies, offices and matters, and the
// verbs around them. A title is not broken inside any of them, nor inside the
// names of a place (Style.Names). Longer words win over shorter ones.
var words = newLexicon(strings.Fields(`
人民代表大会常务委员会 人民代表大会 人民政府办公室 人民政府 人大常委会 常务委员会 常委会 委员会 办公室 办公厅
政治协商会议 政协 人大 代表大会 全国
一次会议 二次会议 三次会议 四次会议 五次会议 六次会议 会议 建议 提案 议案 意见 答复 办理 协办 会办 主办 分办
情况 工作 报告 总结 通知 函 请示 批复 决定 方案 计划 规划 办法 规定 细则 说明 公告 通报 纪要 回复 复函
推进 加强 加快 加大 进一步 完善 提升 提高 改善 改造 建设 建立 健全 优化 促进 推动 支持 解决 开展 实施 落实 规范 扩大
设立 设置 增设 增加 减少 保护 保障 治理 整治 管理 管控 监督 监管 服务 发展 开发 利用 融入 打造 培育 引进 深化 强化
探索 构建 缓解 修复 修建 新建 扩建 重建 拓宽 延伸 开通 恢复 降低 严禁 禁止 防治 防控 预防 打击 关注 重视 解决 支撑
工业园区 产业园区 产业园 园区 光电子 产业 工业 农业 林业 旅游业 服务业 制造业 企业 民营 经济 市场 项目 资金 资源
中心城区 城区 城市 城镇 乡镇 乡村 农村 社区 街道 小区 老旧小区 村庄 村民 居民 市民 群众 农民 人居 环境 生态 文明
截污 管网 污水 处理 垃圾 分类 供水 供电 供气 排水 防洪 河道 水库 水源 湖泊 灌溉 水利 设施 基础设施 公共 交通 公交
道路 公路 高速 铁路 桥梁 停车场 停车位 停车 充电桩 路灯 绿化 公园 广场 教育 学校 中学 小学 幼儿园 学生 教师 师资 校园
医疗 医院 卫生 健康 养老 老年人 托育 儿童 妇女 残疾人 社会 保险 医保 社保 就业 创业 人才 文化 体育 旅游 遗产 文物 历史
非物质 科技 科教 创新城 创新 数字 信息 网络 数据 平台 智慧 智能 电商 物流 冷链 电子 商务 金融 贷款 融资 税收 财政
土地 耕地 用地 住房 房屋 公租房 物业 规划 产权 登记 审批 法治 司法 法律 矛盾 纠纷 安全 消防 应急 食品 药品 生产 治安
森林 烟草 烤烟 蔬菜 花卉 种植 养殖 畜牧 水果 蓝莓 粮食 种业 品牌 特色 优质 高质量 高标准 农田 锂矿 矿产 新能源 能源
人大代表 政协委员 农业面源污染 面源污染 综合治理 污染治理 水环境 流域 径流区 径流 截污治污 治污 污染 面源 保护区 条例 贯彻 列入 工程 高质量发展 绿色 交办 代表
力度 机制 体系 制度 政策 措施 问题 能力 水平 质量 效率 作用 功能 布局 结构 模式 试点 示范 区域 沿线 周边 范围 体制 改革
部门 单位 机关 干部 职工 志愿者 组织 队伍 专业 技术 职业 培训 宣传 引导 监测 评估 考核 投入 补助 补贴 标准 收费 价格
综合 执法 联合 协同 统筹 协调 合作 共建 共享 开放 公开 融合 振兴 脱贫 攻坚 成果 巩固 衔接 有效 全面 重点 突出 特殊
年度 全区 全市 全省 区级 市级 县级 省级 基层 政府 党委 领导 以来 期间 闭会 关于 对于 以及 有关 相关 实现 作为 通过 根据`)...)

// lexicon is a set of words and the length of its longest in characters.
type lexicon struct {
	has     map[string]bool
	longest int
}

func newLexicon(list ...string) lexicon {
	l := lexicon{has: map[string]bool{}}
	for _, w := range list {
		l.has[w] = true
		l.longest = max(l.longest, utf8.RuneCountInString(w))
	}
	return l
}

// senseCosts weighs every place of a title for the start of a new line:
// infinite inside words, names, book titles and numbers, small where the sense
// pauses.
func senseCosts(items []item, names lexicon) []float64 {
	text := make([]rune, len(items))
	for i := range items {
		text[i] = items[i].r
	}
	may := breaks(items)
	cost := make([]float64, len(text)+1)
	known := markWords(text, may, names)
	inside := 0 // depth of 《〈〉》, “‘’” and （）
	for i := 1; i < len(text); i++ {
		switch text[i-1] {
		case '《', '〈', '（', '(', '“', '‘', '【', '〔':
			inside++
		case '》', '〉', '）', ')', '”', '’', '】', '〕':
			inside = max(0, inside-1)
		}
		cost[i] = senseCost(text, i, known)
		if inside > 0 {
			cost[i] += 30 + 30*float64(inside)
		}
		if !may[i] {
			cost[i] = math.Inf(1)
		}
	}
	return cost
}

func senseCost(text []rune, i int, known []bool) float64 {
	a, b := text[i-1], text[i]
	switch {
	case strings.ContainsRune("》〉，、；：。）”’】", a):
		return 0
	case strings.ContainsRune("《〈（“‘【", b):
		return 1.5
	case strings.ContainsRune("的地得了着过等们", b):
		return 40 // never at the start of a line
	case a == '的':
		return 1
	case strings.ContainsRune("和与及对在将把为以向从由", a):
		return 14 // better at the start of the next line
	case i > 1 && string(text[i-2:i]) == "关于":
		return 14
	case b == '第' || b == '关' && i+1 < len(text) && text[i+1] == '于':
		return 1
	case strings.ContainsRune("和与及并对在", b):
		return 2
	case i > 1 && string(text[i-2:i]) == "会议":
		return 1
	case i > 1 && (string(text[i-2:i]) == "大会" || a == '号' || a == '届'):
		return 3
	case known[i-1] && known[i]:
		return 4
	case known[i-1] || known[i]:
		return 9
	}
	return 22 // two characters we know nothing of: perhaps a word
}

// markWords finds the known words and names, longest first from the left, forbids breaks
// inside them, and tells which characters belong to one.
func markWords(text []rune, may []bool, names lexicon) []bool {
	known := make([]bool, len(text))
	for i := 0; i < len(text); {
		n := 1
		for l := min(max(words.longest, names.longest), len(text)-i); l > 1; l-- {
			if w := string(text[i : i+l]); words.has[w] || names.has[w] {
				n = l
				break
			}
		}
		if n == 1 && ordinal(text[i:]) > 1 {
			n = ordinal(text[i:])
		}
		for x := i; x < i+n; x++ {
			known[x] = n > 1 || digit(text[x])
			if x > i {
				may[x] = false
			}
		}
		i += n
	}
	return known
}

// ordinal is the length of 第六届, 六届, 第12号, 第一次会议 at the start of text, or 0.
func ordinal(text []rune) int {
	i := 0
	if text[0] == '第' {
		i++
	}
	from := i
	for i < len(text) && (digit(text[i]) || strings.ContainsRune("零一二三四五六七八九十百闭", text[i])) {
		i++
	}
	if i == from || i >= len(text) {
		return 0
	}
	if strings.ContainsRune("届次号年件项个条", text[i]) {
		i++
		if i+1 < len(text) && text[i-1] == '次' && text[i] == '会' && text[i+1] == '议' {
			i += 2
		}
		return i
	}
	return 0
}
