import { must, unreachable } from '../basics/assert.ts';
import type { AgentId, RecordId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';
import { isTechnical, isUncounted, isWithoutCall } from './call-result.ts';
import type { Promised } from './callback.ts';
import type { Chain } from './chain.ts';
import { recordToDial, turnedTo, withRecord } from './chain.ts';
import type { CallingRecord, RecordStatus, RecordType } from './record.ts';
import { isCallback, isDelegated, isOut, ownerOf } from './record.ts';
import type { Ruling } from './treat.ts';
import { faultsOf, hasTooManyFaults, treat, treatReturned } from './treat.ts';
import type { NextStep, Treatment, TreatmentPosition, TreatmentTrigger } from './treatment.ts';

/** A chain as it is to be after one of its records was worked on; what the store writes. */
export type ChainAfter = {
  readonly state: 'ready' | 'closed';
  readonly position: number;
  readonly treatment: TreatmentPosition | undefined;
  readonly dueAt: Instant;
  /** Put before everything else that is due, as a rejected record is. */
  readonly toTop: boolean;
  /** Only those that changed, with status, type, result, attempts and time as they are to be. */
  readonly records: readonly CallingRecord[];
  /** New numbers of the person, which have no row yet. */
  readonly added?: readonly CallingRecord[];
  /** Handed to whoever is outside, who are told of it. */
  readonly delegated?: Delegated;
};

/** Which record was dialed, and what the rule answered to that gives the chain away. */
export type Delegated = { readonly recordId: RecordId; readonly on: TreatmentTrigger };

export type ChainOutcome = { readonly next: NextStep; readonly after: ChainAfter };

/** What was worked on, and how it ended. */
export type Ended = {
  readonly chain: Chain;
  readonly recordId: RecordId;
  readonly result: CallResult;
  readonly code: string | undefined;
  readonly endedAt: Instant;
  /** Who was to talk with the person, if anybody: a personal callback is theirs. */
  readonly agentId?: AgentId | undefined;
};

/** Decides by the plan what becomes of a chain, under the list's limit of attempts. */
export function outcomeOf(
  ended: Ended,
  plan: readonly Treatment[],
  attemptsMax: number,
): ChainOutcome {
  const record = dialed(ended);
  if (ended.result === 'cancel-record') return closing(ended, record, 'cancelled');
  if (ended.chain.isClosed) return closing(ended, record, 'updated');
  return outcomeBy(ended, rulingOn(ended, plan, attemptsMax));
}

/** What the plan says, and by which rule: also for showing it before anything happens. */
export function rulingOn(ended: Ended, plan: readonly Treatment[], attemptsMax: number): Ruling {
  const chain = withRecord(ended.chain, dialed(ended));
  return treat(plan, { ...ended, chain, attemptsMax });
}

/** What a ruling makes of the chain and its records. */
export const outcomeBy = (ended: Ended, ruling: Ruling): ChainOutcome =>
  become(ended, dialed(ended), ruling);

/**
 * Nobody outside has given the chain back in time: it goes on by the plan, and no attempt is
 * counted.
 */
export const returnedOutcome = (
  chain: Chain,
  plan: readonly Treatment[],
  attemptsMax: number,
  at: Instant,
): ChainOutcome => returnedBy(chain, returnedRuling(chain, plan, attemptsMax, at), at);

/** What the plan says of such a chain, and by which rule. */
export const returnedRuling = (
  chain: Chain,
  plan: readonly Treatment[],
  attemptsMax: number,
  at: Instant,
): Ruling => treatReturned(plan, { ...returnedAt(chain, at), attemptsMax });

/** What that makes of the chain and its records. */
export const returnedBy = (chain: Chain, ruling: Ruling, at: Instant): ChainOutcome =>
  become(returnedAt(chain, at), recordToDial(chain), ruling);

function returnedAt(chain: Chain, endedAt: Instant): Ended {
  const { id: recordId, callResult: result } = recordToDial(chain);
  return { chain, recordId, result, code: undefined, endedAt };
}

function become(ended: Ended, record: CallingRecord, ruling: Ruling): ChainOutcome {
  switch (ruling.type) {
    case 'again':
      return redialing(ended, againAs(record, ruling.rule, ended.agentId), ruling);
    case 'next':
      return goingOn(ended, record, ruling);
    case 'delegate':
      return delegating(ended, record, ruling);
    case 'end':
      return ending(ended, record, ruling.as);
    default:
      return unreachable(ruling);
  }
}

function ending(
  ended: Ended,
  record: CallingRecord,
  as: Extract<Ruling, { type: 'end' }>['as'],
): ChainOutcome {
  switch (as) {
    case 'close':
      return closing(ended, record, 'updated');
    case 'mark-agent-error':
      return closing(ended, record, 'agent-error');
    case 'update-chain': {
      const { callResult } = record;
      const records = ended.chain.records.map((other) =>
        isOut(other) ? other : { ...other, callResult },
      );
      return closing({ ...ended, chain: { ...ended.chain, records } }, record, 'updated');
    }
    default:
      return unreachable(as);
  }
}

/** By the plan; where it says nothing, a fault of ours must not cost the person's place. */
export function unreachedOutcome(
  ended: Ended,
  plan: readonly Treatment[],
  attemptsMax: number,
  restMs: Millis,
): ChainOutcome {
  const { result } = ended;
  const isRuled = plan.some(({ on }) => on.by === 'call-result' && on.result === result);
  if (isTechnical(result) && !isRuled) return restAfterFault(ended, restMs);
  return outcomeOf(ended, plan, attemptsMax);
}

/** The dialer or the switch failed, not the plan: the same record again, after a rest. */
export function restAfterFault(ended: Ended, restMs: Millis): ChainOutcome {
  const { chain, endedAt } = ended;
  const record = dialed(ended);
  if (chain.isClosed || hasTooManyFaults(ended)) return closing(ended, record, 'updated');
  const before = chain.treatment ?? { trigger: 'fault', applied: 0 };
  const position = { ...before, faults: faultsOf(ended) };
  const rest = { dueAt: after(endedAt, restMs), position };
  return redialing(ended, againAs(record, undefined, undefined), rest);
}

/** The agent has promised a time: nobody calls before it, and then this number. */
export function callbackOutcome(ended: Ended, { dueAt, kind, record }: Promised): ChainOutcome {
  const { chain } = ended;
  const last = dialed(ended);
  const base = record.id === last.id ? last : record;
  const type = kind === 'personal' ? 'personal-callback' : 'campaign-callback';
  const promised: CallingRecord = { ...marked(base, 'ready', type), agentId: ended.agentId };
  const turned = turnedTo(withRecord(chain, marked(last, 'updated', last.type)), promised);
  const isNew = turned.records.length > chain.records.length;
  const known = turned.records.filter(
    ({ id }) => (id === last.id || id === promised.id) && !(isNew && id === promised.id),
  );
  return {
    next: { type: 'callback', dueAt, kind },
    after: {
      state: 'ready',
      position: turned.position,
      treatment: undefined,
      dueAt,
      toTop: false,
      records: known,
      ...(isNew ? { added: [promised] } : {}),
    },
  };
}

/** Taken back by somebody else while its agent worked on it: closed, whatever was said. */
export const takenBackOutcome = (ended: Ended): ChainOutcome =>
  closing(ended, dialed(ended), 'cancelled');

/** Moved, handed over or made the group's without a call: nothing is counted. */
export function callbackMoved(chain: Chain, promised: CallingRecord, dueAt: Instant): ChainAfter {
  const turned = turnedTo(chain, promised);
  const isNew = turned.records.length > chain.records.length;
  const before = recordToDial(chain);
  // To another number: the one before is an ordinary number of the person again.
  const left: readonly CallingRecord[] =
    before.id === promised.id ? [] : [{ ...before, type: 'general', agentId: undefined }];
  return {
    state: 'ready',
    position: turned.position,
    treatment: chain.treatment,
    dueAt,
    toTop: false,
    records: isNew ? left : [...left, promised],
    ...(isNew ? { added: [promised] } : {}),
  };
}

/** Somebody took the record back before anybody dialed it: closed, and no attempt is counted. */
export const cancelledUndialed = (chain: Chain, at: Instant): ChainAfter => ({
  state: 'closed',
  position: chain.position,
  treatment: chain.treatment,
  dueAt: at,
  toTop: false,
  records: chain.records.map((record, n) =>
    marked(record, n === chain.position ? 'cancelled' : 'chain-updated', record.type),
  ),
});

/** Never again: the dialed number, or every number of the chain. */
export function blockedOutcome(ended: Ended, scope: 'number' | 'person'): ChainOutcome {
  const record = dialed(ended);
  const records = ended.chain.records.map((other): CallingRecord => {
    const blocked = scope === 'person' || other.id === record.id;
    const base = other.id === record.id ? record : other;
    if (!blocked) return { ...base, status: 'chain-updated' };
    return { ...base, type: 'no-call', status: 'updated', callResult: 'do-not-call' };
  });
  return { next: { type: 'close' }, after: closedAfter(ended, records) };
}

/** Suppressed before anybody dialed it: closed, and no attempt is counted. */
export function suppressedUndialed(chain: Chain, at: Instant): ChainAfter {
  const { id, attempts, calledAt } = recordToDial(chain);
  const ended = {
    chain,
    recordId: id,
    result: 'do-not-call',
    code: undefined,
    endedAt: at,
  } as const;
  const { after: closed } = blockedOutcome(ended, 'number');
  const records = closed.records.map((each) =>
    each.id === id ? { ...each, attempts, calledAt } : each,
  );
  return { ...closed, records };
}

/**
 * Suppressed while the phone rang: the attempt counts. Never again, or, where the entry ends
 * (`until`), the same number from then on, wherever it stood in its treatment.
 */
export function suppressedUnanswered(ended: Ended, until: Instant | undefined): ChainOutcome {
  if (until === undefined || ended.chain.isClosed) return blockedOutcome(ended, 'number');
  const position = ended.chain.treatment ?? { trigger: 'result:do-not-call', applied: 0 };
  const record = againAs(dialed(ended), undefined, undefined);
  return redialing(ended, record, { dueAt: until, position });
}

/**
 * Refused by whoever was asked before the dial: treated by the plan with that result, and counted
 * among the attempts on the record, so that what is refused over and over comes to an end. The
 * person was not called, so the time of their last call stays.
 */
export function refusedUndialed(
  ended: Ended,
  plan: readonly Treatment[],
  attemptsMax: number,
): ChainOutcome {
  const isNever = ended.result === 'do-not-call';
  const { next, after: treated } = isNever
    ? blockedOutcome(ended, 'number')
    : outcomeOf(ended, plan, attemptsMax);
  const { calledAt } = must(
    ended.chain.records.find(({ id }) => id === ended.recordId),
    `record ${ended.recordId} of chain ${ended.chain.id}`,
  );
  const records = treated.records.map((each) =>
    each.id === ended.recordId ? { ...each, calledAt } : each,
  );
  return { next, after: { ...treated, records } };
}

/** No attempt is left on the record to dial: closed as it is. */
export const usedUp = (chain: Chain, at: Instant): ChainAfter => ({
  state: 'closed',
  position: chain.position,
  treatment: chain.treatment,
  dueAt: at,
  toTop: false,
  records: chain.records.map((record) => marked(record, 'updated', record.type)),
});

/** Somebody says that it is dealt with: closed, and no attempt is counted. */
export const finishedUndialed = (chain: Chain, at: Instant): ChainAfter => ({
  state: 'closed',
  position: chain.position,
  treatment: chain.treatment,
  dueAt: at,
  toTop: false,
  records: chain.records
    .filter((record) => !isOut(record) || isDelegated(record))
    .map((record) => marked(record, 'updated', record.type)),
});

/** A rule forbids the dial until then: everything stays as it is, and waits. */
export const putOff = (chain: Chain, dueAt: Instant): ChainAfter => ({
  state: chain.isClosed ? 'closed' : 'ready',
  position: chain.position,
  treatment: chain.treatment,
  dueAt,
  toTop: false,
  records: [],
});

/** The record with this attempt counted on it. */
export function dialed({ chain, recordId, result, endedAt }: Ended): CallingRecord {
  const record = must(
    chain.records.find((each) => each.id === recordId),
    `record ${recordId} of chain ${chain.id}`,
  );
  if (isWithoutCall(result)) return { ...record, callResult: result };
  // Redials caused by technical errors are not the person's, so they do not count as attempts.
  const attempts = record.attempts + (isUncounted(result) ? 0 : 1);
  return { ...record, attempts, callResult: result, calledAt: endedAt };
}

/** Whose the record is when it is called again: by the rule, or whose it has been. */
function againAs(
  record: CallingRecord,
  rule: Treatment | undefined,
  by: AgentId | undefined,
): CallingRecord {
  // Who has promised to call keeps the person, also when nobody was reached.
  const before = ownerOf(record);
  if (rule?.action === 'assign-to-group' && isCallback(record)) {
    return marked(record, 'ready', 'campaign-callback');
  }
  const asked = rule !== undefined && 'owner' in rule ? rule.owner : undefined;
  const isGroups = rule?.action === 'assign-to-group' || asked === 'campaign';
  const owner = asked === 'personal' ? (by ?? before) : before;
  if (isGroups || owner === undefined) return marked(record, 'ready', 'campaign-rescheduled');
  return { ...marked(record, 'ready', 'personal-rescheduled'), agentId: owner };
}

function redialing(
  { chain }: Ended,
  record: CallingRecord,
  { dueAt, position }: Pick<Extract<Ruling, { type: 'again' }>, 'dueAt' | 'position'>,
): ChainOutcome {
  return {
    next: { type: 'redial', dueAt, position },
    after: readyAt(chain, { dueAt, position }, inWaiting(chain, record, chain.position)),
  };
}

/** The same record is the next to be dialed, at its time. */
const readyAt = (
  { position }: Chain,
  { dueAt, position: treatment }: Pick<Extract<Ruling, { type: 'again' }>, 'dueAt' | 'position'>,
  records: readonly CallingRecord[],
): ChainAfter => ({ state: 'ready', position, treatment, dueAt, toTop: false, records });

/** Out of dialing, and nobody's any more, until it is given back or comes back by itself. */
function delegating(
  { chain, recordId }: Ended,
  record: CallingRecord,
  { rule, dueAt, position }: Extract<Ruling, { type: 'delegate' }>,
): ChainOutcome {
  const handed = marked(record, 'delegated', 'campaign-rescheduled');
  const records = inWaiting(chain, handed, chain.position).map((each) =>
    each.id === recordId ? handed : each,
  );
  const delegated = { recordId, on: rule.on };
  return {
    next: { type: 'delegate', dueAt },
    after: { ...readyAt(chain, { dueAt, position }, records), delegated },
  };
}

/** The next number of the person: ahead of the list when it comes now, else when it is due. */
function goingOn(
  { chain, endedAt }: Ended,
  record: CallingRecord,
  { place, dueAt, position, comesRound }: Extract<Ruling, { type: 'next' }>,
): ChainOutcome {
  const isNow = dueAt <= endedAt;
  const left = marked(record, comesRound ? 'chain-ready' : 'updated', record.type);
  return {
    next: { type: 'next-in-chain', ...(isNow ? {} : { dueAt }) },
    after: {
      state: 'ready',
      position: place,
      treatment: position,
      dueAt,
      toTop: isNow,
      records: inWaiting(chain, left, place, isNow),
    },
  };
}

/**
 * What changes in the records of a chain that waits: the one to be called is ready, the others
 * whose turn may come are ready as its chain is. What waits for a time is not behind the list.
 */
function inWaiting(
  chain: Chain,
  changed: CallingRecord,
  head: number,
  isNow = true,
): readonly CallingRecord[] {
  const before = new Map(chain.records.map((record) => [record.id, record]));
  return withRecord(chain, changed)
    .records.map((record, place): CallingRecord => {
      if (place !== head)
        return record.status === 'ready' ? { ...record, status: 'chain-ready' } : record;
      const isFresh = record.type === 'general' || record.type === 'unknown';
      return marked(record, 'ready', isFresh && !isNow ? 'campaign-rescheduled' : record.type);
    })
    .filter((record) => {
      const known = before.get(record.id);
      return (
        record.id === changed.id || record.status !== known?.status || record.type !== known.type
      );
    });
}

function closing(ended: Ended, record: CallingRecord, status: RecordStatus): ChainOutcome {
  const records = ended.chain.records.map((other) =>
    other.id === record.id
      ? marked(record, status, record.type)
      : marked(other, 'chain-updated', other.type),
  );
  return { next: { type: 'close' }, after: closedAfter(ended, records) };
}

const closedAfter = (ended: Ended, records: readonly CallingRecord[]): ChainAfter => ({
  state: 'closed',
  position: ended.chain.position,
  treatment: ended.chain.treatment,
  dueAt: ended.endedAt,
  toTop: false,
  records,
});

const marked = (record: CallingRecord, status: RecordStatus, type: RecordType): CallingRecord => ({
  ...record,
  status,
  type,
});
