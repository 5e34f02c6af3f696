package cli

import (
	"fmt"
	"io"
)

const usage = "Usage: entire enable | status"

// Run executes the command that the arguments name.
func Run(args []string, out io.Writer) error {
	if len(args) == 0 {
		_, err := fmt.Fprintln(out, usage)
		if err != nil {
			return fmt.Errorf("failed to print usage: %w", err)
		}
		return nil
	}
	switch args[0] {
	case "enable":
		return enable(out)
	case "status":
		return status(out)
	default:
		return fmt.Errorf("unknown command %q", args[0])
	}
}
