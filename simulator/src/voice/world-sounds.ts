import { rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { Program } from '@outpace/server/switch/instance/run-program.ts';
import { pcmOf, silence, tone } from '@outpace/server/switch/instance/samples.ts';
import { LINE_HZ, speechFile, writeSoundOf } from '@outpace/server/switch/instance/sound-files.ts';
import type { Part } from './behaviour.ts';

/** What can be heard in the world, as sounds that its Asterisk finds by name; each made once. */
export class WorldSounds {
  readonly #folder: string;
  readonly #synthesiser: Program | undefined;
  readonly #made = new Map<string, Promise<string>>();

  constructor(folder: string, synthesiser: Program | undefined) {
    this.#folder = folder;
    this.#synthesiser = synthesiser;
  }

  /** The name to play it by. */
  nameOf(part: Part): Promise<string> {
    const key = JSON.stringify(part);
    const made = this.#made.get(key) ?? this.#make(part);
    this.#made.set(key, made);
    return made;
  }

  async #make(part: Part): Promise<string> {
    switch (part.kind) {
      case 'speech': {
        const file = await speechFile(this.#synthesiser, part.speech);
        const name = basename(dirname(file));
        for (const ending of ['sln', 'sln16']) {
          const link = join(this.#folder, `${name}.${ending}`);
          await rm(link, { force: true });
          await symlink(`${file}.${ending}`, link);
        }
        return name;
      }
      case 'tone': {
        const name = `tone-${part.hz}-${part.ms}`;
        await writeSoundOf(this.#folder, name, (rateHz) => tone(part.hz, part.ms, rateHz));
        return name;
      }
      case 'pause': {
        const name = `pause-${part.ms}`;
        // Nothing sounds the same at every rate: one file is enough.
        await writeFile(join(this.#folder, `${name}.sln`), pcmOf(silence(part.ms, LINE_HZ)));
        return name;
      }
      default:
        return unreachable(part);
    }
  }
}
