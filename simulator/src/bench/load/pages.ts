import { setTimeout as sleep } from 'node:timers/promises';
import { LoadFloor } from './floor.ts';

/** A change has reached everybody within so much, ms, or never does. */
const CHANGE_MS_MAX = 60_000;
const COLLECTED_MS = 200;

export type PagesFigures = {
  /** All of them, one after the other. */
  readonly logOnMs: number;
  readonly kilobytesEach: number;
  readonly residentMb: number;
  /** From an order that all are told of until the last page has it; undefined: not all got it. */
  readonly changeMs: number | undefined;
  /** How late the event loop of the server was at most in this time. */
  readonly lateMs: number;
};

/** So many agents' pages on one server, of whom nobody works. */
export async function measurePages(pages: number): Promise<PagesFigures> {
  const floor = await LoadFloor.openEmpty(pages);
  try {
    await floor.idle();
    const before = await floor.memoryMb();
    const startedAt = performance.now();
    await floor.logOn();
    const logOnMs = performance.now() - startedAt;
    const after = await floor.memoryMb();
    // What the collection has held up is not to be told as the server's own.
    await sleep(COLLECTED_MS);
    const { residentMb } = (await floor.taken()).node;
    const orderedAt = performance.timeOrigin + performance.now();
    await floor.load();
    const { lastAt, lateMs } = await untilShown(floor, pages);
    return {
      logOnMs,
      residentMb,
      kilobytesEach: ((after - before) * 1_024) / pages,
      lateMs,
      changeMs: lastAt === undefined ? undefined : lastAt - orderedAt,
    };
  } finally {
    await floor.close();
  }
}

type Shown = { readonly lastAt: number | undefined; readonly lateMs: number };

/** When everybody had seen something new, ms since 1970. */
async function untilShown(floor: LoadFloor, pages: number): Promise<Shown> {
  let views = 0;
  let lateMs = 0;
  const giveUpAt = performance.now() + CHANGE_MS_MAX;
  while (performance.now() < giveUpAt) {
    const { agents, node } = await floor.taken();
    lateMs = Math.max(lateMs, node.lagMs.max);
    views += agents.views;
    if (views >= pages) return { lastAt: agents.viewAt, lateMs };
    await sleep(50);
  }
  return { lastAt: undefined, lateMs };
}
