/**
 * How the phone stands with the switch.
 *
 *   off → fetching → connecting → registered ⇄ lost
 *            ↑ ↖        │              │        │
 *            │  waiting ←──────────────┴────────┘ (what it signs in with is no longer good)
 *            └─────┘
 *
 * In `connecting` and `lost` the SIP library connects again by itself; `fetching` and `waiting`
 * are about what it signs in with, which is made anew for every shift.
 */
export type Line =
  | { readonly phase: 'off' | 'registered' | 'lost' | 'no-phones' }
  /** `refusals`: how often the switch or the server has said no since it last said yes. */
  | { readonly phase: 'fetching' | 'connecting' | 'waiting'; readonly refusals: number };

export type LineEvent =
  | 'opened'
  | 'closed'
  /** The server has said what to sign in with, that there are no phones, or nothing. */
  | 'settings'
  | 'no-phones'
  | 'no-settings'
  | 'registered'
  /** The socket is gone, or the switch did not answer. */
  | 'lost'
  /** The switch does not know us by what we signed in with. */
  | 'refused'
  /** The page was asleep, or the network changed: what was true may not be. */
  | 'woken'
  | 'alarm';

export type LineOrder =
  | { readonly type: 'fetch-settings' | 'sign-in' | 'register' | 'sign-out' | 'cancel-alarm' }
  | { readonly type: 'set-alarm'; readonly afterMs: number };

export type LineStep = { readonly line: Line; readonly orders: readonly LineOrder[] };

const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 15_000;

/** What an event makes of the line, and what to do next. The same object: nothing happened. */
export function lineAfter(line: Line, event: LineEvent): LineStep {
  if (event === 'closed') return closed(line);
  switch (line.phase) {
    case 'off':
      return event === 'opened' ? fetching(0) : unmoved(line);
    case 'fetching':
      return afterFetch(line, line.refusals, event);
    case 'connecting':
      if (event === 'registered') return moved({ phase: 'registered' });
      if (event === 'refused') return refused(line.refusals);
      return event === 'woken' ? asked(line) : unmoved(line);
    case 'registered':
      if (event === 'lost') return moved({ phase: 'lost' });
      if (event === 'refused') return refused(0);
      return event === 'woken' ? asked(line) : unmoved(line);
    case 'lost':
      if (event === 'registered') return moved({ phase: 'registered' });
      if (event === 'refused') return refused(0);
      return event === 'woken' ? asked(line) : unmoved(line);
    case 'waiting':
      if (event === 'alarm') return fetching(line.refusals);
      return event === 'woken'
        ? fetching(line.refusals, [{ type: 'cancel-alarm' }])
        : unmoved(line);
    case 'no-phones':
      return event === 'woken' ? fetching(0) : unmoved(line);
  }
}

const unmoved = (line: Line): LineStep => ({ line, orders: [] });
const moved = (line: Line): LineStep => ({ line, orders: [] });
const asked = (line: Line): LineStep => ({ line, orders: [{ type: 'register' }] });

const fetching = (refusals: number, before: readonly LineOrder[] = []): LineStep => ({
  line: { phase: 'fetching', refusals },
  orders: [...before, { type: 'fetch-settings' }],
});

function afterFetch(line: Line, refusals: number, event: LineEvent): LineStep {
  switch (event) {
    case 'settings':
      return { line: { phase: 'connecting', refusals }, orders: [{ type: 'sign-in' }] };
    case 'no-phones':
      return { line: { phase: 'no-phones' }, orders: [{ type: 'sign-out' }] };
    case 'no-settings':
      return waiting(refusals + 1);
    default:
      return unmoved(line);
  }
}

/**
 * A first refusal is usual: the server was restarted, or another shift has begun, and there is a
 * new password to fetch. Whoever is refused with a new one as well asks less and less often.
 */
function refused(refusals: number): LineStep {
  return refusals === 0 ? fetching(1) : waiting(refusals + 1);
}

const waiting = (refusals: number): LineStep => ({
  line: { phase: 'waiting', refusals },
  orders: [{ type: 'set-alarm', afterMs: waitMs(refusals) }],
});

const waitMs = (refusals: number): number =>
  Math.min(WAIT_MS_MIN * 2 ** Math.min(refusals - 1, 10), WAIT_MS_MAX);

function closed(line: Line): LineStep {
  if (line.phase === 'off') return unmoved(line);
  return { line: { phase: 'off' }, orders: [{ type: 'cancel-alarm' }, { type: 'sign-out' }] };
}
