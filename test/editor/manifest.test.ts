import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkSetting } from '../../src/editor/check-setting.ts';
import type { Setting } from '../../src/editor/setting.ts';
import { SETTINGS, type SettingKey } from '../../src/editor/settings.ts';
import { readManifest } from './read-manifest.ts';

const { capabilities, contributes } = readManifest();
const keys = Object.keys(SETTINGS).filter((key): key is SettingKey => key in SETTINGS);

describe('commands', () => {
  const contributed = contributes.commands.map(({ command }) => command);

  test('stand in the category Dreamwright, once each', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'Dreamwright')).toEqual([]);
    expect(new Set(contributed).size).toBe(contributed.length);
  });

  test('are verbs in title case', () => {
    const small = new Set(['a', 'as', 'of', 'in', 'the', 'to']);
    const wrong = contributes.commands
      .map(({ title }) => title)
      .filter((title) => title.split(' ').some((word) => !small.has(word) && /^\p{Ll}/u.test(word)));
    expect(wrong).toEqual([]);
  });

  test('in menus and on keys are contributed', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    expect(used.filter((command) => !contributed.includes(command))).toEqual([]);
  });

  test('that texts link to are contributed or belong to VS Code', () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const linked = texts.flatMap((text) => Array.from(text.matchAll(/\(command:([\w.]+)\)/gu), ([, id]) => id ?? ''));
    const own = linked.filter((id) => id.startsWith('dreamwright.') && !id.endsWith('.focus'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((id) => !contributed.includes(id))).toEqual([]);
  });

  test('have types for their arguments unless the chat registers them', () => {
    const typed = readFileSync('src/editor/commands/command-map.ts', 'utf8');
    const chat = readFileSync('src/editor/chat/register-chat.ts', 'utf8');
    expect(contributed.filter((id) => !typed.includes(`'${id}'`) && !chat.includes(`'${id}'`))).toEqual([]);
  });
});

describe('views', () => {
  test('stand in the order Chat, Review, Memories, Dreams', () => {
    expect(contributes.views['dreamwright']?.map(({ name }) => name)).toEqual(['Chat', 'Review', 'Memories', 'Dreams']);
  });

  test('that can be empty say what would fill them', () => {
    const trees = contributes.views['dreamwright']?.filter(({ type }) => type !== 'webview').map(({ id }) => id);
    expect([...new Set(contributes.viewsWelcome.map(({ view }) => view))]).toEqual(trees);
  });
});

test('what works without trust and without files on disk is declared, and no workspace without trust instructs dreams', () => {
  const { untrustedWorkspaces, virtualWorkspaces } = capabilities;
  expect(untrustedWorkspaces.description).toMatch(/no folder is watched and no dream runs/u);
  expect(virtualWorkspaces.description).toMatch(/need files on disk/u);
  const words = keys.filter((key) => SETTINGS[key].type === 'string' && SETTINGS[key].scope === 'window');
  expect(untrustedWorkspaces.restrictedConfigurations).toEqual(words.map((key) => `dreamwright.${key}`));
});

test('the walkthrough has four steps, each with a page', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  expect(steps).toHaveLength(4);
  expect(steps.filter(({ media }) => !existsSync(media.markdown))).toEqual([]);
});

describe('settings', () => {
  const { properties } = contributes.configuration;

  test('of the code and of package.json are the same', () => {
    expect(Object.keys(properties)).toEqual(keys.map((key) => `dreamwright.${key}`));
  });

  test.each(keys)('dreamwright.%s is described the same in code and package.json', (key) => {
    const setting: Setting = SETTINGS[key];
    const limits =
      setting.type === 'choice'
        ? {
            type: 'string',
            enum: Object.keys(setting.choices),
            markdownEnumDescriptions: Object.values(setting.choices),
          }
        : setting.type === 'integer' || setting.type === 'number'
          ? { type: setting.type, minimum: setting.minimum, maximum: setting.maximum }
          : { type: setting.type === 'scopes' ? 'array' : 'string' };
    expect(properties[`dreamwright.${key}`]).toMatchObject({
      ...limits,
      default: setting.default,
      scope: setting.scope,
      markdownDescription: setting.description,
    });
  });

  test.each(keys)('dreamwright.%s has a default that passes its own check', (key) => {
    expect(checkSetting(key, SETTINGS[key].default)).toEqual({ kind: 'valid' });
  });

  test('that decide where the key or the data goes are out of reach of a workspace', () => {
    const named = ['store.path', 'dream.engine', 'dream.sensitivity', 'claude.baseUrl', 'import.followClaudeCode'];
    const guarded = [...named, ...keys.filter((key) => key.startsWith('cost.'))];
    expect(guarded.length).toBeGreaterThan(named.length);
    expect(guarded.filter((key) => properties[`dreamwright.${key}`]?.scope !== 'machine')).toEqual([]);
  });

  test.each([
    ['trigger.idleMinutes', -1, 'dreamwright.trigger.idleMinutes must be a whole number from 0 to 1440'],
    ['trigger.sessions', 2.5, 'dreamwright.trigger.sessions must be a whole number from 0 to 1000'],
    ['dream.sensitivity', 'bold', 'dreamwright.dream.sensitivity must be one of cautious, balanced, autonomous'],
    ['store.path', 7, 'dreamwright.store.path must be a text'],
    [
      'dream.scopes',
      [{ name: 'docs', memories: ['docs'] }],
      'dreamwright.dream.scopes must be a list such as [{"name":"docs","paths":["docs"],"memories":["/docs/"],"rhythm":{"intervalHours":168}}]; see 0.memories.0',
    ],
    ['dream.scopes', [{ name: 'a' }, { name: 'a' }], 'dreamwright.dream.scopes names the scope a twice'],
  ] as const)('%s does not take %s', (key, value, message) => {
    expect(checkSetting(key, value)).toEqual({ kind: 'invalid', message });
  });

  test('stand in the README as in the code', () => {
    const readme = readFileSync('README.md', 'utf8');
    const rows = keys.map((key) => {
      const setting: Setting = SETTINGS[key];
      const standard = setting.default === '' || setting.type === 'scopes' ? 'empty' : `\`${setting.default}\``;
      return `| \`dreamwright.${key}\` | ${standard} | ${setting.description} |`;
    });
    const table = ['| setting | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
    const [, shown] = /<!-- settings -->\n([\s\S]*?)\n<!-- \/settings -->/u.exec(readme) ?? [];
    expect(shown).toBe(table);
  });
});
