import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { isZone } from '@outpace/engine/calling-lists/calling-window.ts';
import type { DryRunLine } from '@outpace/engine/campaigns/dry-run.ts';
import { dryRun } from '@outpace/engine/campaigns/plan-findings.ts';
import { DryRunAnswer, DryRunBody, type DryRunLineBody } from '@outpace/protocol/treatments.ts';
import { treatmentOf } from '../store/treatment-of.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';

/** Asked of the rules themselves: nothing is read, and nothing kept. */
export const treatmentRoutes =
  ({ dialer }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/treatments/dry-run',
      {
        ...requires('supervisor'),
        schema: {
          tags: ['Campaigns'],
          summary: 'What rules would lead to',
          description:
            'A made-up person lives through each result, as if every attempt ended like that, by ' +
            'the same rules that decide when calls are made. The findings say what does not ' +
            'fit: who is called after a do-not-call, results without a rule, rules that never ' +
            'act.',
          body: DryRunBody,
          response: answers(DryRunAnswer),
        },
      },
      async ({ body }, reply) => {
        const { treatments, callResults, dispositions, attemptsMax, numbers, zone } = body;
        if (!isZone(zone)) return refuse(reply, refusal('BAD_REQUEST', `no zone ${zone}`));
        const { lives, findings } = dryRun({
          plan: treatments.map(treatmentOf),
          outcomes: { callResults, dispositions },
          person: { numbers, attemptsMax, zone, at: dialer.now() },
        });
        return {
          lives: lives.map((life) => ({ ...life, lines: life.lines.map(lineBody) })),
          findings: [...findings],
        };
      },
    );
  };

const lineBody = ({ rule, ...line }: DryRunLine): DryRunLineBody => ({
  ...line,
  rule: rule ?? null,
});
