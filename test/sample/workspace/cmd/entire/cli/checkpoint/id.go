// Package checkpoint names the points that a session can return to.
package checkpoint

import (
	"errors"
	"regexp"
)

// ID is twelve hexadecimal digits.
type ID string

var pattern = regexp.MustCompile(`^[0-9a-f]{12}$`)

// ErrInvalidID says that a string is no checkpoint ID.
var ErrInvalidID = errors.New("checkpoint ID must be 12 hexadecimal digits")

// ParseID checks a string once, so that the rest can rely on the type.
func ParseID(s string) (ID, error) {
	if !pattern.MatchString(s) {
		return "", ErrInvalidID
	}
	return ID(s), nil
}
