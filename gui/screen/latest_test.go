package screen

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2/test"
)

// TestLatestDropsLateAnswers answers the second load first: the first answer
// comes too late and must not be shown.
func TestLatestDropsLateAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		var l Latest[string]
		var shown []string
		first, second := make(chan struct{}), make(chan struct{})
		load := func(wait chan struct{}, answer string) func(context.Context) (string, error) {
			return func(context.Context) (string, error) {
				<-wait
				return answer, nil
			}
		}
		show := func(s string, err error) {
			if err != nil {
				t.Error(err)
			}
			shown = append(shown, s)
		}
		l.Start(load(first, "a"), show)
		l.Start(load(second, "ab"), show)
		close(second)
		synctest.Wait()
		close(first)
		synctest.Wait()
		if len(shown) != 1 || shown[0] != "ab" {
			t.Errorf("shown %q, want only the newest", shown)
		}
	})
}

func TestLatestStopCancelsAndShowsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		var l Latest[int]
		var ended error
		l.Start(func(ctx context.Context) (int, error) {
			<-ctx.Done()
			ended = ctx.Err()
			return 1, nil
		}, func(int, error) { t.Error("shown after stop") })
		l.Stop()
		synctest.Wait()
		if !errors.Is(ended, context.Canceled) {
			t.Errorf("load ended with %v", ended)
		}
	})
}
