import { SwitchFault } from '../../ports.ts';

/**
 * A request without its answer. `refused`: Asterisk said no, with a status; `late`: it said
 * nothing in time, so it may have been done or not; `lost`: there was no connection, or it broke.
 */
export class AriFault extends SwitchFault {
  override readonly name = 'AriFault';
  readonly kind: 'refused' | 'late' | 'lost';
  readonly status: number | undefined;
  readonly #body: unknown;

  constructor(
    kind: 'refused' | 'late' | 'lost',
    what: string,
    more: { readonly status?: number; readonly body?: unknown; readonly cause?: unknown } = {},
  ) {
    const status = more.status === undefined ? '' : ` with status ${more.status}`;
    super(`the request ${what} was ${kind}${status}`, { cause: more.cause });
    this.kind = kind;
    this.status = more.status;
    this.#body = more.body;
  }

  /** Not a field: a log that writes all fields must not write numbers of people. */
  get body(): unknown {
    return this.#body;
  }
}

/**
 * The connection has ended for good. `too-old` and `not-allowed`: somebody has to change
 * something; `replaced`: another process has taken over the application and with it the calls.
 */
export class AriEnd extends SwitchFault {
  override readonly name = 'AriEnd';
  readonly reason: 'too-old' | 'not-allowed' | 'replaced';

  constructor(reason: 'too-old' | 'not-allowed' | 'replaced', message: string) {
    super(message);
    this.reason = reason;
  }
}
