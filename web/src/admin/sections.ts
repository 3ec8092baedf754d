import type { Role } from '@outpace/protocol/sign-in.ts';

/** The kinds of objects an administrator sets up, in the order in which one needs them. */
export const SECTIONS = [
  {
    section: 'campaigns',
    label: 'Campaigns',
    noun: 'campaign',
    purpose: 'What to dial, how it reaches the agent and how results are treated.',
  },
  {
    section: 'campaign-groups',
    label: 'Campaign groups',
    noun: 'campaign group',
    purpose: 'A campaign bound to the agents who work it. This is what a supervisor loads.',
  },
  {
    section: 'calling-lists',
    label: 'Calling lists',
    noun: 'calling list',
    purpose: 'The persons and numbers to call, imported from files.',
  },
  {
    section: 'agent-groups',
    label: 'Agent groups',
    noun: 'agent group',
    purpose: 'Agents who work the same campaigns.',
  },
  {
    section: 'response-categories',
    label: 'Responses',
    noun: 'category',
    purpose: 'Texts that agents read out, filled with what is known of the contact.',
  },
  {
    section: 'suppression-lists',
    label: 'Suppression',
    noun: 'suppression list',
    purpose: 'Numbers and customers that are not called, for good or until a day.',
  },
  {
    section: 'schedules',
    label: 'Schedules',
    noun: 'schedule',
    purpose: 'What is loaded, started and stopped by itself, and when.',
  },
  {
    section: 'webhook-receivers',
    label: 'Webhooks',
    noun: 'webhook receiver',
    purpose: 'Programs outside that are told how calls end, and whom a treatment delegates.',
  },
  { section: 'users', label: 'Users', noun: 'user', purpose: 'Everybody who may sign in.' },
] as const;

export type Section = (typeof SECTIONS)[number]['section'];

/** A page of its own beside the objects: priorities, weights, filter and sort. */
export const ORDER = {
  section: 'dialing-order',
  label: 'Dialing order',
  purpose: 'Who is called, and who goes first.',
} as const;

/** A page of its own beside the objects: what the rules said when somebody was dialed. */
export const EVIDENCE = {
  section: 'evidence',
  label: 'Evidence',
  purpose: 'Why somebody was called, and what every rule said at that moment.',
} as const;

/** A page of its own beside the objects: for how long what has happened is kept. */
export const RETENTION = {
  section: 'retention',
  label: 'Retention',
  purpose: 'For how long calls, recordings and what programs were told are kept.',
} as const;

/** A page of its own beside the objects: persons who ask to be forgotten. */
export const ERASURE = {
  section: 'erasure',
  label: 'Erasure',
  purpose: 'What is known of one person, its end on request, and the proof of it.',
} as const;

/** A page of its own beside the objects: with what programs come in. */
export const API_TOKENS = {
  section: 'api-tokens',
  label: 'API tokens',
  purpose: 'With what programs come in, in the name of whoever made them.',
} as const;

/** The pages beside the objects that somebody finds here. */
export const pagesFor = (role: Role) =>
  role === 'administrator' ? [ORDER, EVIDENCE, RETENTION, ERASURE, API_TOKENS] : [ORDER, EVIDENCE];

/** Where in the administration an address leads. */
export type AdminPlace =
  | { readonly page: 'objects'; readonly section: Section; readonly id: string | undefined }
  | { readonly page: 'order'; readonly id: string | undefined }
  | { readonly page: 'retention' }
  | { readonly page: 'erasure' }
  | { readonly page: 'api-tokens' }
  | { readonly page: 'evidence'; readonly attemptId: string | undefined }
  | { readonly page: 'import'; readonly listId: string }
  | { readonly page: 'import-result'; readonly importId: string };

/** The sections that somebody finds here: a supervisor answers for who is called, and why. */
export const sectionsFor = (role: Role) =>
  SECTIONS.filter(
    ({ section }) => role === 'administrator' || SUPERVISORS_TOO.some((each) => each === section),
  );

/** Of campaigns the rules, which a supervisor may tighten; schedules to read. */
const SUPERVISORS_TOO: readonly Section[] = ['campaigns', 'suppression-lists', 'schedules'];

/** Whether somebody makes new ones of them. */
export const mayAdd = (role: Role, section: Section): boolean =>
  role === 'administrator' || section === 'suppression-lists';

/**
 * The first section stands for an address that names none; undefined for one that is wrong, or not
 * for this role.
 */
export function placeOf(
  section: string | undefined,
  id: string | undefined,
  role: Role = 'administrator',
): AdminPlace | undefined {
  if (section === ORDER.section) return { page: 'order', id };
  if (section === EVIDENCE.section) return { page: 'evidence', attemptId: id };
  const isWhole = role === 'administrator';
  if (isWhole && section === RETENTION.section) return { page: 'retention' };
  if (isWhole && section === ERASURE.section) return { page: 'erasure' };
  if (isWhole && section === API_TOKENS.section) return { page: 'api-tokens' };
  if (isWhole && section === 'import' && id !== undefined) return { page: 'import', listId: id };
  if (isWhole && section === 'imports' && id !== undefined) {
    return { page: 'import-result', importId: id };
  }
  const open = sectionsFor(role);
  const wanted = section ?? open[0]?.section;
  const known = open.find((each) => each.section === wanted);
  return known === undefined ? undefined : { page: 'objects', section: known.section, id };
}

/** The id in the address of an object that is not saved yet. */
export const NEW = 'new';
