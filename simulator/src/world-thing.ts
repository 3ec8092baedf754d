import type { Epoch } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import type { Action, Write } from '@outpace/engine/effect.ts';
import type { EventBody } from '@outpace/engine/event.ts';
import type { CarrierWake } from './carrier.ts';

/** What is to happen in a world, at its time. */
export type Thing =
  | { readonly type: 'event'; readonly epoch: Epoch | undefined; readonly event: EventBody }
  | { readonly type: 'line'; readonly wake: CarrierWake }
  | { readonly type: 'commit-over'; readonly epoch: Epoch; readonly writes: readonly Write[] }
  | { readonly type: 'store-asked'; readonly epoch: Epoch; readonly action: StoreQuestion }
  | { readonly type: 'office'; readonly run: () => void }
  | { readonly type: 'switch-lost'; readonly forMs: Millis }
  | { readonly type: 'switch-back' }
  | { readonly type: 'restart' }
  | { readonly type: 'morning' }
  | { readonly type: 'supervisor-looks' };

export type StoreQuestion = Extract<
  Action,
  { type: 'lease-chains' | 'lease-number' | 'renew-leases' }
>;
