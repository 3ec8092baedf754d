import { debianTree, type TreeRecipe } from './debian-tree.ts';
import type { Program } from './run-program.ts';

const RECIPE: TreeRecipe = {
  name: 'sipp',
  packages: ['sip-tester'],
  without: [
    'debconf|gcc-.*-base|libc-gconv.*|libdb5.*|libpython.*|libreadline.*|libsqlite.*',
    'media-types|netbase|openssl-provider.*|python.*|readline-common|tzdata',
  ].join('|'),
  program: 'usr/bin/sipp',
  plugins: [],
  opened: ['libgcc_s.so.1'],
  besides: [],
  files: {},
};

/** sipp, fetched the first time: plays callees for tests and benches. */
export async function sippCommand(onFetch?: (sentence: string) => void): Promise<Program> {
  return (await debianTree(RECIPE, onFetch)).program;
}
