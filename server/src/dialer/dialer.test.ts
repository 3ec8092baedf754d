import type { AttemptId, ChainId, Epoch, InteractionId } from '@outpace/engine/basics/ids.ts';
import { commandId, epoch, siteId } from '@outpace/engine/basics/ids.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import type { SuppressedNumber } from '@outpace/engine/calling-lists/suppression.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Write } from '@outpace/engine/effect.ts';
import type {
  AgentCommand,
  AnsweredCommand,
  ChainTaken,
  SupervisorCommand,
  SwitchEvent,
} from '@outpace/engine/event.ts';
import {
  AGENTS,
  ANN,
  AUTO_ANSWER,
  chain,
  chains,
  draft,
  GROUP,
  heard,
  plan,
  record,
  START,
} from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import type {
  ActionOf,
  Clock,
  DialerStore,
  Recovered,
  Screens,
  StoreEventOf,
  Switch,
} from '../ports.ts';
import { CommitInDoubt, EpochLost, StoreFault } from '../ports.ts';
import type { TraceLine } from './attempt-trace.ts';
import { Dialer } from './dialer.ts';
import type { ChainWish } from './out-of-turn.ts';

class FakeClock implements Clock {
  at: Instant = START;
  #alarm: { readonly at: Instant; readonly wake: () => void } | undefined;

  now = (): Instant => this.at;
  setAlarm(at: Instant, wake: () => void): void {
    this.#alarm = { at, wake };
  }
  clearAlarm(): void {
    this.#alarm = undefined;
  }

  alarmAt = (): Instant | undefined => this.#alarm?.at;

  /** Jumps to the alarm and rings it. */
  ring(): void {
    const alarm = this.#alarm;
    this.#alarm = undefined;
    if (alarm === undefined) return;
    if (alarm.at > this.at) this.at = alarm.at;
    alarm.wake();
  }
}

/** Commits when it is told to: at once, when released, or never because it failed. */
class FakeStore implements DialerStore {
  readonly #journal: string[];
  readonly commits: (readonly Write[])[] = [];
  recovered: Recovered = { type: 'recovered', attempts: [], sessions: [] };
  chains: readonly Chain[] = [];
  fault: Error | undefined;
  leaseFault: Error | undefined;
  isHeld = false;
  #held: { readonly resolve: () => void; readonly reject: (fault: Error) => void }[] = [];

  constructor(journal: string[]) {
    this.#journal = journal;
  }

  takeSite = (): Promise<Epoch> => Promise.resolve(epoch(7));
  recover = (): Promise<Recovered> => Promise.resolve(this.recovered);

  answered: readonly AnsweredCommand[] = [];

  commit(writes: readonly Write[], answered: readonly AnsweredCommand[]): Promise<void> {
    this.commits.push(writes);
    this.answered = [...this.answered, ...answered];
    this.#journal.push(`commit ${writes.map(({ type }) => type).join(' ')}`);
    if (this.fault !== undefined) return Promise.reject(this.fault);
    if (!this.isHeld) return Promise.resolve();
    return new Promise((resolve, reject) => this.#held.push({ resolve, reject }));
  }

  isWritten: boolean | undefined;
  settle(): Promise<boolean> {
    this.#journal.push('settle');
    return this.isWritten === undefined
      ? Promise.reject(new StoreFault('the store is away'))
      : Promise.resolve(this.isWritten);
  }

  leaseChains(order: ActionOf<'lease-chains'>): Promise<StoreEventOf<'chains-leased'>> {
    if (this.leaseFault !== undefined) return Promise.reject(this.leaseFault);
    const leased = this.chains;
    this.chains = [];
    const { groupId } = order;
    const type = 'chains-leased';
    return Promise.resolve({ type, groupId, chains: leased, openChains: 9, nextDueAt: undefined });
  }

  leaseNumber(order: ActionOf<'lease-number'>): Promise<StoreEventOf<'number-leased'>> {
    if (this.leaseFault !== undefined) return Promise.reject(this.leaseFault);
    const { callId, agentId } = order;
    return Promise.resolve({ type: 'number-leased', callId, agentId, found: this.number });
  }

  number: StoreEventOf<'number-leased'>['found'] = { kind: 'suppressed' };
  taken: ChainTaken = { kind: 'gone' };
  takeChain(): Promise<ChainTaken> {
    return this.leaseFault === undefined
      ? Promise.resolve(this.taken)
      : Promise.reject(this.leaseFault);
  }

  renewed: (readonly ChainId[])[] = [];
  suppressedAmong = async (): Promise<readonly SuppressedNumber[]> => [];
  /** Leased to somebody else in the meantime. */
  lost: ChainId | undefined;
  renewLeases(chainIds: readonly ChainId[]): Promise<readonly ChainId[]> {
    this.renewed.push(chainIds);
    const kept = chainIds.filter((id) => id !== this.lost);
    return this.leaseFault === undefined ? Promise.resolve(kept) : Promise.reject(this.leaseFault);
  }

  release(): void {
    this.isHeld = false;
    for (const { resolve } of this.#held.splice(0)) resolve();
  }

  reject(fault: Error): void {
    this.isHeld = false;
    for (const { reject } of this.#held.splice(0)) reject(fault);
  }
}

class FakeSwitch implements Switch {
  readonly #journal: string[];
  readonly dialed: ActionOf<'originate'>[] = [];
  legs: readonly SurvivingLeg[] | undefined = [];
  emit: (event: SwitchEvent) => void = () => {};
  end: (reason: Error) => void = () => {};

  constructor(journal: string[]) {
    this.#journal = journal;
  }

  originate(order: ActionOf<'originate'>): void {
    this.dialed.push(order);
    this.#journal.push('originate');
  }
  hangUp = (): void => void this.#journal.push('hang-up');
  bridge = (): void => void this.#journal.push('bridge');
  mute = (): void => void this.#journal.push('mute');
  playAndRelease = (): void => void this.#journal.push('play');
  handOn = (): void => void this.#journal.push('hand-on');
  hold = (): void => {};
  sendDigits = (): void => {};
  record = (): void => {};
  setAgentPhone = (): void => {};
  raiseAgent = (): void => {};
  dropAgent = (): void => {};
  consult = (): void => {};
  talkWith = (): void => {};
  completeTransfer = (): void => {};
  endConsultation = (): void => {};
  transfer = (): void => {};
  conference = (): void => {};
  joinAgents = (): void => {};
  partAgents = (): void => {};
  supervise = (): void => {};
  asked: readonly string[] = [];
  survey(open: readonly string[]): Promise<readonly SurvivingLeg[] | undefined> {
    this.asked = open;
    return Promise.resolve(this.legs);
  }
  onEnd(listener: (reason: Error) => void): void {
    this.end = listener;
  }
  onEvent(listener: (event: SwitchEvent) => void): void {
    this.emit = listener;
  }
  close = (): Promise<void> => Promise.resolve();
}

/** A dialer among fakes; `journal` has what the outside saw, in order. */
class House {
  readonly journal: string[] = [];
  readonly faults: string[] = [];
  readonly ends: string[] = [];
  readonly trace: TraceLine[] = [];
  readonly clock = new FakeClock();
  readonly store = new FakeStore(this.journal);
  readonly carrier = new FakeSwitch(this.journal);
  readonly shown = new Set<string>();
  readonly dialer: Dialer;
  /** The answer to whoever is asked before a dial. */
  said: Promise<ValidationAnswer> = Promise.resolve({ said: 'dial' });
  readonly fence = { mayDial: true, mayOrder: true, opens: (): void => {} };
  #commands = 0;

  constructor() {
    const screens: Screens = {
      agentChanged: (id) => void this.shown.add(id),
      promisesChanged: (id) => void this.journal.push(`promises of ${id}`),
      sessionChanged: (id) => void this.shown.add(id),
    };
    const { clock, store, carrier } = this;
    this.dialer = new Dialer({
      ...{ clock, store, carrier, screens },
      validator: { ask: () => this.said },
      fence: {
        mayDial: () => this.fence.mayDial,
        mayOrder: () => this.fence.mayOrder,
        onOpen: (listener) => {
          this.fence.opens = listener;
        },
      },
      site: { siteId: siteId('site'), reasons: [{ code: 'lunch', label: 'Lunch' }] },
      trace: (line) => void this.trace.push(line),
      onFault: (fault) => void this.faults.push(fault.message),
      onEnd: (reason) => void this.ends.push(reason.message),
    });
  }

  /** A group without preview is running, Ann is logged on and not ready; the journal is empty. */
  static async running(overrides: Partial<CampaignPlan> = {}): Promise<House> {
    const house = new House();
    house.store.chains = chains(3);
    await house.dialer.start();
    house.dialer.agentLoggedOn({ agentId: ANN, name: 'Ann', groupIds: [AGENTS] });
    house.dialer.agentConnected(ANN);
    await house.order({
      type: 'load',
      plan: plan({ ...AUTO_ANSWER, ...overrides }),
      autoComplete: false,
    });
    await quiet();
    await house.order({ type: 'start', groupId: GROUP });
    await quiet();
    house.journal.length = 0;
    return house;
  }

  /** Asks as Ann; the answer goes to the journal when it comes. */
  ask(command: AgentCommand, id = `c${++this.#commands}`) {
    const answer = this.dialer.agentCommand(ANN, commandId(id), command);
    void answer.then(({ ok: isOk }) => this.journal.push(isOk ? 'reply' : 'refusal'));
    return answer;
  }

  order = (command: SupervisorCommand, id = `s${++this.#commands}`) =>
    this.dialer.supervisorCommand('sue', commandId(id), command);

  /** Lets Ann's call be answered by a person. */
  answered(): void {
    const [{ attemptId }] = this.carrier.dialed.slice(-1) as [ActionOf<'originate'>];
    this.carrier.emit({ type: 'call-answered', attemptId });
    this.carrier.emit({ type: 'call-progress', attemptId, ...heard('person') });
  }

  phase = () => this.dialer.agentView(ANN)?.status.phase;
}

/** Until all promises that can be kept are kept. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const ready: AgentCommand = { type: 'set-ready' };
const lunch: AgentCommand = { type: 'set-not-ready', reason: 'lunch' };
const opened = 'commit log-agent-state open-attempt log-agent-state';

test('nothing is dialed and nobody answered before the commit, both after it', async () => {
  const house = await House.running();
  house.store.isHeld = true;
  void house.ask(ready);
  await quiet();
  expect([house.journal, house.phase()]).toEqual([[opened], 'reserved']);
  house.store.release();
  await quiet();
  expect(house.journal).toEqual([opened, 'originate', 'reply']);
});

test('nothing is written or dialed before whoever validates it has answered', async () => {
  const house = await House.running({
    validation: {
      url: 'https://validation.example/ask',
      secretHeader: undefined,
      timeoutMs: seconds(1),
      connectionsMax: 1,
      refusedAs: 'no-answer',
      onTimeout: { action: 'dial' },
      onError: { action: 'dial' },
    },
  });
  let answer: (said: ValidationAnswer) => void = () => {};
  house.said = new Promise((resolve) => {
    answer = resolve;
  });
  await house.ask(ready);
  await quiet();
  expect(house.journal).toEqual(['commit log-agent-state log-agent-state', 'reply']);
  answer({ said: 'dial' });
  await quiet();
  expect(house.journal.slice(2)).toEqual(['commit open-attempt', 'originate']);
});

test('a person on the line does not wait for the disk', async () => {
  const house = await House.running();
  await house.ask(ready);
  house.journal.length = 0;
  house.store.isHeld = true;
  house.answered();
  await quiet();
  const writes = 'open-interaction log-agent-state connect-interaction';
  expect(house.journal).toEqual(['bridge', `commit ${writes}`]);
  const { id } = house.dialer.agentView(ANN)?.interaction ?? {};
  void house.ask({ type: 'end-call', interactionId: id as never });
  await quiet();
  expect(house.journal.slice(2)).toEqual(['hang-up']);
});

test('an attempt is followed line by line: what was heard, written and ordered', async () => {
  const house = await House.running();
  await house.ask(ready);
  await quiet();
  const [{ attemptId }] = house.carrier.dialed as [ActionOf<'originate'>];
  house.fence.mayOrder = false;
  house.answered();
  await quiet();
  expect(house.trace.map(({ did, what }) => `${did} ${what}`)).toEqual([
    'written open-attempt',
    'ordered originate',
    'heard call-answered',
    'heard call-progress',
    'held-back bridge',
    'written open-interaction',
  ]);
  expect(new Set(house.trace.map((line) => line.attemptId))).toEqual(new Set([attemptId]));
  // Nobody learns from it who was called.
  expect(JSON.stringify(house.trace)).not.toMatch(/\+\d/);
});

test('the decisions of a group are kept with the calls that they opened', async () => {
  const house = await House.running();
  await house.ask(ready);
  const rows = house.dialer.decisions(GROUP, START, house.clock.at);
  expect(rows.at(-1)).toMatchObject({ at: START, mode: 'progressive', bound: 'nothing' });
  expect(rows.reduce((sum, { opened }) => sum + opened, 0)).toBe(1);
});

test('what arrives together is one turn and one commit', async () => {
  const house = await House.running();
  void house.ask(lunch);
  void house.ask({ type: 'set-not-ready', reason: 'do-not-disturb' });
  await quiet();
  expect(house.journal).toEqual(['commit log-agent-state log-agent-state', 'reply', 'reply']);
});

test('what arrives during a commit is the next commit', async () => {
  const house = await House.running();
  house.store.isHeld = true;
  void house.ask(lunch);
  await quiet();
  void house.ask({ type: 'set-not-ready', reason: 'do-not-disturb' });
  await quiet();
  expect(house.journal).toEqual(['commit log-agent-state']);
  house.store.release();
  await quiet();
  expect([...house.journal].sort()).toEqual([
    'commit log-agent-state',
    'commit log-agent-state',
    'reply',
    'reply',
  ]);
});

test('a failed commit: never dialed, taken back, the rest written later and answered', async () => {
  const house = await House.running();
  house.store.fault = new StoreFault('the disk is full');
  void house.ask(ready);
  await quiet();
  expect([house.journal, house.phase(), house.faults]).toEqual([
    [opened],
    'ready',
    ['the disk is full'],
  ]);
  expect([house.dialer.health().store, house.clock.alarmAt()]).toEqual([
    'down',
    after(START, seconds(1)),
  ]);
  house.store.fault = undefined;
  house.clock.ring();
  await quiet();
  const again = 'commit log-agent-state log-agent-state log-agent-state';
  expect(house.journal).toEqual([opened, again, 'reply']);
  expect([house.carrier.dialed, house.dialer.health().store]).toEqual([[], 'up']);
  house.clock.ring();
  await quiet();
  expect(house.journal.slice(-2)).toEqual(['commit open-attempt log-agent-state', 'originate']);
});

test.each([
  ['it was, and who waits is dialed', true, ['settle', 'originate', 'reply']],
  ['it was not, and is taken back', false, ['settle', 'settled']],
])('a commit whose end was not heard is settled first: %s', async (_why, isWritten, then) => {
  const house = await House.running();
  house.store.fault = new CommitInDoubt('the connection was lost');
  void house.ask(ready);
  await quiet();
  expect([house.journal, house.phase()]).toEqual([[opened], 'reserved']);
  house.store.fault = undefined;
  house.clock.ring();
  await quiet();
  // The store is still away: nothing is known, and nothing more is written.
  expect(house.journal).toEqual([opened, 'settle']);
  expect([house.phase(), house.dialer.health().store]).toEqual(['reserved', 'down']);
  house.store.isWritten = isWritten;
  house.journal.length = 0;
  house.clock.ring();
  await quiet();
  if (!isWritten) house.journal.push('settled');
  expect([house.journal, house.phase()]).toEqual([then, isWritten ? 'reserved' : 'ready']);
  if (!isWritten) {
    house.clock.ring();
    await quiet();
    house.clock.ring();
    await quiet();
  }
  expect(house.carrier.dialed).toHaveLength(1);
});

test('nothing that waits in the queue finds an attempt that was never written', async () => {
  const house = await House.running();
  house.store.isHeld = true;
  void house.ask(ready);
  await quiet();
  const [attemptId] = house.store.commits
    .flat()
    .flatMap((write) => (write.type === 'open-attempt' ? [write.attemptId] : []));
  house.store.reject(new StoreFault('the disk is full'));
  house.carrier.emit({ type: 'call-ended', attemptId: attemptId as never, result: 'busy' });
  await quiet();
  house.clock.ring();
  await quiet();
  const written = house.store.commits
    .slice(-1)
    .flat()
    .map(({ type }) => type);
  expect(new Set(written)).toEqual(new Set(['log-agent-state']));
  expect(house.dialer.sessionRow(GROUP)?.counts).toMatchObject({ attempts: 0, byResult: {} });
});

test.each([
  ['what the store has of a number', undefined, 'NUMBER_SUPPRESSED'],
  ['that it could not be asked', new StoreFault('the disk is full'), 'STORE_UNAVAILABLE'],
])('an agent who calls by hand is told %s', async (_what, fault, code) => {
  const house = await House.running({ manualCalls: true });
  house.store.leaseFault = fault;
  await house.ask({ type: 'call-number', phone: '+12125550177' });
  await quiet();
  expect(house.dialer.agentView(ANN)?.manual.refused?.code).toBe(code);
});

test('an attempt that ended while its row was written is not dialed any more', async () => {
  const house = await House.running();
  house.store.isHeld = true;
  void house.ask(ready);
  await quiet();
  await Promise.race([house.order({ type: 'force-unload', groupId: GROUP }), quiet()]);
  house.store.release();
  await quiet();
  expect(house.journal.filter((entry) => !entry.startsWith('commit'))).toEqual([
    'hang-up',
    'reply',
  ]);
});

test('a site that another engine has taken ends this one, and says so to who waits', async () => {
  const house = await House.running();
  house.store.fault = new EpochLost('epoch 8 owns the site');
  const answer = house.ask(ready);
  expect(await answer).toEqual(fail({ code: 'RESTARTING' }));
  expect([house.ends, house.faults]).toEqual([['epoch 8 owns the site'], []]);
  expect(await house.ask(lunch)).toEqual(fail({ code: 'RESTARTING' }));
  expect([house.dialer.health(), house.clock.alarmAt()]).toEqual([
    { store: 'down', switch: 'up', fenced: true },
    undefined,
  ]);
});

test('a dial that slept on its way waits until the site is surely this process’s', async () => {
  const house = await House.running();
  house.store.isHeld = true;
  void house.ask(ready);
  await quiet();
  house.fence.mayDial = false;
  house.store.release();
  await quiet();
  expect(house.journal).toEqual([opened, 'reply']);
  house.fence.mayDial = true;
  house.fence.opens();
  expect(house.journal).toEqual([opened, 'reply', 'originate']);
  house.fence.opens();
  expect(house.carrier.dialed).toHaveLength(1);
});

test('what was held back is never dialed by who has lost the site', async () => {
  const house = await House.running();
  house.fence.mayDial = false;
  await house.ask(ready);
  await quiet();
  house.store.fault = new EpochLost('epoch 8 owns the site');
  await house.order({ type: 'stop', groupId: GROUP });
  house.fence.mayDial = true;
  house.fence.opens();
  expect([house.carrier.dialed, house.ends]).toEqual([[], ['epoch 8 owns the site']]);
});

test('what has ended meanwhile is not dialed, and other orders wait in their turn', async () => {
  const house = await House.running();
  await house.ask(ready);
  await quiet();
  Object.assign(house.fence, { mayDial: false, mayOrder: false });
  house.answered();
  await quiet();
  const { id } = house.dialer.agentView(ANN)?.interaction ?? {};
  void house.ask({ type: 'end-call', interactionId: id as never });
  await quiet();
  const ordered = () => house.journal.filter((entry) => /^(bridge|hang-up)$/.test(entry));
  expect(ordered()).toEqual([]);
  Object.assign(house.fence, { mayDial: true, mayOrder: true });
  house.fence.opens();
  expect(ordered()).toEqual(['bridge', 'hang-up']);
});

test('before a hand-over nothing new is dialed, and it is quiet when all is settled', async () => {
  const house = await House.running();
  await house.ask(ready);
  await quiet();
  expect(house.dialer.isQuiet).toBe(false);
  house.dialer.handOver(after(house.clock.at, minutes(1)));
  house.answered();
  await quiet();
  expect([house.dialer.isQuiet, house.phase()]).toEqual([true, 'talking']);
  const { attemptId } = house.carrier.dialed[0] as ActionOf<'originate'>;
  house.carrier.emit({ type: 'call-ended', attemptId, result: 'answer' });
  await quiet();
  const { id } = house.dialer.agentView(ANN)?.interaction ?? {};
  await house.ask({ type: 'mark-done', interactionId: id as never, draft: draft({}) });
  await quiet();
  expect([house.phase(), house.carrier.dialed.length]).toEqual(['ready', 1]);
});

test('a site that is abandoned dials nothing more, and says so to who waits', async () => {
  const house = await House.running();
  house.store.isHeld = true;
  const answer = house.ask(ready);
  await quiet();
  house.dialer.abandon();
  house.store.release();
  expect(await answer).toEqual(fail({ code: 'RESTARTING' }));
  await quiet();
  expect([house.carrier.dialed, house.ends]).toEqual([[], []]);
});

test('so does a lease refused because the site is another’s', async () => {
  const house = await House.running();
  house.store.leaseFault = new EpochLost('epoch 8 owns the site');
  house.clock.at = after(START, minutes(6));
  house.clock.ring();
  await quiet();
  expect(house.ends).toEqual(['epoch 8 owns the site']);
});

test('an error that is no fault of the world is a bug, and ends the process', async () => {
  const commit = await House.running();
  commit.store.fault = new TypeError('x is not a function');
  void commit.ask(ready);
  const engine = await House.running();
  engine.dialer.post({ type: 'nonsense' } as never);
  await quiet();
  expect([commit.ends, engine.ends]).toEqual([
    ['x is not a function'],
    ['bug: unreachable {"type":"nonsense","at":1780326000000}'],
  ]);
});

test('a command asked twice is carried out once and answered twice alike', async () => {
  const house = await House.running();
  const answers = await Promise.all([house.ask(lunch, 'same'), house.ask(lunch, 'same')]);
  expect(answers).toEqual([ok({ done: 'done' }), ok({ done: 'done' })]);
  expect(await house.ask(lunch, 'same')).toEqual(ok({ done: 'done' }));
  expect(house.journal.filter((entry) => entry.startsWith('commit'))).toEqual([
    'commit log-agent-state',
  ]);
});

test('what was carried out is written with what it did, and never done again', async () => {
  const house = await House.running();
  await house.ask(lunch, 'lunch');
  await house.ask({ type: 'set-not-ready', reason: 'no such reason' }, 'refused');
  const answered = { commandId: commandId('lunch'), done: 'done' };
  expect(house.store.answered.slice(-1)).toEqual([answered]);
  const next = new House();
  next.store.recovered = {
    type: 'recovered',
    attempts: [],
    sessions: [],
    answered: [{ commandId: commandId('lunch'), done: 'waiting' }],
  };
  await next.dialer.start();
  next.dialer.agentLoggedOn({ agentId: ANN, name: 'Ann', groupIds: [AGENTS] });
  await quiet();
  next.journal.length = 0;
  expect(await next.ask(lunch, 'lunch')).toEqual(ok({ done: 'waiting' }));
  await quiet();
  expect(next.journal).toEqual(['reply']);
});

test('a store that cannot lease is a fault, and is asked again', async () => {
  const house = new House();
  house.store.leaseFault = new StoreFault('the store is away');
  await house.dialer.start();
  await house.order({ type: 'load', plan: plan(), autoComplete: false });
  await quiet();
  expect([house.faults, house.clock.alarmAt()]).toEqual([
    ['the store is away'],
    after(START, seconds(5)),
  ]);
  house.store.leaseFault = undefined;
  house.store.chains = chains(1);
  house.clock.ring();
  await quiet();
  expect(house.dialer.sessionRow(GROUP)).toMatchObject({ phase: 'active', buffered: 1 });
});

test('leases are renewed when the clock says so; one failure costs none', async () => {
  const house = await House.running();
  const renew = async (thirds: number): Promise<void> => {
    house.clock.at = after(START, millis((thirds * minutes(10)) / 3));
    house.clock.ring();
    await quiet();
  };
  house.store.leaseFault = new StoreFault('the store is away');
  await renew(1);
  expect(house.faults).toContain('the store is away');
  house.store.leaseFault = undefined;
  await renew(2);
  expect(house.store.renewed).toEqual([
    ['1', '2', '3'],
    ['1', '2', '3'],
  ]);
});

test('a chain whose lease could not be renewed is dialed no more', async () => {
  const house = await House.running();
  for (const minute of [4, 8]) {
    house.clock.at = after(START, minutes(minute));
    house.clock.ring();
    await quiet();
    house.store.lost = chain(1).id;
  }
  await house.ask(ready);
  await quiet();
  expect(house.dialer.agentView(ANN)?.dialing?.contactName).toBe('Person 2');
});

test('there is one alarm, at the next deadline of the engine', async () => {
  const house = await House.running();
  await house.ask(ready);
  expect(house.clock.alarmAt()).toBe(after(START, seconds(40)));
  house.clock.ring();
  await quiet();
  expect(house.journal.slice(3, 5)).toEqual([
    'hang-up',
    'commit close-attempt save-chain log-agent-state open-attempt log-agent-state',
  ]);
});

test('what an earlier engine left open is closed first', async () => {
  const house = new House();
  house.store.recovered = {
    type: 'recovered',
    attempts: [],
    sessions: [
      { plan: plan(), mode: 'progressive', multiplier: 1, autoComplete: false, run: true },
    ],
  };
  await house.dialer.start();
  await quiet();
  expect(house.journal).toEqual(['commit save-session']);
  expect(house.dialer.sessionRows().map(({ phase }) => phase)).toEqual(['running']);
});

test('who talks on the switch after a restart goes on talking here', async () => {
  const house = new House();
  const attemptId = 'a000006-00000001' as AttemptId;
  house.store.recovered = {
    type: 'recovered',
    attempts: [
      {
        attemptId,
        groupId: GROUP,
        plan: plan(AUTO_ANSWER),
        chain: chain(1),
        openedAt: START,
        interaction: {
          id: 'i000006-00000002' as InteractionId,
          agentId: ANN,
          agentName: 'Ann',
          agentGroupIds: [AGENTS],
          draft: draft(),
          openedAt: START,
          answeredAt: START,
          connectedAt: START,
          endedAt: undefined,
          isRecorded: false,
        },
      },
    ],
    sessions: [],
  };
  const alive = { agentId: ANN, isHeld: false, recording: 'off', state: 'talking' } as const;
  house.carrier.legs = [{ of: 'attempt', attemptId, ...alive }];
  await house.dialer.start();
  expect(house.carrier.asked).toEqual([attemptId]);
  await quiet();
  expect(house.dialer.agentView(ANN)?.interaction).toMatchObject({ phase: 'connected' });
  expect(house.journal).not.toContain('hang-up');
});

test('a switch that cannot be reached is down, and what it says early is heard', async () => {
  const house = new House();
  house.carrier.legs = undefined;
  await house.dialer.start();
  await quiet();
  expect(house.dialer.health().switch).toBe('down');
  house.carrier.emit({ type: 'switch-up', legs: [] });
  await quiet();
  expect(house.dialer.health().switch).toBe('up');
  const early = new House();
  early.carrier.legs = undefined;
  const started = early.dialer.start();
  early.carrier.emit({ type: 'switch-up', legs: [] });
  await started;
  await quiet();
  expect(early.dialer.health().switch).toBe('up');
  house.carrier.emit({ type: 'switch-down' });
  await quiet();
  expect(house.dialer.health().switch).toBe('down');
});

test('a process whose switch was taken over ends, once', async () => {
  const house = await House.running();
  house.carrier.end(new Error('another process has taken the switch over'));
  house.carrier.end(new Error('and again'));
  expect(house.ends).toEqual(['another process has taken the switch over']);
  expect(house.dialer.health()).toMatchObject({ fenced: true });
  expect(await house.ask(ready)).toEqual(fail({ code: 'RESTARTING' }));
});

test('before the start and after the stop it does nothing and says so', async () => {
  const house = new House();
  expect([house.dialer.health(), house.dialer.sessionRows(), house.dialer.agentRows()]).toEqual([
    { store: 'down', switch: 'down', fenced: false },
    [],
    [],
  ]);
  expect(await house.ask(ready)).toEqual(fail({ code: 'RESTARTING' }));
  const running = await House.running();
  running.store.isHeld = true;
  const last = running.ask(lunch);
  await quiet();
  const stopped = running.dialer.stop();
  running.store.release();
  await stopped;
  expect(await last).toEqual(ok({ done: 'done' }));
  expect(await running.ask(ready)).toEqual(fail({ code: 'RESTARTING' }));
});

test('a corrected name is in the view of who has the person', async () => {
  const house = await House.running();
  await house.ask(ready);
  house.shown.clear();
  house.dialer.contactRenamed(chain(1).id, 'Ada');
  await quiet();
  expect([...house.shown]).toEqual([ANN]);
  expect(house.dialer.agentView(ANN)?.dialing?.contactName).toBe('Ada');
});

test('screens are told who changed, and ask for the view themselves', async () => {
  const house = await House.running();
  house.shown.clear();
  await house.ask(ready);
  expect([...house.shown].sort()).toEqual([ANN, GROUP]);
  expect([house.dialer.agentRow(ANN)?.phase, house.dialer.now()]).toEqual(['reserved', START]);
  house.dialer.agentDisconnected(ANN);
  await quiet();
  expect(house.dialer.agentRows().map(({ connected }) => connected)).toEqual([false]);
});

const mine = record(7, { type: 'personal-callback', agentId: ANN });
const promise: Chain = chain(7, { records: [mine] });
const giveUp: ChainWish = {
  type: 'change-callback',
  chainId: promise.id,
  change: { type: 'cancel' },
  owner: ANN,
  plan: plan(),
  members: [ANN],
};

test('a promise in the store is leased, changed, and told when it is durable', async () => {
  const house = await House.running();
  house.store.taken = { kind: 'taken', chain: promise };
  house.store.isHeld = true;
  const answer = house.dialer.chainCommand('ann', commandId('k1'), giveUp);
  await quiet();
  expect(house.journal).toEqual(['commit save-chain']);
  house.store.release();
  expect(await answer).toEqual(ok({ done: 'done' }));
  expect(house.journal).toEqual(['commit save-chain', 'promises of ann']);
});

test.each<[taken: ChainTaken, code: string]>([
  [{ kind: 'in-use' }, 'CALLBACK_BUSY'],
  [{ kind: 'gone' }, 'CALLBACK_GONE'],
])('of a chain that the store says %s the engine refuses', async (taken, code) => {
  const house = await House.running();
  house.store.taken = taken;
  const outcome = await house.dialer.chainCommand('ann', commandId('k1'), giveUp);
  expect(outcome).toMatchObject({ ok: false, problem: { code } });
});

test('nothing is changed while the store cannot be asked', async () => {
  const house = await House.running();
  house.store.leaseFault = new StoreFault('the disk is full');
  const outcome = await house.dialer.chainCommand('ann', commandId('k1'), giveUp);
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'STORE_UNAVAILABLE' } });
  expect(house.faults).toEqual(['the disk is full']);
});

test('who waits in the buffer is withdrawn, and who lies on a screen is not', async () => {
  const house = await House.running();
  await house.ask(ready);
  const [shown, waiting] = chains(3).map(({ id }) => id);
  const ids = [shown as ChainId, waiting as ChainId];
  expect(ids.map((id) => house.dialer.isBuffered(id))).toEqual([false, true]);
  expect(await house.dialer.withdraw(ids)).toEqual([waiting]);
  expect(ids.map((id) => house.dialer.isBuffered(id))).toEqual([false, false]);
  expect(house.dialer.isWorkedOn(shown as ChainId)).toBe(true);
  expect(await house.dialer.withdraw(ids)).toEqual([]);
});

test('who is offered in the very turn in which they were to be withdrawn stays', async () => {
  const house = await House.running();
  const [first] = chains(3).map(({ id }) => id);
  // In one turn, the click before it.
  const clicked = house.dialer.agentCommand(ANN, commandId('k9'), ready);
  expect(await house.dialer.withdraw([first as ChainId])).toEqual([]);
  await clicked;
  expect(house.dialer.isWorkedOn(first as ChainId)).toBe(true);
});

test('what lies on a screen is being worked on', async () => {
  const house = await House.running();
  await house.ask(ready);
  const [first] = chains(3);
  expect(house.dialer.isWorkedOn(first?.id as ChainId)).toBe(true);
  expect(house.dialer.isWorkedOn(promise.id)).toBe(false);
});
