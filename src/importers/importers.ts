import { claudeCode } from './claude-code/claude-code.ts';
import type { Importer } from './importer.ts';
import { plain } from './plain.ts';

/** Every format that can be read, in the order they are tried. */
export const importers: readonly Importer[] = [plain, claudeCode];
