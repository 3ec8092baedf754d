import type { PhoneNeed } from './agents/agent-phone.ts';
import type { AgentSession } from './agents/agent-session.ts';
import type { Offer } from './agents/offer.ts';
import { assert, must } from './basics/assert.ts';
import type { AgentId, AttemptId, CampaignGroupId, InteractionId } from './basics/ids.ts';
import {
  agentGroupId,
  agentId,
  attemptId,
  callingListId,
  campaignGroupId,
  campaignId,
  chainId,
  commandId,
  epoch,
  recordId,
  siteId,
} from './basics/ids.ts';
import type { PhoneNumber } from './basics/phone-number.ts';
import { parsePhoneNumber } from './basics/phone-number.ts';
import type { Instant, Millis } from './basics/time.ts';
import { after, instant, millis, minutes, seconds } from './basics/time.ts';
import type { CallResult } from './calling-lists/call-result.ts';
import { USUAL_CALLBACK_RULES } from './calling-lists/callback.ts';
import type { Chain } from './calling-lists/chain.ts';
import type { CallingRecord } from './calling-lists/record.ts';
import { DROP_ALL } from './campaigns/call-treatments.ts';
import type { CampaignPlan } from './campaigns/campaign.ts';
import type { Attempt, AttemptBase, CpdFinding, CpdVerdict } from './dialing/attempt.ts';
import type { CustomerLeg } from './dialing/surviving-leg.ts';
import type { CommandOutcome, Effect } from './effect.ts';
import { nextDeadline, step } from './engine.ts';
import type { AgentCommand, EventBody, SupervisorCommand } from './event.ts';
import type { Draft, Interaction } from './interactions/interaction.ts';
import { EMPTY_DRAFT } from './interactions/interaction.ts';
import { violations } from './invariants.ts';
import type { SiteLimits, SiteState } from './state.ts';
import { newState } from './state.ts';

/*
 * A site driven by a script, for tests: virtual time, no shell. The invariants are asked after
 * every step, and every due deadline is met on the way when time passes.
 */

/** A Monday, 11:00 in New York: every calling window of the kit is open. */
export const START = instant(Date.UTC(2026, 5, 1, 15, 0));

export const ANN = agentId('ann');
export const BEN = agentId('ben');
export const CAT = agentId('cat');
export const AGENTS = agentGroupId('agents');
export const GROUP = campaignGroupId('group');
export const LIST = callingListId('list');

/** A number from the range kept for fiction; another area code after each hundred. */
export function phone(n: number): PhoneNumber {
  const area = 212 + Math.floor(n / 100);
  const parsed = parsePhoneNumber(`+1${area}55501${String(n % 100).padStart(2, '0')}`);
  assert(parsed.ok, `number ${n} is a phone number`);
  return parsed.value;
}

/** The first number of the first person, dialed for Ann. */
export const FIRST_DIAL: AttemptBase = {
  id: attemptId('a1'),
  groupId: GROUP,
  chainId: chainId('1'),
  recordId: recordId('1'),
  phone: phone(1),
  openedAt: START,
  agentId: ANN,
  openedFor: undefined,
  cpd: undefined,
};

/** A manual campaign: 20 s to accept, no answer is redialed twice after a minute, then closed. */
export const plan = (overrides: Partial<CampaignPlan> = {}): CampaignPlan => ({
  groupId: GROUP,
  groupName: 'Group',
  campaignId: campaignId('campaign'),
  campaignName: 'Campaign',
  description: 'A campaign',
  agentGroupId: AGENTS,
  agentGroupName: 'Agents',
  mode: 'progressive',
  multiplier: 1,
  delivery: { kind: 'manual-accept', offerMs: seconds(20) },
  assured: { of: 'nobody' },
  autoDone: false,
  limits: LIMITS,
  lists: [{ listId: LIST, name: 'List', weight: 10, attemptsMax: 5 }],
  treatments: [
    {
      on: { by: 'call-result', result: 'no-answer' },
      action: 'redial',
      intervalMs: minutes(1),
      incrementMs: millis(0),
      cycleAttempts: 2,
    },
  ],
  outcomes: {
    callResults: ['answer', 'wrong-party', 'no-answer', 'do-not-call'],
    preselected: 'answer',
    dispositions: [
      { code: 'sale', label: 'Sale', path: [] },
      { code: 'none', label: 'No interest', path: [] },
    ],
    dispositionMandatory: false,
    frozenAfterCall: false,
  },
  noticeFields: [],
  previewFields: [],
  caseFields: [],
  recordFields: [],
  responseCategoryId: undefined,
  abandonMessage: 'sorry',
  voice: VOICE,
  callbacks: USUAL_CALLBACK_RULES,
  ...overrides,
});

export const LIMITS: CampaignPlan['limits'] = {
  ringMs: seconds(25),
  connectMsMax: seconds(2),
  verdictMs: seconds(3),
  attemptsMax: 100,
  wrapUpMs: seconds(30),
  wrapUpExtendMs: seconds(30),
  coolDownMs: seconds(60),
  abandonShareMax: 0.03,
};

/** A leg a call, detection before the agent while there is time for it, nothing recorded. */
export const VOICE: CampaignPlan['voice'] = {
  agentLeg: 'per-call',
  mergeBeep: false,
  cpd: { when: 'before', profile: 'balanced', callTreatments: DROP_ALL },
  recording: { of: 'none', share: 0, announcement: 'none' },
  rejoinMs: seconds(20),
};

/** The record is dialed at once for a ready agent. */
export const AUTO_ANSWER = { delivery: { kind: 'auto-answer' } } as const;

export const record = (n: number, overrides: Partial<CallingRecord> = {}): CallingRecord => ({
  id: recordId(String(n)),
  chainN: 0,
  phone: phone(n),
  contactType: 'home',
  type: 'general',
  status: 'ready',
  callResult: 'unknown',
  attempts: 0,
  zone: 'America/New_York',
  dailyFrom: 8 * 3_600,
  dailyTill: 21 * 3_600,
  calledAt: undefined,
  agentId: undefined,
  fields: {},
  ...overrides,
});

/** Chain `n`: one record, person `n`, number `n`, leased for an hour. */
export const chain = (n: number, overrides: Partial<Chain> = {}): Chain => ({
  id: chainId(String(n)),
  listId: LIST,
  listName: 'List',
  contactName: `Person ${n}`,
  customerId: undefined,
  records: [record(n)],
  position: 0,
  treatment: undefined,
  dueAt: START,
  leaseUntil: after(START, minutes(60)),
  ...overrides,
});

/** Chains 1 to `count`. */
export const chains = (count: number): readonly Chain[] =>
  Array.from({ length: count }, (_, index) => chain(index + 1));

export const draft = (overrides: Partial<Draft> = {}): Draft => ({ ...EMPTY_DRAFT, ...overrides });

/** What detection says of who answered, a second and a half after the answer. */
export const heard = (verdict: CpdVerdict): CpdFinding => ({
  verdict,
  cause: 'test',
  afterMs: millis(1_500),
});

/** Without the notes that a view changed. */
export const withoutViews = (effects: readonly Effect[]): readonly Effect[] =>
  effects.filter(({ type }) => type !== 'agent-changed' && type !== 'session-changed');

/** The kinds of what went out, in order, without views and the log of agent states. */
export const kinds = (effects: readonly Effect[]): readonly Effect['type'][] =>
  withoutViews(effects)
    .map(({ type }) => type)
    .filter((type) => type !== 'log-agent-state' && type !== 'log-agent-order');

type Setup = {
  /** Agents are there with a browser phone that can be called. */
  readonly phones?: PhoneNeed;
  readonly limits?: Partial<SiteLimits>;
  readonly plan?: Partial<CampaignPlan>;
  readonly agents?: readonly AgentId[];
  readonly chains?: readonly Chain[];
  readonly autoComplete?: boolean;
};

export class TestSite {
  readonly state: SiteState;
  at: Instant = START;
  #commands = 0;

  constructor(limits: Partial<SiteLimits> = {}, phones: PhoneNeed = 'none') {
    const reasons = [{ code: 'lunch', label: 'Lunch' }];
    const site = { siteId: siteId('site'), epoch: epoch(1), at: START, reasons, limits, phones };
    this.state = newState(site);
  }

  /** A started group with its agents logged on and not ready; by default Ann and three chains. */
  static running(setup: Setup = {}): TestSite {
    const site = new TestSite(setup.limits, setup.phones);
    for (const id of setup.agents ?? [ANN]) {
      site.logOn(id);
      if (setup.phones === 'needed') site.reach(id);
    }
    const loaded = plan(setup.plan);
    site.load(loaded, setup.autoComplete ?? false);
    site.lease(setup.chains ?? chains(3), loaded.groupId);
    site.start(loaded.groupId);
    for (const agent of site.state.agents.values()) {
      for (const { id } of agent.notices) {
        site.ask(agent.agentId, { type: 'acknowledge-notice', noticeId: id });
      }
    }
    return site;
  }

  step(event: EventBody): readonly Effect[] {
    const effects = step(this.state, { at: this.at, ...event });
    const wrong = violations(this.state);
    assert(wrong.length === 0, `after ${event.type}: ${wrong.join('; ')}`);
    return effects;
  }

  /** Lets time pass, meeting every deadline on the way as the shell's alarm would. */
  tick(wait: Millis): readonly Effect[] {
    const until = after(this.at, wait);
    const effects: Effect[] = [];
    for (;;) {
      const next = nextDeadline(this.state);
      if (next === undefined || next > until) break;
      if (next > this.at) this.at = next;
      effects.push(...this.step({ type: 'tick' }));
    }
    this.at = until;
    effects.push(...this.step({ type: 'tick' }));
    return effects;
  }

  logOn(id: AgentId, groupIds: AgentSession['groupIds'] = [AGENTS]): void {
    this.step({ type: 'agent-logged-on', agentId: id, name: id, groupIds });
    this.step({ type: 'agent-connected', agentId: id });
  }

  reach = (id: AgentId, reachable = true): readonly Effect[] =>
    this.step({ type: 'phone-reachable', agentId: id, reachable });
  leg = (id: AgentId, leg: 'up' | 'hung-up' | 'lost' | 'failed'): readonly Effect[] =>
    this.step({ type: 'agent-leg', agentId: id, leg });
  silence = (id: AgentId, silent = true): readonly Effect[] =>
    this.step({ type: 'agent-silent', agentId: id, silent });

  /** What the switch has of this attempt, in a survey. */
  survivor = (attempt: Attempt, state: CustomerLeg['state'] = 'talking'): CustomerLeg => ({
    of: 'attempt',
    attemptId: attempt.id,
    state,
    agentId: attempt.agentId,
    isHeld: false,
    recording: 'off',
  });

  ask(id: AgentId, command: AgentCommand): readonly Effect[] {
    return this.step({ type: 'agent-command', agentId: id, commandId: this.nextId(), command });
  }

  order(command: SupervisorCommand): readonly Effect[] {
    const id = this.nextId();
    return this.step({ type: 'supervisor-command', by: 'sue', commandId: id, command });
  }

  nextId = () => commandId(`c${++this.#commands}`);

  load(loaded: CampaignPlan = plan(), autoComplete = false): readonly Effect[] {
    return this.order({ type: 'load', plan: loaded, autoComplete });
  }

  start = (groupId: CampaignGroupId = GROUP): readonly Effect[] =>
    this.order({ type: 'start', groupId });

  /** The store's answer; by default more could be due later. */
  lease(leased: readonly Chain[], groupId: CampaignGroupId = GROUP, openChains = 1) {
    const nextDueAt = undefined;
    return this.step({ type: 'chains-leased', groupId, chains: leased, openChains, nextDueAt });
  }

  ready = (id: AgentId): readonly Effect[] => this.ask(id, { type: 'set-ready' });
  accept = (id: AgentId): readonly Effect[] =>
    this.ask(id, { type: 'accept-offer', offerId: this.offer(id).id });
  reject = (id: AgentId): readonly Effect[] =>
    this.ask(id, { type: 'reject-offer', offerId: this.offer(id).id });

  ring = (attempt: Attempt): readonly Effect[] =>
    this.step({ type: 'call-ringing', attemptId: attempt.id });
  answer = (attempt: Attempt): readonly Effect[] =>
    this.step({ type: 'call-answered', attemptId: attempt.id });
  verdict = (attempt: Attempt, verdict: CpdVerdict = 'person'): readonly Effect[] =>
    this.step({ type: 'call-progress', attemptId: attempt.id, ...heard(verdict) });
  ended = (attempt: Attempt, result: CallResult = 'answer'): readonly Effect[] =>
    this.step({ type: 'call-ended', attemptId: attempt.id, result });

  /** From the offer on the screen to the conversation. */
  talk(id: AgentId): Interaction {
    this.accept(id);
    const attempt = this.attempt(this.interaction(id).chainId);
    this.ring(attempt);
    this.answer(attempt);
    this.verdict(attempt);
    return this.interaction(id);
  }

  endCall = (id: AgentId): readonly Effect[] =>
    this.ask(id, { type: 'end-call', interactionId: this.interaction(id).id });

  markDone = (id: AgentId, said: Partial<Draft> = {}): readonly Effect[] =>
    this.ask(id, {
      type: 'mark-done',
      interactionId: this.interaction(id).id,
      draft: draft(said),
    });

  agent = (id: AgentId): AgentSession => must(this.state.agents.get(id), `agent ${id}`);

  offer(id: AgentId): Offer {
    const found = [...this.state.offers.values()].find((each) => each.agentId === id);
    return must(found, `offer of ${id}`);
  }

  interaction(id: AgentId): Interaction {
    const found = [...this.state.interactions.values()].find((each) => each.agentId === id);
    return must(found, `interaction of ${id}`);
  }

  heldBy = (id: InteractionId): Interaction =>
    must(this.state.interactions.get(id), `interaction ${id}`);

  /** The attempt on chain `n`. */
  attempt(n: number | string): Attempt {
    const found = [...this.state.attempts.values()].find((each) => each.chainId === String(n));
    return must(found, `attempt on chain ${n}`);
  }

  attemptIds = (): readonly AttemptId[] => [...this.state.attempts.keys()];

  /**
   * Who is where, in words: agents with their chain, groups with their buffer, calls with their
   * phase. A whole picture in one comparison.
   */
  picture(): Readonly<Record<string, string>> {
    const picture: Record<string, string> = {};
    for (const agent of this.state.agents.values()) picture[agent.agentId] = this.#words(agent);
    for (const { groupId, phase, buffer } of this.state.sessions.values()) {
      picture[groupId] = [`${phase}:`, ...buffer].join(' ');
    }
    for (const { chainId: of, phase } of this.state.attempts.values()) {
      picture[`call ${of}`] = phase;
    }
    return picture;
  }

  #words(agent: AgentSession): string {
    const words: string[] = [agent.phase];
    if (agent.phase === 'not-ready') words.push(agent.reason);
    if ('offerId' in agent) words.push(this.offer(agent.agentId).chainId);
    const held = agent.phase === 'engaged' ? agent.engagement.record?.chainId : undefined;
    if (held !== undefined) words.push(held);
    if ('attemptId' in agent) words.push(this.state.attempts.get(agent.attemptId)?.chainId ?? '');
    if ('interactionId' in agent) words.push(this.heldBy(agent.interactionId).chainId);
    if (agent.pending !== undefined) words.push(`then ${agent.pending.to}`);
    if (agent.goneSince !== undefined) words.push('gone');
    if (agent.phone.kind !== 'none') words.push(`leg ${agent.phone.leg}`);
    return words.join(' ');
  }
}

/** The answers among what went out: `ok`, `waiting`, or the code of a refusal. */
export const answers = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.type === 'reply' ? [answerOf(effect.outcome)] : []));

function answerOf(outcome: CommandOutcome): string {
  if (!outcome.ok) return outcome.problem.code;
  return outcome.value.done === 'waiting' ? 'waiting' : 'ok';
}
