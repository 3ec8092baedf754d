import type { AriAnswer, AriCallName, AriOrder } from './ari-calls.ts';
import { AriFault } from './ari-faults.ts';
import type { AriCaller, AriLog } from './connection.ts';

/**
 * Orders to the switch that nobody waits for. One socket's requests are served one after another,
 * so what is sent first is done first.
 */
export class Orders {
  readonly #ari: AriCaller;
  readonly #log: AriLog;

  constructor(ari: AriCaller, log: AriLog) {
    this.#ari = ari;
    this.#log = log;
  }

  /** Without `onFault` a refusal only means that the leg has gone meanwhile. */
  send<Name extends AriCallName>(
    name: Name,
    order: AriOrder<Name>,
    onFault?: (fault: AriFault) => void,
  ): void {
    void this.#ari.call(name, order).catch((problem: unknown) => {
      const fault = problem instanceof AriFault ? problem : new AriFault('lost', name);
      this.#report(name, fault);
      onFault?.(fault);
    });
  }

  ask<Name extends AriCallName>(name: Name, order: AriOrder<Name>): Promise<AriAnswer<Name>> {
    return this.#ari.call(name, order);
  }

  /** Legs come and go on their own: that one has gone is no news. */
  #report(request: AriCallName, { kind, status, body }: AriFault): void {
    const isGone = kind === 'lost' || GONE.includes(status ?? 0) || isGoneFrom(request, status);
    // The body may repeat what was ordered, and numbers of people are never above this level.
    this.#log.debug({ request, kind, status, body }, 'not done');
    if (!isGone) this.#log.warn({ request, kind, status }, 'the switch did not do it');
  }
}

/** Not there; on its way out; not with us any more. */
const GONE = [404, 409, 422];

/** Of a bridge, a leg that is not there is called a bad request. */
const isGoneFrom = (request: AriCallName, status: number | undefined): boolean =>
  status === 400 && (request === 'addChannel' || request === 'removeChannel');
