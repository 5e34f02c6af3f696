package main

import (
	"fmt"
	"os"

	"entire.io/cli/cmd/entire/cli"
)

func main() {
	if err := cli.Run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
