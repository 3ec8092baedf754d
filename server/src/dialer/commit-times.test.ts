import { expect, test } from 'vitest';
import { CommitTimes } from './commit-times.ts';

test('everybody who measures is told of each commit', () => {
  const times = new CommitTimes();
  const heard: string[] = [];
  times.note(1);
  times.listen((ms) => heard.push(`one ${ms}`));
  times.listen((ms) => heard.push(`two ${ms}`));
  times.note(7);
  expect(heard).toEqual(['one 7', 'two 7']);
});
