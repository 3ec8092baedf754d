/** What a site keeps of what has happened. With an attempt goes everything that was said in it. */
export const KEPT_THINGS = [
  'attempts',
  'recordings',
  'webhook-deliveries',
  'imports',
  'agent-states',
] as const;
export type KeptThing = (typeof KEPT_THINGS)[number];

/** For how many days the site keeps each; null: for good. */
export type RetentionPlan = Readonly<Record<KeptThing, number | null>>;

/** Nothing is removed that nobody has asked to be, but what programs outside were told. */
export const USUAL_RETENTION: RetentionPlan = {
  attempts: null,
  recordings: null,
  'webhook-deliveries': 14,
  imports: null,
  'agent-states': null,
};

/**
 * Shortest that can be chosen, days. Pacing begins with what thirty days have seen, and deliveries
 * are tried for more than one.
 */
export const RETENTION_DAYS_MIN: Readonly<Record<KeptThing, number>> = {
  attempts: 30,
  recordings: 1,
  'webhook-deliveries': 2,
  imports: 1,
  'agent-states': 1,
};
export const RETENTION_DAYS_MAX = 3_650;

/**
 * Why attempts of a campaign stay whatever the plan says: its law wants the records for so long;
 * a limit of some campaign still counts them; or the law measures abandoned calls over them.
 */
export const NEEDS = ['law', 'limit', 'abandonment'] as const;
export type Need = { readonly why: (typeof NEEDS)[number]; readonly days: number };
