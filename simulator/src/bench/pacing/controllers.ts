import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PacingController, PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { createController } from '@outpace/engine/pacing/controller.ts';
import type { PacerKind } from '../../pacing/pacer.ts';
import { predictive } from '../../pacing/predictive.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** Ours, as the product paces with it. */
export const PREDICTIVE = predictive('predictive', createController);

type ControllerFile = {
  readonly createController: (limits: PacingLimits) => PacingController;
};

/** Another controller by the contract: by its path from the root of the repository, or absolute. */
export async function controllerIn(path: string): Promise<PacerKind> {
  const file = pathToFileURL(resolve(ROOT, path)).href;
  const other: ControllerFile = await import(file);
  return predictive(path, other.createController);
}
