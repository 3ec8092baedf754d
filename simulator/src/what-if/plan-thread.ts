import { parentPort, workerData } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import type { WhatIfPlan } from '@outpace/protocol/what-if.ts';
import { planDay } from './plan-day.ts';

/** What the thread is given; it says each day as it is over, and ends. */
export type PlanTask = { readonly plan: WhatIfPlan; readonly seeds: readonly number[] };

const { plan, seeds }: PlanTask = workerData;
const port = must(parentPort ?? undefined, 'the port of a thread');
for (const seed of seeds) port.postMessage(planDay(plan, seed));
