import { assert } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';

/**
 * Whose leg it is, or what it is there for. `third`: a third party of the attempt; `listener`:
 * hears the called side for call progress detection; `beep`: waits for a machine's beep;
 * `recorder`: carries the recording; `spy`: carries what a supervisor hears.
 */
export const LEG_KINDS = [
  'customer',
  'agent',
  'third',
  'listener',
  'beep',
  'recorder',
  'spy',
  /** Bridges: of a call, and of an agent with whoever is brought to them. */
  'call',
  'desk',
] as const;
export type LegKind = (typeof LEG_KINDS)[number];

export type LegName = {
  readonly site: SiteId;
  readonly kind: LegKind;
  /** An attempt id or an agent id. */
  readonly owner: string;
  /** Tells legs of one owner apart, over restarts too. */
  readonly serial: number;
};

/** 40 for the site, 8 for the kind, 40 for the owner, 9 for the serial, 3 in between. */
const LENGTH = 100;
const OWNER_LENGTH_MAX = 40;
const BETWEEN = '~';
const PADDING = '.';

/**
 * The name of a leg or a bridge on the switch. All have one length: the switch refuses a new name
 * that is the beginning of a living one. Making it again from the same parts gives the same name,
 * so that ordering it twice cannot dial twice.
 */
export function legId({ site, kind, owner, serial }: LegName): string {
  assert(owner.length <= OWNER_LENGTH_MAX, `an owner as long as ${owner}`);
  const id = [site, kind, owner, serial.toString(36)].join(BETWEEN).padEnd(LENGTH, PADDING);
  assert(id.length === LENGTH, `a leg id as long as ${id}`);
  return id;
}

/** Reads such a name; undefined for what somebody else has made. */
export function parseLegId(id: string): LegName | undefined {
  if (id.length !== LENGTH) return undefined;
  const [site, kind, owner, rest] = id.split(BETWEEN);
  const known = LEG_KINDS.find((each) => each === kind);
  const serial = /^([0-9a-z]+)\.*$/.exec(rest ?? '')?.[1];
  if (known === undefined || site === undefined || owner === undefined) return undefined;
  if (serial === undefined) return undefined;
  return { site: siteId(site), kind: known, owner, serial: parseInt(serial, 36) };
}
