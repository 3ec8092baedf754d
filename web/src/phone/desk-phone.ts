import type { Phone } from './phone.ts';

/** The agent is called on a telephone that stands beside the browser: here is nothing to hear. */
export class DeskPhone implements Phone {
  readonly sound = undefined;
  readonly open = nothing;
  readonly close = nothing;
  readonly show = nothing;
  readonly setVolume = nothing;
  readonly wake = nothing;
}

function nothing(): void {
  // There is no sound in the page that any of this could be about.
}
