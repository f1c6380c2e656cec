// Compares what the contract promises (answers/*.tsv, and every row of `koine routes`) with what
// the scripts below tests/api have a look at, and names what lacks a test. Then asks a server for
// its descriptions (described.mjs).
import {execFileSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {findScripts, loadScripts} from '../lib/script/files.mjs';
import {checkDescribed} from './described.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
// The server describes its refusals by them, too.
const ANSWERS = path.join(HERE, '../../src/server/static/answers');

// Rows [{ref, method, path, code, text, line}]; of a frame, `path` is its type.
export function readPromises(text) {
  return text.split('\n').map((line, i) => [line, i + 1])
      .filter(([line]) => line !== '' && !line.startsWith('#'))
      .map(([line, number]) => {
        const [ref, method, where, code = '', words = ''] = line.split('\t');
        return {ref, method, path: where, code, text: words, line: number};
      });
}

const segments = (p) => p.split('?')[0].split('/');
const isRest = (segment) => segment?.startsWith('*') ?? false;
const isPlace = (segment) => segment.startsWith('{') || isRest(segment);

// The route that a request path of a script (places filled with digits) reaches: the one whose
// segments fit, with the most literal ones first.
export function findRoute(routes, method, requestPath) {
  const parts = segments(requestPath);
  const fits = routes.filter((r) => r.method === method && (isRest(r.parts.at(-1))
    ? r.parts.length <= parts.length : r.parts.length === parts.length) &&
      r.parts.every((s, i) => isPlace(s) || s === parts[i]));
  const rank = (r) => r.parts.map((s) => (isPlace(s) ? '1' : '0')).join('');
  return fits.sort((a, b) => rank(a).localeCompare(rank(b)))[0];
}

const joined = (parts) => parts.map((p) => (typeof p === 'string' ? p : '1')).join('');

function memberOf(node, key) {
  return node?.kind === 'object'
    ? node.members.find((m) => joined(m.key) === key)?.value : undefined;
}

// All strings of an expectation, joined by line breaks.
function textsOf(node) {
  if (!node) return '';
  if (node.kind === 'string') return joined(node.parts);
  if (node.kind === 'object') return node.members.map((m) => textsOf(m.value)).join('\n');
  if (node.kind === 'array') return node.items.map(textsOf).join('\n');
  return '';
}

function valueOf(node) { return node && 'value' in node ? node.value : undefined; }

// What the scripts look at: answers [{method, path, code, texts}] and frame types.
export function observe(scripts) {
  const answers = [];
  const frames = new Set();
  for (const {blocks} of scripts) {
    for (const step of blocks.flatMap((b) => b.steps)) {
      if (step.kind === 'request') {
        const body = step.expect.node;
        const code = valueOf(memberOf(body, 'code')) ?? valueOf(memberOf(body, 'errCode')) ??
            step.expect.status;
        answers.push({method: step.method, path: joined(step.path), code, texts: textsOf(body)});
      } else if (step.kind === 'receive') {
        frames.add(textsOf(memberOf(step.node, 'type')));
      }
    }
  }
  return {answers, frames};
}

// What tests in code look at: their comments `// seen: METHOD /path CODE text`.
export function observeCode(text) {
  return [...text.matchAll(/^ *\/\/ seen: ([A-Z]+) (\S+) (\d+)(?: (.+))?$/gm)]
      .map(([, method, where, code, texts]) => ({method, path: where.replaceAll(/\{\w+\}/g, '1'),
        code: Number(code), texts: texts ?? ''}));
}

function check(promise, route, seen) {
  if (promise.method === 'FRAME') return seen.frames.has(promise.path);
  return seen.answers.some((a) => findRoute(seen.routes, a.method, a.path) === route &&
      (promise.code === 'any' ? ![0, 200].includes(a.code) : String(a.code) === promise.code) &&
      a.texts.includes(promise.text));
}

// Routes that always refuse, as their contract has it.
const NEVER_SUCCEEDS = ['/friend/get_incremental_blacks', '/config/set_config',
  '/config/reset_config', '/config/set_enable_config_manager'];
// Each dialect with the code of success.
const DIALECTS = {ruoyi: '200', openim: '0', appim: '0', imchat: '200'};
// Routes of OpenIM that answer as HTTP does, without its envelope.
const PLAIN = /^\/(object\/\*|storage\/|prometheus_discovery\/|third\/prometheus$)/;

export async function run(context) {
  const frames = {};
  for (const [dialect, success] of Object.entries(DIALECTS)) {
    frames[dialect] = await compare(dialect, success, context);
  }
  await checkDescribed(context, frames);
}

// The types of frames that the scripts receive.
async function compare(dialect, success, {report, binary}) {
  const scripts = loadScripts(findScripts(path.join(HERE, '../api', dialect)), report, 'contract');
  const seen = observe(scripts);
  const api = path.join(HERE, '../api');
  for (const file of readdirSync(api, {recursive: true}).filter((f) => f.endsWith('_test.mjs'))) {
    seen.answers.push(...observeCode(readFileSync(path.join(api, file), 'utf8')));
  }
  seen.routes = execFileSync(binary, ['routes'], {encoding: 'utf8'}).trim().split('\n')
      .map((line) => line.split('\t')).filter(([of]) => of === dialect)
      .map(([, method, p]) => ({method, path: p, parts: segments(p)}));
  const promises = readPromises(readFileSync(path.join(ANSWERS, `${dialect}.tsv`), 'utf8'));
  for (const promise of promises) {
    const name = [promise.ref, promise.method, promise.path, promise.code, promise.text].join(' ');
    await report.test('contract', name.trim(), () => {
      const route = promise.method === 'FRAME' ? null
        : findRoute(seen.routes, promise.method, promise.path.replaceAll(/\{\w+\}/g, '1'));
      if (route === undefined) throw new Error(`${promise.method} ${promise.path}: not served`);
      if (!check(promise, route, seen)) throw new Error('no script expects it');
    });
  }
  for (const route of seen.routes.filter((r) => !NEVER_SUCCEEDS.includes(r.path))) {
    await report.test('contract', `${route.method} ${route.path} succeeds`, () => {
      const codes = PLAIN.test(route.path) ? ['200', '302'] : [success];
      if (!codes.some((code) => check({method: route.method, code, text: ''}, route, seen))) {
        throw new Error('no script calls it with success');
      }
    });
  }
  return seen.frames;
}
