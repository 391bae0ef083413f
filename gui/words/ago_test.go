package words

import (
	"testing"
	"time"
)

func TestAgo(t *testing.T) {
	now := time.Date(2022, 6, 9, 10, 30, 0, 0, time.FixedZone("", 8*3600))
	for gone, want := range map[time.Duration]string{
		0: "刚刚", 59 * time.Second: "刚刚", 60 * time.Second: "1分钟前", 59*time.Minute + 59*time.Second: "59分钟前", time.Hour: "1小时前",
		10*time.Hour + 30*time.Minute: "10小时前", 10*time.Hour + 31*time.Minute: "昨天 23:59", 34*time.Hour + 30*time.Minute: "昨天 00:00",
		34*time.Hour + 31*time.Minute: "6月7日 23:59", 365 * 24 * time.Hour: "2021年6月9日 10:30", -time.Minute: "2022年6月9日 10:31",
	} {
		if got := Ago(now, now.Add(-gone).UTC()); got != want {
			t.Errorf("%v ago: %s, want %s", gone, got, want)
		}
	}
}
