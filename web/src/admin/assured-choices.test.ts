import { expect, test } from 'vitest';
import { assuredOf } from './assured-choices.ts';

test('a choice by field begins with a name that can be changed', () => {
  expect([assuredOf('nobody'), assuredOf('everybody'), assuredOf('field')]).toEqual([
    { of: 'nobody' },
    { of: 'everybody' },
    { of: 'field', key: 'assured' },
  ]);
});
