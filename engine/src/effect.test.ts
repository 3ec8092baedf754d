import { expect, test } from 'vitest';
import type { Effect } from './effect.ts';
import { isWrite } from './effect.ts';

// biome-ignore format: a table is read in columns.
test.each<[type: Effect['type'], write: boolean]>([
  ['open-attempt',       true],
  ['close-attempt',      true],
  ['save-chain',         true],
  ['release-chains',     true],
  ['open-interaction',   true],
  ['save-draft',         true],
  ['close-interaction',  true],
  ['save-field',         true],
  ['add-suppression',    true],
  ['remove-suppression', true],
  ['save-session',       true],
  ['save-pacing-memory', true],
  ['log-agent-state',    true],
  ['log-agent-order',    true],
  ['originate',          false],
  ['hang-up',            false],
  ['bridge',             false],
  ['mute',               false],
  ['play-and-release',   false],
  ['lease-chains',       false],
  ['renew-leases',       false],
  ['agent-changed',      false],
  ['session-changed',    false],
  ['reply',              false],
])('%s is written: %s', (type, write) => {
  expect(isWrite({ type } as Effect)).toBe(write);
});
