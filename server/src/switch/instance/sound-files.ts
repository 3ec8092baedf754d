import { createHash } from 'node:crypto';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, cacheFolder } from './cache-folder.ts';
import { holdMusic } from './hold-music.ts';
import type { Program } from './run-program.ts';
import { pcmOf, resampled, type Samples, tone } from './samples.ts';
import { SOUND_HZ, type Speech, spoken } from './speech.ts';

/** What a telephone line carries. */
export const LINE_HZ = 8_000;

/** Writes a sound as Asterisk finds it by name, for a telephone line and for a browser. */
export const writeSound = (folder: string, name: string, samples: Samples): Promise<void> =>
  writeSoundOf(folder, name, (rateHz) => resampled(samples, rateHz));

/** The same for what can be made at any rate: quicker, and others wait for it. */
export async function writeSoundOf(
  folder: string,
  name: string,
  samplesAt: (rateHz: number) => Samples,
): Promise<void> {
  await writeFile(join(folder, `${name}.sln`), pcmOf(samplesAt(LINE_HZ)));
  await writeFile(join(folder, `${name}.sln16`), pcmOf(samplesAt(SOUND_HZ)));
}

const said = (text: string): Speech => ({ voice: 'en-gb+f3', wordsPerMinute: 150, text });

/** What every instance can play, by name. A campaign may name others. */
export const HOUSE_SPEECH = {
  'safe-harbour': said(
    'Hello. We called you, but nobody is free to talk just now. We are sorry. Goodbye.',
  ),
  'machine-message': said(
    'Hello. We tried to reach you and will call again another time. Goodbye.',
  ),
  'recording-announcement': said('This call may be recorded.'),
} as const satisfies Readonly<Record<string, Speech>>;

const HOLD_MUSIC = 'hold-music';
const BEEP = 'beep';

/** Puts the sounds of the house into a folder of sounds, and the hold music into one of its own. */
export async function copyHouseSounds(
  synthesiser: Program | undefined,
  soundsFolder: string,
  musicFolder: string,
): Promise<void> {
  const made = await houseSounds(synthesiser);
  for (const ending of ['sln', 'sln16']) {
    for (const name of [...Object.keys(HOUSE_SPEECH), BEEP]) {
      await cp(join(made, `${name}.${ending}`), join(soundsFolder, `${name}.${ending}`));
    }
    await cp(join(made, `${HOLD_MUSIC}.${ending}`), join(musicFolder, `${HOLD_MUSIC}.${ending}`));
  }
}

/** Made once per machine: speaking and resampling takes longer than starting Asterisk. */
const houseSounds = (synthesiser: Program | undefined): Promise<string> =>
  cached(cacheFolder(process.env), nameFor(synthesiser, HOUSE_SPEECH), async (draft) => {
    for (const [name, speech] of Object.entries(HOUSE_SPEECH)) {
      await writeSound(draft, name, await spoken(synthesiser, speech));
    }
    await writeSound(draft, BEEP, tone(880, 150, SOUND_HZ, 0.2));
    await writeSound(draft, HOLD_MUSIC, holdMusic(SOUND_HZ));
  });

/** The file of one sentence, without an ending, as Asterisk plays it; made once per machine. */
export async function speechFile(
  synthesiser: Program | undefined,
  speech: Speech,
): Promise<string> {
  const name = nameFor(synthesiser, speech);
  const folder = await cached(cacheFolder(process.env), name, async (draft) => {
    await writeSound(draft, 'speech', await spoken(synthesiser, speech));
  });
  return join(folder, 'speech');
}

/** Counts up when the way that sounds are made changes. */
const METHOD = 1;

function nameFor(synthesiser: Program | undefined, what: unknown): string {
  const text = JSON.stringify([METHOD, synthesiser?.words, what]);
  return `sounds-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
