import { type AgentsBook, LoadAgent } from './load-agent.ts';
import { answerQuestions } from './started-process.ts';
import { Times, type TimesTaken } from './times.ts';
import { Visitors } from './visitors.ts';

/* Agents of the benchmark: real websockets, each with a cookie of its own. */

export type AgentsQuestion =
  /** Logs them on, some at a time; answers when all have their workspace. */
  | { readonly type: 'log-on'; readonly url: string; readonly cookies: readonly string[] }
  | { readonly type: 'wrap-up'; readonly meanMs: number }
  /** From now on they act on nothing that they are shown. */
  | { readonly type: 'idle' }
  /** Requests of other people, from now on. */
  | {
      readonly type: 'visit';
      readonly url: string;
      readonly cookie: string;
      readonly perSecond: number;
    }
  | { readonly type: 'figures' }
  | { readonly type: 'saved' };

/** Of the time since the last time they were asked for. */
export type AgentsFigures = {
  readonly commandToReply: TimesTaken;
  readonly visits: TimesTaken;
  readonly views: number;
  /** When the last of them came, ms since 1970. */
  readonly viewAt: number;
  readonly bytes: number;
  readonly refused: Readonly<Record<string, number>>;
};

const AT_ONCE = 25;

const book: AgentsBook = {
  commandToReply: new Times(),
  saved: new Map(),
  refused: new Map(),
  views: 0,
  viewAt: 0,
  areIdle: false,
  bytes: 0,
  wrapUpMs: 3_000,
};
const agents: LoadAgent[] = [];
const visits = new Times();
const visitors = new Visitors({ answers: visits, refused: book.refused });

answerQuestions<AgentsQuestion>(
  async (question) => {
    switch (question.type) {
      case 'log-on':
        return logOn(question.url, question.cookies);
      case 'wrap-up':
        book.wrapUpMs = question.meanMs;
        return undefined;
      case 'idle':
        book.areIdle = true;
        return undefined;
      case 'visit':
        return visitors.visit(question.url, question.cookie, question.perSecond);
      case 'figures':
        return figures();
      case 'saved':
        return Object.fromEntries(book.saved);
      default:
        return question satisfies never;
    }
  },
  async () => {
    visitors.leave();
    for (const agent of agents) agent.leave();
  },
);

async function logOn(url: string, cookies: readonly string[]): Promise<number> {
  const address = `${url.replace('http', 'ws')}/api/agent-socket`;
  const startedAt = performance.now();
  for (let from = 0; from < cookies.length; from += AT_ONCE) {
    const some = cookies
      .slice(from, from + AT_ONCE)
      .map((cookie, n) => new LoadAgent(`page-${from + n}`, address, cookie, book));
    agents.push(...some);
    await Promise.all(some.map((agent) => agent.logOn()));
  }
  return performance.now() - startedAt;
}

function figures(): AgentsFigures {
  const { views, viewAt, bytes } = book;
  const refused = Object.fromEntries(book.refused);
  book.refused.clear();
  book.views = 0;
  book.bytes = 0;
  const commandToReply = book.commandToReply.take();
  return { commandToReply, visits: visits.take(), views, viewAt, bytes, refused };
}
