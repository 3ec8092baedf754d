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
import { controllerIn, PREDICTIVE } from './controllers.ts';

/** A pacer as plain values, so that a thread can be told which. */
export type PacerId =
  /** One of those that come as they are. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'ratio'; readonly lines: number }
  | { readonly kind: 'vicidial'; readonly settings: Partial<VicidialSettings> }
  | { readonly kind: 'controller'; readonly path: string };

/** Tuned by nobody: ours, then the rivals as they come. */
export const NAMED: ReadonlyMap<string, PacerKind> = new Map(
  [
    PREDICTIVE,
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

/** Whether the limit changes what it does: who does not know it lives the same day under any. */
export function heedsLimit(id: PacerId): boolean {
  if (id.kind === 'ratio') return false;
  if (id.kind === 'vicidial') return id.settings.dropPercentMax === undefined;
  return id.kind === 'controller' || must(NAMED.get(id.name), id.name).make.length > 0;
}

export async function pacerOf(id: PacerId): Promise<PacerKind> {
  switch (id.kind) {
    case 'named':
      return must(NAMED.get(id.name), id.name);
    case 'ratio':
      return fixedRatio(id.lines);
    case 'vicidial':
      return vicidial('VICIdial', id.settings);
    case 'controller':
      return controllerIn(id.path);
    default:
      return unreachable(id);
  }
}
