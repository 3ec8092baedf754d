import { expect, test } from 'vitest';
import { directoryFault, errorCode, serverFault } from './store-start-fault.ts';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

test.each<[why: string, problem: unknown, sentence: string]>([
  ['a full disk is called so', systemError('ENOSPC'), 'The disk of the data directory /d is full.'],
  [
    'a quota is as good as a disk',
    systemError('EDQUOT'),
    'The disk of the data directory /d is full.',
  ],
  [
    'else the code says why',
    systemError('EROFS'),
    'The data directory /d cannot be written (EROFS).',
  ],
])('%s', (_why, problem, sentence) => {
  expect(directoryFault('/d', problem).message).toBe(sentence);
});

test.each<[why: string, log: string, sentence: string]>([
  [
    'a full disk is found in what PostgreSQL says',
    'FATAL:  could not write lock file "postmaster.pid": No space left on device\n',
    'The disk of the data directory /d is full.',
  ],
  [
    'so is a file that may not be written',
    'FATAL:  could not open file "PG_VERSION": Permission denied\n',
    'The data directory /d cannot be written ' +
      '(FATAL:  could not open file "PG_VERSION": Permission denied).',
  ],
  [
    'anything else is quoted from the end',
    'one\ntwo\n\nthree\nfour\nfive\n',
    'PostgreSQL did not start in /d: it ended with code 1. It said: two | three | four | five',
  ],
  [
    'silence is told as well',
    '\n',
    'PostgreSQL did not start in /d: it ended with code 1. It said nothing.',
  ],
])('%s', (_why, log, sentence) => {
  expect(serverFault('/d', 'it ended with code 1', log).message).toBe(sentence);
});

test('only errors have a code', () => {
  expect([systemError('X'), new Error('X'), { code: 'X' }].map(errorCode)).toEqual([
    'X',
    undefined,
    undefined,
  ]);
});
