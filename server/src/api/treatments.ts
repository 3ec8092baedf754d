import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import { isZone } from '@outpace/engine/calling-lists/calling-window.ts';
import type { Detection } from '@outpace/engine/campaigns/call-dry-run.ts';
import type { DryRunLine } from '@outpace/engine/campaigns/dry-run.ts';
import { dryRun } from '@outpace/engine/campaigns/plan-findings.ts';
import { DryRunAnswer, DryRunBody, type DryRunLineBody } from '@outpace/protocol/treatments.ts';
import { callTreatmentsOf } from '../store/call-treatments-of.ts';
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
            'act. With `detection` it also says what becomes of calls that a machine, a fax or ' +
            'nobody answers, and by which of the results their chains go on. Assured connections ' +
            'never wait for a verdict: theirs is `beside` where the campaign says `before`.',
          body: DryRunBody,
          response: answers(DryRunAnswer),
        },
      },
      async ({ body }, reply) => {
        const { treatments, callResults, dispositions, attemptsMax, numbers, zone } = body;
        if (!isZone(zone)) return refuse(reply, refusal('BAD_REQUEST', `no zone ${zone}`));
        const { lives, findings, calls } = dryRun({
          plan: treatments.map(treatmentOf),
          outcomes: { callResults, dispositions },
          person: { numbers, attemptsMax, zone, at: dialer.now() },
          detection: body.detection && detectionOf(body.detection),
        });
        return {
          lives: lives.map((life) => ({ ...life, lines: life.lines.map(lineBody) })),
          findings: [...findings],
          calls: calls.map(({ result, ...call }) => ({ ...call, result: result ?? null })),
        };
      },
    );
  };

const detectionOf = ({
  when,
  verdictMs,
  callTreatments,
}: NonNullable<DryRunBody['detection']>): Detection => ({
  when,
  verdictMs: millis(verdictMs),
  callTreatments: callTreatmentsOf(callTreatments),
});

const lineBody = ({ rule, ...line }: DryRunLine): DryRunLineBody => ({
  ...line,
  rule: rule ?? null,
});
