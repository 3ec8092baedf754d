import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ActionOf } from '@outpace/server/ports.ts';
import { AsteriskSwitch } from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import { sharedNow } from './shared-clock.ts';

/** The switch itself, and when calls were ordered of it and told by it. */
export class TimedSwitch extends AsteriskSwitch {
  readonly ordered = new Map<AttemptId, number>();
  readonly answered = new Map<AttemptId, number>();

  override originate(order: ActionOf<'originate'>): void {
    this.ordered.set(order.attemptId, sharedNow());
    super.originate(order);
  }

  override onEvent(listener: (event: SwitchEvent) => void): void {
    super.onEvent((event) => {
      if (event.type === 'call-answered') this.answered.set(event.attemptId, sharedNow());
      listener(event);
    });
  }
}
