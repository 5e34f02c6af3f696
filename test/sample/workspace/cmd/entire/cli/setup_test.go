package cli

import (
	"bytes"
	"strings"
	"testing"
)

func TestEnableThenStatus(t *testing.T) {
	t.Chdir(t.TempDir())
	var out bytes.Buffer
	if err := Run([]string{"enable"}, &out); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := Run([]string{"status"}, &out); err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(out.String()); got != "Enabled (manual-commit)" {
		t.Errorf("status = %q", got)
	}
}
