// The descriptions that other programs read: those of the API are valid and complete by Redocly's
// own rules, and the metrics by those of Prometheus.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {createConfig, lintFromString} from '@redocly/openapi-core';
import Ajv from 'ajv';
import {readRows} from '../rights/suite.mjs';
import {checkExposition} from './exposition.mjs';

const KNOWN = new URL('../../web/openapi.json', import.meta.url);
const CHINESE = new URL('../../src/server/static/summaries/zh.tsv', import.meta.url);
// Paths of the contracts that two templates fit; the server takes the more literal one.
// Frames stand in an extension, where the linter does not look for what they use.
const BEYOND = ['no-ambiguous-paths', 'no-unused-components'];

async function problemsOf(path, source) {
  const config = await createConfig({extends: ['recommended']});
  const problems = await lintFromString({source, absoluteRef: path, config});
  return problems.filter((p) => p.severity === 'error' || !BEYOND.includes(p.ruleId))
      .map((p) => `${p.severity} ${p.ruleId} ${p.location[0]?.pointer}: ${p.message}`);
}

async function lint(server, path) {
  const {status, text} = await server.http.request('GET', path);
  assert.equal(status, 200);
  const problems = await problemsOf(path, text);
  assert.equal(problems.length, 0, problems.slice(0, 20).join('\n'));
}

const operationsOf = (json) => [
  ...Object.values(json.paths).flatMap((methods) => Object.values(methods)),
  ...json['x-frames'].map((frame) => frame.operation)];

// What the page at /doc.html shows: the main document and those that it names.
async function complete(server, binary) {
  const {json} = await server.http.request('GET', '/openapi.json');
  const more = await Promise.all(json['x-elsewhere'].map(async (path) =>
    (await server.http.request('GET', path)).json));
  const all = [json, ...more].flatMap(operationsOf);
  assert.equal(all.length, (await readRows(binary)).length);
  assert.equal(new Set(all.map((o) => o.operationId)).size, all.length);
  for (const dialect of ['ruoyi', 'openim', 'appim', 'imchat']) {
    assert.ok(all.some((o) => o.tags[0] === dialect), `nothing of ${dialect}`);
  }
}

// Everything has a Chinese summary beside its English one, and no line of theirs is left over.
async function chinese(server) {
  const {json} = await server.http.request('GET', '/openapi.json');
  const more = await Promise.all(json['x-elsewhere'].map(async (path) =>
    (await server.http.request('GET', path)).json));
  const all = [json, ...more].flatMap((one) => [...operationsOf(one), ...one['x-events']]);
  const without = all.filter((one) => !/\p{Script=Han}/u.test(one['x-summary-zh'] ?? ''));
  assert.deepEqual(without.map((one) => one.summary), []);
  const sockets = (await server.http.request('GET', '/asyncapi.json')).json;
  all.push(...Object.values(sockets.components.messages));
  const said = new Set(all.map((one) => one.summary));
  const left = readFileSync(CHINESE, 'utf8').split('\n')
      .filter((line) => line && !line.startsWith('#') && !said.has(line.split('\t')[0]));
  assert.deepEqual(left, []);
}

// The schema that AsyncAPI publishes, without its own references by address.
const ASYNCAPI = createRequire(import.meta.url)(
    '@asyncapi/specs/schemas/3.0.0-without-$id.json');

function asyncProblems(document) {
  const fits = new Ajv({strict: false, allErrors: true, validateFormats: false}).compile(ASYNCAPI);
  const out = fits(document) ? [] : fits.errors.map((e) => `${e.instancePath}: ${e.message}`);
  for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = ref.split('/').reduce((node, key) => node?.[key], document);
    if (!found) out.push(`#/${ref}: not there`);
  }
  return out;
}

// The sockets of all dialects: every frame that is read, and every one that is sent.
async function sockets(server, binary) {
  const {json, status} = await server.http.request('GET', '/asyncapi.json');
  assert.equal(status, 200);
  assert.deepEqual(asyncProblems(json).slice(0, 20), []);
  assert.notEqual(asyncProblems({...json, channels: {}}).length, 0);
  const ids = [];
  for (const dialect of ['ruoyi', 'openim', 'appim', 'imchat']) {
    const own = (await server.http.request('GET', `/asyncapi/${dialect}.json`)).json;
    assert.deepEqual(asyncProblems(own).slice(0, 20), []);
    const api = (await server.http.request('GET', `/openapi/${dialect}.json`)).json;
    const operations = Object.entries(own.operations);
    assert.equal(operations.filter(([, o]) => o.action === 'send').length, api['x-events'].length);
    for (const {operation} of api['x-frames']) {
      assert.equal(own.operations[operation.operationId]?.action, 'receive', operation.operationId);
    }
    for (const [id, one] of [...operations, ...Object.entries(own.components.messages)]) {
      assert.match(one['x-summary-zh'] ?? '', /\p{Script=Han}/u, id);
    }
    ids.push(...operations.map(([id]) => id));
  }
  assert.deepEqual(Object.keys(json.operations).sort(), ids.sort());
  assert.equal((await readRows(binary)).filter((row) => row.method === 'FRAME').length,
      Object.entries(json.operations).filter(([id, o]) => o.action === 'receive' &&
          json.components.messages[id]['x-fields-example']).length);
}

// What the web client is compiled against is what the server says.
async function known(server) {
  const {json} = await server.http.request('GET', '/openapi.json');
  const {schemas} = JSON.parse(readFileSync(KNOWN, 'utf8')).components;
  for (const [name, schema] of Object.entries(schemas)) {
    assert.deepEqual(json.components.schemas[name], schema,
        `${name}: npm run types -- URL in web/`);
  }
}

// A wrong password, as each of the two ways to refuse has it: with a status of its own, and in 200.
async function refusals(server) {
  const {json} = await server.http.request('GET', '/openapi.json');
  const answersOf = (path, status) => {
    const answer = json.paths[path].post.responses[status];
    const one = answer.$ref ? json.components.responses[answer.$ref.split('/').pop()] : answer;
    return Object.values(one.content['application/json'].examples).map((e) => e.value);
  };
  const body = {username: 'nobody_here', password: 'wrong-words', terminal: 0};
  const ruoyi = await server.http.call('POST', '/api/im/auth/login', null, body);
  assert.deepEqual(answersOf('/api/im/auth/login', ruoyi.status)
      .find((e) => e.code === ruoyi.json.code), ruoyi.json);
  const imchat = await server.imchat.call('POST', '/login', null, body);
  assert.equal(imchat.status, 200);
  assert.deepEqual(answersOf('/login', 200).find((e) => e.code === imchat.json.code), imchat.json);
}

// The types of frames that scripts receive, also from sockets of other dialects, stand among the
// events.
async function described(server, dialect, types) {
  const {json} = await server.http.request('GET', '/openapi.json');
  const {json: own} = await server.http.request('GET', `/openapi/${dialect}.json`);
  assert.ok(own['x-events'].length > 0);
  for (const event of own['x-events']) assert.ok(event.summary && event.schema, event.type);
  const known = new Set([...json['x-events'], ...own['x-events']].map((event) => event.type));
  const missing = [...types].filter((type) => type && !known.has(type));
  assert.deepEqual(missing, []);
}

// `frames`: by dialect, the types of frames that its scripts receive.
export async function checkDescribed({report, binary, startServer}, frames) {
  const server = await startServer();
  try {
    await report.test('contract', 'the linter finds what is wrong', async () => {
      const bad = {openapi: '3.1.0', info: {title: 'a'}, paths: {'/a': {get: {responses: {}}}}};
      assert.notEqual((await problemsOf('bad', JSON.stringify(bad))).length, 0);
    });
    for (const name of ['', '/ruoyi', '/openim', '/appim', '/imchat']) {
      await report.test('contract', `/openapi${name}.json is valid`, () =>
        lint(server, `/openapi${name}.json`));
    }
    await report.test('contract', '/asyncapi.json is valid and complete', () =>
      sockets(server, binary));
    await report.test('contract', 'web/openapi.json is what the server says', () => known(server));
    await report.test('contract', 'the page shows every operation', () =>
      complete(server, binary));
    await report.test('contract', 'every summary is there in Chinese too', () => chinese(server));
    await report.test('contract', 'every refusal is described', () => refusals(server));
    for (const [dialect, types] of Object.entries(frames)) {
      await report.test('contract', `frames of ${dialect} are described`, () =>
        described(server, dialect, types));
    }
    await report.test('contract', 'the metrics are what Prometheus reads', async () => {
      await server.http.call('POST', '/api/im/auth/login', null, {username: 'a', password: 'b'});
      checkExposition(await server.metrics());
    });
  } finally {
    await server.stop();
  }
}
