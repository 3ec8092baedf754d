import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { declareAccess, mayUse, openToAll, requires } from './access.ts';

test.each([
  ['anyone', [true, true, true]],
  ['agent', [true, false, false]],
  ['supervisor', [false, true, true]],
  ['administrator', [false, false, true]],
] as const)('what requires %s', (who, allowed) => {
  const { access } = requires(who).config;
  const may = (['agent', 'supervisor', 'administrator'] as const).map((role) =>
    mayUse(access, role),
  );
  expect(may).toEqual(allowed);
});

test('an open route is for everybody', () => {
  expect(mayUse(openToAll.config.access, 'agent')).toBe(true);
});

test('a route that does not say who may use it does not start', () => {
  const app = Fastify();
  declareAccess(app);
  app.get('/said', requires('agent'), async () => ({}));
  expect(() => app.get('/forgotten', async () => ({}))).toThrow('/forgotten');
});
