import { expect, test } from 'vitest';
import type { QualityWindow } from '../../phone/quality.ts';
import { qualityWords } from './quality-words.ts';

const quiet = { energy: 0, seconds: 2.5 };
const window: QualityWindow = {
  overMs: 2_500,
  packetsReceived: 97,
  packetsLost: 3,
  jitterMs: 12.4,
  roundTripMs: 41.6,
  heard: quiet,
  said: quiet,
};

test.each<[word: string, figures: string, part: Partial<QualityWindow>]>([
  ['Fair sound', 'Lost 3.0 % · jitter 12 ms · round trip 42 ms', {}],
  ['Good sound', 'Lost 0.0 % · jitter 12 ms', { packetsLost: 0, roundTripMs: undefined }],
  ['Poor sound', 'Lost 0.0 % · jitter 90 ms · round trip 42 ms', { packetsLost: 0, jitterMs: 90 }],
  ['No sound', 'Nothing has arrived in the last seconds', { packetsReceived: 0 }],
])('%s: %s', (word, figures, part) => {
  expect(qualityWords({ ...window, ...part })).toMatchObject({ word, figures });
});
