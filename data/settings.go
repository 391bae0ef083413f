package data

// Settings are the office's own facts, kept in the registry.
type Settings struct {
	Office        string // the office that keeps the registry, such as 红塔区人民政府办公室
	Issuer        string // who signs letters, such as 玉溪市红塔区人民政府
	Letterhead    string // the red name at the head; "" takes Issuer
	ReplySeries   string // 文号 prefix of replies where the book names none
	OpinionSeries string // 文号 prefix of opinions where the book names none
	Contact       string // 联系人 of the office
	Phone         string
	Clerks        []string // who may work on this workstation, for the journal; empty takes the system's user
	FontsFolder   string   // where the office keeps fonts of its own; "" for none
	XBSLicensed   bool     // the office holds a licence of 方正小标宋
	Preprinted    bool     // letters are printed on sheets that bear head and rules (套红)
	PreprintX     float64  // millimetres that such a print moves to the right
	PreprintY     float64  // millimetres that it moves down
	Demo          bool     // the registry holds invented demonstration data; papers and window say so
}
