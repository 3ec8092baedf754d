import { AriFault } from './ari-faults.ts';
import type { AriEventOf } from './ari-types.ts';
import type { Exchange } from './exchange.ts';
import { objectNow, push, watchEndpoint } from './phones.ts';
import type { SipObject } from './sip-objects.ts';
import { deskEndpoint, deskObjects, trunkEndpoint, trunkObjects } from './sip-objects.ts';
import type { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

/** Makes the switch know our trunks, and what desk phones are called through. */
export async function pushTrunks(
  x: Exchange,
  trunks: readonly TrunkSettings[],
  pool: TrunkPool,
): Promise<void> {
  await forgetOthers(x, trunks);
  await push(x, deskObjects(x.site));
  await watchEndpoint(x, deskEndpoint(x.site));
  for (const trunk of trunks) {
    try {
      await pushTrunk(x, trunk, pool);
    } catch (problem) {
      if (!(problem instanceof AriFault) || problem.kind !== 'refused') throw problem;
      // The other trunks work without this one.
      pool.setReachable(trunk.name, false);
      x.log.error({ err: problem, trunk: trunk.name }, 'the switch does not take the trunk');
    }
  }
}

/** In the order in which one needs the other. */
const TRUNK_OBJECTS: readonly SipObject['type'][] = [
  'registration',
  'identify',
  'endpoint',
  'auth',
  'aor',
];

/** Trunks that were taken out of the settings would go on signing in until the switch ends. */
async function forgetOthers(x: Exchange, trunks: readonly TrunkSettings[]): Promise<void> {
  const prefix = trunkEndpoint(x.site, '');
  const wanted = new Set(trunks.map(({ name }) => trunkEndpoint(x.site, name)));
  // Of one technology alone it would be an error that there is none yet.
  const there = await x.orders.ask('endpoints', {});
  for (const { resource } of there) {
    if (!resource.startsWith(prefix) || wanted.has(resource)) continue;
    x.log.info({ trunk: resource.slice(prefix.length) }, 'the trunk is wanted no more');
    for (const type of TRUNK_OBJECTS) await forget(x, type, resource);
  }
}

async function forget(x: Exchange, objectType: SipObject['type'], id: string): Promise<void> {
  try {
    await x.orders.ask('deleteObject', { configClass: 'res_pjsip', objectType, id });
  } catch (problem) {
    // Not every trunk has all of them, and what a file of the switch names is not ours to take.
    if (!(problem instanceof AriFault) || problem.kind !== 'refused') throw problem;
    x.log.debug({ err: problem }, 'not taken away');
  }
}

async function pushTrunk(x: Exchange, trunk: TrunkSettings, pool: TrunkPool): Promise<void> {
  const resource = trunkEndpoint(x.site, trunk.name);
  const objects = trunkObjects(x.site, trunk);
  for (const object of objects) await forgetElsewhere(x, object);
  await push(x, objects);
  await watchEndpoint(x, resource);
  const { state } = await x.orders.ask('endpoint', { tech: 'PJSIP', resource });
  // Offline may only mean that it was not asked yet: then nothing changes until it was.
  if (state === 'online') pool.setReachable(trunk.name, true);
}

/** Fields that pushing adds to: without more, a trunk that has moved would still lead there too. */
const ADDED_TO: ReadonlyMap<SipObject['type'], string> = new Map([
  ['aor', 'contact'],
  ['identify', 'match'],
]);

async function forgetElsewhere(x: Exchange, { type, id, fields }: SipObject): Promise<void> {
  const field = ADDED_TO.get(type);
  if (field === undefined) return;
  const now = (await objectNow(x, type, id)) ?? [];
  // An address comes back with its mask.
  const values = now.flatMap(({ attribute, value }) =>
    attribute === field ? [value.replace(/\/[^/]*$/, '')] : [],
  );
  if (values.every((value) => value === fields[field])) return;
  await x.orders.ask('deleteObject', { configClass: 'res_pjsip', objectType: type, id });
}

/** A carrier answers no more, or again. */
export function onTrunkContact(
  x: Exchange,
  pool: TrunkPool,
  { contact_info, endpoint }: AriEventOf<'ContactStatusChange'>,
): void {
  const prefix = trunkEndpoint(x.site, '');
  const isReachable = contact_info.contact_status === 'Reachable';
  if (!endpoint.resource.startsWith(prefix)) return;
  // Between the two it is only being asked.
  if (!isReachable && contact_info.contact_status !== 'Unreachable') return;
  const trunk = endpoint.resource.slice(prefix.length);
  if (!pool.setReachable(trunk, isReachable)) return;
  if (isReachable) x.log.info({ trunk }, 'the trunk is reachable again');
  else x.log.warn({ trunk }, 'the trunk cannot be reached');
}
