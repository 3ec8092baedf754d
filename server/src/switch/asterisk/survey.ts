import type { AgentId, AttemptId, SiteId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg, SurvivingThird } from '@outpace/engine/dialing/surviving-leg.ts';
import { ORPHAN_CONTEXT } from '../instance/dialer-config.ts';
import type { Bridge, Channel } from './ari-types.ts';
import type { AnsweredCall, Call, Talk, Third } from './call.ts';
import { callBridgeId, deskBridgeId, NOBODY } from './call.ts';
import type { LegKind } from './leg-id.ts';
import { parseLegId } from './leg-id.ts';

/** Everything of one site that was found alive on the switch. */
export type Survey = {
  readonly calls: readonly Call[];
  readonly customerLegs: readonly FoundLeg[];
  readonly thirdLegs: readonly FoundLeg[];
  readonly agentLegs: readonly FoundLeg[];
  readonly recorders: readonly FoundLeg[];
  /** Legs and bridges that only made sense to the process that made them. */
  readonly strayLegs: readonly FoundLeg[];
  readonly strayBridges: readonly string[];
  readonly bridges: readonly string[];
};

/** One leg, by its name. */
export type FoundLeg = {
  readonly kind: LegKind;
  readonly owner: string;
  readonly legId: string;
  readonly isUp: boolean;
  /** In the application, where it can be given orders. */
  readonly isOurs: boolean;
  readonly bridgeId: string | undefined;
  readonly channel: Channel;
};

type Known = ReadonlyMap<AttemptId, Call>;

/** Reads what is there. `known` has what only this process can know of its own calls. */
export function surveyOf(
  site: SiteId,
  channels: readonly Channel[],
  bridges: readonly Bridge[],
  known: Known,
  at: Instant,
): Survey {
  const all = legsOf(site, channels, bridges);
  const of = (kind: LegKind): readonly FoundLeg[] => all.filter((leg) => leg.kind === kind);
  const calls = of('customer').map((leg) => callOf(site, leg, all, known, at));
  const owners = new Set<string>(calls.map((call) => call.attemptId));
  const agents = new Set(of('agent').map(({ owner }) => owner));
  const thirds = new Set(calls.map(thirdLegIdOf));
  const ownBridges = bridges.map(({ id }) => id).filter((id) => parseLegId(id)?.site === site);
  const [kept, strayBridges] = split(ownBridges, (id) => {
    const name = parseLegId(id);
    return name?.kind === 'desk' ? agents.has(name.owner) : owners.has(name?.owner ?? '');
  });
  const [thirdLegs, lonelyThirds] = split(of('third'), ({ legId }) => thirds.has(legId));
  const [recorders, lonelyRecorders] = split(of('recorder'), ({ owner }) => owners.has(owner));
  return {
    calls,
    customerLegs: of('customer'),
    thirdLegs,
    agentLegs: of('agent'),
    recorders,
    strayLegs: [
      ...lonelyRecorders,
      ...lonelyThirds,
      ...of('listener'),
      ...of('beep'),
      ...of('spy'),
    ],
    strayBridges,
    bridges: kept,
  };
}

function legsOf(
  site: SiteId,
  channels: readonly Channel[],
  bridges: readonly Bridge[],
): readonly FoundLeg[] {
  const bridgeOf = new Map(bridges.flatMap((each) => each.channels.map((id) => [id, each.id])));
  return channels.flatMap((channel): FoundLeg[] => {
    const name = parseLegId(channel.id);
    if (name?.site !== site) return [];
    const { kind, owner } = name;
    const isUp = channel.state === 'Up';
    const isOurs = isUp && channel.dialplan.app_name === 'Stasis';
    const legId = channel.id;
    return [{ kind, owner, legId, isUp, isOurs, bridgeId: bridgeOf.get(legId), channel }];
  });
}

function callOf(
  site: SiteId,
  leg: FoundLeg,
  all: readonly FoundLeg[],
  known: Known,
  at: Instant,
): Call {
  const id = attemptId(leg.owner);
  const before = known.get(id);
  const base = {
    attemptId: id,
    legId: leg.legId,
    isEnding: before?.isEnding ?? false,
    isRefused: before?.isRefused ?? false,
  };
  if (leg.isUp && leg.channel.dialplan.context === ORPHAN_CONTEXT) {
    return { ...base, phase: 'leaving', wasJoined: true };
  }
  // Up and not with us yet: it is on its way, and will be told as answered.
  if (!leg.isOurs) {
    const detect = before !== undefined && 'detect' in before ? before.detect : undefined;
    return { ...base, phase: leg.channel.state === 'Down' ? 'tried' : 'ringing', detect };
  }
  const answered = before?.phase === 'answered' ? before : undefined;
  const talk = answered === undefined ? talkFound(site, leg, all) : stillIn(answered, all);
  return { ...base, phase: 'answered', answeredAt: answered?.answeredAt ?? at, talk };
}

/** What somebody else's call looks like: who is together tells what they are doing. */
function talkFound(site: SiteId, customer: FoundLeg, all: readonly FoundLeg[]): Talk {
  const withThem = all.find((leg) => leg.kind === 'agent' && isAtDeskOf(site, leg, customer));
  if (withThem !== undefined) {
    return { ...NOBODY, agentId: agentId(withThem.owner), room: 'desk', wasJoined: true };
  }
  const own = callBridgeId(site, attemptId(customer.owner));
  return talkIn(
    customer,
    all.filter(({ bridgeId }) => bridgeId === own),
    all,
  );
}

/** The customer was brought to where this agent waits, and the agent is there. */
const isAtDeskOf = (site: SiteId, { bridgeId, owner }: FoundLeg, customer: FoundLeg): boolean =>
  bridgeId === deskBridgeId(site, agentId(owner)) && customer.bridgeId === bridgeId;

function talkIn(customer: FoundLeg, members: readonly FoundLeg[], all: readonly FoundLeg[]): Talk {
  const agent = members.find(({ kind }) => kind === 'agent');
  const third = all.find((leg) => isThirdOf(leg, customer) && leg.isOurs);
  const isIn = (leg: FoundLeg | undefined): boolean => leg !== undefined && members.includes(leg);
  const side = !isIn(third) ? 'customer' : isIn(customer) ? 'both' : 'target';
  return {
    ...NOBODY,
    agentId: agent === undefined ? undefined : agentId(agent.owner),
    third: third === undefined ? undefined : thirdFound(third.legId),
    side,
    isHeld: agent !== undefined && !isIn(customer) && side === 'customer',
    wasJoined: agent !== undefined || isIn(third),
  };
}

/** Our own call, without a third party that went away unseen. */
function stillIn({ talk }: AnsweredCall, all: readonly FoundLeg[]): Talk {
  const { third } = talk;
  if (third === undefined || third.of === 'agent') return talk;
  const isThere = all.some(({ legId }) => legId === third.legId);
  return isThere ? talk : { ...talk, third: undefined, side: 'customer' };
}

const isThirdOf = (leg: FoundLeg, customer: FoundLeg): boolean =>
  leg.kind === 'third' && leg.owner === customer.owner;

const thirdFound = (legId: string): Third => ({
  of: 'number',
  legId,
  purpose: 'consult',
  isUp: true,
  hasRung: true,
  isEnding: false,
});

function thirdLegIdOf(call: Call): string | undefined {
  const third = call.phase === 'answered' ? call.talk.third : undefined;
  return third?.of === 'number' ? third.legId : undefined;
}

/** The same in the words of the engine. `orphans` have heard the message, and may have gone. */
export function survivorsOf(
  { calls, agentLegs, recorders }: Survey,
  paused: ReadonlySet<AttemptId>,
  orphans: readonly AttemptId[],
): readonly SurvivingLeg[] {
  const alive = new Set(calls.map(({ attemptId }) => attemptId));
  const gone = orphans.filter((id) => !alive.has(id));
  const agents = new Set<AgentId>(
    agentLegs.filter(({ isOurs }) => isOurs).map(({ owner }) => agentId(owner)),
  );
  const recorded = new Set(recorders.map(({ owner }) => owner));
  return [
    ...calls.map((call): SurvivingLeg => {
      const found = { of: 'attempt', attemptId: call.attemptId } as const;
      const isPaused = paused.has(call.attemptId);
      const recording = !recorded.has(call.attemptId) ? 'off' : isPaused ? 'paused' : 'on';
      return { ...found, ...stateOf(call, agents), recording };
    }),
    ...gone.map(messageHeard),
    ...[...agents].map((id): SurvivingLeg => ({ of: 'agent', agentId: id })),
  ];
}

const messageHeard = (attemptId: AttemptId): SurvivingLeg => ({
  of: 'attempt',
  attemptId,
  state: 'message',
  agentId: undefined,
  isHeld: false,
  recording: 'off',
});

type CallState = Pick<
  Extract<SurvivingLeg, { of: 'attempt' }>,
  'state' | 'agentId' | 'isHeld' | 'third'
>;

function stateOf(call: Call, agents: ReadonlySet<AgentId>): CallState {
  const alone = { agentId: undefined, isHeld: false };
  if (call.phase === 'leaving') return { state: 'message', ...alone };
  if (call.phase !== 'answered') return { state: 'ringing', ...alone };
  const { isHeld, third } = call.talk;
  const id = call.talk.agentId;
  const beside = third === undefined || third.isEnding ? {} : { third: thirdIn(call.talk, third) };
  if (id !== undefined && agents.has(id)) {
    return { state: 'talking', agentId: id, isHeld, ...beside };
  }
  return { state: third?.isUp === true ? 'talking' : 'waiting', ...alone, ...beside };
}

const thirdIn = ({ agentId: id, side }: Talk, third: Third): SurvivingThird => ({
  agentId: third.of === 'agent' ? third.agentId : undefined,
  isUp: third.isUp,
  side,
  hasCall: id === undefined,
});

function split<Item>(
  items: readonly Item[],
  belongs: (item: Item) => boolean,
): [readonly Item[], readonly Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
