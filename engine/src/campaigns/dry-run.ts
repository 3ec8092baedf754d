import { must } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import { agentId, callingListId, chainId, recordId } from '../basics/ids.ts';
import { localTimeOf, nearestMoment } from '../basics/local-time.ts';
import { parsePhoneNumber } from '../basics/phone-number.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { elapsed } from '../basics/time.ts';
import { isWithoutCall } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { ChainAfter, Ended } from '../calling-lists/chain-outcome.ts';
import { outcomeBy, returnedBy, returnedRuling, rulingOn } from '../calling-lists/chain-outcome.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import { isDelegated, newNumber, ownerOf } from '../calling-lists/record.ts';
import type { Ruling } from '../calling-lists/treat.ts';
import type { Treatment, TreatmentTrigger } from '../calling-lists/treatment.ts';
import { rulesFor } from '../calling-lists/treatment.ts';

/** A person who is called by a plan before anybody is: always with the same result. */
export type MadeUpPerson = {
  /** How many numbers they have, 1..5. */
  readonly numbers: number;
  /** The list's limit of attempts on one number. */
  readonly attemptsMax: number;
  /** IANA zone of theirs. */
  readonly zone: string;
  /** The first record is one agent's. */
  readonly isPersonal: boolean;
  /** The first attempt is made on this day of theirs, in the morning. */
  readonly at: Instant;
};

/** `no-rule`: the plan says nothing; `used-up`: its rules are; `limit`: no attempt is left. */
export const DRY_RUN_ENDS = [
  'rule',
  'no-rule',
  'used-up',
  'limit',
  'cancelled',
  'blocked',
] as const;
export type DryRunEnd = (typeof DRY_RUN_ENDS)[number];

/** One attempt, or a delegation that nobody answers, and what comes of it. */
export type DryRunLine = {
  /** Which of the person's numbers, from 1. */
  readonly number: number;
  /** Place in the plan of the rule that decided; undefined: none did. */
  readonly rule: number | undefined;
  /** Nobody was called: whoever is outside has not given the chain back in time. */
  readonly isReturned?: true;
  readonly next:
    | { readonly type: 'again'; readonly afterMs: Millis }
    | { readonly type: 'next'; readonly number: number; readonly afterMs: Millis }
    | { readonly type: 'delegate'; readonly afterMs: Millis }
    | { readonly type: 'end'; readonly why: DryRunEnd };
};

/** All that a chain lives through by one result. */
export type DryRunLife = {
  readonly on: TreatmentTrigger;
  readonly lines: readonly DryRunLine[];
  /** It goes on after the last line. */
  readonly isCut: boolean;
};

/** Longer lives are not told to their end: calls wait while the answer is made. */
export const DRY_RUN_LINES_MAX = 60;

const AGENT: AgentId = agentId('agent');

/** What becomes of a person when every attempt ends like this, by the rules that really decide. */
export function liveThrough(
  plan: readonly Treatment[],
  on: TreatmentTrigger,
  person: MadeUpPerson,
): DryRunLife {
  // The others have no say, and there may be many of them.
  const rules = rulesFor(plan, triggersOf(on));
  const lines: DryRunLine[] = [];
  let chain = chainOf(person);
  let endedAt = morningOf(person);
  while (lines.length < DRY_RUN_LINES_MAX) {
    const record = recordToDial(chain);
    const ended: Ended = { chain, recordId: record.id, endedAt, agentId: AGENT, ...triggersOf(on) };
    const isReturned = isDelegated(record);
    const ruling = isReturned
      ? returnedRuling(chain, rules, person.attemptsMax, endedAt)
      : rulingOn(ended, rules, person.attemptsMax);
    const end = endOf(ended, rules, ruling, person);
    const isAsked = ruling.rule !== undefined && end !== 'cancelled' && end !== 'blocked';
    const rule = isAsked ? plan.indexOf(ruling.rule) : undefined;
    const said = { number: chain.position + 1, rule, ...(isReturned && { isReturned }) };
    if (end !== undefined) {
      lines.push({ ...said, next: { type: 'end', why: end } });
      return { on, lines, isCut: false };
    }
    const { after } = isReturned ? returnedBy(chain, ruling, endedAt) : outcomeBy(ended, ruling);
    lines.push({ ...said, next: nextOf(ruling, after, endedAt) });
    const changed = new Map(after.records.map((each) => [each.id, each]));
    const records = chain.records.map((each) => changed.get(each.id) ?? each);
    chain = { ...chain, records, position: after.position, treatment: after.treatment };
    endedAt = after.dueAt;
    // What is anybody's cannot be missed by its agent again.
    if (isWithoutCall(ended.result) && ownerOf(recordToDial(chain)) === undefined) {
      return { on, lines, isCut: false };
    }
  }
  return { on, lines, isCut: true };
}

function nextOf(ruling: Ruling, { position, dueAt }: ChainAfter, at: Instant): DryRunLine['next'] {
  const afterMs = elapsed(at, dueAt);
  if (ruling.type === 'next') return { type: 'next', number: position + 1, afterMs };
  return { type: ruling.type === 'delegate' ? 'delegate' : 'again', afterMs };
}

/** A disposition is said after an answer. */
const triggersOf = (on: TreatmentTrigger): Pick<Ended, 'result' | 'code'> =>
  on.by === 'call-result'
    ? { result: on.result, code: undefined }
    : { result: 'answer', code: on.code };

function endOf(
  ended: Ended,
  rules: readonly Treatment[],
  ruling: Ruling,
  { attemptsMax }: MadeUpPerson,
): DryRunEnd | undefined {
  // Both are decided before any plan is asked.
  if (ended.result === 'cancel-record') return 'cancelled';
  if (ended.result === 'do-not-call') return 'blocked';
  if (ruling.type !== 'end') return undefined;
  if (ruling.rule !== undefined) return 'rule';
  if (rules.length === 0) return 'no-rule';
  return recordToDial(ended.chain).attempts + 1 >= attemptsMax ? 'limit' : 'used-up';
}

/** From a range that is kept for fiction; nobody is ever called here. */
const FICTION = parsePhoneNumber('+12025550100');

function chainOf({ numbers, zone, isPersonal, at }: MadeUpPerson): Chain {
  const phone = must(FICTION.ok ? FICTION.value : undefined, 'a number for fiction');
  const window = { zone, dailyFrom: FROM_HOUR * 3_600, dailyTill: 21 * 3_600 };
  const fresh = (chainN: number): CallingRecord => ({
    ...newNumber(recordId(String(chainN)), phone, chainN, window),
    ...(chainN === 0 && isPersonal && { type: 'personal-callback', agentId: AGENT }),
  });
  return {
    id: chainId('dry-run'),
    listId: callingListId('dry-run'),
    listName: '',
    contactName: '',
    customerId: undefined,
    records: Array.from({ length: numbers }, (_, chainN) => fresh(chainN)),
    position: 0,
    treatment: undefined,
    dueAt: at,
    leaseUntil: at,
  };
}

const FROM_HOUR = 8;

/** An hour after the window has opened: nothing of the day is lost to the plan. */
function morningOf({ at, zone }: MadeUpPerson): Instant {
  const [today] = localTimeOf(at, zone).local.split('T');
  return nearestMoment({ local: `${today}T09:00`, zone, reading: undefined }) ?? at;
}
