import type { JsonObject } from '../json.ts';
import { isNetworkCommand } from '../shell/network-command.ts';
import { splitCommand } from '../shell/split-command.ts';
import { isDependencyPath } from './dependency-path.ts';
import type { ToolCallEvent } from './event.ts';
import { shellLine } from './tool-input.ts';

const EXTERNAL_TOOL =
  /^mcp__|^(?:web_?(?:fetch|search)|google_web_search|browser\w*|fetch(?:_url)?|url_context|\w*McpResources?\w*|use_mcp_tool|access_mcp_resource)$/iu;
/** A longer shell line isn't read; its result counts as external. */
const LONGEST_LINE = 100_000;
const PATH_FIELDS = [
  'file_path',
  'path',
  'filePath',
  'notebook_path',
  'absolute_path',
  'target_file',
  'glob',
  'pattern',
];

/**
 * The origin of what a tool call will answer: `external` for the web, MCP, network commands and dependency folders,
 * else `tool`.
 */
export function resultOrigin(call: ToolCallEvent): 'tool' | 'external' {
  if (EXTERNAL_TOOL.test(call.tool)) return 'external';
  const line = shellLine(call);
  if (line !== null)
    return line.length > LONGEST_LINE || isNetworkCommand(line) || readsDependencies(line) ? 'external' : 'tool';
  return PATH_FIELDS.some((field) => isDependencyField(call.input, field)) ? 'external' : 'tool';
}

function isDependencyField(input: JsonObject, field: string): boolean {
  const value = input[field];
  // A Grep pattern is words to look for, a Glob pattern is a path.
  if (typeof value !== 'string' || (field === 'pattern' && typeof input['path'] === 'string')) return false;
  return !value.startsWith('!') && isDependencyPath(value);
}

/** Whether a command names a path in a dependency folder other than to leave it out. */
function readsDependencies(line: string): boolean {
  return splitCommand(line).some(({ words }) =>
    words.some((word, index) => {
      if (index === 0 || word.startsWith('-') || word.startsWith('!')) return false;
      if (
        /^(?:-not|-v|-e|-path|-ipath|-name|-wholename|-prune|--?(?:exclude|ignore)[\w-]*|-x|-g|--glob|-I)$/u.test(
          words[index - 1] ?? '',
        )
      ) {
        return false;
      }
      return isDependencyPath(word);
    }),
  );
}
