import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AttemptId, InteractionId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { RefusalBody } from '@outpace/protocol/refusals.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import type { RecordingStream } from '../ports.ts';
import { addAudit } from '../store/audit.ts';
import { recordingOf } from '../store/recordings.ts';
import { requires } from './access.ts';
import { refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';

const InteractionParams = closed({ interactionId: id<InteractionId>() });
/** Which call of the interaction; the last one when left out. */
const CallQuery = closed({ attempt: Type.Optional(id<AttemptId>()) });

/** Sound, as the switch has it. */
const Sound = Type.Unsafe<RecordingStream['stream']>(
  Type.String({ format: 'binary', contentMediaType: 'audio/wav' }),
);

export const recordingRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/interactions/:interactionId/recording',
      {
        ...requires('anyone'),
        // Its own would open the file, note a download, and read nothing.
        exposeHeadRoute: false,
        schema: {
          tags: ['Recordings'],
          summary: 'The recording of an interaction',
          description:
            'The whole file of one call. Who was called again before Mark done has several: ' +
            '`attempt` names the call, the last one is meant without it. Supervisors hear every ' +
            'recording of the site, agents those of their own conversations; each time is noted ' +
            'in the audit trail.',
          params: InteractionParams,
          querystring: CallQuery,
          response: {
            200: { description: 'The sound', content: { 'audio/wav': { schema: Sound } } },
            '4xx': RefusalBody,
            '5xx': RefusalBody,
          },
        },
      },
      async (request, reply) => {
        const { pool, siteId, recordings } = parts;
        const { interactionId } = request.params;
        const { attempt } = request.query;
        const { userId, role } = personOf(request);
        const stored = await recordingOf(pool, siteId, interactionId, attempt);
        if (stored === undefined) return refuse(reply, refusal('NO_RECORDING'));
        if (role === 'agent' && stored.agentId !== userId) {
          return refuse(reply, refusal('FORBIDDEN'));
        }
        const sound = await recordings?.open(stored.file);
        if (sound === undefined) return refuse(reply, refusal('NO_RECORDING'));
        const audit = { by: userId, what: 'recording-downloaded', subject: interactionId };
        const detail = attempt === undefined ? {} : { attemptId: attempt };
        await noted(sound, () => addAudit(pool, siteId, { ...audit, detail }));
        if (sound.bytes !== undefined) reply.header('content-length', sound.bytes);
        return reply
          .type(sound.mediaType)
          .header(
            'content-disposition',
            `attachment; filename="${fileName(attempt ?? interactionId, sound)}"`,
          )
          .header('cache-control', 'no-store')
          .send(sound.stream);
      },
    );
  };

/** Nobody hears what could not be noted, and then nothing stays open at the switch. */
async function noted(sound: RecordingStream, note: () => Promise<void>): Promise<void> {
  try {
    await note();
  } catch (problem) {
    await sound.stream.cancel();
    throw problem;
  }
}

/** Ids may hold a colon, which some file systems do not like. */
const fileName = (of: AttemptId | InteractionId, { mediaType }: RecordingStream): string => {
  const ending = /^audio\/(x-|vnd\.)?wave?$/.test(mediaType) ? 'wav' : 'sound';
  return `recording-${of.replaceAll(':', '-')}.${ending}`;
};
