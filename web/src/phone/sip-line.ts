import type { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { RTCSessionEvent } from 'jssip/lib/UA';
import { RefusalError } from '../api/client.ts';
import { browserSchedule, type Schedule } from '../live/socket.ts';
import { type Line, type LineEvent, type LineOrder, lineAfter } from './line.ts';

type Options = {
  readonly fetchSettings: () => Promise<BrowserPhoneSettings>;
  /** Makes the library's agent; loading it is part of that. */
  readonly newAgent: (settings: BrowserPhoneSettings) => Promise<UA>;
  /** The switch calls. */
  readonly onCall: (session: RTCSession) => void;
  readonly onChange: () => void;
  readonly schedule?: Schedule;
};

/** Keeps the phone registered: does what the table in `line.ts` says, through the SIP library. */
export class SipLine {
  readonly #options: Options;
  readonly #schedule: Schedule;
  #line: Line = { phase: 'off' };
  #settings: BrowserPhoneSettings | undefined;
  #agent: UA | undefined;
  /** Goes up whenever an answer that is still on its way has become worthless. */
  #turn = 0;
  #cancelAlarm = (): void => undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#schedule = options.schedule ?? browserSchedule;
  }

  get phase(): Line['phase'] {
    return this.#line.phase;
  }

  open(): void {
    this.#hear('opened');
  }

  close(): void {
    this.#hear('closed');
  }

  /** The page was asleep, the network came back, or a person asks to try now. */
  wake(): void {
    this.#hear('woken');
  }

  #hear(event: LineEvent): void {
    const before = this.#line;
    const { line, orders } = lineAfter(before, event);
    this.#line = line;
    for (const order of orders) this.#perform(order);
    if (line.phase !== before.phase) this.#options.onChange();
  }

  #perform(order: LineOrder): void {
    switch (order.type) {
      case 'fetch-settings':
        return void this.#fetch();
      case 'sign-in':
        return void this.#signIn();
      case 'register':
        // Connecting registers by itself; only a connection that is there can be asked.
        return this.#agent?.isConnected() === true ? this.#agent.register() : undefined;
      case 'sign-out':
        return this.#signOut();
      case 'set-alarm':
        this.#cancelAlarm();
        this.#cancelAlarm = this.#schedule(() => this.#hear('alarm'), order.afterMs);
        return;
      case 'cancel-alarm':
        return this.#cancelAlarm();
    }
  }

  async #fetch(): Promise<void> {
    const turn = this.#nextTurn();
    const event = await this.#options.fetchSettings().then(
      (settings): LineEvent => {
        if (turn === this.#turn) this.#settings = settings;
        return 'settings';
      },
      (problem: unknown): LineEvent =>
        problem instanceof RefusalError && problem.code === 'NO_PHONES'
          ? 'no-phones'
          : 'no-settings',
    );
    if (turn === this.#turn) this.#hear(event);
  }

  async #signIn(): Promise<void> {
    const settings = this.#settings;
    const agent = this.#agent;
    if (settings === undefined) return;
    // A new password for the same account must not cut the call that is going on.
    if (agent !== undefined && agent.get('authorization_user') === settings.user) {
      agent.set('password', settings.password);
      if (agent.isRegistered()) this.#hear('registered');
      else if (agent.isConnected()) agent.register();
      return;
    }
    this.#signOut();
    const turn = this.#nextTurn();
    try {
      const made = await this.#options.newAgent(settings);
      if (turn === this.#turn) this.#start(made);
    } catch {
      // The library could not be loaded, or cannot work with what it was given: both may mend.
      if (turn === this.#turn) this.#hear('refused');
    }
  }

  #start(agent: UA): void {
    this.#agent = agent;
    // What an agent of before still says, such as that it is not registered any more, is not news.
    const hear = (event: LineEvent): void => {
      if (this.#agent === agent) this.#hear(event);
    };
    agent.on('registered', () => hear('registered'));
    agent.on('unregistered', () => hear('lost'));
    agent.on('disconnected', () => hear('lost'));
    // Without a response nobody has refused anything: the socket broke under the question.
    agent.on('registrationFailed', ({ response }) => hear(response ? 'refused' : 'lost'));
    agent.on('newRTCSession', ({ originator, session }: RTCSessionEvent) => {
      if (`${originator}` === 'remote') this.#options.onCall(session);
    });
    agent.start();
  }

  #signOut(): void {
    this.#nextTurn();
    const agent = this.#agent;
    this.#agent = undefined;
    agent?.stop();
  }

  #nextTurn(): number {
    this.#turn += 1;
    return this.#turn;
  }
}
