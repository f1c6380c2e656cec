// Tests of the test programs: the script language, its reports, and the control of the server.
// They run against lib/testdata/fake_koine.mjs.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Postgres} from './postgres.mjs';
import {clusterTests} from './cluster_test.mjs';
import {testsOn} from './code.mjs';
import {dayText, sameDayFor, timeText} from './day.mjs';
import {contractTests} from './contract_test.mjs';
import {crashTests} from './crash_test.mjs';
import {docsTests} from './docs_test.mjs';
import {peersTests} from './peers_test.mjs';
import {Report, sleep} from './report.mjs';
import {loadScripts, runScripts} from './script/files.mjs';
import {parseDuration, parseScript} from './script/parse.mjs';
import {bless, fill, match, parseTemplate} from './script/template.mjs';
import {rightsTests} from './rights_test.mjs';
import {Server} from './server.mjs';

const FAKE = fileURLToPath(new URL('testdata/fake_koine.mjs', import.meta.url));
const template = (text) => parseTemplate(text, 0, () => 1).node;
const differs = (pattern, value, scope = {}) => match(template(pattern), value, scope, {});
const tests = [];
const test = (name, body) => tests.push({name, body});

test('./dev tells what a command does before anything is built', () => {
  const dev = fileURLToPath(new URL('../../dev', import.meta.url));
  for (const args of [['serve', '--help'], ['help', 'serve']]) {
    const {status, stdout} = spawnSync(dev, args, {encoding: 'utf8', timeout: 10_000});
    assert.equal(status, 0);
    assert.match(stdout, /^[.]\/dev serve/);
  }
  assert.equal(spawnSync(dev, ['help', 'no-such'], {timeout: 10_000}).status, 1);
});

test('a template matches exactly', () => {
  assert.equal(differs('{"a":1, "b":[true,null,"x"]}', {a: 1, b: [true, null, 'x']}), null);
  assert.deepEqual(differs('{"a":1}', {a: 2}), {path: '$.a', wanted: '1', got: '2'});
  assert.deepEqual(differs('{"a":1}', {a: 1, b: 2}),
      {path: '$.b', wanted: 'no such key', got: '2'});
  assert.equal(differs('{"a":1, "b":2}', {a: 1}).path, '$.b');
  assert.equal(differs('{"a":[1,2]}', {a: [1]}).path, '$.a[1]');
  assert.equal(differs('{"a":[1]}', {a: [1, 2]}).path, '$.a[1]');
  assert.equal(differs('{"a":{"b":{"c":"1"}}}', {a: {b: {c: 1}}}).path, '$.a.b.c');
  assert.equal(differs('null', undefined).got, 'nothing');
  assert.equal(differs('{"a":1}', null).wanted, 'an object');
});

test('three dots let the rest pass', () => {
  assert.equal(differs('{"a":1, ...}', {a: 1, b: 2}), null);
  assert.equal(differs('{...}', {}), null);
  assert.equal(differs('[..., {"id":2, ...}, ...]', [{id: 1}, {id: 2, x: 0}, {id: 3}]), null);
  assert.equal(differs('[..., 3]', [1, 2, 3]), null);
  assert.equal(differs('[1, ...]', [1, 2, 3]), null);
  assert.equal(differs('[..., 9, ...]', [1, 2]).path, '$[0..]');
  assert.equal(differs('[..., 2]', [1, 2, 3]).path, '$[2]');
  assert.equal(differs('[2, ...]', [1, 2]).path, '$[0]');
});

test('places bind by type and insert', () => {
  const bound = {};
  const value = {m: 7, s: 'x', t: '2026-01-31 23:59:59', n: null};
  const node = template('{"m":{m:int}, "s":{_:str}, "t":{t:time}, "n":{n:str?}}');
  assert.equal(match(node, value, {}, bound), null);
  assert.deepEqual(bound, {m: 7, t: '2026-01-31 23:59:59', n: null});
  assert.equal(differs('{x:int}', '7').wanted, 'a value of type int');
  assert.equal(differs('{x:time}', '2026-13-31 23:59:59').wanted, 'a value of type time');
  assert.equal(differs('{x:ms}', 12).wanted, 'a value of type ms');
  assert.equal(differs('[{m:int}, {m}]', [5, 5]), null);
  assert.equal(differs('[{m:int}, {m}]', [5, 6]).path, '$[1]');
  assert.equal(differs('"to {ann.name}!"', 'to Ann!', {ann: {name: 'Ann'}}), null);
  assert.throws(() => differs('{nobody}', 1), /\{nobody\} is unknown/);
  assert.throws(() => template('"{x:int}"'), /without quotes/);
  assert.throws(() => template('{x:long}'), /unknown type 'long'/);
});

test('a request is filled', () => {
  const scope = {dm: 5, ann: {id: 1}};
  assert.deepEqual(fill(template('{"c":{dm}, "k{dm}":["{ann.id}", {ann.id}], "l":"{é*3}"}'), scope),
      {c: 5, k5: ['1', 1], l: 'ééé'});
  assert.deepEqual(fill(template('"{\\"name\\":1}"'), scope), '{"name":1}');
  assert.throws(() => fill(template('{x:int}'), scope), /does not bind/);
});

test('blessing changes only what differs', () => {
  const text = '{"id":{m:int}, "a":"{ann.id}", "b":1, "gone":2, "in":{"x":1, ...}}';
  const value = {id: 9, a: '1', b: 2, new: [1], in: {x: 2, y: 3}};
  assert.equal(bless(template(text), text, value, {ann: {id: 1}}),
      '{"id":{m:int}, "a":"{ann.id}", "b":2, "in":{"x":2, ...}, "new":[1]}');
});

test('durations', () => {
  assert.equal(parseDuration('+2m'), 120_000);
  assert.equal(parseDuration('300ms'), 300);
  assert.equal(parseDuration('2'), undefined);
});

test('what counts by days does not begin where a day ends', async () => {
  const midnight = Date.parse('2026-11-28T16:00:00Z');
  assert.equal(dayText(midnight - 1), '2026-11-28');
  assert.equal(timeText(midnight), '2026-11-29 00:00:00');
  const waited = async (now) => {
    let all = 0;
    await sameDayFor(1000, {now: () => now, wait: (ms) => { all += ms; }});
    return dayText(now + all) === dayText(now + all + 999) && all;
  };
  assert.equal(await waited(midnight - 1001), 0);
  assert.equal(await waited(midnight - 1000), 1001);
  assert.equal(await waited(midnight - 1), 2);
  assert.equal(await waited(midnight), 0);
});

test('scripts that make no sense are refused with their line', () => {
  const refused = (text, line, message) => assert.throws(() => parseScript('x.t', text),
      (e) => e.line === line && message.test(e.message), text);
  refused('GET /x\n200 any\n', 1, /a block `== title` must come before/);
  refused('== a\n', 1, /an empty block/);
  refused('== a\nGET /x\n', 2, /needs an expected status/);
  refused('== a\nGET /x\n200 {"a":\n', 4, /a value expected/);
  refused('== a\nGET /x\n200 {"a":1} x\n', 3, /nothing may follow/);
  refused('== a\nfrobnicate\n', 2, /not understood/);
  refused('== a\n200 any\n', 2, /without a request/);
  refused('== a\nbob <! {"type":"x"}\n', 2, /300ms/);
  refused('== a\nclock soon\n', 2, /a time such as/);
  refused('== a\nPOST /x\n{"a": tru}\n200 any\n', 3, /a value expected/);
});

// Runs script text on the fake; answers the report's lines.
async function runText(text, {server, blessing = false, dir}) {
  const lines = [];
  const report = new Report((line) => lines.push(line));
  const file = path.join(dir, 'some.t');
  writeFileSync(file, text);
  const scripts = loadScripts([file], report, 'api');
  await runScripts(scripts, {server, exclusiveServer: async () => server, report, suite: 'api',
    blessing});
  return {report, text: lines.join('\n'), file};
}

const PASSING = `# a comment
use direct chat
== the receiver hears it at once
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", "userId":{bob.id}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT",
 "content": "hi {ann.name}"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
header x-trace-id {t:str}
bob < {"type":"new_message", "payload":{"id":{m}, "content":"hi {ann.name}", "isSelf":false, ...}}
bob <! 50ms {"type":"new_message", ...}
bob > {"type":"ping"}
bob > {"type":"message", "payload":{"conversationId":{dm}, "content":"", "clientMsgId":"1"}}
bob < {"type":"message_error", "errorCode":10010, ...}
bob < {"type":"pong", "timestamp":{_:ms}}
bob > {"type":"pushed, then answered"}
bob < {"type":"answered", "code":200}
bob < {"type":"answered"}
bob close
== without a token
GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
header x-trace-id abc
== a bad token closes
anon: WS /ws/im?token=x
anon closed 1003 token 无效或已过期
== names are fresh in each block
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{好*100}"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
== bodies of other kinds arrive
POST /api/im/auth/login
raw "{\\"username\\":\\xff}"
400 {"code":400, ...}
== it outlives a kill, and the clock moves
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "a", "clientMsgId": "k"}
200 {"data": {m:int}, ...}
restart kill -9
clock +2m
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "a", "clientMsgId": "k"}
200 {"data": {m}, ...}
`;

test('a good script passes', async (env) => {
  const {report, text} = await runText(PASSING, env);
  assert.equal(text, '');
  assert.equal(report.passed, 6);
});

const BOB_CONNECTS = 'bob: WS /ws/im?token={bob.token}\n';
const FAILING = [
  ['a wrong value', 'ann: GET /api/im/user/profile\n200 {"code":200, "msg":"x", ...}\n',
    [/some\.t:4: \$\.msg: wanted "x", got "操作成功"/, /curl -sS -i -X GET 'http:\/\/127/,
      /-H 'Authorization: Bearer /, /answer: 200 \{"code":200/]],
  ['a wrong status', 'GET /api/im/nothing\n200 any\n', [/some\.t:4: status: wanted 200, got 401/]],
  ['a body in the curl line', 'POST /api/im/auth/login\n{"username":"it\'s"}\n200 any\n',
    [/--data-binary '\{"username":"it'\\''s"\}'/, /some\.t:5: status/]],
  ['a missing frame', 'bob: WS /ws/im?token={bob.token}\nbob < {"type":"typing", ...}\n',
    [/some\.t:4: no frame with type "typing" came to bob/, /unread: \{"type":"connected"/]],
  ['a wrong frame', `${BOB_CONNECTS}bob < {"type":"connected", "userId":{_:str}, ...}\n`,
    [/some\.t:4: \$\.userId: wanted a value of type str/, /frame: \{"type":"connected"/]],
  ['a frame that must not come', `${BOB_CONNECTS}bob <! 200ms {"type":"connected", ...}\n`,
    [/some\.t:4: a frame came that must not/]],
  ['no close', `${BOB_CONNECTS}bob closed 1000\n`,
    [/some\.t:4: bob's socket was not closed/]],
  ['another close code', 'bob: WS /ws/im?token=x\nbob closed 1008\n', [/wanted 1008, got 1003/]],
  ['an unknown name', 'ann: GET /api/im/user/{cat.id}\n200 any\n',
    [/some\.t:3: the name \{cat\.id\} is unknown/]],
  ['an unknown person', 'cat: GET /api/im/user/profile\n200 any\n',
    [/some\.t:3: nobody is called 'cat'/]],
  ['a name bound twice', 'ann: GET /api/im/user/profile\n200 {"code":{c:int}, ...}\n' +
    'ann: GET /api/im/user/profile\n200 {"code":{c:int}, ...}\n',
  [/some\.t:6: the name \{c\} is bound twice/]],
  ['a wrong header', 'ann: GET /api/im/user/profile\n200 any\nheader x-trace-id def\n',
    [/some\.t:5: header x-trace-id: wanted "def", got "abc"/]],
];

for (const [name, script, patterns] of FAILING) {
  test(`reported: ${name}`, async (env) => {
    const {report, text} = await runText(`use direct chat\n== it\n${script}`, env);
    assert.equal(report.failed, 1, text);
    for (const p of patterns) assert.match(text, p);
  });
}

test('within a time a step is done again, the one after it is not', async (env) => {
  const wrong = 'ann: GET /api/im/user/profile\n401 any\n';
  const timed = async (steps) => {
    const begun = performance.now();
    const {report} = await runText(`use direct chat\n== it\n${steps}`, env);
    assert.equal(report.failed, 1);
    return performance.now() - begun;
  };
  assert.ok(await timed(`within 500ms\n${wrong}`) >= 500);
  assert.ok(await timed(`within 30s\nann: GET /api/im/user/profile\n200 any\n${wrong}`) < 20_000);
});

test('a name of one block is unknown in the next', async (env) => {
  const {text} = await runText('use one user\n== a\nann: GET /api/im/user/profile\n' +
      '200 {"code":{c:int}, ...}\n== b\nann: GET /api/im/user/{c}\n200 any\n', env);
  assert.match(text, /some\.t:6: the name \{c\} is unknown/);
});

test('an unknown fixture and broken syntax are failures', async (env) => {
  assert.match((await runText('use gremlins\n== a\nGET /x\n200 any\n', env)).text,
      /some\.t:2: unknown fixture 'use gremlins'/);
  const broken = await runText('== a\nGET /x\n', env);
  assert.equal(broken.report.failed, 1);
  assert.match(broken.text, /some\.t:2: a request needs/);
});

test('--bless rewrites the expectation', async (env) => {
  const script = 'use one user\n== a\nann: GET /api/im/user/profile\n' +
      '404 {"code":200, "msg":"x", "data":{"id":{ann.id}, ...}}\n';
  const {file} = await runText(script, {...env, blessing: true});
  assert.match(readFileSync(file, 'utf8'),
      /\n200 \{"code":200, "msg":"操作成功", "data":\{"id":\{ann\.id\}, \.\.\.\}\}\n/);
});

test('shared steps are filled in, never blessed, and name their place', async (env) => {
  writeFileSync(path.join(env.dir, 'shared.steps'),
      '== profile\n$1: GET /api/im/user/profile\n$2 {"code":200, ...}\n');
  const good = await runText('use one user\n== a\ndo profile ann 200\n', env);
  assert.equal(good.report.failed, 0, good.text);
  const script = 'use one user\n== a\n\ndo profile ann 404\n';
  const bad = await runText(script, {...env, blessing: true});
  assert.match(bad.text, /some\.t:4: status: wanted 404, got 200/);
  assert.match(bad.text, /in .*shared\.steps:2/);
  assert.equal(readFileSync(bad.file, 'utf8'), script);
  assert.match((await runText('== a\ndo nothing\n', env)).text, /some\.t:2: .* has no block/);
  assert.match((await runText('== a\ndo profile ann\n', env)).text, /needs more words/);
});

test('a server without test clock says so', async () => {
  const server = await Server.start({binary: FAKE});
  try {
    await assert.rejects(server.advanceClock(1000), /has no test clock/);
  } finally {
    await server.stop();
  }
});

test('a binary that cannot start is reported with its words', async () => {
  await assert.rejects(Server.start({binary: '/bin/false'}), /ended at start with 1/);
  await assert.rejects(Server.start({binary: '/no/such'}), /cannot be started/);
});

test('the log has what a server said at last', async ({dir}) => {
  const binary = path.join(dir, 'late');
  writeFileSync(binary, `#!/bin/sh
trap '(sleep 0.3; echo said at last >&2) & exit 0' TERM
echo listening main=127.0.0.1:1
while :; do sleep 0.05; done
`, {mode: 0o755});
  const log = path.join(dir, 'late.log');
  const server = await Server.start({binary, log});
  await server.stop();
  await sleep(500);
  assert.equal(readFileSync(log, 'utf8'), 'said at last\n');
});

test('PostgreSQL starts, gives fresh databases and goes away', async () => {
  const pg = await Postgres.start();
  let dir;
  try {
    ({dir} = pg);
    const [a, b] = [await pg.database(), await pg.database()];
    assert.notEqual(a, b);
    assert.match(a, /^postgresql:\/\/koine@127\.0\.0\.1:\d+\/koine_1$/);
    assert.equal(await pg.sql('koine_1', 'show server_encoding'), 'UTF8');
    assert.equal(await pg.sql('koine_1', 'show fsync'), 'on');
  } finally {
    await pg.stop();
  }
  assert.equal(existsSync(dir), false);
});

test('JUnit names the failures', async (env) => {
  const {report} = await runText('use one user\n== <a>\nann: GET /x\n200 any\n', env);
  const file = path.join(env.dir, 'junit.xml');
  report.writeJunit(file);
  const xml = readFileSync(file, 'utf8');
  assert.match(xml, /<testsuite name="api" tests="1" failures="1">/);
  assert.match(xml, /some\.t:2 &lt;a&gt;/);
});

test('a test in code runs on the store that it names, or its file for all', () => {
  const named = (file, ...how) => testsOn(file, ...how).map(({name}) => name).join();
  const tests = [{name: 'both'}, {name: 'lite', on: 'sqlite'}, {name: 'post', on: 'postgresql'},
    {name: 'long', release: true}];
  const release = {sanitized: false};
  const watched = {sanitized: true};
  assert.equal(named({tests}, 'sqlite', release), 'both,lite,long');
  assert.equal(named({tests}, 'postgresql', release), 'both,post,long');
  assert.equal(named({tests}, 'sqlite', watched), 'both,lite');
  assert.equal(named({tests, on: 'sqlite'}, 'postgresql', release), 'post');
  assert.equal(named({tests, release: true}, 'sqlite', watched), '');
  // What the two programs run is all, and nothing twice.
  for (const file of [{tests}, {tests, release: true}, {tests, on: 'sqlite'}]) {
    const both = [watched, {...release, part: 'release'}].flatMap((how) =>
        testsOn(file, 'sqlite', how));
    assert.deepEqual(both.map(({name}) => name).sort(),
        testsOn(file, 'sqlite', release).map(({name}) => name).sort());
  }
  assert.throws(() => testsOn({tests: [{name: 'slip', on: 'postgres'}]}, 'sqlite'), /no store/);
});

export async function run({report, only}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-runner-'));
  const server = await Server.start({binary: FAKE, testClock: true});
  try {
    for (const t of [...tests, ...clusterTests, ...crashTests, ...docsTests, ...rightsTests,
      ...contractTests, ...peersTests]) {
      if (!t.name.includes(only)) continue;
      await report.test('runner', t.name, () => t.body({server, dir, fake: FAKE}));
    }
  } finally {
    await server.stop();
    rmSync(dir, {recursive: true, force: true});
  }
}
