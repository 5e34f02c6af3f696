import type { ChangeOutcome, Dreamwright } from '../dreamwright.ts';
import { composePrompt } from '../memory/compose-prompt.ts';
import type { MemoryHit, PromptCandidates, PromptOccasion } from '../memory/recall.ts';
import { JoinedStores } from './joined-stores.ts';
import { type Mount, mountOf } from './mount.ts';
import { carryWidened, moveBetween } from './move-between.ts';
import { placeAnswer, placeCandidates, placeHit, placeMemory, placeOutcome, placeSummary } from './place-under.ts';
import { redactEverywhere } from './redact-everywhere.ts';

/**
 * The stores of a workspace as one: recall asks all of them, and a memory is changed where it stands. What is new goes to
 * `own`, the first folder's store, which alone dreams here; the path of a memory of another store begins with its mount.
 */
export function joinDreamwrights(own: Dreamwright, mounts: readonly Mount[]): Dreamwright {
  if (mounts.length === 0) return own;
  const stores = new JoinedStores(own, mounts);

  const promptCandidates = async (
    query: string,
    occasion: PromptOccasion,
    reader?: string,
  ): Promise<PromptCandidates> => {
    const all = await stores.each(async ({ at, store }) =>
      placeCandidates(await store.promptCandidates(query, occasion, reader), at),
    );
    return {
      standing: all.flatMap(({ standing }) => standing),
      started: bestFirst(all.flatMap(({ started }) => started)),
      answers: bestFirst(all.flatMap(({ answers }) => answers)),
    };
  };
  /** A person's act on one memory, in the store that holds it. */
  const change = async (id: string, act: (store: Dreamwright) => Promise<ChangeOutcome>): Promise<ChangeOutcome> => {
    const { at, store } = await stores.holding(id);
    return placeOutcome(await act(store), at);
  };

  return {
    ...own,
    recall: async (query, options, call) => {
      const found = await stores.each(async ({ at, store }) =>
        (await store.recall(query, options, call)).map((hit) => placeHit(hit, at)),
      );
      return bestFirst(found.flat()).slice(0, options.limit);
    },
    promptCandidates,
    recallForPrompt: async (query, budgetTokens, occasion = 'question', reader) =>
      composePrompt(await promptCandidates(query, occasion, reader), occasion, budgetTokens),
    recallFolders: async (query, limit) => {
      const found = await stores.each(async ({ at, store }) =>
        (await store.recallFolders(query, limit)).map((answer) => placeAnswer(answer, at)),
      );
      return bestFirst(found.flat()).slice(0, limit);
    },

    transcript: async (session) => {
      // What was written by hand is a session of the same name in each store.
      const found = await stores.each(async ({ store }) => await store.transcript(session));
      const spoken = found.filter((events) => events.length > 0);
      return spoken.length < 2
        ? spoken.flat()
        : spoken.flat().toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
    eventsAround: async (session, event, reach) => {
      const found = await stores.each(async ({ store }) => await store.eventsAround(session, event, reach));
      return found.find((events) => events.length > 0) ?? [];
    },
    earlyWarnings: async (session) => {
      const found = await stores.each(async ({ store }) => await store.earlyWarnings(session));
      return found.flat();
    },
    memories: async (prefix = '/') => {
      const all = await stores.each(async ({ at, store }) =>
        (await store.memories()).map((memory) => placeMemory(memory, at)),
      );
      return all.flat().filter(({ path }) => path.startsWith(prefix));
    },
    memory: async (id) => {
      const { at, store } = await stores.holding(id);
      const memory = await store.memory(id);
      return memory === null ? null : placeMemory(memory, at);
    },
    versions: async (memory) => {
      const all = await stores.each(async ({ store }) => await store.versions(memory));
      return all.flat().toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
    reward: async (memory) => (await stores.holding(memory)).store.reward(memory),
    folderSummary: async (folder) => {
      const joined = mountOf(folder, (await stores.all()).slice(1)) ?? stores.own;
      return placeSummary(await joined.store.folderSummary(folder.slice(joined.at.length) || '/'), joined.at);
    },

    remember: async (draft) => {
      const { path } = draft;
      if (path === undefined) return own.remember(draft);
      const { at, store } = await stores.at(path);
      return placeOutcome(await store.remember({ ...draft, path: path.slice(at.length) }), at);
    },
    saveMemory: async (id, text, baseHash) => await change(id, (store) => store.saveMemory(id, text, baseHash)),
    renameMemory: async (id, path) => {
      const from = await stores.holding(id);
      const to = await stores.at(path);
      const inside = path.slice(to.at.length);
      const memory = await from.store.memory(id);
      if (memory === null || from.at === to.at) return placeOutcome(await from.store.renameMemory(id, inside), to.at);
      return await moveBetween(memory, from, to, inside);
    },
    pinMemory: async (id, isPinned) => await change(id, (store) => store.pinMemory(id, isPinned)),
    dateMemory: async (id, dates) => await change(id, (store) => store.dateMemory(id, dates)),
    deleteMemory: async (id) => await change(id, (store) => store.deleteMemory(id)),
    redactVersion: async (memory, version, reason, options = {}) =>
      await redactEverywhere(stores, { memory, version, reason, options }),

    revert: async (filter) => {
      // A commit that is named may be of any of the stores; everything else is taken back in the workspace's own.
      if (filter.commit === undefined) return await own.revert(filter);
      let outcome = await own.revert(filter);
      for (const { store } of (await stores.all()).slice(1)) {
        if (outcome.commit !== null) break;
        outcome = await store.revert(filter);
      }
      return outcome;
    },
    choose: async (choices) => {
      await stores.each(async ({ store }) => await store.choose(choices));
    },
    dream: async (options, call) => {
      // A crash between an approval and its move is mended here.
      if (!options.dryRun) await carryWidened(stores);
      return await own.dream(options, call);
    },
    approve: async (approvals, options) => {
      const outcome = await own.approve(approvals, options);
      const problems = await carryWidened(stores);
      return outcome.kind === 'committed' ? { ...outcome, messages: [...outcome.messages, ...problems] } : outcome;
    },
    notices: async () => {
      const told = await stores.each(async ({ store }) => await store.notices());
      return [...new Set([...told.flat(), ...stores.problems])];
    },
    close: async () => {
      // The own store is closed last: it holds what the others share with it.
      for (const { store } of (await stores.all()).toReversed()) await store.close();
    },
  };
}

function bestFirst<T extends Pick<MemoryHit, 'score'>>(found: readonly T[]): readonly T[] {
  return found.toSorted((a, b) => b.score - a.score);
}
