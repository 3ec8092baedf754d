// The one door to every task. Plain JavaScript that runs on Node 20: it installs what is missing,
// then hands over to the Node of this project (node_modules/.bin/node).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

export const TASKS = [
  'start',
  'start:voice',
  'cluster',
  'asterisk',
  'backup',
  'test',
  'check',
  'simulate',
  'bench',
  'prove',
  'format',
];

const NODE_MAJOR_MIN = 20;
const NODE_MAJOR = 26;

/** One sentence for the person at the terminal, instead of a stack. */
class Stop extends Error {}

/**
 * Why this call cannot be carried out, in one sentence; undefined when it can.
 *
 * @param {string | undefined} task
 * @param {string} version of the Node that runs this, such as 20.11.0
 * @returns {string | undefined}
 */
export function objection(task, version) {
  if (Number(version.split('.')[0]) < NODE_MAJOR_MIN) {
    return `Outpace needs Node ${NODE_MAJOR_MIN} or newer to begin; this is Node ${version}.`;
  }
  const tasks = TASKS.join(', ');
  if (task === undefined) return `Which task? There are ${tasks}.`;
  return TASKS.includes(task) ? undefined : `There is no task "${task}"; there are ${tasks}.`;
}

/**
 * What was installed belongs to this lock file, and not to an earlier one.
 *
 * @param {string} root of the repository
 */
export function isInstalled(root) {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root);
}

/** @param {string} root */
export function stampInstalled(root) {
  writeFileSync(stampOf(root), lockHash(root));
}

/** @param {string} root */
const stampOf = (root) => join(root, 'node_modules', '.outpace-installed');

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * PATH without the project's own programs: npm must not run on the Node that it is replacing.
 *
 * @param {string} root
 * @param {string} path
 */
export const outsidePath = (root, path) =>
  path
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
    .join(delimiter);

/** @param {string} root */
async function install(root) {
  console.log('Installing the packages of package-lock.json (first start, or they changed) …');
  // Not `npm ci`: it refuses a registry that lacks an optional package for some other platform.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env, PATH: outsidePath(root, process.env.PATH ?? '') };
  const status = await run('npm', words, { cwd: root, env }).catch(() => {
    throw new Stop('npm could not be run; it comes with Node and must be on the PATH.');
  });
  if (status !== 0) throw new Stop('The packages could not be installed; see the lines above.');
}

/**
 * Where npm does not run install scripts, the runtime is brought by its own step.
 *
 * @param {string} root
 */
async function installNode(root) {
  const script = join(root, 'node_modules', 'node', 'installArchSpecificPackage.js');
  const env = { ...process.env, PATH: outsidePath(root, process.env.PATH ?? '') };
  if (existsSync(script)) await run('node', [script], { cwd: dirname(script), env });
  if (runsNode(nodeOf(root))) return;
  throw new Stop(
    `Node ${NODE_MAJOR} could not be installed: allow the install script of the package "node".`,
  );
}

/** @param {string} root */
const nodeOf = (root) => join(root, 'node_modules', '.bin', 'node');

/** @param {string} path */
function runsNode(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith(`v${NODE_MAJOR}.`);
}

/**
 * @param {string} root
 * @param {readonly string[]} words
 */
async function begin(root, [task, ...args]) {
  const reason = objection(task, process.versions.node);
  if (reason !== undefined) throw new Stop(reason);
  const wasInstalled = isInstalled(root);
  if (!wasInstalled) await install(root);
  if (!runsNode(nodeOf(root))) await installNode(root);
  if (!wasInstalled) stampInstalled(root);
  return run(nodeOf(root), [join(root, 'tools', 'tasks.ts'), String(task), ...args], { cwd: root });
}

const [, script] = process.argv;
const here = fileURLToPath(import.meta.url);
if (script !== undefined && existsSync(script) && realpathSync(script) === realpathSync(here)) {
  try {
    process.exitCode = await begin(join(dirname(here), '..'), process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
