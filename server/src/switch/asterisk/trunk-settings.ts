import { closed, oneOf } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';

export const TRUNK_CODECS = ['alaw', 'ulaw', 'g722', 'opus'] as const;

/** Letters, digits and what stands in names of hosts; an IPv6 address in brackets; a port. */
const HOST = '^([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]+\\])(:[1-9][0-9]{0,4})?$';
/** What can stand in a line of configuration of the switch without changing its meaning. */
const PLAIN = '^[^\\s;,"<>]+$';

/** One line to a carrier. */
export type TrunkSettings = Type.Static<typeof TrunkSettings>;
export const TrunkSettings = closed({
  /** Unique among the trunks of the site. */
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,29}$' }),
  /** Where calls go to and come from: a host, with a port if it is not 5060. */
  host: Type.String({ pattern: HOST }),
  /** Says who we are when the carrier asks; with `register` also all the time. */
  account: Type.Optional(
    closed({
      user: Type.String({ pattern: PLAIN, maxLength: 100 }),
      /** Never log it. */
      secret: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\r\\n]+$' }),
      register: Type.Optional(Type.Boolean({ default: false })),
    }),
  ),
  /** In order of preference. Default: alaw, ulaw. */
  codecs: Type.Optional(Type.Array(oneOf(TRUNK_CODECS), { minItems: 1, maxItems: 4 })),
  /** What the called person sees. Without it the carrier decides. */
  callerId: Type.Optional(
    closed({
      number: Type.String({ pattern: '^\\+?[0-9]{3,15}$' }),
      name: Type.Optional(Type.String({ pattern: '^[^"<>\\r\\n]{1,60}$' })),
    }),
  ),
  /** New calls a second that the carrier accepts, 0.1 to 500. */
  callsPerSecond: Type.Number({ minimum: 0.1, maximum: 500 }),
  /** Calls at once that the carrier accepts, 1 to 10000. */
  channels: Type.Integer({ minimum: 1, maximum: 10_000 }),
  /**
   * Whether the carrier answers when it is asked if it is there (OPTIONS). Default true; a trunk
   * whose carrier does not answer would be taken for a dead one.
   */
  qualify: Type.Optional(Type.Boolean({ default: true })),
  /** Whether the carrier wants numbers with their plus. Default true. */
  plus: Type.Optional(Type.Boolean({ default: true })),
});

/** The whole file: every trunk of the site. */
export type TrunksFile = Type.Static<typeof TrunksFile>;
export const TrunksFile = Type.Array(TrunkSettings, { minItems: 1, maxItems: 50 });

/**
 * Calls a second that all of them together accept; undefined without trunks. A share of a call is
 * counted only where a trunk has less than one a second, as no second may have more than it says.
 */
export const callsPerSecondOf = (
  trunks: readonly Pick<TrunkSettings, 'callsPerSecond'>[],
): number | undefined =>
  trunks.length === 0
    ? undefined
    : trunks.reduce(
        (sum, { callsPerSecond: each }) => sum + (each < 1 ? each : Math.floor(each)),
        0,
      );

/** A name that two trunks have: the second would take the place of the first on the switch. */
export const sharedName = (trunks: readonly TrunkSettings[]): string | undefined =>
  trunks.find(({ name }, at) => trunks.findIndex((other) => other.name === name) !== at)?.name;
