import { setTimeout as wait } from 'node:timers/promises';
import type { AgentServerMessage } from '@outpace/protocol/agent-socket.ts';
import type { BrowserContext, WebSocketRoute } from 'playwright-core';

type ViewMessage = Extract<AgentServerMessage, { type: 'view' }>;

/** A stream of changed views to the page of one agent, in between what the server has to say. */
export class Pushes {
  readonly #context: BrowserContext;
  #socket: WebSocketRoute | undefined;
  #last: ViewMessage | undefined;
  #isOn = false;
  #sent = 0;

  constructor(context: BrowserContext) {
    this.#context = context;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Before the page is opened. */
  async listen(): Promise<void> {
    await this.#context.routeWebSocket(/\/api\/agent-socket/, (socket) => {
      this.#socket = socket;
      socket.connectToServer().onMessage((text) => {
        const message: AgentServerMessage = JSON.parse(text.toString());
        if (message.type === 'view') this.#last = message;
        socket.send(text);
      });
    });
  }

  /** Sends `perSecond` views a second until stopped; late ones are made up for. */
  async run(perSecond: number): Promise<void> {
    this.#isOn = true;
    const startedAt = performance.now();
    for (let n = 1; this.#isOn; n += 1) {
      this.#push();
      const dueAt = startedAt + (n * 1_000) / perSecond;
      await wait(Math.max(0, dueAt - performance.now()));
    }
  }

  stop(): void {
    this.#isOn = false;
  }

  #push(): void {
    const last = this.#last;
    if (this.#socket === undefined || last === undefined) return;
    this.#sent += 1;
    this.#socket.send(JSON.stringify({ ...last, view: changed(last.view, this.#sent) }));
  }
}

/** The same view with other figures, beside the work and in the middle of it. */
export function changed(view: ViewMessage['view'], n: number): ViewMessage['view'] {
  if (view === null) return null;
  const { interaction, today } = view;
  const next = { ...view, today: { ...today, calls: n } };
  if (interaction === undefined || interaction === null) return next;
  const [first, ...others] = interaction.recordFields;
  if (first === undefined) return next;
  return {
    ...next,
    interaction: { ...interaction, recordFields: [{ ...first, value: n }, ...others] },
  };
}
