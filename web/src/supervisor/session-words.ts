import type { DialSessionPhase, Waits } from '@outpace/engine/dialing/dial-session.ts';
import type { PacingBound, PacingView } from '@outpace/engine/pacing/counts.ts';
import type { AgentTotals, SessionRow } from '@outpace/engine/views/supervisor-view.ts';

export type ShownState = DialSessionPhase | 'not-loaded';

export const STATE_WORDS: Readonly<Record<ShownState, string>> = {
  'not-loaded': 'Not loaded',
  loading: 'Loading',
  active: 'Active',
  running: 'Running',
  unloading: 'Unloading',
};

export const stateOf = (session: SessionRow | undefined): ShownState =>
  session?.phase ?? 'not-loaded';

/** What one would do next; undefined while the group does its work or finishes by itself. */
export function nextStep(state: ShownState): 'load' | 'start' | undefined {
  if (state === 'not-loaded') return 'load';
  return state === 'active' ? 'start' : undefined;
}

/** What the state means, and what to do, in one sentence. */
export const STATE_SENTENCES: Readonly<Record<ShownState, string>> = {
  'not-loaded': 'Load it to tell its agents and to read the first records.',
  loading: 'The plan and the first records are being read.',
  active: 'The agents know of the campaign. Start it to dial.',
  running: 'It dials whenever an agent is free.',
  unloading: 'It takes no new records and waits for the calls under way.',
};

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** The line under a group's name: what is going on there now. */
export function activityOf(session: SessionRow | undefined): string {
  if (session === undefined) return 'Nobody is dialed for it.';
  const air = airTotal(session);
  return `${plural(air, 'call', 'calls')} in the air, ${plural(
    session.counts.connected,
    'contact',
    'contacts',
  )} of ${plural(session.counts.attempts, 'attempt', 'attempts')}`;
}

/** Calls that nobody talks on yet. */
export const airTotal = ({ inAir }: SessionRow): number =>
  inAir.dialing + inAir.ringing + inAir.waiting;

/** Why a running session does not dial more, one sentence each; none when nothing is short. */
export function waitSentences(waits: Waits): readonly string[] {
  return [
    ...(waits.records ? ['Waits for records: none may be called now.'] : []),
    ...(waits.ports ? ['Waits for ports: every line of this group is in use.'] : []),
    ...(waits.agents ? ['Waits for agents: nobody is free.'] : []),
    ...(waits.trunks
      ? ['Waits for trunks: calls do not get out. One is tried now and then, no record is used up.']
      : []),
    ...(waits.validation === true
      ? ['Waits for the validation: it does not answer, and is asked now and then.']
      : []),
  ];
}

const BOUND_SENTENCES: Readonly<Record<PacingBound, string>> = {
  nothing: 'No limit stood in the way.',
  agents: 'Agents were the limit.',
  records: 'Records were the limit.',
  ports: 'Ports were the limit. Looking ahead, calls that ring on in vain make room for new ones.',
  pause: 'Dialing pauses after a fault and goes on by itself.',
  trunks: 'The trunks take no calls: one is tried now and then until it gets through.',
  rate: 'The trunks start so many calls a second and no more: the next go out in their turn.',
  risk: 'One more would risk that a person finds no agent in time.',
  target: 'The target is met with this.',
  ledger:
    'The share of lost calls is used up: few calls beyond the free agents until it is repaid.',
  growing: 'Few calls have ended so far: more are dialed from one ring time to the next.',
  'thin-data': 'Too few calls have ended to look ahead: one call for each free agent.',
  mismatch: 'The counts of calls in the air disagree: one call for each free agent.',
  switch: 'The switch cannot be reached: calls under way go on, and nothing new is dialed.',
};

/** Whether any session has found out that nothing can be dialed now. */
export const isSwitchDown = (sessions: readonly Pick<SessionRow, 'phase' | 'pacing'>[]): boolean =>
  sessions.some(({ phase, pacing }) => phase === 'running' && pacing.bound === 'switch');

/** The last decision as one would say it. */
export function pacingSentence({ wanted, opened, bound, forecast }: PacingView): string {
  if (wanted === 0 && opened === 0) {
    const isHeld =
      bound === 'pause' || bound === 'switch' || bound === 'trunks' || bound === 'rate';
    if (isHeld) return BOUND_SENTENCES[bound];
    const none = 'No more calls are wanted right now.';
    return forecast === undefined ? none : `${none} ${BOUND_SENTENCES[bound]}`;
  }
  const decided =
    opened === wanted
      ? `Wanted ${plural(wanted, 'call', 'calls')} more and opened ${opened === 1 ? 'it' : 'them'}.`
      : `Wanted ${plural(wanted, 'call', 'calls')} more and opened ${opened}.`;
  return `${decided} ${BOUND_SENTENCES[bound]}`;
}

export type AgentShare = {
  readonly key: 'ready' | 'reserved' | 'engaged' | 'talking' | 'wrapUp' | 'notReady';
  readonly label: string;
  readonly count: number;
};

/** The stacked bar of agents, from left to right. Parts without anybody stay, as zero. */
export const agentShares = (agents: AgentTotals): readonly AgentShare[] => [
  { key: 'talking', label: 'On call', count: agents.talking },
  { key: 'engaged', label: 'Engaged', count: agents.engaged },
  { key: 'reserved', label: 'Reserved', count: agents.reserved },
  { key: 'ready', label: 'Ready', count: agents.ready },
  { key: 'wrapUp', label: 'After call work', count: agents.wrapUp },
  { key: 'notReady', label: 'Not Ready', count: agents.notReady },
];
