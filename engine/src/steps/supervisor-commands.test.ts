import { expect, test } from 'vitest';
import { minutes } from '../basics/time.ts';
import type { EventBody } from '../event.ts';
import { ANN, answers, BEN, chain, GROUP, kinds, plan, START, TestSite } from '../test-site.ts';

type Order = Extract<EventBody, { type: 'supervisor-command' }>['command'];
const groupId = GROUP;
const load: Order = { type: 'load', plan: plan(), autoComplete: false };
const start: Order = { type: 'start', groupId };
const stop: Order = { type: 'stop', groupId };
const unload: Order = { type: 'unload', groupId };
const force: Order = { type: 'force-unload', groupId };
const complete: Order = { type: 'complete', groupId };
const mode: Order = { type: 'set-mode', groupId, mode: 'progressive', multiplier: 2 };
const auto: Order = { type: 'set-auto-complete', groupId, autoComplete: true };

const none = () => new TestSite();
const loading = () => {
  const site = none();
  site.order(load);
  return site;
};
const active = () => {
  const site = loading();
  site.lease([chain(1)]);
  return site;
};
const running = () => {
  const site = active();
  site.order(start);
  return site;
};
/** Completed, with an agent still in a conversation. */
const unloading = () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  site.order(complete);
  return site;
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, order: Order, answer: string]>([
  ['start what is not loaded',         none,      start,    'GROUP_NOT_LOADED'],
  ['stop what is not loaded',          none,      stop,     'GROUP_NOT_LOADED'],
  ['unload what is not loaded',        none,      unload,   'GROUP_NOT_LOADED'],
  ['force unload what is not loaded',  none,      force,    'GROUP_NOT_LOADED'],
  ['complete what is not loaded',      none,      complete, 'GROUP_NOT_LOADED'],
  ['set the mode of what is not loaded', none,    mode,     'GROUP_NOT_LOADED'],
  ['set auto-complete of it',          none,      auto,     'GROUP_NOT_LOADED'],
  ['load',                             none,      load,     'ok'],
  ['load twice',                       loading,   load,     'GROUP_ALREADY_LOADED'],
  ['load what is running',             running,   load,     'GROUP_ALREADY_LOADED'],
  ['load what is on its way out',      unloading, load,     'SESSION_UNLOADING'],
  ['load what is not set up',          none,
    { ...load, plan: plan({ lists: [] }) },                 'WRONG_CONFIGURATION'],
  ['start',                            active,    start,    'ok'],
  ['start too early',                  loading,   start,    'SESSION_LOADING'],
  ['start twice',                      running,   start,    'GROUP_ALREADY_STARTED'],
  ['start on the way out',             unloading, start,    'SESSION_UNLOADING'],
  ['start in a mode that cannot be',   active,    { ...start, mode: 'power' }, 'INVALID_MODE'],
  ['start with too many lines',        active,   { ...start, multiplier: 11 }, 'INVALID_PARAMETER'],
  ['stop',                             running,   stop,     'ok'],
  ['stop what is not running',         active,    stop,     'GROUP_NOT_STARTED'],
  ['stop on the way out',              unloading, stop,     'SESSION_UNLOADING'],
  ['unload',                           active,    unload,   'ok'],
  ['unload what is running',           running,   unload,   'GROUP_RUNNING'],
  ['unload twice',                     unloading, unload,   'SESSION_UNLOADING'],
  ['complete what is running',         running,   complete, 'ok'],
  ['complete twice',                   unloading, complete, 'SESSION_UNLOADING'],
  ['force unload what waits',          unloading, force,    'ok'],
  ['set the mode',                     running,   mode,     'ok'],
  ['set the mode on the way out',      unloading, mode,     'SESSION_UNLOADING'],
  ['set auto-complete',                running,   auto,     'ok'],
  ['set auto-complete on the way out', unloading, auto,     'SESSION_UNLOADING'],
])('%s', (_why, play, order, answer) => {
  expect(answers(play().order(order))).toEqual([answer]);
});

test('every change of a group is written with who asked for it', () => {
  const site = active();
  const effects = site.order({ ...start, multiplier: 0.5 });
  expect(effects.filter(({ type }) => type === 'save-session')).toEqual([
    {
      type: 'save-session',
      groupId,
      phase: 'running',
      mode: 'progressive',
      multiplier: 0.5,
      autoComplete: false,
      by: 'sue',
      at: START,
    },
  ]);
});

test('a loading group is kept as active, so that it comes back so after a restart', () => {
  expect(
    none()
      .order(load)
      .filter(({ type }) => type === 'save-session'),
  ).toMatchObject([{ phase: 'active' }]);
});

/** Ann talks, Ben looks at a record, one more is in hand. */
function atWork(): TestSite {
  const site = TestSite.running({ agents: [ANN, BEN] });
  site.ready(ANN);
  site.talk(ANN);
  site.ready(BEN);
  return site;
}

test('unloading gives back what is untouched and waits for the desktops', () => {
  const site = atWork();
  site.order(complete);
  expect(site.picture()).toEqual({
    ann: 'talking 1',
    ben: 'ready',
    group: 'unloading:',
    'call 1': 'connected',
  });
  site.lease([]);
  site.endCall(ANN);
  site.tick(minutes(3));
  expect(site.picture()).toEqual({ ann: 'wrap-up 1', ben: 'ready', group: 'unloading:' });
  expect(kinds(site.markDone(ANN))).toEqual([
    'close-interaction',
    'save-chain',
    'reply',
    'save-session',
  ]);
  expect(site.picture()).toEqual({ ann: 'ready', ben: 'ready' });
});

test('force unload does not wait, but a person on the line is kept', () => {
  const site = atWork();
  site.accept(BEN);
  site.ring(site.attempt(2));
  site.order(force);
  expect(site.picture()).toEqual({
    ann: 'talking 1',
    ben: 'ready',
    group: 'unloading:',
    'call 1': 'connected',
  });
  site.lease([]);
  site.tick(minutes(3));
  const effects = kinds(site.ended(site.attempt(1)));
  expect(effects).toEqual(['close-attempt', 'close-interaction', 'save-chain', 'save-session']);
  expect(site.picture()).toEqual({ ann: 'ready', ben: 'ready' });
});

test('force unload closes after-call work as it is', () => {
  const site = atWork();
  site.endCall(ANN);
  const closed = site.order(force).filter(({ type }) => type === 'close-interaction');
  expect(closed).toMatchObject([{ closedBy: 'wrap-up-over', callResult: 'answer' }]);
});

test('one who has answered and waits is not dropped by a force unload', () => {
  const site = TestSite.running({ plan: { delivery: { kind: 'auto-answer' }, multiplier: 2 } });
  site.ready(ANN);
  for (const n of [1, 2]) site.answer(site.attempt(n));
  site.order(force);
  expect(site.picture()).toMatchObject({ 'call 1': 'detecting', 'call 2': 'detecting' });
  site.verdict(site.attempt(1));
  expect(site.picture()).toMatchObject({ ann: 'talking 1' });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, order: Order, group: string]>([
  ['stopped, calls go on to their end',             stop, 'active: 3'],
  ['a mode change leaves everybody where they are', mode, 'running: 3'],
])('%s', (_why, order, group) => {
  const site = atWork();
  site.order(order);
  expect(site.picture()).toMatchObject({ ann: 'talking 1', ben: 'previewing 2', group });
});

test('a group can be loaded again once it is unloaded', () => {
  const site = active();
  site.lease([]);
  site.order(unload);
  expect(site.picture()).toEqual({});
  expect(answers(site.order(load))).toEqual(['ok']);
});
