import { describe, expect, test } from 'vitest';
import * as layers from './layers.ts';
import { type Check, parseSource } from './parse-source.ts';

const { engineAlone, engineRooms, importCycles, importsExist, screenRooms, workspaceLayers } =
  layers;

describe('layers', () => {
  test.each<[why: string, check: Check, path: string, text: string, whats: string[]]>([
    [
      'the server may use the engine',
      workspaceLayers,
      'server/src/a.ts',
      "import { step } from '@outpace/engine/engine.ts';",
      [],
    ],
    [
      'the engine may not use the server',
      workspaceLayers,
      'engine/src/a.ts',
      "import type { A } from '@outpace/server/a.ts';",
      ['engine may not import server'],
    ],
    [
      'nor by a relative path',
      workspaceLayers,
      'engine/src/a.ts',
      "import type { A } from '../../server/src/a.ts';",
      ['engine may not import server'],
    ],
    [
      'the server may not use the simulator',
      workspaceLayers,
      'server/src/a.ts',
      "import { a } from '@outpace/simulator/a.ts';",
      ['server may not import simulator'],
    ],
    [
      'the page may not use the server',
      workspaceLayers,
      'web/src/a.ts',
      "import type { A } from '@outpace/server/a.ts';",
      ['web may not import server'],
    ],
    [
      'the page may use types of the engine',
      workspaceLayers,
      'web/src/a.ts',
      "import type { A } from '@outpace/engine/a.ts';",
      [],
    ],
    [
      'and none of its values',
      workspaceLayers,
      'web/src/a.ts',
      "import { REFUSALS } from '@outpace/engine/basics/refusal.ts';",
      ['web may import only types from engine'],
    ],
    [
      'the page may use the protocol',
      workspaceLayers,
      'web/src/a.ts',
      "import { VERSION } from '@outpace/protocol/version.ts';",
      [],
    ],
    [
      'the protocol may use tables',
      workspaceLayers,
      'protocol/src/a.ts',
      "import { REFUSALS } from '@outpace/engine/basics/refusal.ts';",
      [],
    ],
    [
      'and no functions',
      workspaceLayers,
      'protocol/src/a.ts',
      "import { refusal } from '@outpace/engine/basics/refusal.ts';",
      ['protocol may import types and constant tables from engine, not refusal'],
    ],
    [
      'nor everything at once',
      workspaceLayers,
      'protocol/src/a.ts',
      "export * from '@outpace/engine/basics/refusal.ts';",
      ['protocol may import types and constant tables from engine, not *'],
    ],
    [
      'the engine stands alone',
      engineAlone,
      'engine/src/a.ts',
      "import { join } from 'node:path';",
      ['engine imports nothing, not node:path'],
    ],
    [
      'its tests have the runner',
      engineAlone,
      'engine/src/a.test.ts',
      "import { test } from 'vitest';",
      [],
    ],
    [
      'and no framework',
      engineAlone,
      'engine/src/a.test.ts',
      "import fastify from 'fastify';",
      ['engine imports nothing, not fastify'],
    ],
    [
      'rooms import downwards',
      engineRooms,
      'engine/src/dialing/a.ts',
      "import { a } from '../campaigns/a.ts';",
      [],
    ],
    [
      'and not upwards',
      engineRooms,
      'engine/src/campaigns/a.ts',
      "import { a } from '../dialing/a.ts';",
      ['engine: campaigns may not import dialing'],
    ],
    [
      'not even types',
      engineRooms,
      'engine/src/campaigns/a.ts',
      "import type { A } from '../dialing/a.ts';",
      ['engine: campaigns may not import dialing'],
    ],
    [
      'nor the neighbour',
      engineRooms,
      'engine/src/pacing/a.ts',
      "import { a } from '../calling-lists/a.ts';",
      ['engine: pacing may not import calling-lists'],
    ],
    [
      'nouns do not know the state',
      engineRooms,
      'engine/src/agents/a.ts',
      "import type { A } from '../state.ts';",
      ['engine: agents may not import a root file'],
    ],
    [
      'steps know the state',
      engineRooms,
      'engine/src/steps/a.ts',
      "import type { A } from '../state.ts';",
      [],
    ],
    [
      'steps and views are apart',
      engineRooms,
      'engine/src/steps/a.ts',
      "import { a } from '../views/a.ts';",
      ['engine: steps may not import views'],
    ],
    [
      'the engine knows the steps',
      engineRooms,
      'engine/src/engine.ts',
      "import { a } from './steps/a.ts';",
      [],
    ],
    [
      'root files know every noun',
      engineRooms,
      'engine/src/entities.ts',
      "import { a } from './interactions/a.ts';",
      [],
    ],
    [
      'and only types of what is above',
      engineRooms,
      'engine/src/state.ts',
      "import { a } from './views/a.ts';",
      ['engine: a root file may not import views'],
    ],
    [
      'a new room has to be named',
      engineRooms,
      'engine/src/misc/a.ts',
      "import { a } from '../basics/a.ts';",
      ['misc is not a room of the engine'],
    ],
    [
      'a test may look around',
      engineRooms,
      'engine/src/agents/a.test.ts',
      "import { a } from '../state.ts';",
      [],
    ],
    [
      'screens of two roles are apart',
      screenRooms,
      'web/src/agent/a.tsx',
      "import { a } from '../supervisor/a.tsx';",
      ['web: agent may not import supervisor'],
    ],
    [
      'common parts are below both',
      screenRooms,
      'web/src/agent/a.tsx',
      "import { a } from '../ui/a.tsx';",
      [],
    ],
    [
      'an import names a file',
      importsExist,
      'server/src/a.ts',
      "import { a } from './none.ts';",
      ['there is no server/src/none.ts'],
    ],
    [
      'a package is not looked up',
      importsExist,
      'server/src/a.ts',
      "import fastify from 'fastify';",
      [],
    ],
    [
      'and so may a fixture',
      engineRooms,
      'engine/src/test-site.ts',
      "import { a } from './engine.ts';",
      [],
    ],
  ])('%s', (_why, check, path, text, whats) => {
    expect(check([parseSource(path, text)]).map(({ what }) => what)).toEqual(whats);
  });

  test('a ring of imports is found once, whoever is asked first', () => {
    const a = parseSource('server/src/a.ts', "import { b } from './b.ts';");
    const b = parseSource('server/src/b.ts', "\nimport { c } from './c.ts';");
    const c = parseSource('server/src/c.ts', "import { a } from './a.ts';");
    const ring = 'server/src/a.ts → server/src/b.ts → server/src/c.ts → server/src/a.ts';
    const found = [{ path: 'server/src/a.ts', line: 1, what: `import cycle: ${ring}` }];
    expect(importCycles([a, b, c])).toEqual(found);
    expect(importCycles([c, b, a])).toEqual(found);
  });

  test('a ring that leads in from outside starts where it closes', () => {
    const a = parseSource('server/src/a.ts', "import { b } from './b.ts';");
    const b = parseSource('server/src/b.ts', "import { c } from './c.ts';");
    const c = parseSource('server/src/c.ts', "import { b } from './b.ts';");
    expect(importCycles([a, b, c]).map(({ path }) => path)).toEqual(['server/src/b.ts']);
  });

  test('types, later imports and a diamond are no ring', () => {
    const a = parseSource('server/src/a.ts', "import './b.ts';\nimport './c.ts';");
    const b = parseSource('server/src/b.ts', "import './d.ts';\nimport type { A } from './a.ts';");
    const c = parseSource(
      'server/src/c.ts',
      "import './d.ts';\nexport const f = () => import('./a.ts');",
    );
    const d = parseSource('server/src/d.ts', '');
    expect(importCycles([a, b, c, d])).toEqual([]);
  });
});
