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

  readonly gaps: number[] = [];
  override bridge(order: ActionOf<'bridge'>): void {
    const t = sharedNow();
    super.bridge(order);
    this.gaps.push(t - (this.answered.get(order.attemptId) ?? 0), sharedNow() - t);
  }
  override async close(legs: 'end' | 'keep'): Promise<void> {
    const q = (l: number[]) => { const s = l.toSorted((a, b) => a - b); return [0.1, 0.5, 0.9, 0.99].map((p) => s[Math.floor(p * s.length)]?.toFixed(2)).join(' '); };
    console.error('answered→order', q(this.gaps.filter((_, i) => i % 2 === 0)), 'order took', q(this.gaps.filter((_, i) => i % 2 === 1)));
    await super.close(legs);
  }

  override onEvent(listener: (event: SwitchEvent) => void): void {
    super.onEvent((event) => {
      if (event.type === 'call-answered') this.answered.set(event.attemptId, sharedNow());
      listener(event);
    });
  }
}
