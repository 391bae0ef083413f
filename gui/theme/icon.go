package theme

import (
	"bytes"
	"sync"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The ink of the Chinese face lies below the middle of its line. Icons are
// drawn to stand in the middle of a line beside it, so they go down as far.
var (
	inMiddle = []byte(`viewBox="0 0 24 24"`)
	belowIt  = []byte(`viewBox="0 -1.3 24 24"`)
)

// loweredIcons are the icons made, by the name of Fyne's.
var loweredIcons sync.Map

// star has five rays of 10 around the middle of 24.
const star = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path d="M12.0,2.8 14.4,9.5 21.5,9.7 15.9,14.1 17.9,20.9 12.0,16.9 6.1,20.9 8.1,14.1 2.5,9.7 9.6,9.5z"/></svg>`

// StarIcon stands for scores; Fyne has none.
func StarIcon() fyne.Resource {
	return fynetheme.NewThemedResource(fyne.NewStaticResource("star.svg", []byte(star)))
}

// lowered is an icon drawn lower; one of another make stays as it is.
func lowered(icon fyne.Resource) fyne.Resource {
	if made, ok := loweredIcons.Load(icon.Name()); ok {
		return made.(fyne.Resource)
	}
	themed, ok := icon.(*fynetheme.ThemedResource)
	if !ok {
		return icon
	}
	content := bytes.Replace(themed.Content(), inMiddle, belowIt, 1)
	made := fynetheme.NewThemedResource(fyne.NewStaticResource("low-"+icon.Name(), content))
	made.ColorName = themed.ColorName
	loweredIcons.Store(icon.Name(), made)
	return made
}
