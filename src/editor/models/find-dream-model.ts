import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { PriceList } from '../../core/dream/cost.ts';
import type { DreamModel } from '../../core/dream/engine/dream-model.ts';
import type { DreamEngine } from '../../core/dreamwright.ts';
import { parsePrices } from '../../models/parse-prices.ts';
import { PRICES } from '../../models/prices.ts';
import type { ReadSetting } from '../read-setting.ts';
import { editorModel } from './editor-model.ts';
import type { KeyStore } from './key-store.ts';
import { type ModelChoice, parseChoice } from './model-choice.ts';
import { CHOICE_KEY } from './model-registry.ts';
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

async function claude(places: ModelPlaces, choice: ModelChoice | null, isAsked: boolean): Promise<FoundModel> {
  const { keys, readSetting, log } = places;
  const baseUrl = readSetting('claude.baseUrl');
  const apiKey = URL.canParse(baseUrl) ? await keys.read(baseUrl) : undefined;
  if (apiKey === undefined) return { kind: 'none', because: `No key is kept for ${baseUrl}` };
  const { claudeDreamModel } = await import('../../models/claude-dream-model.ts');
  const info = choice?.provider === 'claude' ? choice.info : DEFAULT_CLAUDE;
  const model = claudeDreamModel({ baseUrl, apiKey, log: (line) => log.warn(line) }, info, {
    prices: await prices(places),
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

async function prices({ readSetting, log }: ModelPlaces): Promise<PriceList> {
  const path = readSetting('cost.prices');
  if (path === '') return PRICES;
  const parsed = parsePrices(await readFile(path, 'utf8').catch(() => ''), PRICES);
  if (parsed.kind === 'prices') return parsed.prices;
  log.warn(`dreamwright.cost.prices: ${parsed.message} The prices of ${PRICES.asOf} are used.`);
  return PRICES;
}
