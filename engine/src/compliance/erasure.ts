import type { PhoneNumber } from '../basics/phone-number.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import { type SuppressionKey, suppressionText } from '../calling-lists/suppression.ts';

/** What is counted of a person before and after their erasure. */
export const ERASED_THINGS = [
  'chains',
  'records',
  'callbacks',
  'keys',
  'attempts',
  'interactions',
  'notes',
  'recordings',
  'third-parties',
  'validations',
  'webhook-deliveries',
  'import-errors',
  'audit-details',
  'favourites',
  'suppressions',
  'suppression-entries',
] as const;
export type ErasedThing = (typeof ERASED_THINGS)[number];

/** Stands where the number of somebody was who is forgotten: country code 999 is nobody's. */
export const NOBODY = '+99900000000';

/** One chain of the person: in some calling list, whichever. */
export type PersonChain = {
  readonly name: string;
  readonly customerId: string | undefined;
  readonly email: string;
  /** Of its records, and those that it was ever called on. */
  readonly phones: readonly PhoneNumber[];
};

/** What others of the site have as well: it says nothing of this person alone. */
export type OfOthers = { readonly names: readonly string[]; readonly phones: readonly string[] };

export type Person = {
  readonly phones: readonly PhoneNumber[];
  readonly customerIds: readonly string[];
  readonly names: readonly string[];
  readonly emails: readonly string[];
};

const distinct = <Text extends string>(texts: readonly Text[]): readonly Text[] =>
  [...new Set(texts.filter((text) => text.trim() !== ''))].sort();

/** Everything by which the person alone is known. A number that others share stays theirs. */
export function personOf(
  asked: SuppressionKey,
  chains: readonly PersonChain[],
  others: OfOthers,
): Person {
  const phones = asked.kind === 'phone' ? [asked.phone] : [];
  const customerIds = asked.kind === 'customer' ? [asked.customerId] : [];
  const names = new Set(others.names.map((name) => name.toLowerCase()));
  const own = chains.flatMap((chain) => chain.phones).filter((each) => each !== NOBODY);
  return {
    phones: distinct([...phones, ...own.filter((each) => !others.phones.includes(each))]),
    customerIds: distinct([...customerIds, ...chains.flatMap((each) => each.customerId ?? [])]),
    names: distinct(chains.map(({ name }) => name)).filter(
      (name) => !names.has(name.toLowerCase()),
    ),
    emails: distinct(chains.map(({ email }) => email)),
  };
}

/** By what the person could be asked for: hashed, they find the proof. */
export const keysOfPerson = ({
  phones,
  customerIds,
}: Pick<Person, 'phones' | 'customerIds'>): readonly string[] => [
  ...phones.map((phone) => suppressionText({ kind: 'phone', phone })),
  ...customerIds.map((customerId) => suppressionText({ kind: 'customer', customerId })),
];

/** Why nobody may be erased just now. */
export type InHand = {
  /** Offered, dialed, in a call or written about; or leased to be called next or delegated. */
  readonly isWorkedOn: boolean;
  /** An import into some list has read rows that nobody can see yet. */
  readonly isImporting: boolean;
};

export function obstacleToErasure({ isWorkedOn, isImporting }: InHand): RefusalCode | undefined {
  if (isWorkedOn) return 'PERSON_IN_HAND';
  return isImporting ? 'ERASURE_DURING_IMPORT' : undefined;
}

/** Between the digits of a number, as people write it. */
const GAP = '[^0-9A-Za-z]{0,3}';
/** Shorter ones are part of too many words and counts to be looked for inside a text. */
const WORD_MIN = 4;
const NATIONAL_MIN = 7;

/** How a person is looked for in any text, however a number is written. */
export type Search = {
  /** A regular expression for PostgreSQL and JavaScript alike, without regard to case. */
  readonly pattern: string;
  /**
   * Another one, several times as quick: where it finds nothing the pattern finds nothing. Also in
   * the text of a whole row, in which quotes and backslashes are doubled.
   */
  readonly hint: string;
};

/** `nationalOf`: a number without its country code. Undefined: there is nothing to look for. */
export function searchFor(
  { phones, customerIds, names, emails }: Person,
  nationalOf: (phone: PhoneNumber) => string | undefined,
): Search | undefined {
  const numbers = phones.map((phone) => {
    const digits = phone.slice(1);
    const national = nationalOf(phone) ?? '';
    const isUsable = national.length >= NATIONAL_MIN && digits.endsWith(national);
    return { digits, short: isUsable ? national : digits };
  });
  const texts = [...customerIds, ...names, ...emails];
  if (numbers.length + texts.length === 0) return undefined;
  return {
    pattern: [...numbers.map(traceOfNumber), ...texts.map(traceOfWord)].join('|'),
    hint: [...numbers.map(({ short }) => hintOfNumber(short)), ...texts.map(hintOfWord)].join('|'),
  };
}

function traceOfNumber({ digits, short }: { readonly digits: string; readonly short: string }) {
  const code = digits.slice(0, digits.length - short.length);
  const before = code === '' ? '' : `((00)?${spaced(code)}${GAP}(0${GAP})?|0${GAP})?`;
  return `(?<![0-9])${before}${spaced(short)}(?![0-9])`;
}

const spaced = (digits: string, gap = GAP): string => [...digits].join(gap);

const hintOfNumber = (short: string): string => spaced(short.slice(-6), '[^0-9A-Za-z]{0,9}');

const hintOfWord = (word: string): string =>
  [...word].map((letter) => (isPlain(letter) ? letter : '[^0-9A-Za-z]{1,9}')).join('');

function traceOfWord(word: string): string {
  const text = [...word].map(literal).join('');
  // The whole of a text, or of a text within JSON.
  return word.length < WORD_MIN ? `(^|")${text}($|")` : `(?<!\\w)${text}(?!\\w)`;
}

/** A quote and a backslash are escaped within JSON. */
function literal(letter: string): string {
  if (letter === '"' || letter === '\\') return `\\\\*\\${letter}`;
  return isPlain(letter) ? letter : `\\${letter}`;
}

const isPlain = (letter: string): boolean => /[A-Za-z0-9]|[^\x20-\x7e]/.test(letter);

/** What becomes of a table with the person in it. */
export type Fate =
  /** Their rows go. */
  | 'removed'
  /** Their rows stay, for counts that a law measures; what says who it was goes. */
  | 'cleared'
  /** Numbers and customer ids stay where the person is not to be called again, else they go. */
  | 'suppressed'
  /** Holds nobody who is called. */
  | 'nobody';

export type TableFate = {
  readonly fate: Fate;
  /** Of a cleared table: its columns that are emptied or replaced. */
  readonly cleared?: readonly string[];
  /** Its other columns of text, JSON or bytes. */
  readonly others: readonly string[];
};

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
const removed = (others: string): TableFate => ({ fate: 'removed', others: words(others) });
const nobody = (others: string): TableFate => ({ fate: 'nobody', others: words(others) });
const suppressed = (others: string): TableFate => ({ fate: 'suppressed', others: words(others) });
const cleared = (columns: string, others: string): TableFate => ({
  ...{ fate: 'cleared', cleared: words(columns), others: words(others) },
});

/** Every table of the store. One that is missing here, or a column of one, makes a test fail. */
export const FATES: Readonly<Record<string, TableFate>> = {
  chains: removed('list_id contact_name customer_id state treatment promised_in details'),
  records: removed('list_id phone zone agent_id fields'),
  dial_queue: removed('list_id promised_in sort_key'),
  leases: removed('group_id'),
  left_out: removed('campaign_id'),
  added_chains: removed('list_id key'),
  recordings: removed('interaction_id file state attempt_id'),
  validations: removed('attempt_id campaign_id phone address answer'),
  webhook_deliveries: removed('receiver_id id event body state answer'),
  import_errors: removed('import_id column_name reason value'),
  team_favourites: removed('agent_id kind target'),
  attempts: cleared(
    'phone',
    'id group_id campaign_id list_id mode agent_id cpd_verdict cpd_cause call_treatment caller_id',
  ),
  interactions: cleared(
    'note draft',
    'id attempt_id group_id campaign_id agent_id closed_by disposition_code do_not_call',
  ),
  third_parties: cleared('phone', 'interaction_id by_agent_id agent_id purpose state'),
  audit: cleared('subject detail', 'by what'),
  suppressions: suppressed('kind value reason added_by interaction_id'),
  suppression_entries: suppressed('suppression_list_id kind value reason added_by'),
  // What the rules said at a dial names neither number nor person.
  attempt_answers: nobody('attempt_id answers'),
  answered_commands: nobody('command_id done'),
  api_tokens: nobody('id user_id name token_hash scopes'),
  nodes: nobody('id address process phase'),
  site_leases: nobody('node'),
  cpd_corrections: nobody('attempt_id said by'),
  call_quality: nobody('interaction_id'),
  agent_group_members: nobody('agent_group_id user_id'),
  agent_groups: nobody('id name'),
  agent_states: nobody('agent_id phase reason'),
  callable_windows: nobody('zone'),
  calling_lists: nobody('id name default_country default_zone fields selection'),
  campaign_groups: nobody('id name campaign_id agent_group_id mode assured staffing priorities'),
  campaign_lists: nobody('campaign_id list_id'),
  campaign_secrets: nobody('campaign_id key_id secret'),
  campaigns: nobody('id name description settings response_category_id priorities'),
  commit_marks: nobody('mark'),
  dial_sessions: nobody('group_id phase mode target'),
  erasures: nobody('id by reference keys counts files found'),
  favourite_responses: nobody('user_id response_id'),
  import_mappings: nobody('id name header mapping'),
  imports: nobody(
    'id list_id file_name state problem started_by suppression_list_id file_id mapping ' +
      'restarted_as',
  ),
  ownership: nobody('owner'),
  pacing_decisions: nobody('group_id rows'),
  pacing_memories: nobody('campaign_id memory'),
  response_categories: nobody('id name parent_id'),
  responses: nobody('id category_id title text language'),
  schedule_marks: nobody(
    'schedule_id run point_id group_id group_name action state code detail skip',
  ),
  schedule_points: nobody('schedule_id id group_id at action'),
  schedules: nobody('id name zone begins'),
  schema_migrations: nobody('name checksum'),
  sites: nobody('name reasons phone_secret priorities retention retention_run erasure_secret'),
  suppression_list_campaigns: nobody('suppression_list_id campaign_id'),
  suppression_lists: nobody('id name list_id added_by'),
  user_sessions: nobody('token_hash user_id'),
  users: nobody('id name display_name role password_hash oidc_issuer oidc_subject'),
  webhook_receivers: nobody('id name url events key_id secret'),
};

/** Where something of the person is, and in how many rows. */
export type Trace = { readonly table: string; readonly column: string; readonly rows: number };

/** What should not be there any more: the rest is there so that they are not called again. */
export const unexplained = (traces: readonly Trace[], keepSuppressed: boolean): readonly Trace[] =>
  traces.filter(
    ({ table, column }) =>
      !(keepSuppressed && column === 'value' && FATES[table]?.fate === 'suppressed'),
  );
