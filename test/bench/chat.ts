// How smooth the chat stays: `npm run bench:chat`. A session of 10,000 messages opens, is paged back through, and a
// person types into it while it and two other chats stream, all in one window of the browser.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { AnswerEntry, ChatEntry, ToolPart } from '../../src/protocol/chat-entry.ts';
import type { ChatState } from '../../src/protocol/chat-state.ts';
import type { ToChat } from '../../src/protocol.ts';
import { installHost } from '../host/install-host.ts';
import { launchBrowser } from '../host/launch-browser.ts';
import { timeChatHost } from './chat-host.ts';

const MESSAGES = 10_000;
const CHATS = 3;
const KEYS = 200;
const STREAM_MILLISECONDS = 25;
const AT = '2026-03-01T10:00:00.000Z';

const host = await timeChatHost(MESSAGES * 2);
console.log(
  `in the extension, a session of ${host.events} events is opened in ${host.opened.toFixed(0)} ms, a message in it is sent on after ${host.asked.toFixed(0)} ms, and nothing of its turn holds the event loop longer than ${host.held.toFixed(0)} ms`,
);

const webview = join(import.meta.dirname, '..', '..', 'dist', 'webview');
/** What runs inside a chat's page: the editor's side of it, and the clock. */
const SCRIPT = `
let kept;
const keyTimes = [];
function acquireVsCodeApi() {
  return { postMessage() {}, getState: () => kept, setState(state) { kept = state; } };
}
const send = (message) => window.postMessage(message, '*');
const frameShown = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
async function shown(message) {
  const started = performance.now();
  send(message);
  await new Promise((resolve) => setTimeout(resolve, 0));
  await frameShown();
  return performance.now() - started;
}
addEventListener('keydown', ({ timeStamp }) => {
  void frameShown().then(() => keyTimes.push(performance.now() - timeStamp));
});
async function pressEarlier() {
  const started = performance.now();
  document.querySelector('.messages > .earlier:first-child').click();
  await frameShown();
  return performance.now() - started;
}
function stream(entry, part, pause) {
  send({ kind: 'entry-added', entry });
  send({ kind: 'tool-added', entry: entry.id, part });
  let count = 0;
  setInterval(() => {
    count += 1;
    const text = count % 40 === 0 ? '\\n\\n~~~ts\\nconst a = 1;\\n~~~\\n\\n' : 'word' + count + ' and **more** ';
    send({ kind: 'text-delta', entry: entry.id, text });
    if (count % 4 === 0) send({ kind: 'tool-output', entry: entry.id, call: part.call, text: 'line ' + count + '\\n' });
  }, pause);
}
`;
const chatPage = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="/chat.css"><body>
<script>${SCRIPT}</script><script src="/chat.js"></script></body>`;
const windowPage = `<!DOCTYPE html><meta charset="utf-8"><style>iframe { width: 32%; height: 700px; }</style><body>
${'<iframe src="/chat.html"></iframe>'.repeat(CHATS)}</body>`;

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://chat').pathname;
  const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html';
  response.writeHead(200, { 'content-type': type });
  if (path === '/') response.end(windowPage);
  else if (path === '/chat.html') response.end(chatPage);
  else response.end(readFileSync(join(webview, path.slice(1))));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const TOOL: ToolPart = {
  kind: 'tool',
  call: 'call',
  title: 'run mise run lint',
  effect: 'run',
  state: 'done',
  summary: 'exit 0',
  detail: 'ok\n'.repeat(20),
  ask: null,
  isUndoable: false,
};

function entry(index: number): ChatEntry {
  const id = `entry-${index}`;
  if (index % 2 === 0) {
    return { kind: 'user', id, at: AT, text: `Why does step ${index} fail after the last change?`, attached: [] };
  }
  const markdown = `Run \`mise run fmt\` first.\n\n- step ${index}\n- then **lint**\n\n\`\`\`sh\nmise run lint\n\`\`\``;
  return {
    ...buildLive(),
    id,
    markdown,
    parts: [
      { kind: 'text', markdown },
      { ...TOOL, call: `call-${index}` },
    ],
  };
}

function buildLive(): AnswerEntry {
  return {
    kind: 'answer',
    id: 'live',
    at: AT,
    recalled: [],
    markdown: '',
    parts: [],
    state: 'done',
    problem: null,
    feedback: null,
  };
}

function state(entries: readonly ChatEntry[]): ChatState {
  return {
    status: {
      session: `ses_${entries.length}`,
      title: 'A long session',
      isPrivate: false,
      model: { id: 'claude:test', name: 'Test', seesImages: true },
      isMemoryOn: true,
      mode: 'act',
      hasTools: true,
      context: null,
      costUsd: null,
      tokens: 0,
      ahead: [],
      todos: [],
      waiting: null,
      canUndoRestore: false,
    },
    entries,
    commands: [],
  };
}

/** Milliseconds from a message to the frame that shows it. */
async function shown(frame: Frame, message: ToChat): Promise<number> {
  return await frame.evaluate(`shown(${JSON.stringify(message)})`);
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

async function timeKeys(frame: Frame): Promise<readonly number[]> {
  await frame.locator('.composer textarea').click();
  await frame.evaluate('void keyTimes.splice(0)');
  for (let key = 0; key < KEYS; key += 1) await frame.page().keyboard.press('x', { delay: 15 });
  return await frame.evaluate('keyTimes.slice()');
}

async function clearInput(frame: Frame): Promise<void> {
  await frame.locator('.composer textarea').fill('');
}

const browser = await launchBrowser(await installHost());
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const frames = page.frames().filter((frame) => frame.url().endsWith('/chat.html'));
for (const frame of frames) await frame.locator('.composer textarea').waitFor();
const [long, ...others] = frames;
if (long === undefined) throw new Error('no chat was opened');

const entries = Array.from({ length: MESSAGES }, (_, index) => entry(index));
const opened = await shown(long, { kind: 'snapshot', state: state(entries) });
for (const frame of others) await shown(frame, { kind: 'snapshot', state: state(entries.slice(0, 20)) });
console.log(`a session of ${MESSAGES} messages is shown after ${opened.toFixed(0)} ms`);

const quiet = await timeKeys(long);
console.log(
  `a key typed in it is on the screen after ${quantile(quiet, 0.5)} ms at the median, ${quantile(quiet, 0.95)} ms at p95`,
);
await clearInput(long);

const live = { ...buildLive(), state: 'streaming' } as const;
// Streams run inside the page, as the extension's messages would come, so that driving the browser costs them nothing.
for (const frame of frames) {
  await frame.evaluate(
    `stream(${JSON.stringify(live)}, ${JSON.stringify({ ...TOOL, state: 'running' })}, ${STREAM_MILLISECONDS})`,
  );
}
const busy = await timeKeys(long);
console.log(
  `the same while ${CHATS} chats stream ${1000 / STREAM_MILLISECONDS} pieces a second each: ${quantile(busy, 0.5)} ms, ${quantile(busy, 0.95)} ms at p95, ${quantile(busy, 1)} ms at most`,
);

const pages: number[] = [];
const earlier = long.getByRole('button', { name: 'Show earlier messages' });
while ((await earlier.count()) > 0) pages.push(await long.evaluate('pressEarlier()'));
console.log(
  `each of ${pages.length} pages of earlier messages: ${quantile(pages, 0.5)} ms, ${quantile(pages, 0.95)} ms at p95; ${await long.locator('.entry').count()} messages are drawn then`,
);
await clearInput(long);
const all = await timeKeys(long);
console.log(
  `a key then, with all of them drawn and ${CHATS} streams: ${quantile(all, 0.5)} ms, ${quantile(all, 0.95)} ms at p95`,
);
await browser.close();
server.close();
process.exit(0);
