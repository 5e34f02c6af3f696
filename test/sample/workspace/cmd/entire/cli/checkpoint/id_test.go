package checkpoint

import "testing"

func TestParseIDRefusesWhatIsNotTwelveHexDigits(t *testing.T) {
	for _, s := range []string{"", "abc123", "a1b2c3d4e5f6789", "a1b2c3d4e5fZ"} {
		if _, err := ParseID(s); err == nil {
			t.Errorf("ParseID(%q) passed", s)
		}
	}
}
