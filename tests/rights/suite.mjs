// The matrix of rights: every row × every kind of token × every state of the object.
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {eachOf} from '../lib/report.mjs';
import {checkAppim} from './appim.mjs';
import {checkAppimFrames} from './appim_frames.mjs';
import {exceptionFor} from './exceptions.mjs';
import {OBJECTS, TOKENS, expectedCodes, objectKind} from './expect.mjs';
import {checkFrames} from './frames.mjs';
import {SERVICE_KEY, checkImchat, imchatCast} from './imchat.mjs';
import {checkImchatAudit} from './imchat_audit.mjs';
import {checkImchatFrames} from './imchat_frames.mjs';
import {checkOpenim} from './openim.mjs';
import {checkOpenimFrames} from './openim_frames.mjs';
import {checkStrangers} from './strangers.mjs';
import {SMALLEST_PICTURE, buildWorld, disabledPerson, fillExample, renewTokens} from './world.mjs';

const run = promisify(execFile);
const ROWS_AT_ONCE = 6;
const PAST_TOKEN_LIFE_MS = 3 * 3_600_000;
const HTTP_METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']);

// `koine routes --json`: [{dialect, method, path, auth, door, mode, example, …}].
export async function readRows(binary) {
  const {stdout} = await run(binary, ['routes', '--json'], {maxBuffer: 1 << 26});
  const rows = JSON.parse(stdout);
  if (!Array.isArray(rows) || !rows.length) throw new Error('`koine routes --json` has no rows');
  return rows;
}

// Method, path and body of a row's example, which is one object of all its fields: those that the
// path names go there, the others into the body, or into the query where there is no body.
export function buildRequest(row, fields) {
  const rest = {...fields};
  const path = row.path.replace(/\{(\w+)\}/g, (_, name) => {
    if (rest[name] === undefined) throw new Error(`the example lacks {${name}} of the path`);
    const value = encodeURIComponent(rest[name]);
    delete rest[name];
    return value;
  });
  const {method} = row;
  if (row.files) return {method, path, ...multipart(row.files.split(',')[0], rest)};
  if (method !== 'GET' && method !== 'DELETE') return {method, path, body: rest};
  const query = new URLSearchParams(Object.entries(rest).map(([k, v]) => [k, String(v)]));
  return {method, path: query.size ? `${path}?${query}` : path, body: undefined};
}

// The smallest picture, in one part; the fields in others.
function multipart(file, fields) {
  const boundary = 'koine-rights';
  const part = (name, more, content) => [Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
    Buffer.from(content), Buffer.from('\r\n')];
  const parts = Object.entries(fields).flatMap(([k, v]) => part(k, '', String(v)));
  parts.push(...part(file, '; filename="a.png"', SMALLEST_PICTURE));
  return {body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`};
}

export async function send(http, token, {method, path, body, type}) {
  if (!type) return http.call(method, path, token, body);
  const headers = {'Content-Type': type};
  if (token) headers.Authorization = `Bearer ${token}`;
  return http.request(method, path, {headers, body});
}

// All refusals before all successes: a row that changes its object must not spoil the others.
function casesOf(row) {
  const objects = objectKind(row) ? OBJECTS : ['mine'];
  const cases = [];
  for (const token of TOKENS) for (const object of objects) cases.push({token, object});
  const last = (c) => (c.token === 'me' && c.object === 'mine' ? 1 : 0);
  return cases.sort((a, b) => last(a) - last(b));
}

async function checkCase(http, row, world, {token, object}) {
  const exception = exceptionFor(row, token, object);
  const codes = exception ? [exception.code].flat() : expectedCodes(row, token, object);
  if (!codes) return false;
  const state = token === 'removed' && object === 'mine' ? 'left' : object;
  const fields = fillExample(row.example, world, objectKind(row), state);
  const request = buildRequest(row, fields);
  const {method, path, body} = request;
  const answer = await send(http, world.tokens[token], request);
  const {status, text} = answer;
  // A row that answers with a file has no envelope when all is well.
  const json = row.binary && status === 200 && answer.headers['content-disposition']
    ? {code: 200} : answer.json;
  if (!json || typeof json.code !== 'number') {
    throw new Error(`${method} ${path} as ${token}: no envelope: ${status} ${text.slice(0, 300)}`);
  }
  if (!codes.includes(json.code)) {
    throw new Error(`${method} ${path} ${JSON.stringify(body)} as ${token}, object ${object}: ` +
        `wanted code ${codes.join(' or ')}${exception ? ` (${exception.reason})` : ''}, got ` +
        `${status} ${text.slice(0, 300)}`);
  }
  if (status !== (json.code < 1000 ? json.code : 400)) {
    throw new Error(`${method} ${path}: code ${json.code} with HTTP ${status}`);
  }
  return true;
}

async function checkRow(http, row, world, {report, suite, skipped}) {
  for (const c of casesOf(row)) {
    const name = `${row.method} ${row.path} ${c.token}/${c.object}`;
    const why = world.impossible[c.token];
    if (why) {
      skipped.set(c.token, why);
      continue;
    }
    const start = performance.now();
    let counts = true;
    let message = null;
    try {
      counts = await checkCase(http, row, world, c);
    } catch (e) {
      message = e.message;
    }
    if (counts) report.add(suite, name, performance.now() - start, message);
  }
}

async function matrix(context) {
  const {report, store, startServer, binary, only, print} = context;
  const suite = `rights ${store}`;
  const all = await readRows(binary);
  const rows = all.filter((r) => HTTP_METHODS.has(r.method) &&
      `${r.method} ${r.path}`.includes(only) && r.dialect === 'ruoyi');
  for (const row of rows) {
    await report.test(suite, `${row.method} ${row.path} has an example`, async () => {
      if (!row.example) throw new Error('a row must have an example');
    });
  }
  const server = await startServer({testClock: true, apps: true,
    flags: [`--redpacket.service_key=${SERVICE_KEY}`]});
  const skipped = new Map();
  try {
    const {http} = server;
    const usable = rows.filter((r) => r.example);
    const shared = await buildWorld(http);
    const worlds = new Map();
    await eachOf(usable, ROWS_AT_ONCE, async (row) => {
      const withApps = JSON.stringify(row.example).includes('{officeapp.');
      worlds.set(row, row.mode === 'read' ? shared : await buildWorld(http, {withApps}));
    });
    await server.advanceClock(PAST_TOKEN_LIFE_MS);
    const extra = await disabledPerson(http);
    await eachOf([...new Set([shared, ...worlds.values()])], ROWS_AT_ONCE,
        async (w) => Object.assign(w.tokens, await renewTokens(http, w), extra));
    await eachOf(usable, ROWS_AT_ONCE, (row) => checkRow(http, row, worlds.get(row),
        {report, suite, skipped}));
    await checkFrames(server, all, shared, {report, suite, only});
    await checkOpenimFrames(server, all, shared, {report, suite, only});
    for (const [state, why] of skipped) print(`  ${suite}: left out '${state}': ${why}`);
    await checkOpenim(server, all, {report, suite, only});
    const imchat = await imchatCast(server);
    await checkImchat(server, all, imchat, {report, suite, only});
    await checkImchatFrames(server, all, imchat, {report, suite, only});
    await checkImchatAudit(server, all, imchat, {report, suite, only});
    await checkAppim(server, all, {report, suite, only});
    await checkAppimFrames(server, all, {report, suite, only});
    await checkStrangers(server, {report, suite, only});
    await report.test(suite, 'the server still runs', async () => {
      if (!server.alive) throw new Error(`it ended:\n${server.stderr.slice(-4000)}`);
    });
  } finally {
    await server.stop();
  }
}

export {matrix as run};
