import { must } from '@outpace/engine/basics/assert.ts';
import { beforeAll, expect, test } from 'vitest';
import type { ApiDescription, DescribedParameter } from './api-description.ts';
import { readApiDescription } from './api-description.ts';
import type { AriCallName } from './ari-calls.ts';
import { ARI_CALLS } from './ari-calls.ts';

let description: ApiDescription;
beforeAll(async () => {
  description = await readApiDescription();
});

type Shape = {
  readonly verb: string;
  readonly path: string;
  readonly needs?: readonly string[];
  readonly takes?: readonly string[];
  readonly body?: string;
  readonly gives: string;
};

const NAMES = Object.keys(ARI_CALLS) as AriCallName[];

test.each(NAMES)('%s is a request of the installed Asterisk, with all that we say', (name) => {
  const { body, gives, needs = [], path, takes = [], verb }: Shape = ARI_CALLS[name];
  const request = must(description.requests.get(`${verb} ${path}`), `${verb} ${path}`);
  expect(gives === 'nothing' ? 'void' : gives).toBe(request.gives);

  const named = (fits: (parameter: DescribedParameter) => boolean): string[] =>
    request.parameters.filter(fits).map((parameter) => parameter.name);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
  expect(inPath.toSorted()).toEqual(named(({ paramType }) => paramType === 'path').toSorted());

  // What it cannot do without, and nothing that it does not know.
  const query = named(({ paramType }) => paramType === 'query');
  expect(query).toEqual(expect.arrayContaining([...needs, ...takes]));
  expect(needs).toEqual(
    expect.arrayContaining(named((of) => of.paramType === 'query' && of.required)),
  );
  if (body !== undefined) expect(named(({ paramType }) => paramType === 'body')).toEqual([body]);
});
