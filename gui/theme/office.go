package theme

import (
	"fyne.io/fyne/v2"

	"jianban/assets"
)

// OfficeTheme is the theme with the embedded faces.
func OfficeTheme(scale float32) fyne.Theme {
	return New(assets.Font("NotoSansSC-Regular"), assets.Font("NotoSansSC-SemiBold"), scale)
}
