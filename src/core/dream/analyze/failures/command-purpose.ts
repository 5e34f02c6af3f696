/** What a command is for, as far as a recurring failure of it is worth a memory. */
export type CommandPurpose = 'inspect' | 'test' | 'check' | 'build' | 'other';

const INSPECTING = new Set(
  (
    'ls cat head tail less more grep egrep rg ag fd find sed awk wc echo printf pwd cd pushd popd which whereis type test [ [[ diff cmp stat file ' +
    'sort uniq cut tr xargs tee mkdir rmdir rm cp mv touch chmod chown ln sleep kill pkill killall ps true false export unset source . eval set for while ' +
    'if until case done fi esac then else do read exit return date env id whoami uname hostname tree du df jq yq lsof open column realpath dirname ' +
    'basename readlink md5 md5sum shasum sha256sum base64 xxd od nl tac rev seq yes wait trap local declare alias history man top curl wget ping ssh ' +
    'pgrep printenv bc expr cal clear ulimit strings nc netstat dig nslookup'
  ).split(' '),
);
const INSPECTING_GIT =
  /^git (?:log|diff|show|status|blame|rev-parse|rev-list|branch|config|remote|ls-files|ls-tree|ls-remote|cat-file|grep|describe|reflog|for-each-ref|merge-base|check-ignore|show-ref|symbolic-ref|tag|stash|shortlog|notes|interpret-trailers|rm|mv|worktree|name-rev|hash-object)\b/u;
const INSPECTING_OTHER =
  /^(?:go (?:doc|env|list|version|help)|npm (?:ls|view|show|outdated|why|info)|pip (?:show|list)|docker (?:ps|logs|inspect|images)|kubectl (?:get|describe|logs)|brew (?:info|list|search)|cargo (?:tree|search)|node -|python3? -)/u;

export function commandPurpose(command: string): CommandPurpose {
  const program = command.split(' ', 1)[0] ?? '';
  if (INSPECTING.has(program) || INSPECTING_GIT.test(command) || INSPECTING_OTHER.test(command)) return 'inspect';
  if (program.includes('=') || /[$(){}<>"'`\\]/u.test(program)) return 'inspect';
  if (
    /(?:^|[\s:_-])(?:lint\w*|golangci-lint|eslint|clippy|ruff|mypy|tsc|typecheck|type-check|check|vet|fmt|format|prettier|biome|pylint|flake8|rubocop|shellcheck|stylelint|checkstyle|ktlint|swiftlint|detekt|phpstan|dialyzer|credo|knip)(?:$|[\s:_-])/u.test(
      command,
    )
  ) {
    return 'check';
  }
  if (
    /(?:^|[\s:_-])(?:tests?|e2e|spec|jest|vitest|pytest|rspec|phpunit|ctest|mocha|playwright|cypress|tox)(?:$|[\s:_-])/u.test(
      command,
    )
  ) {
    return 'test';
  }
  if (
    /(?:^|[\s:_-])(?:build|compile|make|cmake|ninja|gradle|gradlew|mvn|install|generate|codegen|bundle|package)(?:$|[\s:_-])/u.test(
      command,
    )
  ) {
    return 'build';
  }
  return 'other';
}
