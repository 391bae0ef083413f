package data_test

import (
	"testing"

	"jianban/data"
)

// What else is due names who and when only where the line has not said it: 区住建局
// and 6月8日 stand in its columns, and what nobody is named for is ours.
func TestWhatElseIsDueSaysWhatIsNew(t *testing.T) {
	first := data.BoardDue{What: "沟通并起草答复", Who: "区住建局", By: "6月8日"}
	for _, c := range []struct {
		due  data.BoardDue
		want string
	}{
		{data.BoardDue{What: "催答复", Who: "区住建局", By: "6月8日"}, "催答复"},
		{data.BoardDue{What: "补填代表电话", Who: "本办公室", By: "—"}, "补填代表电话"},
		{data.BoardDue{What: "催协办意见", Who: "区水利局", By: "6月8日"}, "催协办意见（区水利局）"},
		{data.BoardDue{What: "兑现：修路", Who: "区住建局", By: "7月1日"}, "兑现：修路（7月1日）"},
		{data.BoardDue{What: "催协办意见", Who: "区水利局", By: "5月9日"}, "催协办意见（区水利局，5月9日）"},
	} {
		l := data.BoardLine{Due: []data.BoardDue{first, c.due}}
		if got := l.Words(c.due); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
