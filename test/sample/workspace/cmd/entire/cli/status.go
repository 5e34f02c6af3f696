package cli

import (
	"fmt"
	"io"
)

func status(out io.Writer) error {
	settings, err := loadSettings()
	if err != nil {
		return err
	}
	line := "Disabled"
	if settings.Enabled {
		line = fmt.Sprintf("Enabled (%s)", settings.Strategy)
	}
	if _, err := fmt.Fprintln(out, line); err != nil {
		return fmt.Errorf("failed to report: %w", err)
	}
	return nil
}
