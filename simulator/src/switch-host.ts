import { createServer, type Server, type Socket } from 'node:net';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { Switch } from '@outpace/server/ports.ts';
import type { CarrierOrder } from './carrier.ts';
import { JsonLines } from './json-lines.ts';

/** From whoever dials. A survey is asked for by a number, and answered with the same. */
export type ToHost =
  | { readonly type: 'order'; readonly order: CarrierOrder }
  | { readonly type: 'survey'; readonly number: number; readonly open: readonly AttemptId[] }
  | { readonly type: 'close'; readonly legs: 'end' | 'keep' };

export type FromHost =
  | { readonly type: 'event'; readonly event: SwitchEvent }
  | {
      readonly type: 'surveyed';
      readonly number: number;
      readonly legs: readonly SurvivingLeg[] | null;
    };

/** What the host needs of a switch: the port, and orders as values. */
export interface HostedSwitch extends Pick<Switch, 'onEvent' | 'survey' | 'close'> {
  order(order: CarrierOrder): void;
}

/**
 * Lets a process elsewhere dial with the switch of this one, one process at a time. `newSwitch` is
 * asked with each connection, so that calls may outlive who made them. Listens on the path of a
 * Unix socket.
 */
export function hostSwitch(path: string, newSwitch: () => HostedSwitch): Promise<Server> {
  const server = createServer((socket) => serve(socket, newSwitch()));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function serve(socket: Socket, hosted: HostedSwitch): void {
  let legs: 'end' | 'keep' = 'keep';
  const lines = new JsonLines<ToHost, FromHost>(
    socket,
    (message) => {
      switch (message.type) {
        case 'order':
          return hosted.order(message.order);
        case 'survey':
          return void survey(message.number, message.open);
        case 'close':
          legs = message.legs;
          return lines.end();
        default:
          return message satisfies never;
      }
    },
    // Without a goodbye the process has died, and calls go on.
    () => void hosted.close(legs),
  );
  const survey = async (number: number, open: readonly AttemptId[]): Promise<void> =>
    lines.send({ type: 'surveyed', number, legs: (await hosted.survey(open)) ?? null });
  hosted.onEvent((event) => lines.send({ type: 'event', event }));
}
