// How answers travel, whatever they say: compressed for who asks, cached where they cost much, and
// open to the pages of other origins only as far as they must be.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {HttpClient} from '../../lib/http.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {until} from '../../lib/report.mjs';
import {temporaryDir} from '../../lib/server.mjs';
import {API, must, person} from '../../lib/world.mjs';

const RUN_MS = 60_000 * PATIENCE;
const ZIPPED = {'Accept-Encoding': 'gzip, deflate'};

// openim-http 1.1, in all dialects: more than 1 kB of JSON, and no token in it.
async function compressed({server}) {
  const {http} = server;
  const ann = await person(http, 'ann');
  const bearer = {Authorization: `Bearer ${ann.token}`};
  await must(http, 'PUT', '/user/profile', ann.token, {signature: '很长的签名'.repeat(10)});
  for (let i = 0; i < 5; i++) {
    await must(http, 'POST', '/group/create', ann.token, {name: `group ${i}`, memberIds: []});
  }
  const list = '/api/im/conversation/list';
  const plain = await http.request('GET', list, {headers: bearer});
  assert.ok(plain.body.length > 1024, `${plain.body.length} bytes`);
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.match(plain.headers.vary ?? '', /Accept-Encoding/);
  const zipped = await http.request('GET', list, {headers: {...bearer, ...ZIPPED}});
  assert.equal(zipped.headers['content-encoding'], 'gzip');
  assert.ok(zipped.body.length < plain.body.length / 2);
  assert.equal(gunzipSync(zipped.body).toString('utf8').length, plain.text.length);
  const login = await http.request('POST', '/api/im/auth/login', {
    headers: {...ZIPPED, 'Content-Type': 'application/json'},
    body: JSON.stringify({username: ann.name, password: ann.password})});
  assert.equal(login.status, 200);
  assert.equal(login.headers['content-encoding'], undefined, 'no answer with a token');
}

// The description of the API costs much to make: once, and sent once to who has it.
async function described({server}) {
  const {http} = server;
  for (const place of ['/openapi.json', '/openapi/imchat.json']) {
    const first = await http.request('GET', place, {headers: ZIPPED});
    assert.equal(first.status, 200);
    assert.equal(first.headers['content-encoding'], 'gzip');
    JSON.parse(gunzipSync(first.body));
    const again = await http.request('GET', place,
        {headers: {...ZIPPED, 'If-None-Match': first.headers.etag}});
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  }
}

// A row that nobody called has no series, so the metrics of an idle server are small.
async function measured({start}) {
  const server = await start();
  const idle = await server.metrics();
  assert.ok(idle.length < 64 * 1024, `${idle.length} bytes`);
  assert.match(idle, /^koine_build_info\{version="[^"]+"\} 1$/m);
  for (const name of ['koine_data_free_bytes', 'koine_process_resident_bytes',
    'koine_process_open_files']) {
    assert.match(idle, new RegExp(`^${name} [1-9]`, 'm'));
  }
  for (const name of ['koine_store_bytes', 'koine_store_wal_bytes', 'koine_passwords_failed_total',
    'koine_accept_pauses_total', 'koine_store_damage_total']) {
    assert.match(idle, new RegExp(`^${name} \\d+$`, 'm'));
  }
  await until(async () => {
    const text = await server.metrics();
    return ['due', 'late_seconds', 'given_up'].every(
        (name) => text.includes(`koine_jobs_${name} 0\n`));
  }, 'background work is counted');
  await person(server.http, 'ann');
  assert.match(await server.metrics(), /^koine_call_seconds_count\{.*auth\/login"\} 1$/m);
  await server.http.call('POST', `${API}/auth/login`, null, {username: 'ann', password: 'wrong-1'});
  assert.match(await server.metrics(), /^koine_passwords_failed_total 1$/m);
}

// A file that is not in the data directory is measured, looked at and rewritten as well.
async function elsewhere({start}) {
  const folder = temporaryDir();
  const url = `--store.url=sqlite:${folder}/own.db`;
  const server = await start({flags: [url]});
  await person(server.http, 'ann');
  assert.match(await server.metrics(), /^koine_store_bytes [1-9]/m);
  const koine = (...words) => spawnSync(server.options.binary,
      [...words, '--data', server.dataDir, url], {encoding: 'utf8', timeout: RUN_MS});
  const doctor = koine('doctor', '--json');
  assert.doesNotMatch(doctor.stdout, /store-missing|secrets-missing|data-owner/);
  await server.signal('SIGTERM');
  assert.equal(koine('vacuum').status, 0);
  assert.ok(existsSync(`${folder}/own.db`) && !existsSync(`${server.dataDir}/koine.db`));
}

// A token is shown, no cookie: pages of any origin may call, without the browser's credentials; not
// at the back office, unless they are named.
async function origins({start}) {
  const ask = async (server, name) => {
    const client = new HttpClient(`http://${server.addresses[name]}`, 'imchat');
    const {headers} = await client.request('GET', '/auth/info',
        {headers: {Origin: 'https://office.example'}});
    client.agent.destroy();
    return [headers['access-control-allow-origin'], headers['access-control-allow-credentials']];
  };
  const open = await start({limits: true});
  assert.deepEqual(await ask(open, 'imchat_backstage'), [undefined, undefined]);
  const {headers} = await open.http.request('GET', '/api/im/user/profile',
      {headers: {Origin: 'https://office.example'}});
  assert.equal(headers['access-control-allow-origin'], 'https://office.example');
  assert.equal(headers['access-control-allow-credentials'], undefined);
  const named = await start({limits: true, flags: ['--http.cors_origins=https://office.example']});
  assert.deepEqual(await ask(named, 'imchat_backstage'), ['https://office.example', 'true']);
}

// Refusals by a rule are a line of the log, one a second for each rule, without what was typed.
async function logged({start}) {
  const server = await start();
  const ann = await person(server.http, 'ann');
  for (let i = 0; i < 4; i++) {
    await server.http.call('POST', '/api/im/auth/login', null,
        {username: ann.name, password: 'not-her-password'});
  }
  const lines = server.stderr.split('\n').filter((l) => l.includes('WrongPassword'));
  assert.ok(lines.length >= 1 && lines.length < 4, lines.join('\n'));
  assert.match(lines[0], /auth\/login: WrongPassword.*from 127\.0\.0\.1/);
  assert.ok(!server.stderr.includes('not-her-password'));
}

export const tests = [
  {name: 'long answers are compressed for who asks', on: 'sqlite', body: compressed},
  {name: 'the description of the API is made and sent once', on: 'sqlite', body: described},
  {name: 'metrics of an idle server are small', body: measured},
  {name: 'a store outside of the data directory', on: 'sqlite', body: elsewhere},
  {name: 'pages of other origins', on: 'sqlite', body: origins},
  {name: 'refusals are logged', on: 'sqlite', body: logged},
];
