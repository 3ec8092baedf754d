import type { ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import { expect, test } from 'vitest';
import { answerOf } from './answer-of.ts';

const DIAL: ValidationAnswer = { said: 'dial' };
const NOT_JSON: ValidationAnswer = { said: 'error', why: 'not-json' };
const STATUS: ValidationAnswer = { said: 'error', why: 'status' };
const refuse = (result?: 'wrong-number'): ValidationAnswer => ({ said: 'refuse', result });

// biome-ignore format: a table is read in columns.
test.each<[why: string, status: number, body: string, answer: ValidationAnswer]>([
  ['allowed without a word',              200, '',                            DIAL],
  ['allowed, with words of their own',    200, '{"score": 7}',                DIAL],
  ['the page of a login allows nothing',  200, '<html>Sign in</html>',        NOT_JSON],
  ['nor does a list',                     200, '[]',                          NOT_JSON],
  ['nor a word',                          200, '"ok"',                        NOT_JSON],
  ['nor half an answer',                  200, '{"score":',                   NOT_JSON],
  ['refused without a word',              409, '',                            refuse()],
  ['refused with a result',               409, '{"result": "wrong-number"}',  refuse('wrong-number')],
  ['a result that nobody knows is none',  409, '{"result": "too-green"}',     refuse()],
  ['nor one that means a conversation',   409, '{"result": "answer"}',        refuse()],
  ['nor one that is no text',             409, '{"result": 53}',              refuse()],
  ['refused is refused, whatever else',   409, '<html>',                      refuse()],
  ['a redirect is not followed',          302, '',                            STATUS],
  ['no content is no answer',             204, '',                            STATUS],
  ['nor is a fault of theirs',            500, '{"result": "wrong-number"}',  STATUS],
])('%s', (_why, status, body, answer) => {
  expect(answerOf(status, body)).toEqual(answer);
});
