import { expect, test } from 'vitest';
import { type Behaviour, fax, machine, person, refusal, silent, steadyTone } from './behaviour.ts';

const said = { voice: 'en', wordsPerMinute: 150, text: 'Hello?' };

/** What is heard of a behaviour, in order. */
const heard = (behaviour: Behaviour): readonly string[] =>
  behaviour.kind !== 'answers'
    ? []
    : behaviour.says.map((part) =>
        part.kind === 'tone' ? `${part.hz} Hz` : part.kind === 'speech' ? part.speech.text : '',
      );

test.each<[who: string, behaviour: Behaviour, sounds: string[], afterwards: string | undefined]>([
  ['a tone', steadyTone(700), ['700 Hz'], 'repeats'],
  ['a line that sends silence', silent(), [], 'listens'],
  ['a machine', machine(said), ['', 'Hello?', '', '1000 Hz'], 'listens'],
  ['a fax', fax(), ['', '2100 Hz', ''], 'repeats'],
  ['a person', person([said], { ringMs: 1, pauseMs: 1 }), ['', 'Hello?', ''], 'repeats'],
  ['nobody', refusal(17), [], undefined],
])('%s', (_who, behaviour, sounds, afterwards) => {
  expect(heard(behaviour)).toEqual(sounds);
  expect(behaviour.kind === 'answers' ? behaviour.afterwards : undefined).toBe(afterwards);
});
