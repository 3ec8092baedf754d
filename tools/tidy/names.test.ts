import { expect, test } from 'vitest';
import { plainNames } from './names.ts';
import { parseSource } from './parse-source.ts';

test.each<[path: string, text: string, whats: string[]]>([
  ['server/src/utils.ts', '', ['the name utils says nothing']],
  ['server/src/lead-list.ts', '', ['the name lead-list: the word here is record']],
  ['server/src/a.ts', 'class CallManager {}', ['the name CallManager says nothing']],
  ['server/src/a.ts', 'const data = f();', ['the name data says nothing']],
  ['server/src/a.ts', 'const { data } = f();', ['the name data says nothing']],
  ['server/src/a.ts', 'const { data: campaigns } = f();', []],
  ['server/src/a.ts', 'type A = { readonly info: string };', ['the name info says nothing']],
  ['server/src/a.ts', 'const f = (info: string) => 1;', ['the name info says nothing']],
  ['server/src/a.ts', 'function handleClick() {}', ['the name handleClick says nothing']],
  ['server/src/a.ts', 'const processRow = () => 1;', ['the name processRow says nothing']],
  ['server/src/a.ts', 'class A { doDial() {} }', ['the name doDial says nothing']],
  ['server/src/a.ts', 'const doNotCall = true;', []],
  ['server/src/a.ts', 'const document = 1; const dose = () => 1;', []],
  ['server/src/a.ts', 'const leadId = 1;', ['the name leadId: the word here is record']],
  ['server/src/a.ts', 'const leading = 1;', []],
  ['server/src/a.ts', 'const TENANT_MAX = 1;', ['the name TENANT_MAX: the word here is site']],
  [
    'server/src/a.ts',
    'type A = { tenant_id: string };',
    ['the name tenant_id: the word here is site'],
  ],
  [
    'server/src/a.ts',
    'class A { #blacklist = []; }',
    ['the name blacklist: the word here is suppression'],
  ],
  ['server/src/a.ts', 'const retryRule = 1;', ['the name retryRule: the word here is treatment']],
  ['server/src/a.ts', 'const retry = 1; const rule = 2;', []],
  ['server/src/a.ts', 'f(library.data); library.handleUpgrade();', []],
  ['server/src/a.ts', 'f({ data: 1 });', []],
  ['server/src/a.ts', 'class A { constructor() {} }', []],
])('%s with %s', (path, text, whats) => {
  expect(plainNames([parseSource(path, text)]).map(({ what }) => what)).toEqual(whats);
});
