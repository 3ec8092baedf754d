import { type CallingListId, callingListId, campaignId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import {
  isSuppressed,
  listedText,
  type SuppressionKey,
  suppressionText,
} from '@outpace/engine/calling-lists/suppression.ts';
import { chain, phone, record } from '@outpace/engine/test-site.ts';
import { heapBytes } from './memory/heap-bytes.ts';

const ENTRIES = 1_000_000;
const CHECKS = 200_000;
/** The slowest check but one in a hundred takes at most this. */
const LIMIT_US = 20;
/** As many as there are of +1 NPA 555-01xx, reserved for fiction, from area 212 on. */
const NUMBERS = 78_000;

/** How long the engine takes to find out that somebody is suppressed, among a million entries. */
export function bench(): void {
  const { median, slow, found, bytes } = measure(ENTRIES, CHECKS);
  const isPassed = slow <= LIMIT_US;
  if (!isPassed) process.exitCode = 1;
  console.log(
    `suppress  ${ENTRIES.toLocaleString('en')} entries: median ${median.toFixed(2)} µs, ` +
      `p99 ${slow.toFixed(2)} µs of ${CHECKS.toLocaleString('en')} checks, ` +
      `limit ${LIMIT_US} µs: ${isPassed ? 'PASS' : 'FAIL'}`,
  );
  console.log(`suppress  ${bytes.toFixed(0)} bytes an entry; ${found} of the checks found one`);
}

type Measured = {
  readonly median: number;
  readonly slow: number;
  /** Checks that found somebody suppressed. */
  readonly found: number;
  readonly bytes: number;
};

/** Each check names another person; every second one is suppressed, where entries suffice. */
export function measure(entries: number, checks: number): Measured {
  const before = heapBytes();
  const suppressed = new Map<string, Instant>();
  for (let n = 0; n < entries; n += 1) suppressed.set(textOf(n), instant(n));
  const bytes = (heapBytes() - before) / entries;
  const tookUs = new Float64Array(checks);
  let found = 0;
  for (let n = 0; n < checks; n += 1) {
    const called = record(n, { phone: numberOf(n) });
    const somebody = chain(n, { listId: listOf(1), records: [called] });
    const start = performance.now();
    const isFound = isSuppressed(somebody, called, suppressed, campaignId('campaign'));
    tookUs[n] = (performance.now() - start) * 1_000;
    if (isFound) found += 1;
  }
  tookUs.sort();
  const at = (share: number): number => tookUs[Math.floor(share * (checks - 1))] ?? 0;
  return { median: at(0.5), slow: at(0.99), found, bytes };
}

/** Even numbers only; the first round of them by calls, the next ones by lists. */
function textOf(n: number): string {
  const key: SuppressionKey = { kind: 'phone', phone: numberOf(2 * n) };
  const round = Math.floor(n / (NUMBERS / 2));
  if (round === 0) return suppressionText(key);
  return listedText(key, { kind: 'calling-list', listId: listOf(round) });
}

const listOf = (round: number): CallingListId => callingListId(`list ${round}`);

const numberOf = (n: number): PhoneNumber => phone(n % NUMBERS);
