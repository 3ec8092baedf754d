import { millis } from '@outpace/engine/basics/time.ts';
import type { Unanswered, Validation } from '@outpace/engine/campaigns/validation.ts';
import type { UnansweredBody, ValidationBody } from '@outpace/protocol/validation.ts';

/** Who is asked before the dials of a campaign, as the engine has it asked. */
export const validationOf = (body: ValidationBody): Validation => ({
  url: body.url,
  secretHeader: body.secretHeader ?? undefined,
  timeoutMs: millis(body.timeoutMs),
  connectionsMax: body.connectionsMax,
  refusedAs: body.refusedAs,
  onTimeout: unansweredOf(body.onTimeout),
  onError: unansweredOf(body.onError),
});

const unansweredOf = (body: UnansweredBody): Unanswered =>
  body.action === 'later' ? { ...body, waitMs: millis(body.waitMs) } : body;
