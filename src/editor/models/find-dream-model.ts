import * as vscode from 'vscode';
import type { DreamModel } from '../../core/dream/engine/dream-model.ts';
import type { HostedDreams } from '../../core/dream/engine/hosted-dreams.ts';
import type { DreamEngine } from '../../core/dreamwright.ts';
import type { ClaudeConnection } from '../../models/claude-client.ts';
import type { ReadSetting } from '../read-setting.ts';
import { editorModel } from './editor-model.ts';
import type { KeyStore } from './key-store.ts';
import { type ModelChoice, parseChoice } from './model-choice.ts';
import { CHOICE_KEY } from './model-registry.ts';
import { readPrices } from './read-prices.ts';
import { vscodeDreamModel } from './vscode-dream-model.ts';

interface ModelPlaces {
  readonly context: Pick<vscode.ExtensionContext, 'globalState' | 'languageModelAccessInformation'>;
  readonly keys: KeyStore;
  readonly readSetting: ReadSetting;
  readonly log: vscode.LogOutputChannel;
}

/** The model that writes a dream's proposals, or why none can be asked, as a clause. */
export type FoundModel =
  | { readonly kind: 'model'; readonly model: DreamModel }
  | { readonly kind: 'none'; readonly because: string };

export type FindDreamModel = (
  engine: Exclude<DreamEngine, 'local' | 'hosted'>,
  isAsked: boolean,
) => Promise<FoundModel>;

/** When no Claude model was chosen for the chat. */
const DEFAULT_CLAUDE = {
  id: 'claude-sonnet-5-5',
  name: 'Claude Sonnet 5.5',
  contextTokens: null,
  maxAnswerTokens: null,
};

/** Looks for the model of a dream: the one chosen for the chat where it fits the engine. */
export function findDreamModel(places: ModelPlaces): FindDreamModel {
  return (engine, isAsked) => {
    const choice = parseChoice(places.context.globalState.get(CHOICE_KEY));
    return engine === 'claude' ? claude(places, choice, isAsked) : ofVscode(places, choice, isAsked);
  };
}

/** The service of hosted dreams, or why it can't be asked, as a clause. */
export type FoundHosted =
  | { readonly kind: 'hosted'; readonly hosted: HostedDreams; readonly sessions: readonly string[] }
  | { readonly kind: 'none'; readonly because: string };

export type FindHostedDreams = () => Promise<FoundHosted>;

/** As many as one hosted dream takes. */
const MOST_HOSTED_SESSIONS = 100;

export function findHostedDreams(places: ModelPlaces): FindHostedDreams {
  return async () => {
    const named = places.readSetting('dream.hostedSessions').split(',');
    const sessions = named.map((session) => session.trim()).filter((session) => session !== '');
    if (sessions.length === 0 || sessions.length > MOST_HOSTED_SESSIONS) {
      return {
        kind: 'none',
        because: `dreamwright.dream.hostedSessions names ${sessions.length} of 1 to ${MOST_HOSTED_SESSIONS} sessions`,
      };
    }
    const connection = await connectionOf(places);
    if (typeof connection === 'string') return { kind: 'none', because: connection };
    const choice = parseChoice(places.context.globalState.get(CHOICE_KEY));
    const model = choice?.provider === 'claude' ? choice.info.id : DEFAULT_CLAUDE.id;
    const { anthropicDreams } = await import('../../models/hosted-dreams.ts');
    return {
      kind: 'hosted',
      hosted: anthropicDreams(connection, { model, prices: await readPrices(places) }),
      sessions,
    };
  };
}

/** Or why there is none, as a clause. */
async function connectionOf({ keys, readSetting, log }: ModelPlaces): Promise<ClaudeConnection | string> {
  const baseUrl = readSetting('claude.baseUrl');
  const apiKey = URL.canParse(baseUrl) ? await keys.read(baseUrl) : undefined;
  return apiKey === undefined ? `No key is kept for ${baseUrl}` : { baseUrl, apiKey, log: (line) => log.warn(line) };
}

async function claude(places: ModelPlaces, choice: ModelChoice | null, isAsked: boolean): Promise<FoundModel> {
  const { readSetting } = places;
  const connection = await connectionOf(places);
  if (typeof connection === 'string') return { kind: 'none', because: connection };
  const { claudeDreamModel } = await import('../../models/claude-dream-model.ts');
  const info = choice?.provider === 'claude' ? choice.info : DEFAULT_CLAUDE;
  const model = claudeDreamModel(connection, info, {
    prices: await readPrices(places),
    // A person who asked for a dream looks on; only one that nobody asked for may wait.
    batchMinutes: isAsked ? 0 : readSetting('dream.batchMinutes'),
  });
  return { kind: 'model', model };
}

async function ofVscode({ context }: ModelPlaces, choice: ModelChoice | null, isAsked: boolean): Promise<FoundModel> {
  const chats = await vscode.lm.selectChatModels(choice?.provider === 'vscode' ? { id: choice.id } : {});
  const [chat] = chats;
  if (chat === undefined) return { kind: 'none', because: 'VS Code has no language model' };
  const may = context.languageModelAccessInformation.canSendRequest(chat);
  // Only a person's own act may bring up VS Code's question whether the model may be used.
  if (may === false || (may === undefined && !isAsked)) {
    return { kind: 'none', because: `VS Code does not let ${chat.name} be asked now` };
  }
  return { kind: 'model', model: vscodeDreamModel(editorModel(chat)) };
}
