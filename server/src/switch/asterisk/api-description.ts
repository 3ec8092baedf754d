import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asteriskTree } from '../instance/asterisk-tree.ts';

/** One request as the installed Asterisk describes it. */
export type DescribedRequest = {
  readonly gives: string;
  readonly parameters: readonly DescribedParameter[];
};

export type DescribedParameter = {
  readonly name: string;
  readonly paramType: 'path' | 'query' | 'body';
  readonly required: boolean;
};

export type DescribedField = { readonly type: string; readonly required?: boolean | undefined };

/** What an Asterisk brings along about its own REST interface. */
export type ApiDescription = {
  /** By verb and path, such as `GET /channels/{channelId}`. */
  readonly requests: ReadonlyMap<string, DescribedRequest>;
  /** Fields by name, of models by name; of an event also those of all events. */
  readonly models: ReadonlyMap<string, Readonly<Record<string, DescribedField>>>;
};

type Resource = {
  readonly apis: readonly {
    readonly path: string;
    readonly operations: readonly {
      readonly httpMethod: string;
      readonly responseClass: string;
      readonly parameters?: readonly DescribedParameter[];
    }[];
  }[];
  readonly models?: Readonly<Record<string, Model>>;
};
type Model = {
  readonly properties: Readonly<Record<string, DescribedField>>;
  readonly subTypes?: readonly string[];
};

/** Reads the description of the Asterisk that the tests run on, fetched the first time. */
export async function readApiDescription(): Promise<ApiDescription> {
  const { shareFolder } = await asteriskTree();
  const folder = join(shareFolder, 'rest-api');
  const names = (await readdir(folder)).filter((name) => name !== 'resources.json');
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const resources = texts.map((text): Resource => JSON.parse(text));
  return {
    requests: new Map(resources.flatMap(requestsOf)),
    models: new Map(resources.flatMap(({ models = {} }) => fieldsOf(models))),
  };
}

const requestsOf = ({ apis }: Resource): readonly [string, DescribedRequest][] =>
  apis.flatMap(({ operations, path }) =>
    operations.map(({ httpMethod, parameters = [], responseClass }): [string, DescribedRequest] => [
      `${httpMethod} ${path}`,
      { gives: responseClass, parameters },
    ]),
  );

/** A kind of something has its fields too: an event those of `Event`, that those of `Message`. */
function fieldsOf(
  models: Readonly<Record<string, Model>>,
): readonly [string, Model['properties']][] {
  const all = Object.entries(models);
  const whole = (name: string): Model['properties'] => {
    const parents = all.filter(([, { subTypes }]) => subTypes?.includes(name));
    const inherited = parents.map(([parent]) => whole(parent));
    return Object.assign({}, ...inherited, models[name]?.properties);
  };
  return all.map(([name]) => [name, whole(name)]);
}
