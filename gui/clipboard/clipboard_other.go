//go:build !linux && !windows

package clipboard

import "context"

// Read finds nothing here.
func Read(ctx context.Context) (Content, error) { return Content{}, ctx.Err() }
