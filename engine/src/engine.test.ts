import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PhoneChoice } from './agents/agent-phone.ts';
import type { AgentId, AttemptId } from './basics/ids.ts';
import { attemptId, campaignGroupId, epoch, interactionId, offerId, siteId } from './basics/ids.ts';
import { after, minutes, seconds } from './basics/time.ts';
import { CALL_RESULTS } from './calling-lists/call-result.ts';
import type { CampaignPlan } from './campaigns/campaign.ts';
import type { CpdTime, RecordingScope, VoiceSettings } from './campaigns/voice.ts';
import { CPD_VERDICTS } from './dialing/attempt.ts';
import type { SurvivingLeg } from './dialing/surviving-leg.ts';
import type { Effect } from './effect.ts';
import { nextDeadline, step } from './engine.ts';
import type { AgentCommand, EngineEvent, EventBody, SupervisorCommand } from './event.ts';
import { RECORDING_ORDERS } from './interactions/recording.ts';
import type { SiteState } from './state.ts';
import { newState } from './state.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  CAT,
  chain,
  draft,
  GROUP,
  heard,
  plan,
  record,
  START,
  TestSite,
  VOICE,
} from './test-site.ts';
import { agentView } from './views/agent-view.ts';
import { agentRow, sessionRow } from './views/supervisor-view.ts';

test('time alone wakes the site when the first deadline comes', () => {
  const site = TestSite.running();
  site.ready(ANN);
  expect(nextDeadline(site.state)).toBe(after(START, seconds(20)));
});

test('a site that nobody uses waits for nothing', () => {
  const state = newState({ siteId: siteId('site'), epoch: epoch(1), at: START, reasons: [] });
  expect([step(state, { type: 'tick', at: START }), nextDeadline(state)]).toEqual([[], undefined]);
});

/*
 * A random shift: three agents, two groups that share them, a store, a switch and phones that do
 * what they like. Every operation is a few numbers, read against what is there.
 */

const OTHER = campaignGroupId('other');
const PEOPLE: readonly AgentId[] = [ANN, BEN, CAT];
const voice = (
  agentLeg: VoiceSettings['agentLeg'],
  when: CpdTime,
  of: RecordingScope,
): VoiceSettings => ({
  ...VOICE,
  agentLeg,
  cpd: { ...VOICE.cpd, when },
  recording: { ...VOICE.recording, of },
});
const PLANS: readonly CampaignPlan[] = [
  plan({ autoDone: true, voice: voice('nailed-up', 'beside', 'all') }),
  plan({ groupId: OTHER, groupName: 'Other', ...AUTO_ANSWER, multiplier: 2 }),
  plan({
    delivery: { kind: 'auto-answer-with-preview', offerMs: seconds(5), rejectAllowed: false },
    voice: voice('per-call', 'beside', 'on-demand'),
  }),
  plan({ groupId: OTHER, groupName: 'Other', ...AUTO_ANSWER, multiplier: 0.7 }),
];

type Op = readonly [kind: number, a: number, b: number];

/** Remembers every event and what went out; a view that cannot be made stops the shift. */
class Shift extends TestSite {
  readonly events: EngineEvent[] = [];
  readonly out: (readonly Effect[])[] = [];
  readonly #dialed: AttemptId[] = [];
  #chains = 0;

  override step(event: EventBody): readonly Effect[] {
    this.events.push({ at: this.at, ...event });
    const effects = super.step(event);
    this.out.push(effects);
    for (const effect of effects) {
      if (effect.type === 'originate') this.#dialed.push(effect.attemptId);
    }
    views(this.state);
    return effects;
  }

  perform([kind, a, b]: Op): void {
    const id = pick(PEOPLE, a);
    switch (kind % 14) {
      case 0:
      case 1:
        this.tick(seconds(b % 3 === 0 ? b % 90 : b % 5));
        return;
      case 2:
        if (b % 2 === 0) this.logOn(id);
        else
          this.step({ type: b % 3 === 0 ? 'agent-disconnected' : 'agent-connected', agentId: id });
        return;
      case 3:
      case 4:
      case 5:
        this.ask(id, this.#agentCommand(id, b));
        return;
      case 6:
        this.order(this.#supervisorCommand(id, a, b));
        return;
      case 7:
        this.step(this.#storeEvent(a, b));
        return;
      case 8:
        this.step(this.#phoneEvent(id, b));
        return;
      case 9:
        this.step(this.#survey(a, b));
        return;
      default:
        this.step(this.#switchEvent(a, b));
    }
  }

  #agentCommand(id: AgentId, b: number): AgentCommand {
    const agent = this.state.agents.get(id);
    const held = agent !== undefined && 'interactionId' in agent ? agent.interactionId : undefined;
    const about = {
      interactionId: held ?? pick([...this.state.undos.keys()], b) ?? interactionId('i'),
    };
    const offered = agent?.phase === 'previewing' ? agent.offerId : offerId('o');
    const scope = pick([undefined, undefined, undefined, 'number', 'person'] as const, b);
    const said = draft({ note: String(b), doNotCall: scope });
    const commands: readonly AgentCommand[] = [
      { type: 'set-ready' },
      { type: 'set-ready' },
      { type: 'set-not-ready', reason: 'lunch' },
      { type: 'log-off' },
      { type: 'cancel-log-off' },
      { type: 'accept-offer', offerId: offered },
      { type: 'accept-offer', offerId: offered },
      { type: 'reject-offer', offerId: offered },
      { type: 'end-call', ...about },
      { type: 'mute', ...about, muted: b % 2 === 0 },
      { type: 'hold', ...about, held: b % 3 !== 0 },
      { type: 'send-digits', ...about, digits: '1#' },
      { type: 'record', ...about, what: pick(RECORDING_ORDERS, b >> 3) },
      { type: 'correct-cpd', attemptId: this.#lastDialed(), said: pick(['person', 'machine'], b) },
      { type: 'choose-phone', phone: pick(PHONES, b >> 2) },
      { type: 'save-draft', ...about, draft: said },
      { type: 'extend-wrap-up', ...about },
      { type: 'mark-done', ...about, draft: said },
      { type: 'mark-done', ...about, draft: said },
      { type: 'undo-do-not-call', ...about },
      { type: 'dismiss-outcome' },
    ];
    return pick(commands, b);
  }

  #lastDialed = (): AttemptId => this.#dialed.at(-1) ?? attemptId('a');

  #phoneEvent(agentId: AgentId, b: number): EventBody {
    const events: readonly EventBody[] = [
      { type: 'phone-reachable', agentId, reachable: true },
      { type: 'phone-reachable', agentId, reachable: b % 5 !== 0 },
      { type: 'agent-leg', agentId, leg: 'up' },
      { type: 'agent-leg', agentId, leg: 'up' },
      { type: 'agent-leg', agentId, leg: pick(['up', 'hung-up', 'lost', 'failed'], b >> 3) },
      { type: 'agent-silent', agentId, silent: b % 4 === 0 },
    ];
    return pick(events, b);
  }

  /** The switch goes, and comes back with some of what is here and something that is not. */
  #survey(a: number, b: number): EventBody {
    if (this.state.isSwitchUp && b % 2 === 0) return { type: 'switch-down' };
    const states = ['talking', 'talking', 'waiting', 'ringing', 'message'] as const;
    const isHeld = b % 3 === 0;
    const legs: SurvivingLeg[] = [...this.state.attempts.values()].flatMap((attempt, nth) =>
      (a + nth) % 4 === 0
        ? []
        : [
            {
              ...this.survivor(attempt, pick(states, b + nth)),
              isHeld,
              recording: isHeld ? 'paused' : 'on',
            },
          ],
    );
    const stray = { ...legs.find((leg) => leg.of === 'attempt'), attemptId: this.#lastDialed() };
    if (b % 7 === 0 && 'of' in stray) legs.push(stray as SurvivingLeg);
    for (const agentId of PEOPLE.slice(a % 3)) legs.push({ of: 'agent', agentId });
    return { type: 'switch-up', legs };
  }

  #supervisorCommand(agentId: AgentId, a: number, b: number): SupervisorCommand {
    const groupId = pick([GROUP, OTHER], a);
    const status = pick(['ready', 'not-ready', 'logged-off'] as const, a);
    const commands: readonly SupervisorCommand[] = [
      { type: 'load', plan: pick(PLANS, a), autoComplete: a % 3 === 0 },
      { type: 'load', plan: pick(PLANS, a), autoComplete: false },
      { type: 'start', groupId },
      { type: 'start', groupId },
      { type: 'start', groupId },
      { type: 'stop', groupId },
      { type: 'unload', groupId },
      { type: 'force-unload', groupId },
      { type: 'complete', groupId },
      { type: 'set-mode', groupId, mode: 'progressive', multiplier: 1 + (a % 3) },
      { type: 'set-auto-complete', groupId, autoComplete: a % 2 === 0 },
      { type: 'set-agent-status', agentId, status },
    ];
    return pick(commands, b);
  }

  #storeEvent(a: number, b: number): EventBody {
    const groupId = pick([GROUP, OTHER], a);
    const isAsked = this.state.sessions.get(groupId)?.lease.phase === 'asking';
    if (isAsked && b % 5 === 0) return { type: 'lease-failed', groupId };
    if (isAsked) return this.leased(groupId, b % 6, b);
    if (b % 3 === 0) {
      const until = after(this.at, minutes(10));
      const ids = [...this.state.chains.keys()];
      const isLost = (n: number): boolean => (a + n) % 7 === 0;
      const chainIds = ids.filter((_id, n) => !isLost(n));
      return { type: 'leases-renewed', chainIds, lost: ids.filter((_id, n) => isLost(n)), until };
    }
    const attempts = [...this.state.attempts.values()].filter(({ phase }) => phase === 'dialing');
    return { type: 'write-failed', attemptIds: attempts.slice(0, a % 3).map(({ id }) => id) };
  }

  leased(groupId: CampaignPlan['groupId'], count: number, b: number): EventBody {
    const chains = Array.from({ length: count }, () => this.#nextChain(b));
    const type = 'chains-leased';
    return { type, groupId, chains, openChains: b % 4, nextDueAt: undefined };
  }

  /** Few numbers and customers, so that a do-not-call meets others; some windows about to close. */
  #nextChain(b: number) {
    this.#chains += 1;
    const dailyTill = b % 7 === 0 ? 11 * 3_600 + 120 : 21 * 3_600;
    const first = record(b % 10, { id: chainRecord(this.#chains, 0), dailyTill });
    const second = record((b % 10) + 10, { id: chainRecord(this.#chains, 1), chainN: 1 });
    return chain(this.#chains, {
      records: b % 2 === 0 ? [first, second] : [first],
      customerId: b % 3 === 0 ? `C-${b % 5}` : undefined,
      leaseUntil: after(this.at, b % 11 === 0 ? seconds(30) : minutes(10)),
    });
  }

  #recorded(a: number) {
    const interaction = pick([...this.state.interactions.values()], a);
    const { id = interactionId('i'), attemptId: call = attemptId('a') } = interaction ?? {};
    return { attemptId: call, interactionId: id, file: `${id}` };
  }

  #switchEvent(a: number, b: number): EventBody {
    const attemptId = pick([...this.attemptIds(), ...this.#dialed.slice(-2)], a);
    if (attemptId === undefined) return { type: 'tick' };
    const result = pick(CALL_RESULTS, b);
    const events: readonly EventBody[] = [
      { type: 'call-ringing', attemptId },
      { type: 'call-answered', attemptId },
      { type: 'call-answered', attemptId },
      { type: 'call-progress', attemptId, ...heard('person') },
      { type: 'call-progress', attemptId, ...heard(pick(CPD_VERDICTS, b)) },
      { type: 'call-ended', attemptId, result },
      { type: 'originate-failed', attemptId, result },
      { type: 'call-orphaned', attemptId },
      { type: 'recording', ...this.#recorded(a), state: 'started' },
      { type: 'recording', ...this.#recorded(a), state: 'failed' },
      { type: 'recording', ...this.#recorded(a), state: 'finished', durationMs: seconds(b) },
    ];
    return pick(events, b);
  }
}

const PHONES: readonly PhoneChoice[] = [
  { kind: 'browser' },
  { kind: 'desk', address: 'sip:ann@desk.example' },
  { kind: 'desk', address: 'nowhere' },
];
const chainRecord = (n: number, place: number) => record(n * 10 + place).id;
function pick<Value>(values: readonly Value[], n: number): Value {
  return values[n % Math.max(1, values.length)] as Value;
}

function views(state: SiteState): void {
  for (const id of state.agents.keys()) {
    agentView(state, id);
    agentRow(state, id);
  }
  for (const id of state.sessions.keys()) sessionRow(state, id);
}

const nat = fc.nat({ max: 10_000 });
const shift = fc.array(fc.tuple(nat, nat, nat), { minLength: 50, maxLength: 200 });

function play(ops: readonly Op[]): Shift {
  // Half of the sites need phones.
  const site = new Shift({}, ops.length % 2 === 0 ? 'needed' : 'none');
  for (const id of PEOPLE) site.logOn(id);
  for (const first of PLANS.slice(0, 2)) {
    site.load(first);
    site.step(site.leased(first.groupId, 5, 1));
    site.start(first.groupId);
  }
  for (const id of PEOPLE) site.ready(id);
  for (const op of ops) site.perform(op);
  return site;
}

test('whatever happens in a shift, the invariants hold and every view can be made', () => {
  fc.assert(
    fc.property(shift, (ops) => void play(ops)),
    { numRuns: 150 },
  );
});

test('the same events have the same effects', () => {
  fc.assert(
    fc.property(shift, (ops) => {
      const { events, out, state } = play(ops);
      const { siteId: id, reasons, phones } = state;
      const again = newState({ siteId: id, epoch: state.epoch, at: START, reasons, phones });
      expect(events.map((event) => step(again, event))).toEqual(out);
      expect(again).toEqual(state);
    }),
    { numRuns: 20 },
  );
});

test('when nothing more comes in, everything comes to rest', () => {
  fc.assert(
    fc.property(shift, (ops) => {
      const site = play(ops);
      for (const agentId of PEOPLE) site.step({ type: 'agent-disconnected', agentId });
      for (const groupId of [GROUP, OTHER]) {
        site.order({ type: 'force-unload', groupId });
        site.step({ type: 'lease-failed', groupId });
      }
      site.tick(minutes(1));
      for (const attemptId of site.attemptIds()) {
        site.step({ type: 'call-ended', attemptId, result: 'answer' });
      }
      site.tick(minutes(15));
      const { agents, sessions, attempts, offers, interactions, chains, undos } = site.state;
      const left = [agents, sessions, attempts, offers, interactions, chains, undos];
      expect(left.map((each) => each.size)).toEqual(left.map(() => 0));
      expect(nextDeadline(site.state)).toBe(undefined);
    }),
    { numRuns: 100 },
  );
});

test('every attempt that was opened is closed once, unless its write was lost', () => {
  fc.assert(
    fc.property(shift, (ops) => {
      const site = play(ops);
      const effects = site.out.flat();
      const idsOf = (type: 'open-attempt' | 'close-attempt') =>
        effects.flatMap((effect) => (effect.type === type ? [effect.attemptId] : []));
      const closed = idsOf('close-attempt');
      const lost = site.events.flatMap((event) =>
        event.type === 'write-failed' ? event.attemptIds : [],
      );
      expect(new Set(closed).size).toBe(closed.length);
      const ended = new Set([...closed, ...lost]);
      const open = idsOf('open-attempt').filter((id) => !ended.has(id));
      expect(open.sort()).toEqual([...site.attemptIds()].sort());
    }),
    { numRuns: 50 },
  );
});
