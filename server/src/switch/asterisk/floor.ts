import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { Orders } from './orders.ts';
import type { Move, Place } from './place.ts';
import { inBridge, moves, NOWHERE, UNKNOWN } from './place.ts';

/**
 * All sound goes through the switch. Were packets passed on as they come, each joining and parting
 * would be another stream to the far end, with other counters: half of the time a far end of
 * the same make takes them for old packets and stays deaf.
 */
const BRIDGE_TYPE = 'mixing,proxy_media';

/** Who is where on the switch, and who is muted; knows the difference to what is wanted. */
export class Floor {
  readonly #orders: Orders;
  readonly #places = new Map<string, Place>();
  readonly #bridges = new Set<string>();
  readonly #muted = new Set<string>();
  /** Legs of which the last order to mute or not may have been lost, or was another process's. */
  readonly #doubtful = new Set<string>();

  constructor(orders: Orders) {
    this.#orders = orders;
  }

  /** Brings a leg that is up to its place. */
  put(legId: string, place: Place): void {
    const from = this.#places.get(legId) ?? NOWHERE;
    if (place.at === 'bridge') this.openBridge(place.bridgeId);
    for (const move of moves(from, place)) this.#order(legId, move);
    this.#places.set(legId, place);
  }

  /** What is said on this leg goes nowhere; what is heard on it stays. */
  mute(legId: string, isMuted: boolean): void {
    const isSure = !this.#doubtful.delete(legId);
    if (isSure && this.#muted.has(legId) === isMuted) return;
    const order = { channelId: legId, direction: 'in' };
    if (isMuted) {
      this.#muted.add(legId);
      this.#orders.send('mute', order);
    } else {
      this.#muted.delete(legId);
      this.#orders.send('unmute', order);
    }
  }

  openBridge(bridgeId: string): void {
    if (this.#bridges.has(bridgeId)) return;
    this.#bridges.add(bridgeId);
    this.#orders.send('createBridge', { bridgeId, type: BRIDGE_TYPE });
  }

  closeBridge(bridgeId: string): void {
    if (!this.#bridges.delete(bridgeId)) return;
    this.#orders.send('destroyBridge', { bridgeId });
    for (const [legId, place] of this.#places) {
      if (place.at === 'bridge' && place.bridgeId === bridgeId) this.#places.set(legId, NOWHERE);
    }
  }

  /** Whether anybody but these is in the bridge, as far as we have ordered. */
  hasOthers(bridgeId: string, legIds: readonly string[]): boolean {
    for (const [legId, place] of this.#places) {
      const isIn = place.at === 'bridge' && place.bridgeId === bridgeId;
      if (isIn && !legIds.includes(legId)) return true;
    }
    return false;
  }

  closeAll(): void {
    for (const bridgeId of [...this.#bridges]) this.closeBridge(bridgeId);
  }

  /** The leg has gone. */
  forget(legId: string): void {
    this.#places.delete(legId);
    this.#muted.delete(legId);
    this.#doubtful.delete(legId);
  }

  /** As found on the switch, with what only we can know: what a leg outside any bridge hears. */
  adopt(legs: ReadonlyMap<string, string | undefined>, bridges: readonly string[]): void {
    const known = new Map(this.#places);
    this.#places.clear();
    this.#bridges.clear();
    for (const bridgeId of bridges) this.#bridges.add(bridgeId);
    for (const [legId, bridgeId] of legs) {
      // Out of a bridge that nobody needs any more it falls into none.
      const isLeft = bridgeId !== undefined && !this.#bridges.has(bridgeId);
      this.#places.set(legId, isLeft ? NOWHERE : foundAt(bridgeId, known.get(legId)));
    }
    for (const legId of this.#muted) if (!legs.has(legId)) this.#muted.delete(legId);
    this.#doubtful.clear();
    for (const legId of legs.keys()) this.#doubtful.add(legId);
  }

  #order(legId: string, move: Move): void {
    const order = { channelId: legId };
    switch (move.do) {
      case 'add':
        return this.#orders.send('addChannel', { bridgeId: move.bridgeId, channel: legId });
      case 'remove':
        return this.#orders.send('removeChannel', { bridgeId: move.bridgeId, channel: legId });
      case 'start-music':
        return this.#orders.send('startMusic', order);
      case 'stop-music':
        return this.#orders.send('stopMusic', order);
      default:
        return unreachable(move);
    }
  }
}

function foundAt(bridgeId: string | undefined, known: Place | undefined): Place {
  if (bridgeId !== undefined) return inBridge(bridgeId);
  return known === undefined || known.at === 'bridge' ? UNKNOWN : known;
}
