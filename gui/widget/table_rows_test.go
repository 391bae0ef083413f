package widget_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A table that is given more height alone, such as in a panel that grows, shows the
// rows there is room for by then.
func TestMoreRoomShowsMoreRows(t *testing.T) {
	office(t)
	table := unitTable(nil)
	var rows []unitRow
	for i := range 40 {
		rows = append(rows, unitRow{fmt.Sprintf("%*d", i+1, i), fmt.Sprintf("第%d件", i)})
	}
	table.SetRows(rows)
	show(t, container.NewStack(table), 800, 120)
	shown := func() int {
		at := map[string]fyne.Position{}
		texts(table, fyne.Position{}, at)
		return len(at)
	}
	before := shown()
	table.Resize(fyne.NewSize(800, 600))
	if after := shown(); after < before+20 { // two texts a row of 35 pixels
		t.Errorf("%d texts were shown, with five times the height %d", before, after)
	}
}
