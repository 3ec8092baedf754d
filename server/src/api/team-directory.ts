import type { AgentGroupId, AgentId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import type { TeamFound, TeamMine, TeamTarget } from '@outpace/protocol/team.ts';
import { AsYouType } from 'libphonenumber-js';
import { type CountryCode, countryOf, parseImportedPhone } from '../jobs/import-phone.ts';
import type { Favourite } from '../store/team-favourites.ts';
import { favouritesOf } from '../store/team-favourites.ts';
import type { Named, NamedNumber } from '../store/team-search.ts';
import {
  countryFor,
  describeNumbers,
  findContacts,
  findGroups,
  findNumbers,
  findPeople,
  namesOf,
  recentTargets,
} from '../store/team-search.ts';
import type { ApiParts } from './api-parts.ts';

type Parts = Pick<ApiParts, 'pool' | 'siteId' | 'dialer'>;

/** Read in this country when nothing says which. */
const SOME_COUNTRY: CountryCode = 'US';

/** Colleagues, groups and whoever the agent may call, with what the dialer knows of them now. */
export async function searchTeam(parts: Parts, me: AgentId, typed: string): Promise<TeamFound> {
  const { pool, siteId } = parts;
  const text = typed.trim();
  if (text.length < 2) return { targets: [] };
  const groupIds = groupsOf(parts, me);
  const isKept = await keptBy(parts, me);
  const country = countryOf((await countryFor(pool, siteId, groupIds)) ?? '') ?? SOME_COUNTRY;
  const begun = beginningOf(text, country);
  if (begun !== undefined) {
    const whole = parseImportedPhone(text, country);
    const known = await findNumbers(pool, siteId, groupIds, begun);
    const own = whole.ok ? await describeNumbers(pool, siteId, groupIds, [whole.value.number]) : [];
    const others = known.filter(({ phone }) => phone !== own[0]?.phone);
    const targets = [...own, ...others].map((number) => numberTarget(number, isKept));
    return whole.ok ? { targets } : { targets, problem: 'NUMBER_INVALID' };
  }
  const people = await findPeople(pool, siteId, text);
  const groups = await findGroups(pool, siteId, text);
  const contacts = await findContacts(pool, siteId, groupIds, text);
  return {
    targets: [
      ...people
        .filter(({ id }) => id !== me)
        .map((person) => agentTarget(parts, person, isKept, me)),
      ...groups.map((group) => groupTarget(parts, group, isKept)),
      ...contacts.map((contact) => numberTarget(contact, isKept)),
    ],
  };
}

/** What the agent keeps at hand, and whom they called. */
export async function mineOf(parts: Parts, me: AgentId): Promise<TeamMine> {
  const { pool, siteId } = parts;
  const kept = await favouritesOf(pool, siteId, me);
  const recent = await recentTargets(pool, siteId, me);
  const isKept: Kept = (kind, id) => kept.some((each) => each.kind === kind && each.id === id);
  const groups = (parts.dialer.agentRow(me)?.groupIds ?? []).map(groupKey);
  const all = [...groups, ...kept, ...recent];
  const idsOf = (kind: Favourite['kind']) =>
    all.filter((each) => each.kind === kind).map(({ id }) => id);
  const names = await namesOf(pool, siteId, { agents: idsOf('agent'), groups: idsOf('group') });
  const numbers = await describeNumbers(pool, siteId, groupsOf(parts, me), idsOf('number'));
  const targets = new Map<string, TeamTarget>();
  for (const named of names.agents) put(targets, agentTarget(parts, named, isKept, me));
  for (const named of names.groups) put(targets, groupTarget(parts, named, isKept));
  for (const number of numbers) put(targets, numberTarget(number, isKept));
  // Whoever has left the site is not shown any more.
  const shown = ({ kind, id }: Favourite) => targets.get(`${kind} ${id}`) ?? [];
  return {
    groups: groups.flatMap(shown),
    favourites: kept.flatMap(shown),
    recent: recent.flatMap(shown),
  };
}

const groupKey = (id: AgentGroupId): Favourite => ({ kind: 'group', id });

type Kept = (kind: Favourite['kind'], id: string) => boolean;

function put(targets: Map<string, TeamTarget>, target: TeamTarget): void {
  targets.set(`${target.kind} ${target.id}`, target);
}

async function keptBy({ pool, siteId }: Parts, me: AgentId): Promise<Kept> {
  const kept = await favouritesOf(pool, siteId, me);
  const keys = new Set(kept.map(({ kind, id }) => `${kind} ${id}`));
  return (kind, id) => keys.has(`${kind} ${id}`);
}

/** For which campaign groups this agent may call by hand now: whose contacts they may find. */
const groupsOf = ({ dialer }: Parts, me: AgentId): readonly CampaignGroupId[] =>
  dialer.agentView(me)?.manual.campaigns.map(({ groupId }) => groupId) ?? [];

/** The beginning of a number in E.164, as the library reads it; undefined for anything else. */
export function beginningOf(text: string, country: CountryCode): string | undefined {
  // Letters are a name, even where a telephone's keys would make digits of them.
  if (/[^\d\s+().\-/]/.test(text)) return undefined;
  const typing = new AsYouType(country);
  typing.input(text);
  const number = typing.getNumberValue();
  return number !== undefined && number.length > 3 ? number : undefined;
}

function agentTarget(
  { dialer }: Parts,
  { id: of, name }: Named,
  isKept: Kept,
  me: AgentId,
): TeamTarget {
  const id = agentId(of);
  return {
    kind: 'agent',
    id,
    name,
    favourite: isKept('agent', id),
    ...dialer.colleaguePermissions(id, me),
    state: dialer.agentRow(id)?.phase ?? 'logged-off',
  };
}

function groupTarget({ dialer }: Parts, { id: of, name }: Named, isKept: Kept): TeamTarget {
  const id = agentGroupId(of);
  const callIn = dialer.groupPermission(id);
  const members = dialer.agentRows().filter((row) => row.groupIds.includes(id));
  const ready = members.filter(({ phase, connected }) => phase === 'ready' && connected).length;
  const loggedOn = members.length;
  return { kind: 'group', id, name, favourite: isKept('group', id), callIn, ready, loggedOn };
}

const numberTarget = (number: NamedNumber, isKept: Kept): TeamTarget => ({
  kind: 'number',
  id: number.phone,
  name: number.name,
  listName: number.listName,
  suppressed: number.suppressed,
  callIn: number.suppressed ? 'NUMBER_SUPPRESSED' : 'allowed',
  favourite: isKept('number', number.phone),
});
