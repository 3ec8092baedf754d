import { nearestMoment } from '../basics/local-time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Treatment, TreatmentTrigger } from '../calling-lists/treatment.ts';
import { sequenceNumber, triggerKey } from '../calling-lists/treatment.ts';
import type { CallDryRun, Detection } from './call-dry-run.ts';
import { callDryRun } from './call-dry-run.ts';
import type { VerdictResult } from './call-treatments.ts';
import { NO_PERSON_VERDICTS, verdictResult } from './call-treatments.ts';
import type { Outcomes } from './campaign.ts';
import type { DryRunLife, MadeUpPerson } from './dry-run.ts';
import { liveThrough } from './dry-run.ts';

/**
 * Why a rule never acts: another has its turn; one before it ends the chain; the limit of attempts
 * comes first; its date has passed; its disposition does not exist; its result is never asked
 * about; or what it does is not possible in its turn.
 */
export const NEVER_REACHED = [
  'turn-taken',
  'ended-before',
  'limit',
  'date-passed',
  'disposition-unknown',
  'never-asked',
  'not-possible',
] as const;
export type NeverReached = (typeof NEVER_REACHED)[number];

/** What does not fit in a plan; `rule` is a place in it. */
export type PlanFinding =
  /** Who asked not to be called would be called. */
  | { readonly type: 'called-after-do-not-call'; readonly rule: number }
  /** The same number again, which is known not to be the person's. */
  | { readonly type: 'dead-number-again'; readonly rule: number }
  /** A result that calls of this plan meet: closed after it. */
  | { readonly type: 'no-rule'; readonly result: CallResult }
  | { readonly type: 'never-reached'; readonly rule: number; readonly why: NeverReached }
  /** It acts fewer times than it says, on one number. */
  | { readonly type: 'cut-short'; readonly rule: number; readonly times: number };

export type DryRunOrder = {
  readonly plan: readonly Treatment[];
  readonly outcomes: {
    readonly callResults: Outcomes['callResults'];
    /** Codes. */
    readonly dispositions: readonly string[];
  };
  readonly person: Omit<MadeUpPerson, 'isPersonal'>;
  /** Undefined: every verdict is taken to be possible, and nothing is said of calls. */
  readonly detection?: Detection | undefined;
};

export type DryRun = {
  readonly lives: readonly DryRunLife[];
  readonly findings: readonly PlanFinding[];
  /** What becomes of answers that are no person's. The life of each result is among the lives. */
  readonly calls: readonly CallDryRun[];
};

/** What each result of a plan leads to, and what does not fit in it. */
export function dryRun({ plan, outcomes, person, detection }: DryRunOrder): DryRun {
  const calls = detection === undefined ? [] : callDryRun(detection);
  const unheard = detection === undefined ? [] : unheardIn(calls);
  const triggers = firstOfEach(plan.map(({ on }) => on));
  const unruled = metResults(outcomes, unheard).filter((result) => !isRuled(plan, result));
  const lost = unruled.map((result): TreatmentTrigger => ({ by: 'call-result', result }));
  const lives = [...triggers, ...lost].map((on) =>
    liveThrough(plan, on, { ...person, isPersonal: isOfMissed(on) }),
  );
  const reached = new Set([
    ...lives.flatMap(actingIn),
    ...triggers.flatMap((on) => reachedBy(plan, on, person)),
  ]);
  const endless = new Set(
    firstOfEach(plan.flatMap(({ on }, place) => (reached.has(place) ? [] : [on]))).flatMap((on) =>
      reachedBy(plan, on, { ...person, attemptsMax: Number.MAX_SAFE_INTEGER }),
    ),
  );
  const found = plan.flatMap((rule, place): readonly PlanFinding[] => {
    const again = contradiction(rule, place);
    if (again !== undefined) return [again];
    const unasked = whyUnasked(outcomes, rule);
    if (unasked !== undefined || !reached.has(place)) {
      const isLimit = endless.has(place);
      const why =
        unasked ?? whyNever({ plan, person }, rule) ?? (isLimit ? 'limit' : 'not-possible');
      return [{ type: 'never-reached', rule: place, why }];
    }
    return cutShort(rule, place, lives);
  });
  const gaps = unruled.map((result): PlanFinding => ({ type: 'no-rule', result }));
  return { lives, findings: [...found, ...gaps], calls };
}

const isOfMissed = (on: TreatmentTrigger): boolean =>
  on.by === 'call-result' && on.result === 'agent-callback-error';

const firstOfEach = (triggers: readonly TreatmentTrigger[]): readonly TreatmentTrigger[] => [
  ...new Map(triggers.map((on) => [triggerKey(on), on])).values(),
];

const isRuled = (plan: readonly Treatment[], result: CallResult): boolean =>
  plan.some(({ on }) => on.by === 'call-result' && on.result === result);

/** Ends that calls of every campaign meet. */
const USUAL: readonly CallResult[] = [
  'no-answer',
  'busy',
  'answering-machine',
  'fax',
  'silence',
  'sit-invalid-number',
  'abandoned',
  'dropped',
];

/** Results that no verdict gives here: only an agent could still say them. */
const unheardIn = (calls: readonly CallDryRun[]): readonly VerdictResult[] =>
  NO_PERSON_VERDICTS.map(verdictResult).filter(
    (unheard) => !calls.some(({ result }) => result === unheard),
  );

/** With what agents may say here; two of these are decided without a plan. */
function metResults(
  { callResults }: DryRunOrder['outcomes'],
  unheard: readonly CallResult[],
): readonly CallResult[] {
  const heard = USUAL.filter((result) => !unheard.includes(result));
  return [...new Set([...heard, ...callResults])].filter(
    (result) => result !== 'do-not-call' && result !== 'cancel-record',
  );
}

const DEAD: readonly CallResult[] = ['wrong-number', 'sit-invalid-number', 'sit-vacant-code'];
const AGAIN: readonly Treatment['action'][] = ['redial', 'retry-in', 'retry-at', 'reschedule'];
const ENDS: readonly Treatment['action'][] = ['close', 'update-chain', 'mark-agent-error'];

function contradiction({ on, action }: Treatment, rule: number): PlanFinding | undefined {
  if (on.by !== 'call-result') return undefined;
  if (on.result === 'do-not-call' && !ENDS.includes(action)) {
    return { type: 'called-after-do-not-call', rule };
  }
  const isDead = DEAD.includes(on.result) && AGAIN.includes(action);
  return isDead ? { type: 'dead-number-again', rule } : undefined;
}

const actingIn = ({ lines }: DryRunLife): readonly number[] =>
  lines.flatMap(({ rule }) => rule ?? []);

/** Places of the rules that act for somebody with one number or with more, who is an agent's. */
function reachedBy(
  plan: readonly Treatment[],
  on: TreatmentTrigger,
  person: DryRunOrder['person'],
): readonly number[] {
  // An end of do-not-call is the same as what happens anyway.
  if (on.by === 'call-result' && on.result === 'do-not-call') {
    return plan.flatMap((rule, place) => (triggerKey(rule.on) === triggerKey(on) ? [place] : []));
  }
  return [1, Math.max(person.numbers, 3)].flatMap((numbers) =>
    actingIn(liveThrough(plan, on, { ...person, numbers, isPersonal: true })),
  );
}

/** Nothing ever happens that it answers to. */
function whyUnasked(
  { dispositions }: DryRunOrder['outcomes'],
  { on }: Treatment,
): NeverReached | undefined {
  if (on.by === 'disposition') {
    return dispositions.includes(on.code) ? undefined : 'disposition-unknown';
  }
  return on.result === 'cancel-record' ? 'never-asked' : undefined;
}

function whyNever(
  { plan, person }: Pick<DryRunOrder, 'plan' | 'person'>,
  rule: Treatment,
): NeverReached | undefined {
  const { on } = rule;
  const same = plan.filter((other) => triggerKey(other.on) === triggerKey(on));
  const number = sequenceNumber(rule);
  if (same.find((other) => sequenceNumber(other) === number) !== rule) return 'turn-taken';
  const before = same.filter((other) => sequenceNumber(other) < number);
  if (before.some(({ action }) => ENDS.includes(action))) return 'ended-before';
  return rule.action === 'retry-at' && hasPassed(rule.local, person) ? 'date-passed' : undefined;
}

const hasPassed = (local: string, { zone, at }: DryRunOrder['person']): boolean =>
  (nearestMoment({ local, zone, reading: undefined }) ?? at) <= at;

/** The limit of attempts, or the end of the day, before the rule has acted as often as it says. */
function cutShort(
  rule: Treatment,
  place: number,
  lives: readonly DryRunLife[],
): readonly PlanFinding[] {
  const { action } = rule;
  if (action !== 'redial' && action !== 'retry-in' && action !== 'reschedule') return [];
  const life = lives.find(({ on }) => triggerKey(on) === triggerKey(rule.on));
  if (life === undefined || life.isCut) return [];
  const acts = life.lines.filter((line) => line.rule === place && line.number === 1);
  const times = acts.length;
  return times > 0 && times < rule.cycleAttempts ? [{ type: 'cut-short', rule: place, times }] : [];
}
