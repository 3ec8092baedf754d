import { must } from '../basics/assert.ts';
import type { AgentId, RecordId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';
import { isTechnical } from './call-result.ts';
import type { Promised } from './callback.ts';
import type { Chain } from './chain.ts';
import { hasNext, recordToDial, turnedTo, withRecord } from './chain.ts';
import type { CallingRecord, RecordStatus, RecordType } from './record.ts';
import { ownerOf } from './record.ts';
import type { NextStep, Treatment, TreatmentPosition } from './treatment.ts';
import { treat } from './treatment.ts';

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
};

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
  const step = treat(plan, ended, ended.chain.treatment, ended.endedAt);
  if (step.type === 'close') return closing(ended, record, 'updated');
  if (step.type === 'redial' && record.attempts < attemptsMax) {
    return redialing(ended, record, step);
  }
  return hasNext(ended.chain) ? goingOn(ended, record) : closing(ended, record, 'updated');
}

/** By the plan; where it says nothing, a fault of ours must not cost the person's place. */
export function unreachedOutcome(
  ended: Ended,
  plan: readonly Treatment[],
  attemptsMax: number,
  restMs: Millis,
): ChainOutcome {
  const { result } = ended;
  const ruled = plan.some(({ on }) => on.by === 'call-result' && on.result === result);
  if (isTechnical(result) && !ruled) return restAfterFault(ended, restMs);
  return outcomeOf(ended, plan, attemptsMax);
}

/** The dialer or the switch failed, not the plan: the same record again, after a rest. */
export function restAfterFault(ended: Ended, restMs: Millis): ChainOutcome {
  const { chain, endedAt } = ended;
  if (chain.isClosed) return closing(ended, dialed(ended), 'updated');
  const position = chain.treatment ?? { trigger: 'fault', applied: 0 };
  const step = { type: 'redial', dueAt: after(endedAt, restMs), position } as const;
  const { next, after: saved } = redialing(ended, dialed(ended), step);
  return { next, after: { ...saved, treatment: chain.treatment } };
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

/** No attempt is left on the record to dial: closed as it is. */
export const usedUp = (chain: Chain, at: Instant): ChainAfter => ({
  state: 'closed',
  position: chain.position,
  treatment: chain.treatment,
  dueAt: at,
  toTop: false,
  records: chain.records.map((record) => marked(record, 'updated', record.type)),
});

/** The record with this attempt counted on it. */
export function dialed({ chain, recordId, result, endedAt }: Ended): CallingRecord {
  const record = must(
    chain.records.find((each) => each.id === recordId),
    `record ${recordId} of chain ${chain.id}`,
  );
  // Redials caused by technical errors are not the person's, so they do not count as attempts.
  const attempts = record.attempts + (isTechnical(result) ? 0 : 1);
  return { ...record, attempts, callResult: result, calledAt: endedAt };
}

function redialing(
  ended: Ended,
  record: CallingRecord,
  step: Extract<NextStep, { type: 'redial' }>,
): ChainOutcome {
  const { chain } = ended;
  const isOwned = ownerOf(record) !== undefined;
  return {
    next: step,
    after: {
      state: 'ready',
      position: chain.position,
      treatment: step.position,
      dueAt: step.dueAt,
      toTop: false,
      // Who has promised to call keeps the person, also when nobody was reached.
      records: [marked(record, 'ready', isOwned ? 'personal-rescheduled' : 'campaign-rescheduled')],
    },
  };
}

/** The next number of the person comes now, ahead of the list. */
function goingOn(ended: Ended, record: CallingRecord): ChainOutcome {
  return {
    next: { type: 'next-in-chain' },
    after: {
      state: 'ready',
      position: ended.chain.position + 1,
      treatment: undefined,
      dueAt: ended.endedAt,
      toTop: true,
      records: [marked(record, 'updated', record.type)],
    },
  };
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
