import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import { collect } from './collect.ts';
import { BUILT_IN_LAW, type GateChoices, govern, type Law, NO_CHOICES } from './dream/constitution/govern.ts';
import { type DayLedger, daySpending } from './dream/day-spending.ts';
import { dream, estimateDream } from './dream/dream.ts';
import { earlyWarnings } from './dream/early-warnings.ts';
import { learnThresholds } from './dream/learn/learned-thresholds.ts';
import { type LookAtFile, readFileOf } from './dream/look-at-file.ts';
import { probeApproval } from './dream/probe-approval.ts';
import { dreamReport } from './dream/report.ts';
import { decideComment, decideCommentEdit } from './dream/review/decide-comment.ts';
import { decideApproval, decideRejection } from './dream/review.ts';
import { decideRevert, selectChanges } from './dream/undo/decide-revert.ts';
import { decideUndo } from './dream/undo/decide-undo.ts';
import type { WorkspaceFacts } from './dream/workspace-facts.ts';
import type { ChangeOutcome, Dreamwright } from './dreamwright.ts';
import { editProposals, type UnderLaw } from './edit-proposals.ts';
import type { Allowance } from './gate/allowance.ts';
import { checkLine } from './gate/check-line.ts';
import type { JournalHeads } from './journal/audit-proof.ts';
import { endCrashedDreams, removeExpired } from './keep-house.ts';
import { cite } from './memory/cite.ts';
import { composePrompt } from './memory/compose-prompt.ts';
import { folderAnswers } from './memory/folder-answers.ts';
import { keptFolderSummary } from './memory/kept-folder-summary.ts';
import type { MemoryScope } from './memory/memory.ts';
import { estimateTokens } from './memory/prompt.ts';
import { useMemoryTool } from './memory/tool/use-memory-tool.ts';
import { NO_REWARD } from './outcomes/reward.ts';
import { actsOfPerson } from './personal/acts-of-person.ts';
import { decideDates } from './personal/decide-dates.ts';
import { decideDelete } from './personal/decide-delete.ts';
import { decidePin } from './personal/decide-pin.ts';
import { decideRemember } from './personal/decide-remember.ts';
import { decideRename } from './personal/decide-rename.ts';
import { decideSave } from './personal/decide-save.ts';
import { decideTakeOver } from './personal/decide-take-over.ts';
import { redactMemories } from './redact-memories.ts';
import { createRecaller, type Meanings } from './search/recaller.ts';
import { textMeanings } from './search/vectors/text-meanings.ts';
import { eventsAround } from './sessions/events-around.ts';
import { importInto, type TranscriptReader } from './sessions/import.ts';
import { redactEvent } from './sessions/redact-event.ts';
import { redactHeader } from './sessions/redact-header.ts';
import type { Decision, Store, StoreView } from './store.ts';

/** Everything from outside that the service of one store works with. */
export interface DreamwrightPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Name of the person at work; author of what they write. */
  readonly person: string;
  /** Of the memories that a person writes here; `workspace` when left out. */
  readonly scope?: MemoryScope;
  readTranscripts: TranscriptReader;
  /** Of the store's workspace; of `folder` where it belongs to none. */
  readWorkspaceFacts(folder?: string | null): Promise<WorkspaceFacts>;
  readonly lookAtFile: LookAtFile;
  readonly heads: JournalHeads;
  /** The constitution as it stands now; left out, the built-in one. */
  readLaw?(): Promise<Law>;
  /** What the person chose in their editor. */
  readonly choices?: GateChoices;
  /** Keeps an allowance in the person's own constitution; left out where they have no place for one. */
  keepAllowance?(allowance: Allowance): Promise<void>;
  /** What recall tells meanings with; without it the words alone decide. */
  readonly meanings?: Meanings;
  /** What all of the person's dreams spend; left out where this store alone is counted. */
  readonly ledger?: DayLedger;
  /** Replaces the store's content by a backup. */
  restore(source: string): Promise<void>;
}

/** Memories among which folders are looked for that answer as a whole. */
const FOLDER_HITS = 40;

/** The one implementation of {@link Dreamwright}: refreshes, decides under the store's lock, answers. */
export function createDreamwright(ports: DreamwrightPorts): Dreamwright {
  const { store, clock, person, heads, scope = 'workspace' } = ports;
  const actor: Actor = { kind: 'person', name: person };
  const recaller = createRecaller(store, ports.meanings ?? null);

  const fresh = async (): Promise<StoreView> => {
    await store.refresh();
    return store.view;
  };
  const readFile = readFileOf(ports.lookAtFile);
  const dreamPorts = {
    store,
    clock,
    lookAtFile: ports.lookAtFile,
    ledger: ports.ledger ?? null,
    probeMeanings: () => recaller.probeMeanings(clock()),
    textMeanings: ports.meanings === undefined ? null : textMeanings(ports.meanings.embedder),
    searchEvents: async (query: string, limit: number) => {
      const hits = await recaller.recall(query, { within: 'sessions', limit }, clock());
      return hits.flatMap((hit) => (hit.kind === 'event' ? [{ session: hit.session, event: hit.id }] : []));
    },
  };
  const government = govern({
    store,
    clock,
    readLaw: ports.readLaw ?? (async () => BUILT_IN_LAW),
    choices: ports.choices ?? NO_CHOICES,
  });
  const { gateAt } = government;
  /** What a person decides on proposals, under the law as it stands. */
  const underLaw: UnderLaw = async (decide, options = {}) => {
    const { constitution } = await government.enact();
    const { judge } = await gateAt({ sensitivity: 'balanced', ...options });
    return write((view) => decide(view, judge, { person, constitution, now: clock() }));
  };
  const write = async <T>(decide: (view: StoreView) => Decision<T>): Promise<T> => {
    const result = await store.write(actor, decide);
    heads.keepSoon();
    return result;
  };

  const act = actsOfPerson({ store, clock, person, government, write });
  /** Personal data in what a person saves is masked where they want that; a secret in it is refused. */
  const own = async (text: string): Promise<string> => (await government.maskPersonal())(text);

  const deleteMemory = (id: string): Promise<ChangeOutcome> => act(null, (personal) => decideDelete(id, personal));
  const editing = editProposals({ government, own, underLaw, write, keepAllowance: ports.keepAllowance });

  return {
    import: async (paths, options, call = {}) => {
      await store.refresh();
      return importInto(
        {
          store,
          actor,
          read: ports.readTranscripts,
          author: options.author ?? person,
          mask: await government.mask(),
        },
        paths,
        options,
        call,
      );
    },
    sessions: async () => (await fresh()).sessions(),
    transcript: async (session) => {
      await store.refresh();
      return collect(store.events(session));
    },
    eventsAround: async (session, event, reach) => {
      await store.refresh();
      return eventsAround(store.events(session), event, reach);
    },
    earlyWarnings: async (session) => {
      await store.refresh();
      return earlyWarnings(session, store);
    },
    appendEvents: async (header, events) => {
      const mask = await government.mask();
      return store.appendEvents(
        redactHeader(header, mask),
        events.map((event) => redactEvent(event, mask)),
      );
    },
    removeSession: async (session, reason) => store.removeSession(actor, session, reason),

    recall: (query, options, call) => recaller.recall(query, options, clock(), call),
    promptCandidates: (query, occasion, reader) => recaller.promptCandidates(query, clock(), occasion, reader),
    recallForPrompt: async (query, budgetTokens, occasion = 'question', reader) =>
      composePrompt(await recaller.promptCandidates(query, clock(), occasion, reader), occasion, budgetTokens),

    memories: async (prefix = '/') => (await fresh()).memories().filter(({ path }) => path.startsWith(prefix)),
    memory: async (id) => (await fresh()).memory(id) ?? null,
    versions: async (memory) => (await fresh()).versions(memory),
    reward: async (memory) => (await fresh()).rewardCounts().get(memory) ?? NO_REWARD,
    outcomes: async () => (await fresh()).outcomes(),
    folderSummary: async (folder) => {
      await store.refresh();
      return keptFolderSummary(store, folder, clock().toISOString());
    },
    recallFolders: async (query, limit) => {
      const hits = await recaller.recall(query, { limit: FOLDER_HITS, within: 'memories' }, clock());
      const found = hits.flatMap((hit) => (hit.kind === 'memory' ? [hit] : []));
      return folderAnswers(query, found, (folder) => keptFolderSummary(store, folder, clock().toISOString()), limit);
    },
    remember: async (draft) => {
      const text = await own(draft.text);
      const citations = await cite(text, readFile);
      return act(text, (personal) => decideRemember({ ...draft, text, scope, citations }, personal));
    },
    takeOver: (memory) => act(null, (personal) => decideTakeOver({ ...memory, scope }, personal)),
    saveMemory: async (id, text, baseHash) => {
      const saved = await own(text);
      const found = await cite(saved, readFile);
      return act(saved, (personal) => decideSave(id, { text: saved, found, baseHash }, personal));
    },
    ...redactMemories({ store, actor, government, deleteMemory, keepHead: () => heads.keepSoon() }),
    renameMemory: (id, path) => act(null, (personal) => decideRename(id, path, personal)),
    pinMemory: (id, isPinned) => act(null, (personal) => decidePin(id, isPinned, personal)),
    dateMemory: (id, dates) => act(null, (personal) => decideDates(id, dates, personal)),
    deleteMemory,
    memoryTool: async (request) => {
      await government.enact();
      return useMemoryTool(
        { store, clock, gate: await gateAt(request), mask: await government.mask(), readFile },
        request,
      );
    },

    choose: async (choices) => government.choose(choices),
    check: async (lines) => lines.map(checkLine),
    dream: async (options, call) => {
      await store.refresh();
      if (!options.dryRun) await removeExpired(store, clock, (await government.enact()).keepSessionsDays);
      const facts = await ports.readWorkspaceFacts();
      const outcome = await dream({ ...dreamPorts, facts, gate: await gateAt(options) }, options, call);
      if (!options.dryRun) {
        await store.snapshot();
        if (outcome.kind === 'ended' && outcome.record.status === 'completed') await heads.keep();
      }
      return outcome;
    },
    estimateDream: async (options, call) => {
      await store.refresh();
      const facts = await ports.readWorkspaceFacts();
      return estimateDream({ ...dreamPorts, facts, gate: await gateAt(options) }, options, call);
    },
    dreams: async () => {
      await store.refresh();
      await endCrashedDreams(store, clock);
      return store.view.dreams();
    },
    spentToday: async () => daySpending(ports.ledger ?? null, (await fresh()).dreams(), clock()).soFar(),
    dreamReport: async (id) => dreamReport(id, await fresh()),
    items: async (states) => (await fresh()).items(states),
    ruleFiles: async (folder) => {
      const { root, rules } = await ports.readWorkspaceFacts(folder);
      return { root, rules };
    },
    approve: (approvals, options) =>
      probeApproval(
        () => underLaw((view, judge, approver) => decideApproval(approvals, view, judge, approver), options),
        { store, proposals: approvals.map(({ id }) => id), meanings: dreamPorts.probeMeanings(), now: clock() },
      ),
    reject: async (ids, reason) => {
      const masked = (await government.mask())(reason);
      return underLaw((view, _judge, approver) => decideRejection(ids, masked, view, approver));
    },
    ...editing,
    thresholds: async () => learnThresholds(await fresh(), clock()),
    resetThresholds: (names) =>
      write(() => ({
        records: [{ kind: 'thresholds-reset', thresholds: names === 'all' ? ['all'] : names }],
        result: undefined,
      })),
    comment: async (id, text) => {
      const draft = { author: person, text: (await government.mask())(text), now: clock() };
      return write((view) => decideComment(id, draft, view));
    },
    editComment: async (id, comment, text) => {
      const draft = { author: person, text: text === null ? null : (await government.mask())(text), now: clock() };
      return write((view) => decideCommentEdit(id, comment, draft, view));
    },
    revert: async (filter) => {
      await store.refresh();
      const commits = selectChanges(await collect(store.journal()), filter);
      return underLaw((view, judge, { now }) => decideRevert({ commits, filter, judge, now }, view));
    },
    undo: (id) => underLaw((view, judge) => decideUndo(id, view, judge, clock())),

    noteModelCall: (call) => write(() => ({ records: [{ kind: 'model-called', call }], result: undefined })),
    verifyJournal: () => heads.verify(),
    journal: () => collect(store.journal()),
    statistics: async () => {
      const view = await fresh();
      const tokens = view.memories().reduce((sum, memory) => sum + estimateTokens(memory.text), 0);
      return { ...store.statistics, waiting: view.items(['waiting']).length, dreams: view.dreams().length, tokens };
    },
    notices: async () => [...store.notices, ...heads.notices, ...government.problems, ...recaller.notices()],
    backup: (target) => store.backup(target),
    restore: async (source) => {
      await ports.restore(source);
      const reason = 'A person put a backup in the place of the store.';
      await write(() => ({ records: [{ kind: 'recovered', reason, keptAside: null }], result: undefined }));
      await heads.startAnew();
    },
    forgetEverything: async () => {
      await store.forgetEverything();
      await heads.startAnew();
    },
    close: async () => {
      await heads.keep();
      heads.close();
      await recaller.close();
      await store.close();
    },
  };
}
