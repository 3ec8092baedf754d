import { must, unreachable } from '@outpace/engine/basics/assert.ts';
import type { PacerKind } from '../../pacing/pacer.ts';
import { fixedRatio } from '../../rivals/fixed-ratio.ts';
import { impactDialing } from '../../rivals/impact-dialing.ts';
import { issabel } from '../../rivals/issabel.ts';
import { omniDialer } from '../../rivals/omnidialer.ts';
import { progressive } from '../../rivals/progressive.ts';
import { vicidial } from '../../rivals/vicidial.ts';
import type { VicidialSettings } from '../../rivals/vicidial-level.ts';
import { wombat } from '../../rivals/wombat.ts';
import { controllerIn } from './controllers.ts';

/** A pacer as plain values, so that a thread can be told which. */
export type PacerId =
  | { readonly kind: 'rival'; readonly name: string }
  | { readonly kind: 'ratio'; readonly lines: number }
  | { readonly kind: 'vicidial'; readonly settings: Partial<VicidialSettings> }
  | { readonly kind: 'controller'; readonly path: string };

/** Rivals as they come, tuned by nobody. */
export const RIVALS: ReadonlyMap<string, PacerKind> = new Map(
  [
    progressive,
    vicidial('VICIdial hard', { method: 'hard' }),
    vicidial('VICIdial average', { method: 'average' }),
    vicidial('VICIdial tapered', { method: 'tapered' }),
    issabel('Issabel', false),
    issabel('Issabel over', true),
    omniDialer,
    wombat,
    impactDialing,
  ].map((kind) => [kind.name, kind]),
);

export async function pacerOf(id: PacerId): Promise<PacerKind> {
  switch (id.kind) {
    case 'rival':
      return must(RIVALS.get(id.name), id.name);
    case 'ratio':
      return fixedRatio(id.lines);
    case 'vicidial':
      return vicidial('VICIdial', id.settings);
    case 'controller':
      return must(await controllerIn(id.path), id.path);
    default:
      return unreachable(id);
  }
}
