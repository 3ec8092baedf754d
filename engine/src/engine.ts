import type { Instant } from './basics/time.ts';
import type { Effect } from './effect.ts';
import type { EngineEvent } from './event.ts';
import type { SiteState } from './state.ts';

export function step(_state: SiteState, _event: EngineEvent): readonly Effect[] {
  throw new Error('being written');
}

export function nextDeadline(_state: SiteState): Instant | undefined {
  throw new Error('being written');
}
