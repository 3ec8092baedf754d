import type { Schedule, Wire } from './socket.ts';

/** A WebSocket on a leash, for tests: what was sent is kept, what comes is said by hand. */
export class FakeWire implements Wire {
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  closed = false;
  readonly sent: string[] = [];

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.(new Event('open'));
  }

  say(message: unknown): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  drop(code: number): void {
    this.onclose?.(new CloseEvent('close', { code }));
  }
}

/** Wires in the order they were opened, and an alarm that rings when told to. */
export class FakeNet {
  readonly wires: FakeWire[] = [];
  readonly alarms: { readonly run: () => void; readonly waitMs: number }[] = [];

  readonly open = (): Wire => {
    const wire = new FakeWire();
    this.wires.push(wire);
    return wire;
  };

  readonly schedule: Schedule = (run, waitMs) => {
    const alarm = { run, waitMs };
    this.alarms.push(alarm);
    return () => {
      const at = this.alarms.indexOf(alarm);
      if (at >= 0) this.alarms.splice(at, 1);
    };
  };

  /** The newest wire. */
  get wire(): FakeWire {
    const wire = this.wires.at(-1);
    if (wire === undefined) throw new Error('nothing was opened');
    return wire;
  }

  /** Rings the alarm that is set and says how long it would have taken. */
  ring(): number {
    const alarm = this.alarms.shift();
    if (alarm === undefined) throw new Error('no alarm is set');
    alarm.run();
    return alarm.waitMs;
  }
}
