//go:build !windows

package file

import (
	"errors"
	"syscall"
)

func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func inUse(err error) bool { return errors.Is(err, syscall.ETXTBSY) }

func readOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func nameTooLong(err error) bool { return errors.Is(err, syscall.ENAMETOOLONG) }
