import type { Treatment } from './treatment-words.ts';

export type Action = Treatment['action'];
export type RuleOf<Kind extends Action> = Extract<Treatment, { readonly action: Kind }>;

/** In the order in which one looks for them: this number, another one, the end. */
export const ACTIONS: readonly {
  readonly group: string;
  readonly items: readonly { readonly value: Action; readonly label: string }[];
}[] = [
  {
    group: 'The same number',
    items: [
      { value: 'redial', label: 'Redial' },
      { value: 'retry-in', label: 'Retry the same day' },
      { value: 'reschedule', label: 'Reschedule' },
      { value: 'retry-at', label: 'Retry at a date' },
      { value: 'assign-to-group', label: 'Assign to group' },
    ],
  },
  {
    group: 'Another number of the person',
    items: [
      { value: 'next-in-chain', label: 'Next number' },
      { value: 'next-in-chain-after', label: 'Next number later' },
      { value: 'next-in-chain-at', label: 'Next number at a date' },
    ],
  },
  {
    group: 'Outside',
    items: [{ value: 'delegate', label: 'Delegate by webhook' }],
  },
  {
    group: 'The end',
    items: [
      { value: 'close', label: 'Close' },
      { value: 'update-chain', label: 'Close every number' },
      { value: 'mark-agent-error', label: 'Mark as agent error' },
    ],
  },
];

const HOUR_MS = 3_600_000;

/** The waits of a new rule begin carefully. */
const CYCLE = { intervalMs: HOUR_MS, incrementMs: 0, cycleAttempts: 3 };

/** Another action for the same trigger and turn; `soon` is where a date begins to be looked for. */
export function withAction(rule: Treatment, action: Action, soon: string): Treatment {
  if (rule.action === action) return rule;
  const { on, sequence } = rule;
  const base = sequence === undefined ? { on } : { on, sequence };
  switch (action) {
    case 'redial':
    case 'retry-in':
      return { ...base, action, ...CYCLE };
    case 'next-in-chain-after':
      return { ...base, action, ...CYCLE, cycleAttempts: 1 };
    case 'reschedule':
      return { ...base, action, days: 1, time: '10:00', cycleAttempts: 2 };
    case 'retry-at':
    case 'next-in-chain-at':
      return { ...base, action, local: `${soon}T10:00` };
    case 'assign-to-group':
      return { ...base, action, intervalMs: 0 };
    case 'delegate':
      return { ...base, action, returnAfterMs: 24 * HOUR_MS };
    case 'next-in-chain':
    case 'close':
    case 'update-chain':
    case 'mark-agent-error':
      return { ...base, action };
  }
}
