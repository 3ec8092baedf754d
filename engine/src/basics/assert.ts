/** A bug if false: the process stops and recovers from the store. Never about outside input. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`);
}

/** The branch that the compiler has proved impossible. */
export function unreachable(value: never): never {
  throw new Error(`bug: unreachable ${JSON.stringify(value)}`);
}

/** What a look-up must find. A miss is a bug, so the message names what was looked for. */
export function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`bug: ${what} is missing`);
  return value;
}
