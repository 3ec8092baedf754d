import { type AgentsBook, LoadAgent } from './load-agent.ts';
import { answerQuestions } from './started-process.ts';
import { Times, type TimesTaken } from './times.ts';

/* Agents of the benchmark: real websockets, each with a cookie of its own. */

export type AgentsQuestion =
  /** Logs them on, some at a time; answers when all have their workspace. */
  | { readonly type: 'log-on'; readonly url: string; readonly cookies: readonly string[] }
  | { readonly type: 'wrap-up'; readonly meanMs: number }
  | { readonly type: 'figures' }
  | { readonly type: 'saved' };

/** Of the time since the last time they were asked for. */
export type AgentsFigures = {
  readonly commandToReply: TimesTaken;
  readonly views: number;
  readonly bytes: number;
  readonly refused: Readonly<Record<string, number>>;
};

const AT_ONCE = 25;

const book: AgentsBook = {
  commandToReply: new Times(),
  saved: new Map(),
  refused: new Map(),
  views: 0,
  bytes: 0,
  wrapUpMs: 3_000,
};
const agents: LoadAgent[] = [];

answerQuestions<AgentsQuestion>(
  async (question) => {
    switch (question.type) {
      case 'log-on':
        return logOn(question.url, question.cookies);
      case 'wrap-up':
        book.wrapUpMs = question.meanMs;
        return undefined;
      case 'figures':
        return figures();
      case 'saved':
        return Object.fromEntries(book.saved);
      default:
        return question satisfies never;
    }
  },
  async () => {
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
  const { views, bytes } = book;
  const refused = Object.fromEntries(book.refused);
  book.refused.clear();
  book.views = 0;
  book.bytes = 0;
  return { commandToReply: book.commandToReply.take(), views, bytes, refused };
}
