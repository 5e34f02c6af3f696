import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commands, extensions } from 'vscode';
import { printFigure, test } from './test.ts';

function extension() {
  const found = extensions.getExtension('dreamwright.dreamwright');
  assert.ok(found, 'Dreamwright is not installed');
  return found;
}

test('the extension activates', async () => {
  const wasActive = extension().isActive;
  const started = performance.now();
  await extension().activate();
  const milliseconds = (performance.now() - started).toFixed(0);
  printFigure(wasActive ? 'activation: with the window, before the tests' : `activation: ${milliseconds} ms`);
  assert.equal(extension().isActive, true);
});

test('the bundle that activates has no SDK of a model in it', () => {
  const dist = join(extension().extensionPath, 'dist');
  for (const file of ['extension.js', 'claude.js', 'worker.js', 'cli.js', 'webview/chat.js']) {
    printFigure(`${file}: ${Math.round(statSync(join(dist, file)).size / 1000)} kB`);
  }
  assert.doesNotMatch(readFileSync(join(dist, 'extension.js'), 'utf8'), /anthropic-version/u);
  assert.match(readFileSync(join(dist, 'claude.js'), 'utf8'), /anthropic-version/u);
});

test('its container holds Chat, Review, Memories and Dreams, in this order', () => {
  const views: readonly { readonly name: string }[] = extension().packageJSON.contributes.views.dreamwright;
  assert.deepEqual(
    views.map((view) => view.name),
    ['Chat', 'Review', 'Memories', 'Dreams'],
  );
});

type ContributedCommand = { readonly command: string; readonly title: string; readonly category?: string };

function contributedCommands(): readonly ContributedCommand[] {
  return extension().packageJSON.contributes.commands;
}

test('every command stands in the category Dreamwright', () => {
  const strangers = contributedCommands().filter((command) => command.category !== 'Dreamwright');
  assert.deepEqual(strangers, []);
});

test('the commands that people look for first are offered', () => {
  const titles = new Set(contributedCommands().map((command) => command.title));
  const promised = [
    'Dream Now',
    'Review Proposals',
    'Undo Dream',
    'Search Memory',
    'Import Sessions…',
    'Connect Model…',
    'Pause Dreaming',
    'Verify Journal',
    'Forget Everything…',
  ];
  assert.deepEqual(
    promised.filter((title) => !titles.has(title)),
    [],
  );
});

test('every command that is offered does something', async () => {
  await extension().activate();
  const registered = new Set(await commands.getCommands(true));
  const silent = contributedCommands().filter((command) => !registered.has(command.command));
  assert.deepEqual(silent, []);
});
