import { join } from 'node:path';
import { debianTree, type TreeRecipe } from './debian-tree.ts';
import { InstanceFault } from './instance-fault.ts';
import type { Program } from './run-program.ts';

const RECIPE: TreeRecipe = {
  name: 'espeak-ng',
  packages: ['espeak-ng'],
  without: 'gcc-.*-base|libasound2-data|libc-gconv.*|libx11-data',
  program: 'usr/bin/espeak-ng',
  plugins: [],
  opened: ['libgcc_s.so.1'],
  besides: ['pulseaudio'],
  files: { 'LIB/espeak-ng-data': 'share/espeak-ng-data' },
};

/** The free speech synthesiser, fetched the first time. */
export async function espeak(onFetch?: (sentence: string) => void): Promise<Program> {
  const { folder, program } = await debianTree(RECIPE, onFetch);
  return { ...program, words: [...program.words, `--path=${join(folder, 'share')}`] };
}

/** Without a synthesiser there are tones in place of words, which is no reason not to start. */
export async function espeakOrTones(say: (sentence: string) => void): Promise<Program | undefined> {
  try {
    return await espeak(say);
  } catch (problem) {
    if (!(problem instanceof InstanceFault)) throw problem;
    say(`There will be tones in place of words. ${problem.message}`);
    return undefined;
  }
}
