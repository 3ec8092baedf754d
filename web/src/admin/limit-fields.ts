import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';

export type Limits = CampaignSettings['limits'];

export type LimitField = {
  readonly key: keyof Limits;
  readonly label: string;
  /** Behind the number on the screen. */
  readonly unit: 's' | '%' | '';
  /** Stored = shown × scale. */
  readonly scale: number;
  /** As shown. */
  readonly min: number;
  readonly max: number;
  readonly note: string;
};

/** Limits in the order of a call. Ranges are the server's; the server checks them again. */
export const LIMIT_FIELDS: readonly LimitField[] = [
  {
    key: 'ringMs',
    label: 'Ringing',
    unit: 's',
    scale: 1_000,
    min: 15,
    max: 120,
    note: 'Gives up after this. Less than 15 s is not allowed (US: 16 CFR 310.4(b)(4)).',
  },
  {
    key: 'connectMsMax',
    label: 'Answer to agent',
    unit: 's',
    scale: 1_000,
    min: 0,
    max: 10,
    note: 'A person who waits longer counts as abandoned. US law allows 2 s (16 CFR 310.4(b)(4)).',
  },
  {
    key: 'abandonShareMax',
    label: 'Abandoned at most',
    unit: '%',
    scale: 0.01,
    min: 0,
    max: 100,
    note: 'Of the persons who answer. The US and the UK allow 3 %.',
  },
  {
    key: 'verdictMs',
    label: 'Person or machine',
    unit: 's',
    scale: 1_000,
    min: 0,
    max: 10,
    note: 'Longest wait for detection before the agent. 0: nobody is kept waiting for it.',
  },
  {
    key: 'attemptsMax',
    label: 'Calls at once',
    unit: '',
    scale: 1,
    min: 1,
    max: 10_000,
    note: 'Attempts of one campaign group in the air at the same time.',
  },
  {
    key: 'wrapUpMs',
    label: 'After call work',
    unit: 's',
    scale: 1_000,
    min: 0,
    max: 3_600,
    note: 'Then it counts as overdue, or ends by itself if you say so.',
  },
  {
    key: 'wrapUpExtendMs',
    label: 'Extend adds',
    unit: 's',
    scale: 1_000,
    min: 0,
    max: 3_600,
    note: 'One press of Extend gives the agent this much more.',
  },
  {
    key: 'coolDownMs',
    label: 'Cool-down',
    unit: 's',
    scale: 1_000,
    min: 0,
    max: 86_400,
    note: 'A rejected record is not offered to the same agent again within this. 0 turns it off.',
  },
];

/** `15 to 120 s`. */
export const rangeWords = ({ min, max, unit }: LimitField): string =>
  `${min.toLocaleString('en-GB')} to ${max.toLocaleString('en-GB')} ${unit}`.trim();

/** The stored value as a person types it. */
export const limitShown = (field: LimitField, limits: Limits): number =>
  Math.round((limits[field.key] / field.scale) * 1_000) / 1_000;

/** The typed value as it is stored; shares keep their digits, everything else is whole. */
export const limitStored = (field: LimitField, shown: number): number => {
  const stored = shown * field.scale;
  return field.unit === '%' ? Math.round(stored * 1e6) / 1e6 : Math.round(stored);
};

const CONNECT_LAW_MS = 2_000;
const SHARE_LAW = 0.03;

/** What a lawyer would ask about a value that is allowed here; undefined when nothing. */
export function limitWarning(field: LimitField, limits: Limits): string | undefined {
  if (field.key === 'connectMsMax' && limits.connectMsMax > CONNECT_LAW_MS) {
    return 'Longer than US law allows.';
  }
  if (field.key === 'abandonShareMax' && limits.abandonShareMax > SHARE_LAW) {
    return 'More than US and UK rules allow.';
  }
  return undefined;
}
