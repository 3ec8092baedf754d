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
  { section: 'users', label: 'Users', noun: 'user', purpose: 'Everybody who may sign in.' },
] as const;

export type Section = (typeof SECTIONS)[number]['section'];

/** Where in the administration an address leads. */
export type AdminPlace =
  | { readonly page: 'objects'; readonly section: Section; readonly id: string | undefined }
  | { readonly page: 'import'; readonly listId: string }
  | { readonly page: 'import-result'; readonly importId: string };

/** The first section stands for an address that names none; undefined for one that is wrong. */
export function placeOf(
  section: string | undefined,
  id: string | undefined,
): AdminPlace | undefined {
  if (section === 'import' && id !== undefined) return { page: 'import', listId: id };
  if (section === 'imports' && id !== undefined) return { page: 'import-result', importId: id };
  const wanted = section ?? SECTIONS[0].section;
  const known = SECTIONS.find((each) => each.section === wanted);
  return known === undefined ? undefined : { page: 'objects', section: known.section, id };
}

/** The id in the address of an object that is not saved yet. */
export const NEW = 'new';
