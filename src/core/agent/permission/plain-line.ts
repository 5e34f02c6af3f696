/**
 * Whether every shell reads a command line alike: letters and signs that neither sh, zsh and fish nor PowerShell and cmd
 * give another meaning than words, double quotes, lists and pipes. Without `$ \ # ! ' % ^`, backticks, parentheses,
 * braces, redirections and line ends.
 */
export function isPlainLine(line: string): boolean {
  return /^[\p{L}\p{N} _./:=@,+~*?"[\]&|;-]+$/u.test(line);
}
