package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

const (
	settingsDir  = ".entire"
	settingsFile = "settings.json"
)

// Settings is what `entire enable` writes.
type Settings struct {
	Enabled  bool   `json:"enabled"`
	Strategy string `json:"strategy"`
}

func enable(out io.Writer) error {
	settings := Settings{Enabled: true, Strategy: "manual-commit"}
	data, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return fmt.Errorf("failed to encode settings: %w", err)
	}
	if err := os.MkdirAll(settingsDir, 0o750); err != nil {
		return fmt.Errorf("failed to create %s: %w", settingsDir, err)
	}
	if err := os.WriteFile(filepath.Join(settingsDir, settingsFile), data, 0o600); err != nil {
		return fmt.Errorf("failed to write settings: %w", err)
	}
	if _, err := fmt.Fprintf(out, "✓ %s strategy initialized\n✓ Enabled\n", settings.Strategy); err != nil {
		return fmt.Errorf("failed to report: %w", err)
	}
	return nil
}

func loadSettings() (Settings, error) {
	data, err := os.ReadFile(filepath.Join(settingsDir, settingsFile))
	if errors.Is(err, os.ErrNotExist) {
		return Settings{}, nil
	}
	if err != nil {
		return Settings{}, fmt.Errorf("failed to read settings: %w", err)
	}
	var settings Settings
	if err := json.Unmarshal(data, &settings); err != nil {
		return Settings{}, fmt.Errorf("failed to parse settings: %w", err)
	}
	return settings, nil
}
