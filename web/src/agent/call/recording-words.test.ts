import { instant } from '@outpace/engine/basics/time.ts';
import type { Recording } from '@outpace/engine/interactions/recording.ts';
import { expect, test } from 'vitest';
import { recordingSentence, recordingWords } from './recording-words.ts';

const since = instant(0);

test.each<[words: string | undefined, sentence: RegExp, recording: Recording]>([
  [undefined, /not recorded/, { state: 'off' }],
  ['Recorded by campaign', /campaign/, { state: 'on', why: 'campaign', since }],
  ['Recorded by you', /^You/, { state: 'on', why: 'agent', since }],
  ['Recording paused: silence', /not kept/, { state: 'paused', why: 'campaign', since }],
  ['Recording failed', /goes on/, { state: 'failed' }],
])('%s', (words, sentence, recording) => {
  expect(recordingWords(recording)).toBe(words);
  expect(recordingSentence(recording)).toMatch(sentence);
});
