import type { Instant } from '@outpace/engine/basics/time.ts';
import { useSyncExternalStore } from 'react';
import { serverClock } from '../live/server-clock.ts';
import { formatCountdown, formatDuration } from './duration.ts';

/* One ticker for the whole page, running only while something on the screen needs the time. */
const lookers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let shownNow = 0;

function tick(): void {
  const now = serverClock.now();
  shownNow = Math.floor(now / 1_000) * 1_000;
  // Just after the next whole second of the server, so that all timers turn over together.
  timer = setTimeout(tick, 1_020 - (now % 1_000));
  for (const tell of lookers) tell();
}

function watch(looker: () => void): () => void {
  lookers.add(looker);
  if (timer === undefined) tick();
  return () => {
    lookers.delete(looker);
    if (lookers.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

const current = (): number => shownNow;

/** The server's clock in whole seconds, ms since 1970; renders again each second. */
export const useNow = (): number => useSyncExternalStore(watch, current);

type ClockProps =
  | { readonly since: Instant | number; readonly until?: never }
  | { readonly until: Instant | number; readonly since?: never };

/** A running timer: elapsed since a moment, or left until one. */
export function Clock({ since, until }: ClockProps) {
  const now = useNow();
  const shown = since === undefined ? formatCountdown(until - now) : formatDuration(now - since);
  return <span className="figures">{shown}</span>;
}
