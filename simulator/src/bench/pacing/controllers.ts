import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PacingController, PacingLimits } from '@outpace/engine/pacing/contract.ts';
import type { PacerKind } from '../../pacing/pacer.ts';
import { predictive } from '../../pacing/predictive.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
export const OUR_CONTROLLER = 'engine/src/pacing/controller.ts';

type ControllerFile = {
  readonly createController: (limits: PacingLimits) => PacingController;
};

/** The controller in that file, by its path from the root of the repository or an absolute one. */
export async function controllerIn(path: string): Promise<PacerKind | undefined> {
  const file = resolve(ROOT, path);
  if (!existsSync(file)) return undefined;
  const { createController }: ControllerFile = await import(pathToFileURL(file).href);
  return predictive(path === OUR_CONTROLLER ? 'predictive' : path, createController);
}
