import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areFree, freePorts, type Ports } from './free-ports.ts';

/** What an instance is started with, beside its secret. */
export type Settings = Wishes & { readonly ports: Ports };

type Wishes = { readonly host: string; readonly legsMax: number };

const FILE = 'instance.json';

/**
 * The same ports as last time, as long as nobody else has taken them; `onMove` is told in one
 * sentence that somebody has. One that runs has the settings that it was started with.
 */
export async function settingsFor(
  folder: string,
  wishes: Wishes,
  isRunning: boolean,
  onMove: (sentence: string) => void = () => undefined,
): Promise<Settings> {
  const last = await lastSettings(folder);
  if (last !== undefined && isRunning) return last;
  const isSame = last?.host === wishes.host && last.legsMax === wishes.legsMax;
  if (!isSame) return newSettings(folder, wishes);
  return (await areFree(last.ports, last.host)) ? last : movedSettings(folder, last, onMove);
}

/** Other ports than these, which somebody else has. */
export async function movedSettings(
  folder: string,
  last: Settings,
  onMove: (sentence: string) => void = () => undefined,
): Promise<Settings> {
  const next = await newSettings(folder, last);
  const [from, to] = [placesOf(last).join(' or '), placesOf(next).join(' and ')];
  onMove(`Another program is on ${from}: the Asterisk in ${folder} moves to ${to}.`);
  return next;
}

const placesOf = ({ host, ports }: Settings): readonly string[] => [
  `${host}:${ports.sip}`,
  `127.0.0.1:${ports.http}`,
];

async function newSettings(folder: string, { host, legsMax }: Wishes): Promise<Settings> {
  const settings: Settings = { host, legsMax, ports: await freePorts(host, legsMax) };
  await writeFile(join(folder, FILE), `${JSON.stringify(settings)}\n`);
  return settings;
}

async function lastSettings(folder: string): Promise<Settings | undefined> {
  const file = join(folder, FILE);
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
}
