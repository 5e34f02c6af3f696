import { readFileSync } from 'node:fs';
import { z } from 'zod';

const menuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const view = z.object({ id: z.string(), name: z.string(), type: z.string().optional() });
const property = z.looseObject({
  type: z.string(),
  default: z.unknown(),
  scope: z.string(),
  markdownDescription: z.string(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const limited = z.object({
  supported: z.literal('limited'),
  description: z.string(),
  restrictedConfigurations: z.array(z.string()).optional(),
});

const manifest = z.object({
  capabilities: z.object({ untrustedWorkspaces: limited, virtualWorkspaces: limited }),
  activationEvents: z.array(z.string()),
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string() })),
    menus: z.record(z.string(), z.array(menuItem)),
    keybindings: z.array(z.object({ command: z.string(), key: z.string(), when: z.string() })),
    views: z.record(z.string(), z.array(view)),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
    configuration: z.object({ properties: z.record(z.string(), property) }),
    walkthroughs: z.array(
      z.object({
        steps: z.array(z.object({ description: z.string(), media: z.object({ markdown: z.string() }) })),
      }),
    ),
  }),
});

/** What package.json tells VS Code about the extension. */
export function readManifest() {
  return manifest.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
}
