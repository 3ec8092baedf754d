import { availableParallelism, loadavg } from 'node:os';
import { type Figures, figuresOf, type Span } from './figures.ts';
import { type BenchPlan, type Measured, RING_MS } from './measure.ts';

/** The median from answer to bridge may be this many times that of the bare loop. */
const RATIO_MAX = 2;
/** At this rate, the last hundredth must not wait longer for the bridge. */
const TAIL_AT_PER_SECOND = 50;
const TAIL_MS_BELOW = 300;

const WIDTHS = [7, 9, 6, 13, 13, 13, 13, 7, 9];
const HEAD = [
  'calls/s',
  '',
  'calls',
  'ordered',
  'answered',
  'bridged',
  'heard',
  'server',
  'Asterisk',
];

export type Report = { readonly lines: readonly string[]; readonly isPassed: boolean };

/** One table and its verdicts, to be pasted where somebody asks for them. */
export function report(plan: BenchPlan, { asterisk, turns }: Measured): Report {
  const rates = plan.ratesPerSecond.map((perSecond) => ({
    perSecond,
    product: figuresOf(turns, 'product', perSecond),
    bare: figuresOf(turns, 'bare', perSecond),
  }));
  const verdicts = rates.flatMap(({ perSecond, product, bare }) =>
    verdictsAt(perSecond, product, bare),
  );
  const lines = [
    ...about(plan, asterisk),
    row(HEAD),
    ...rates.flatMap(({ perSecond, product, bare }) => [
      row([String(perSecond), 'product', ...cells(product)]),
      row(['', 'bare loop', ...cells(bare)]),
      row(['', 'ratio', '', ...ratios(product, bare)]),
    ]),
    ...rates.flatMap(({ perSecond, product, bare }) => [
      ...troubles(`${perSecond}/s product`, product),
      ...troubles(`${perSecond}/s bare loop`, bare),
    ]),
    ...verdicts.map(({ what, isPassed }) => `${isPassed ? 'PASS' : 'FAIL'}  ${what}`),
  ];
  return { lines, isPassed: verdicts.every(({ isPassed }) => isPassed) };
}

function about(plan: BenchPlan, asterisk: string): readonly string[] {
  const { rounds, countedMs, talkMs } = plan;
  const [version] = asterisk.split('+');
  const load = loadavg()[0]?.toFixed(1);
  return [
    '',
    `Voice on Asterisk ${version}, called parties by sipp: ${RING_MS} ms of ringing, ${talkMs} ms`,
    `of talk. Turns of ${countedMs / 1_000} s, ${rounds} for each arm, alternating. Everything on`,
    `one machine with ${availableParallelism()} processors and a load of ${load}.`,
    '  product    dialer and engine, PostgreSQL with every commit on the disk, switch, views',
    '  bare loop  the same legs over the same client: originate, add to a waiting bridge, hang up',
    '  ordered    from having to call somebody to the order at the switch, the commit included',
    '  answered   from the order to the answer, ringing included',
    '  bridged    from the answer to both legs in one bridge',
    '  heard      from the answer to the first sound that is sent to the agent',
    'p50 / p99 in ms; processor time of the server (without PostgreSQL) and of Asterisk in ms for',
    'each call, waiting legs included.',
    '',
  ];
}

const cells = ({ calls, ordered, answered, bridged, heard, ...rest }: Figures): string[] => [
  String(calls),
  ...[ordered, answered, bridged, heard].map(({ p50, p99 }) => `${ms(p50)} / ${ms(p99)}`),
  ms(rest.armCpuMs),
  ms(rest.asteriskCpuMs),
];

function ratios(product: Figures, bare: Figures): string[] {
  const times = (a: number, b: number): string => `${(a / b).toFixed(1)}×`;
  const both = (a: Span, b: Span): string => `${times(a.p50, b.p50)} / ${times(a.p99, b.p99)}`;
  return [
    '',
    both(product.answered, bare.answered),
    both(product.bridged, bare.bridged),
    both(product.heard, bare.heard),
    times(product.armCpuMs, bare.armCpuMs),
    times(product.asteriskCpuMs, bare.asteriskCpuMs),
  ];
}

/** What makes figures worth less; nothing is printed of what did not happen. */
function troubles(who: string, { lost, missed, unheard, leftOver }: Figures): readonly string[] {
  const parts: readonly (readonly [count: number, what: string])[] = [
    [missed, 'not begun, as no agent was free'],
    [lost, 'begun and never bridged'],
    [unheard, 'bridged and never heard'],
    [leftOver, 'legs left over'],
  ];
  return parts.flatMap(([count, what]) => (count === 0 ? [] : [`${who}: ${count} ${what}`]));
}

type Verdict = { readonly what: string; readonly isPassed: boolean };

function verdictsAt(perSecond: number, product: Figures, bare: Figures): readonly Verdict[] {
  const ratio = product.bridged.p50 / bare.bridged.p50;
  const middle = {
    what: `${perSecond}/s: bridged p50 ${ratio.toFixed(2)}× the bare loop, at most ${RATIO_MAX}×`,
    isPassed: ratio <= RATIO_MAX,
  };
  if (perSecond !== TAIL_AT_PER_SECOND) return [middle];
  const { p99 } = product.bridged;
  const what = `${perSecond}/s: bridged p99 ${ms(p99)} ms, below ${TAIL_MS_BELOW} ms`;
  return [middle, { what, isPassed: p99 < TAIL_MS_BELOW }];
}

const ms = (value: number): string => value.toFixed(value < 100 ? 1 : 0);

const row = (columns: readonly string[]): string =>
  columns
    .map((text, place) => text.padStart(WIDTHS[place] ?? 0))
    .join('  ')
    .trimEnd();
