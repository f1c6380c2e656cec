// The descriptions of the API are valid and complete by Redocly's own rules.
import assert from 'node:assert/strict';
import {createConfig, lintFromString} from '@redocly/openapi-core';
import {readRows} from '../rights/suite.mjs';

// Paths of the contracts that two templates fit; the server takes the more literal one.
// Frames stand in an extension, where the linter does not look for what they use.
const BEYOND = ['no-ambiguous-paths', 'no-unused-components', 'operation-4xx-response'];

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

export async function checkDescribed({report, binary, startServer}) {
  const server = await startServer();
  try {
    await report.test('contract', 'the linter finds what is wrong', async () => {
      const bad = {openapi: '3.0.3', info: {title: 'a'}, paths: {'/a': {get: {responses: {}}}}};
      assert.notEqual((await problemsOf('bad', JSON.stringify(bad))).length, 0);
    });
    for (const name of ['', '/ruoyi', '/openim', '/appim', '/imchat']) {
      await report.test('contract', `/openapi${name}.json is valid`, () =>
        lint(server, `/openapi${name}.json`));
    }
    await report.test('contract', 'the page shows every operation', () =>
      complete(server, binary));
  } finally {
    await server.stop();
  }
}
