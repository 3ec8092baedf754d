import { expect, test } from 'vitest';
import { type Picked, pick, pickChange, type SoundDevice } from './devices.ts';

const system = { id: 'default', label: 'Default – Built-in' };
const builtIn = { id: 'a1', label: 'Built-in' };
const headset = { id: 'b2', label: 'Headset' };
const renamed = { id: 'c3', label: 'Headset' };
const nameless = { id: 'd4', label: '' };
const unknown = { id: 'x', label: '' };

const using = (device: SoundDevice | undefined, missing?: SoundDevice): Picked => ({
  device,
  missing,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, devices: readonly SoundDevice[], wanted: SoundDevice | undefined, picked: Picked]>([
  ['nobody chose: what the system prefers', [builtIn, system, headset], undefined, using(system)],
  ['or the first, where it says nothing',   [builtIn, headset],         undefined, using(builtIn)],
  ['what was chosen',                       [system, builtIn, headset], headset,   using(headset)],
  ['by its name when its id is a new one',  [system, renamed],          headset,   using(renamed)],
  ['a name that is not told is no name',    [system, nameless],         unknown,   using(system, unknown)],
  ['unplugged: the system’s own, and said', [system, builtIn],          headset,   using(system, headset)],
  ['nothing at all is plugged in',          [],                         headset,   using(undefined, headset)],
])('%s', (_why, devices, wanted, picked) => {
  expect(pick(devices, wanted)).toEqual(picked);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: Picked, now: Picked, change: ReturnType<typeof pickChange>]>([
  ['the same device',                    using(headset),          using(headset),            undefined],
  ['the same by another id',             using(headset),          using(renamed),            undefined],
  ['the chosen one is pulled out',       using(headset),          using(builtIn, headset),   { what: 'unplugged', label: 'Headset', instead: 'Built-in' }],
  ['the only one is pulled out',         using(headset),          using(undefined, headset), { what: 'unplugged', label: 'Headset', instead: undefined }],
  ['the chosen one is plugged in again', using(builtIn, headset), using(headset),            { what: 'back', label: 'Headset' }],
  ['one comes where there was none',     using(undefined),        using(builtIn),            { what: 'back', label: 'Built-in' }],
])('%s', (_why, before, now, change) => {
  expect(pickChange(before, now)).toEqual(change);
});
