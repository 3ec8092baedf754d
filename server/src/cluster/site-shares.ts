import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';

/** The name of a server process among those that share the sites. */
export type NodeId = string;

export type SeenNode = {
  readonly nodeId: NodeId;
  /** It has said so within the time of a lease. */
  readonly isAlive: boolean;
  /** `draining`: takes nothing more, and gives up what it has. */
  readonly phase: 'working' | 'draining';
};

export type SeenSite = {
  readonly siteId: SiteId;
  /** Who owns it; `nobody`: it may be taken; `outsider`: a server that is no node. */
  readonly owner: { readonly nodeId: NodeId } | 'nobody' | 'outsider';
};

/**
 * Which node each site is to be at. Every node works it out for itself from the same rows, so it
 * depends on nothing else: no two nodes that work differ by more than one site, whoever has a site
 * keeps it unless it has too many, and what is left goes to whoever lacks most, in the order of the
 * names. Sites of outsiders are nobody's share. Empty when no node works.
 */
export function siteShares(
  nodes: readonly SeenNode[],
  sites: readonly SeenSite[],
): ReadonlyMap<SiteId, NodeId> {
  const shared = sites
    .filter(({ owner }) => owner !== 'outsider')
    .toSorted((a, b) => compare(a.siteId, b.siteId));
  const quotas = quotasOf(nodes, shared);
  const shares = new Map<SiteId, NodeId>();
  const left: SiteId[] = [];
  for (const { siteId, owner } of shared) {
    const nodeId = nodeOf(owner);
    const quota = nodeId === undefined ? 0 : (quotas.get(nodeId) ?? 0);
    if (nodeId === undefined || quota === 0) {
      left.push(siteId);
      continue;
    }
    quotas.set(nodeId, quota - 1);
    shares.set(siteId, nodeId);
  }
  for (const siteId of left) {
    const nodeId = neediest(quotas);
    if (nodeId === undefined) break;
    quotas.set(nodeId, must(quotas.get(nodeId), 'its quota') - 1);
    shares.set(siteId, nodeId);
  }
  return shares;
}

export type Moves = {
  /** Free, and mine to take now. */
  readonly take: readonly SiteId[];
  /** Mine, and another's share: at most one at a time, so that not all of them pause at once. */
  readonly giveUp: SiteId | undefined;
};

/** What this node has to do for every site to come to where it is to be. */
export function movesOf(me: NodeId, nodes: readonly SeenNode[], sites: readonly SeenSite[]): Moves {
  const shares = siteShares(nodes, sites);
  const goesAway = ({ siteId, owner }: SeenSite): boolean => {
    const to = shares.get(siteId);
    return nodeOf(owner) === me && to !== undefined && to !== me;
  };
  return {
    take: sites
      .filter(({ siteId, owner }) => owner === 'nobody' && shares.get(siteId) === me)
      .map(({ siteId }) => siteId),
    giveUp: sites.find(goesAway)?.siteId,
  };
}

/** How many sites each working node may have; whoever has most is given the odd ones. */
function quotasOf(nodes: readonly SeenNode[], shared: readonly SeenSite[]): Map<NodeId, number> {
  const has = (nodeId: NodeId): number =>
    shared.filter(({ owner }) => nodeOf(owner) === nodeId).length;
  const working = nodes
    .filter(({ isAlive, phase }) => isAlive && phase === 'working')
    .map(({ nodeId }) => ({ nodeId, has: has(nodeId) }))
    .toSorted((a, b) => b.has - a.has || compare(a.nodeId, b.nodeId));
  const each = Math.floor(shared.length / working.length);
  const odd = shared.length % working.length;
  return new Map(working.map(({ nodeId }, at) => [nodeId, each + (at < odd ? 1 : 0)]));
}

function neediest(quotas: ReadonlyMap<NodeId, number>): NodeId | undefined {
  const open = [...quotas].filter(([, quota]) => quota > 0);
  return open.toSorted(([a, x], [b, y]) => y - x || compare(a, b))[0]?.[0];
}

const nodeOf = (owner: SeenSite['owner']): NodeId | undefined =>
  typeof owner === 'object' ? owner.nodeId : undefined;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
