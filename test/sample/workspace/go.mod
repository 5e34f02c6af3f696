module entire.io/cli

go 1.25
