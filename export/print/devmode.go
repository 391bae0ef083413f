package print

import "jianban/export/page"

// devMode is the public part of Windows' DEVMODEW (wingdi.h), the settings of
// one print job; the driver's own part follows it in memory. It stands here
// rather than in a file for Windows so that it is tested everywhere.
type devMode struct {
	DeviceName                                        [32]uint16
	SpecVersion, DriverVersion, Size, DriverExtra     uint16
	Fields                                            uint32
	Orientation, PaperSize, PaperLength, PaperWidth   int16
	Scale, Copies, DefaultSource, PrintQuality        int16
	Color, Duplex, YResolution, TTOption, Collate     int16
	FormName                                          [32]uint16
	LogPixels                                         uint16
	BitsPerPel, PelsWidth, PelsHeight                 uint32
	DisplayFlags, DisplayFrequency                    uint32
	ICMMethod, ICMIntent, MediaType, DitherType       uint32
	Reserved1, Reserved2, PanningWidth, PanningHeight uint32
}

// Bits of devMode.Fields and values of its fields (wingdi.h).
const (
	dmOrientation = 0x1
	dmPaperSize   = 0x2
	dmScale       = 0x10
	dmCopies      = 0x100
	dmDuplex      = 0x1000
	dmCollate     = 0x8000

	dmPortrait, dmLandscape                    = 1, 2
	dmA4                                       = 9
	dmSimplex, dmTurnLongEdge, dmTurnShortEdge = 1, 2, 3
	dmSorted                                   = 1
)

// set fills in what the job wants; the driver's other settings stay.
func (d *devMode) set(job Job, copies int, size page.Size) {
	d.Orientation = dmPortrait
	if size.W > size.H {
		d.Orientation = dmLandscape
	}
	d.PaperSize = dmA4
	d.Scale = 100
	d.Copies, d.Collate = int16(copies), dmSorted
	switch job.Duplex {
	case LongEdge:
		d.Duplex = dmTurnLongEdge
	case ShortEdge:
		d.Duplex = dmTurnShortEdge
	default:
		d.Duplex = dmSimplex
	}
	d.Fields |= dmOrientation | dmPaperSize | dmScale | dmCopies | dmDuplex | dmCollate
}
