import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { agentId as parseAgentId } from '@outpace/engine/basics/ids.ts';
import type { BrowserPhoneAccount } from '../../ports.ts';
import { onSignInRemoved } from './agent-legs.ts';
import type { AgentLine } from './agent-line.ts';
import { isReachable } from './agent-line.ts';
import { AriFault } from './ari-faults.ts';
import type { AriEventOf, ConfigTuple, Endpoint } from './ari-types.ts';
import type { Exchange } from './exchange.ts';
import { lineOf, putLine } from './exchange.ts';
import type { SipObject } from './sip-objects.ts';
import { agentEndpoint, agentObjects } from './sip-objects.ts';

/** A name only; nothing is looked up under it. */
const SIP_DOMAIN = 'outpace.invalid';

/** Makes, or replaces, the account of an agent's phone in the browser. */
export async function provisionPhone(
  x: Exchange,
  agentId: AgentId,
  password: string,
): Promise<BrowserPhoneAccount> {
  await pushPhone(x, agentId, password);
  putLine(x, { ...lineOf(x, agentId), password });
  await watchPhone(x, agentId);
  tellReachable(x, lineOf(x, agentId));
  return { user: agentEndpoint(x.site, agentId), domain: SIP_DOMAIN };
}

/** One after the other: an endpoint is checked against what it names. */
export async function push(x: Exchange, objects: readonly SipObject[]): Promise<void> {
  for (const { type, id, fields } of objects) {
    const tuples = Object.entries(fields).map(([attribute, value]) => ({ attribute, value }));
    const order = { configClass: 'res_pjsip', objectType: type, id, fields: tuples };
    await x.orders.ask('putObject', order);
  }
}

/**
 * All that an agent's phone is, but not the place that signs in where it is known already: written
 * again, it would keep for ever whoever is signed in there now.
 */
async function pushPhone(x: Exchange, agentId: AgentId, password: string): Promise<void> {
  const objects = agentObjects(x.site, agentId, password);
  const isKnown = await isThere(x, 'aor', agentEndpoint(x.site, agentId));
  await push(x, isKnown ? objects.filter(({ type }) => type !== 'aor') : objects);
}

async function isThere(x: Exchange, type: SipObject['type'], id: string): Promise<boolean> {
  return (await objectNow(x, type, id)) !== undefined;
}

/** As it was pushed before; undefined when it was not. */
export async function objectNow(
  x: Exchange,
  objectType: SipObject['type'],
  id: string,
): Promise<readonly ConfigTuple[] | undefined> {
  try {
    return await x.orders.ask('getObject', { configClass: 'res_pjsip', objectType, id });
  } catch (problem) {
    if (problem instanceof AriFault && problem.status === 404) return undefined;
    throw problem;
  }
}

/** Asks for the events of an agent's phone, and how it is now. */
async function watchPhone(x: Exchange, agentId: AgentId): Promise<void> {
  const resource = agentEndpoint(x.site, agentId);
  await watchEndpoint(x, resource);
  const { state } = await x.orders.ask('endpoint', { tech: 'PJSIP', resource });
  putLine(x, { ...lineOf(x, agentId), isOnline: state === 'online' });
}

/** Made by an earlier process, or not made yet: the switch is asked once. */
export async function lookAtPhone(x: Exchange, agentId: AgentId): Promise<void> {
  const { isOnline, phone } = lineOf(x, agentId);
  if (phone.kind !== 'browser' || isOnline) return;
  if (await isWatched(x, agentId)) tellReachable(x, lineOf(x, agentId));
}

/** After the switch has started again it has forgotten all of them. */
export async function pushPhones(x: Exchange): Promise<void> {
  // All on their way at once: a shift of hundreds must not keep everybody else waiting.
  await Promise.all(
    [...x.lines.values()].map(async ({ agentId, password }) => {
      if (password !== undefined) await pushPhone(x, agentId, password);
    }),
  );
}

/** How all of them are now; those of an earlier process may be signed in still. */
export async function watchPhones(x: Exchange): Promise<void> {
  await Promise.all([...x.lines.keys()].map((agentId) => isWatched(x, agentId)));
}

/** False: it was not made yet. The page asks for it and then signs in, which is told. */
async function isWatched(x: Exchange, agentId: AgentId): Promise<boolean> {
  try {
    await watchPhone(x, agentId);
    return true;
  } catch (problem) {
    if (problem instanceof AriFault && problem.kind === 'refused') return false;
    throw problem;
  }
}

/** Events of everything that happens on the channels of this endpoint, from their first moment. */
export async function watchEndpoint(x: Exchange, resource: string): Promise<void> {
  const eventSource = `endpoint:PJSIP/${resource}`;
  await x.orders.ask('subscribe', { applicationName: x.app, eventSource });
}

export const tellReachable = (x: Exchange, line: AgentLine): void =>
  x.tell({ type: 'phone-reachable', agentId: line.agentId, reachable: isReachable(line) });

/** A browser has signed in or out, or was replaced by another one. */
export function onContact(x: Exchange, event: AriEventOf<'ContactStatusChange'>): void {
  const agentId = agentOfEndpoint(x, event.endpoint);
  if (agentId === undefined) return;
  const { contact_status, uri } = event.contact_info;
  const line = lineOf(x, agentId);
  if (contact_status !== 'Removed') return putLine(x, { ...line, contact: uri });
  if (line.contact === uri) putLine(x, { ...line, contact: undefined });
  onSignInRemoved(x, agentId, uri);
}

/** Said with every channel too: only a change counts. */
export function onEndpoint(x: Exchange, endpoint: Endpoint): void {
  const agentId = agentOfEndpoint(x, endpoint);
  if (agentId === undefined) return;
  const line = lineOf(x, agentId);
  const isOnline = endpoint.state === 'online';
  if (isOnline === line.isOnline) return;
  const changed = { ...line, isOnline };
  putLine(x, changed);
  if (line.phone.kind === 'browser') tellReachable(x, changed);
}

function agentOfEndpoint(x: Exchange, { resource }: Endpoint): AgentId | undefined {
  const prefix = agentEndpoint(x.site, parseAgentId(''));
  return resource.startsWith(prefix) ? parseAgentId(resource.slice(prefix.length)) : undefined;
}
