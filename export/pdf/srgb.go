package pdf

import (
	"encoding/binary"
	"math"
	"sync"

	"jianban/export/deflate"
)

const profileName = "sRGB IEC61966-2.1"

// sRGB is a colour profile (ICC.1:2001-04, version 2, which every reader of
// archived files takes) that says what the RGB numbers in the file mean: the
// primaries, white and curve of IEC 61966-2-1.
var sRGB = sync.OnceValue(func() []byte {
	xyz := func(x, y, z float64) []byte { return s15([]byte("XYZ \x00\x00\x00\x00"), x, y, z) }
	// Primaries and white, adapted from D65 to D50 by the Bradford matrix, as
	// everyone who follows the standard has them.
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", iccDescription(profileName)},
		{"cprt", []byte("text\x00\x00\x00\x00CC0\x00")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.436066, 0.222488, 0.013916)},
		{"gXYZ", xyz(0.385147, 0.716873, 0.097076)},
		{"bXYZ", xyz(0.143066, 0.060608, 0.714096)},
		{"rTRC", iccCurve()}, {"gTRC", nil}, {"bTRC", nil}, // one curve for all three
	}
	order := binary.BigEndian
	profile := make([]byte, 128, 1024)
	order.PutUint32(profile[8:], 0x02100000) // version
	copy(profile[12:], "mntrRGB XYZ ")       // class, colours, connection space
	for i, v := range []uint16{2000, 1, 1} {
		order.PutUint16(profile[24+2*i:], v) // a date is required
	}
	copy(profile[36:], "acsp")
	copy(profile[68:], s15(nil, 0.9642, 1, 0.8249)) // illuminant
	profile = order.AppendUint32(profile, uint32(len(tags)))
	var content []byte
	at, length := 0, 0
	for _, t := range tags {
		if t.data != nil {
			at, length = 128+4+12*len(tags)+len(content), len(t.data)
			content = append(content, t.data...)
			content = append(content, make([]byte, (4-len(content)%4)%4)...)
		}
		profile = append(profile, t.name...)
		profile = order.AppendUint32(profile, uint32(at))
		profile = order.AppendUint32(profile, uint32(length))
	}
	profile = append(profile, content...)
	order.PutUint32(profile, uint32(len(profile)))
	return profile
})

// packedProfile is the profile as a stream has it.
var packedProfile = sync.OnceValue(func() []byte { return deflate.Zlib(sRGB()) })

// iccDescription is a name in ASCII; the two other forms of the name that the
// type has room for are empty.
func iccDescription(text string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(text)+1))
	b = append(b, text...)
	return append(b, make([]byte, 1+4+4+2+1+67)...)
}

// iccCurve is the curve of sRGB at 256 points.
func iccCurve() []byte {
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), 256)
	for i := range 256 {
		x := float64(i) / 255
		y := x / 12.92
		if x > 0.04045 {
			y = math.Pow((x+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(y*65535)))
	}
	return b
}

// s15 appends numbers as signed 15.16 fixed-point ones.
func s15(b []byte, numbers ...float64) []byte {
	for _, v := range numbers {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}
