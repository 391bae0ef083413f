package theme

import (
	"fyne.io/fyne/v2"

	"jianban/assets"
)

// OfficeTheme is the theme with the embedded faces.
func OfficeTheme(scale float32) fyne.Theme { return newOffice(scale) }

func newOffice(scale float32) *office {
	return newTheme(assets.Font("NotoSansSC-Regular"), assets.Font("NotoSansSC-SemiBold"), scale)
}
