import { expect, test } from 'vitest';
import { policy } from '../../loop/policy.ts';
import { TASKS, type Task } from '../../loop/tasks.ts';
import { movableClock } from '../movable-clock.ts';
import { prepareShop } from '../prepare-shop.ts';
import { PATIENCE_MILLISECONDS, succeeds, until } from '../until.ts';
import { useAgentIn } from '../use-agent.ts';

const LEARNED = 'Run `npm run build` before `npm test`.';

/**
 * The model is a few rules that read the prompt, so this shows that the loop is closed, through everything that a person sees
 * and presses. How much a real model gains by it, it does not show.
 */
test('what the agent had to find out in three sessions is learned while the editor is idle, and spares the fourth', async () => {
  const [first, second, third, fourth] = TASKS;
  if (!(first && second && third && fourth)) throw new Error('There are six tasks.');
  const { folder, breakRule } = await prepareShop();
  const clock = await movableClock();
  const { server, workbench, chat, send, textOf } = await useAgentIn(folder, {
    clock,
    settings: {
      'dreamwright.dream.engine': 'local',
      'dreamwright.trigger.idleMinutes': 1,
      'dreamwright.trigger.intervalHours': 0,
    },
  });
  server.follow(policy);
  const asked = (question: RegExp) => chat.getByRole('group', { name: question });
  const begin = async (task: Task) => {
    await breakRule(task);
    await send(`/goal ${task.goal}`);
  };
  const acceptInDiff = async (task: Task) => {
    const name = task.file.replace('src/', '');
    await workbench.tab(new RegExp(`${name}: now ↔ proposed`)).waitFor();
    await asked(/^Accept: edit/).waitFor();
    expect(await textOf(task.file)).toContain(task.bug);
    await workbench.editorAction('Accept Edit');
  };
  const satisfied = () => chat.getByText('satisfied, round 1 of 3').waitFor();
  const ran = () => chat.locator('.tool-title').filter({ hasText: /^ran / });

  await begin(first);
  await acceptInDiff(first);
  await asked(/^Allow: run npm test/).waitFor();
  await chat.getByRole('textbox', { name: /^Message/ }).press('Control+Enter');
  expect(await chat.evaluate('document.activeElement.textContent')).toBe('Allow once');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.terminal-wrapper').filter({ hasText: 'FAIL discount' }).first().waitFor();
  await asked(/^Allow: run npm run build/)
    .getByRole('button', { name: 'Always' })
    .click();
  await asked(/^Allow: run npm test/)
    .getByRole('button', { name: 'Always' })
    .click();
  await satisfied();
  expect(await textOf(first.file)).toContain(first.fix);
  expect(await chat.getByRole('button', { name: 'ran npm test' }).first().textContent()).toContain('exit 1');
  await workbench.screenshot('closed-loop-1-first-session');

  for (const task of [second, third]) {
    await chat.getByRole('button', { name: 'New session', exact: true }).click();
    await begin(task);
    await acceptInDiff(task);
    await satisfied();
    expect(await ran().allTextContents()).toEqual([
      'ran npm test',
      'ran npm run build',
      ...Array(2).fill('ran npm test'),
    ]);
  }

  const learned = workbench.page.getByRole('treeitem', { name: /run-npm-run-build-before-npm-test/ });
  const dreams = async () => {
    await clock.pass(40);
    return await succeeds(learned.waitFor({ timeout: 45_000 }));
  };
  // VS Code takes a minute to say that nobody is there, and a busy one longer; then it looks twice a minute.
  await until('an idle editor to dream', dreams, 3 * PATIENCE_MILLISECONDS);
  await workbench.screenshot('closed-loop-2-dreamed');

  const before = server.requests.length;
  await chat.getByRole('button', { name: 'New session', exact: true }).click();
  await begin(fourth);
  await acceptInDiff(fourth);
  await satisfied();
  expect(JSON.stringify(server.requests[before]?.body)).toContain(LEARNED);
  // The last one is the check of the goal.
  expect(await ran().allTextContents()).toEqual(['ran npm run build', 'ran npm test', 'ran npm test']);
  await chat
    .getByRole('button', { name: /^Open memory .*run-npm-run-build/ })
    .first()
    .click();
  await workbench.tab(/run-npm-run-build.*\.md/).waitFor();
  await workbench.screenshot('closed-loop-3-next-session');
}, 600_000);
