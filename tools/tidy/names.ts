import type { ESTree } from 'vite';
import type { AstNode, Check, Finding, Source } from './parse-source.ts';
import { finding, walk } from './parse-source.ts';

/** Names that say nothing, wherever they stand in a name. */
const EMPTY_WORDS = ['util', 'utils', 'helper', 'helpers', 'manager', 'managers'];

/** Names that say nothing when they are the whole name. */
const EMPTY_NAMES = ['data', 'info'];

/** The words that other products use, and the one that is used here. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['tenant', 'site'],
  ['tenants', 'site'],
  ['lead', 'record'],
  ['leads', 'record'],
  ['hopper', 'calling list'],
  ['blacklist', 'suppression'],
  ['blacklisted', 'suppression'],
  ['pbx', 'switch'],
  ['amd', 'cpd'],
  ['conversation', 'interaction'],
  ['conversations', 'interaction'],
]);

/** The same for two words in a row. */
const OTHER_PAIRS: ReadonlyMap<string, string> = new Map([
  ['retry rule', 'treatment'],
  ['result code', 'disposition'],
  ['drop rate', 'abandonment share'],
  ['abandon rate', 'abandonment share'],
  ['dial job', 'dial session'],
  ['pending logout', 'smart logout'],
]);

const VAGUE_VERB = /^(handle|process|manage|do)[A-Z]/;

/** One word per thing, in every layer; and no name that could stand for anything. */
export const plainNames: Check = (sources) =>
  sources.flatMap((source) => [...inPath(source), ...inDeclarations(source)]);

function inPath({ path }: Source): readonly Finding[] {
  return path.split(/[/.]/).flatMap((part) => {
    const what = problemOf(part);
    return what === undefined ? [] : [{ path, line: 1, what }];
  });
}

function inDeclarations(source: Source): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<number>();
  const judge = (node: AstNode, name: string): void => {
    const what = problemOf(name);
    // Shorthand keys are two nodes at one place.
    if (what === undefined || seen.has(node.start)) return;
    seen.add(node.start);
    findings.push(finding(source, node, what));
  };
  walk(source.program, (node) => {
    for (const name of declared(node)) judge(name, name.name);
    const named = functionName(node);
    if (named !== undefined && VAGUE_VERB.test(named.name)) {
      findings.push(finding(source, named, `the name ${named.name} says nothing`));
    }
  });
  return findings;
}

type Named = AstNode & { readonly name: string };

/** The names that this node brings into the world; names from outside are not ours to choose. */
function declared(node: AstNode): readonly Named[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return bound(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const own = node.id === null ? [] : [node.id];
      return [...own, ...node.params.flatMap((parameter) => bound(parameter))];
    }
    case 'ClassDeclaration':
      return node.id === null ? [] : [node.id];
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return [node.id];
    case 'TSPropertySignature':
    case 'TSMethodSignature':
    case 'PropertyDefinition':
    case 'MethodDefinition': {
      const key = keyOf(node.key);
      return key === undefined ? [] : [key];
    }
    default:
      return [];
  }
}

function bound(pattern: ESTree.BindingPattern | ESTree.ParamPattern): readonly Named[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return bound(pattern.left);
    case 'RestElement':
      return bound(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : bound(element)));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        bound(property.type === 'RestElement' ? property.argument : property.value),
      );
    default:
      return [];
  }
}

/** The name of a function by any spelling: declared, a method, or an arrow that is given a name. */
function functionName(node: AstNode): Named | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
      return node.id ?? undefined;
    case 'MethodDefinition':
      return keyOf(node.key);
    case 'PropertyDefinition':
      return isFunction(node.value) ? keyOf(node.key) : undefined;
    case 'VariableDeclarator':
      return isFunction(node.init) && node.id.type === 'Identifier' ? node.id : undefined;
    default:
      return undefined;
  }
}

const isFunction = (node: AstNode | null): boolean =>
  node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';

const keyOf = (key: ESTree.PropertyKey): Named | undefined =>
  key.type === 'Identifier' || key.type === 'PrivateIdentifier' ? key : undefined;

function problemOf(name: string): string | undefined {
  const bare = name.replace(/^[_#]+/, '');
  if (EMPTY_NAMES.includes(bare)) return `the name ${name} says nothing`;
  const words = wordsOf(bare);
  const empty = words.find((word) => EMPTY_WORDS.includes(word));
  if (empty !== undefined) return `the name ${name} says nothing`;
  for (const [index, word] of words.entries()) {
    const pair = `${word} ${words[index + 1] ?? ''}`;
    const ours = OTHER_WORDS.get(word) ?? OTHER_PAIRS.get(pair);
    if (ours !== undefined) return `the name ${name}: the word here is ${ours}`;
  }
  return undefined;
}

/** `leadListId`, `lead_list_id` and `LEAD_LIST_ID` are the same three words. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .map((word) => word.toLowerCase());
