import type { Permit } from '../../core/agent/permission/permission.ts';
import { type Claims, createClaims } from '../../core/agents/claims.ts';
import type { ThreadWork } from '../../core/agents/delegate.ts';
import { createSlots, type Slots } from '../../core/agents/slots.ts';
import type { AgentTemplate } from '../../core/agents/template.ts';
import { createThreads, type Threads } from '../../core/agents/threads.ts';
import type { ToolAsk } from '../../protocol/chat-entry.ts';
import type { CardAnswer } from '../chat/card-answer.ts';
import type { ChatTools } from '../chat/chat-tools.ts';
import { SessionTools } from '../chat/session-tools.ts';

/** How many agents a session may delegate to, and how many of a window work at the same time. */
const MOST_AGENTS = 20;
const MOST_AT_ONCE = 4;

/** What an agent's thread asks, and of whom it is. */
export interface ThreadAsk {
  readonly agent: string;
  /** What it is about to do, in a line. */
  readonly doing: string;
  readonly ask: ToolAsk;
}

export interface AgentDeskParts {
  /** The agents there are, for sessions with these tools. */
  readonly read: (tools: readonly string[]) => Promise<readonly AgentTemplate[]>;
  readonly agrees: (template: AgentTemplate, signal: AbortSignal) => Promise<boolean>;
  /** Asks the person beside the chat, where no card is seen. */
  readonly ask: (asked: ThreadAsk) => Promise<CardAnswer | null>;
}

/** What all chats of a window share to work with several agents: who works, who may change which file, who is asked. */
export class AgentDesk {
  readonly claims: Claims = createClaims();
  readonly threads: Threads = createThreads(this.claims);
  readonly slots: Slots = createSlots(MOST_AT_ONCE);
  readonly #parts: AgentDeskParts;
  readonly #tools = new Map<string, SessionTools>();
  /** What each thread is about to do when it asks. */
  readonly #asking = new Map<string, string>();

  constructor(parts: AgentDeskParts) {
    this.#parts = parts;
    this.threads.onChange(({ session, state }) => {
      if (state === 'waiting' || state === 'running') return;
      this.#tools.delete(session);
      this.#asking.delete(session);
    });
  }

  agrees(template: AgentTemplate, signal: AbortSignal): Promise<boolean> {
    return this.#parts.agrees(template, signal);
  }

  /** Those of the repository first, since they were made for it. */
  async roster(tools: readonly string[]): Promise<readonly AgentTemplate[]> {
    const all = await this.#parts.read(tools);
    const isOwn = ({ source }: AgentTemplate): boolean => source.kind === 'repository';
    return [...all.filter(isOwn), ...all.filter((template) => !isOwn(template))].slice(0, MOST_AGENTS);
  }

  /** The tools of a thread that begins; what they ask is asked beside the chat, and on its cards once it is opened. */
  beginTools({ header, template }: ThreadWork, lent: ChatTools): SessionTools {
    const tools = new SessionTools(lent);
    const { session } = header;
    tools.beginAnswer((call, { state, ask }) => {
      if (state !== 'waiting' || ask == null) return;
      const doing = this.#asking.get(session) ?? '';
      void this.#parts.ask({ agent: template.name, doing, ask }).then((answer) => {
        // Closed without an answer, it can still be answered where the session is open.
        if (!tools.isAsking(call) || (answer === null && tools.isFollowed)) return;
        tools.answer(call, answer ?? refusalOf(ask));
      });
    });
    this.#tools.set(session, tools);
    return tools;
  }

  /** As the tools permit, with the call in words for whoever is asked. */
  permitOf(session: string, tools: SessionTools): Permit {
    return (question, signal) => {
      this.#asking.set(session, question.plan.title);
      return tools.permit(question, signal);
    };
  }

  /** Undefined once the thread has ended. */
  toolsOf(session: string): SessionTools | undefined {
    return this.#tools.get(session);
  }

  /** Stops the agent that the call began; answers whether there was one. */
  stopCall(call: string): boolean {
    const thread = this.threads.list().find((candidate) => candidate.call === call);
    if (thread !== undefined) this.threads.stop(thread.session);
    return thread !== undefined;
  }
}

function refusalOf(ask: ToolAsk): CardAnswer {
  return ask.kind === 'permission' ? { kind: 'permission', answer: 'deny' } : { kind: 'question', text: 'No answer.' };
}
