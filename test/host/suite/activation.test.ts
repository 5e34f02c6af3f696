import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { test } from './test.ts';

function extension() {
  const found = extensions.getExtension('dreamwright.dreamwright');
  assert.ok(found, 'Dreamwright is not installed');
  return found;
}

test('the extension activates', async () => {
  await extension().activate();
  assert.equal(extension().isActive, true);
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

test('the commands that the design names are offered', () => {
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
