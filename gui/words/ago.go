package words

import (
	"fmt"
	"time"

	"jianban/data"
)

// Ago says how long ago something was, seen from now: 3分钟前, 昨天 15:04, and
// further back its day and time. A time to come (a clock went back) is told as
// it stands.
func Ago(now, at time.Time) string {
	at = at.In(now.Location())
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	gone := now.Sub(at)
	switch {
	case gone < 0:
		return data.Moment(at)
	case gone < time.Minute:
		return "刚刚"
	case gone < time.Hour:
		return fmt.Sprintf("%d分钟前", int(gone.Minutes()))
	case !at.Before(midnight):
		return fmt.Sprintf("%d小时前", int(gone.Hours()))
	case !at.Before(midnight.AddDate(0, 0, -1)):
		return "昨天" + at.Format(" 15:04")
	case at.Year() == now.Year():
		return at.Format("1月2日 15:04")
	}
	return data.Moment(at)
}
