package page

// The numbers of GB/T 9704-2012 (党政机关公文格式), each with its clause. They
// stand here once; tests read them back from the marks.
const (
	TopMargin  MM = 37  // 天头, 5.2.1
	LeftMargin MM = 28  // 订口, 5.2.1
	TypeWidth  MM = 156 // 版心宽, 5.2.1
	TypeHeight MM = 225 // 版心高, 5.2.1

	RowsPerPage   = 22 // 每面排22行, 5.2.3
	CharsPerRow   = 28 // 每行排28个字, 5.2.3
	BodySize      = 16 // 三号, 5.2.2
	TitleSize     = 22 // 二号小标宋, 7.3.1
	CopySize      = 14 // 抄送机关四号仿宋, 7.4.2
	NumberSize    = 14 // 页码四号半角宋体, 7.5
	ParagraphChar = 2  // 每个自然段左空二字, 7.3.3
	TitleGapRows  = 2  // 信函格式标题与其上最后一个要素相距二行, 10.1
	SalutationGap = 1  // 主送机关编排于标题下空一行, 7.3.2

	NumberBelow MM = 7 // 页码一字线上距版心下边缘7 mm, 7.5

	HeadTop       MM = 30  // 信函格式发文机关标志上边缘至上页边30 mm, 10.1
	HeadRuleBelow MM = 4   // 发文机关标志下4 mm处红色双线, 10.1
	FootRuleUp    MM = 20  // 第二条红色双线距下页边20 mm, 10.1
	HeadRuleWidth MM = 170 // 线长170 mm, 居中, 10.1
	// HeadMaxSize keeps the red name at 小初; the standard leaves its size open
	// (字号以醒目、美观、庄重为原则, 7.2.4).
	HeadMaxSize = 36

	FileMarkTop    MM = 35  // 文件格式发文机关标志上边缘至版心上边缘35 mm, 7.2.4
	FileNumberRows    = 2   // 发文字号在发文机关标志下空二行, 7.2.5
	FileRuleBelow  MM = 4   // 发文字号之下4 mm处红色分隔线, 7.2.7
	FileRuleWeight MM = 0.5 // the standard gives its length, the type area's, and no weight, 7.2.7
	FileTitleRows     = 2   // 标题在红色分隔线下空二行, 7.3.1
	// FileMarkMax is the largest size of the red name in points: 22 mm. The standard leaves
	// the size open; this is the bound of the edition before it (GB/T 9704-1999).
	FileMarkMax = 22 / 25.4 * 72

	ColophonRule     MM = 0.35 // 版记首条和末条分隔线, 7.4.1
	ColophonInner    MM = 0.25 // 版记中间的分隔线, 7.4.1
	SealRightChars      = 4    // 加盖印章: 成文日期右空四字, 7.3.5.1
	SealGapRows         = 2    // rows left free so that the seal's top stays within one row of the text, 7.3.5.1
	SealSize         MM = 42   // diameter of a county government's seal (国发〔1999〕25号); seals neither cross nor touch, 7.3.5.1
	SealRows            = 5    // from one row of seals to the next: more than a seal's height
	PlainRightChars     = 2    // 不加盖印章: 署名右空二字, 7.3.5.2
	PlainGapRows        = 1    // 正文下空一行, 7.3.5.2
	AttachmentGap       = 1    // 附件说明在正文下空一行, 7.3.4
	TextWithSigning     = 2    // lines of text that go with a signature to a new page, 7.3.5.5
	CopyIndentChars     = 1    // 抄送机关左右各空一字, 印发机关左空一字, 印发日期右空一字, 7.4.2, 7.4.3
	AnnexTitleRow       = 3    // 附件标题居中编排在版心第三行, 7.3.7
	NumberSideChars     = 1    // 单页码居右空一字, 双页码居左空一字, 7.5
	doubleRuleThick     = MM(0.8)
	doubleRuleThin      = MM(0.25)
	doubleRuleInside    = MM(0.6) // between the two lines of the red double rule
)

// Lengths that follow from the standard's numbers.
const (
	// BodyEm is a 三号 character's width and height.
	BodyEm = BodySize * PointMM
	// RowPitch is the distance of two rows: 22 of them fill the type area.
	RowPitch = TypeHeight / RowsPerPage
	// CharPitch is the distance of two characters: 28 of 16 pt are 158 mm, 2 mm
	// too wide, so the first starts at the left edge and the last ends at the
	// right one.
	CharPitch = (TypeWidth - BodyEm) / (CharsPerRow - 1)
	// BodyTrack is what CharPitch takes from every character: -0.2146 pt.
	BodyTrack = CharPitch - BodyEm
	// RuleToNumber is the distance from the red double rule to the row below
	// it: 7/8 of a 三号 character (10.1).
	RuleToNumber = BodyEm * 7 / 8
)

// A character's face inside its em box, as shares of the em: the baseline lies
// 0.88 below the top of the box in every face (the metrics of Chinese faces
// agree to within a hundredth), the strokes of a character reach from 0.84
// above to 0.08 below it.
const (
	baselineDown = 0.88
	inkUp        = 0.84
	inkDown      = 0.08
)

// Style is how running matter is set on a kind of page: sheet, type area, rows
// and what stands in the margins. The zero Style is of no use; start from
// Official or OfficialLandscape and change what differs.
type Style struct {
	Size       Size
	X, Y, W, H MM      // type area
	Rows       int     // rows in the type area
	Font       Font    // of the text
	Track      MM      // added to every character of the text
	Numbers    Numbers // which pages carry their number
	First      int     // number of the first page; 0 means 1
	Note       string  // grey words in the bottom margin of every page; "" for none
	Running    string  // whose sheet it is, at the foot of further pages where they are numbered by NumberOf
	Head       Head    // letterhead of the first page; nil for none
	// Names of places and the like, which no title, name or heading is broken
	// within. They are the place's own, so whoever makes the paper brings them.
	Names []string
}

// Numbers tells which pages carry their number.
type Numbers int

// The ways of numbering.
const (
	NumberNone  Numbers = iota
	NumberAll           // every page, as reports have it
	NumberLater         // every page but the first, as 信函格式 has it (10.1)
	NumberOf            // every page with how many there are, in the middle, as lists have it
)

// Official is the page of GB/T 9704-2012 with numbers on every page.
func Official() Style {
	return Style{
		Size: A4, X: LeftMargin, Y: TopMargin, W: TypeWidth, H: TypeHeight,
		Rows: RowsPerPage, Font: Font{FangSong, BodySize}, Track: BodyTrack, Numbers: NumberAll,
	}
}

// OfficialLandscape is the lying page for wide tables: the standard's margins
// turned by a quarter, the page number staying at the long foot.
func OfficialLandscape() Style {
	s := Official()
	s.Size = A4Landscape
	s.X, s.Y, s.W, s.H = 37, 28, 225, 156
	s.Rows = 15
	return s
}

func (s Style) rowPitch() MM { return s.H / MM(s.Rows) }

func (s Style) bottom() MM { return s.Y + s.H }

// charPitch is the width of one character of the text with its tracking.
func (s Style) charPitch() MM { return s.Font.Em() + s.Track }

// baseline is where a font stands in a row of the given height whose top is 0:
// its em box in the row's middle.
func baseline(row MM, f Font) MM { return (row-f.Em())/2 + f.Em()*baselineDown }
