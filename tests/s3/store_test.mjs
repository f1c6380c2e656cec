// What only a store elsewhere can do: be away, refuse, change, and be shared.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {API, befriend, directChat, must, person, unique, upload} from '../lib/world.mjs';
import {openimAdmin, openimPeople} from '../lib/openim.mjs';
import {complete, download as openObject, hashOf, initiate, PART, partsOf, putPart, uploadObject}
  from '../lib/openim_object.mjs';
import {png} from '../lib/png.mjs';
import {sleep, until} from '../lib/report.mjs';
import {temporaryDir} from '../lib/server.mjs';
import {ACCESS_KEY, BUCKET, SECRET_KEY} from './service.mjs';

const MIB = 1024 * 1024;
const HOUR_MS = 3_600_000;
const QUIET_MS = 500;
const PATIENT_MS = 30_000;
const AWAY = {code: 503, msg: '服务暂不可用，请稍后再试'};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (size, seed) => Buffer.alloc(size, createHash('sha512').update(`${seed}`).digest());
const blobKey = (prefix, bytes) => `${prefix}/1/${sha256(bytes).replace(/^(..)/, '$1/')}`;

const fetchFile = ({http}, who, id, headers = {}) => http.request('GET',
    `${API}/file/download/${id}`, {headers: {Authorization: `Bearer ${who.token}`, ...headers}});

const same = (answer, bytes) => assert.ok(answer.body.equals(bytes),
    `${answer.status} ${answer.text.slice(0, 300)}`);

// What the server keeps of the store on its disk is lost.
async function loseCache(server) {
  await server.signal('SIGTERM');
  rmSync(path.join(server.dataDir, 'files'), {recursive: true});
  await server.launch();
}

async function refusedStart(start, options, ...words) {
  const error = await start(options).then(() => null, (e) => e);
  assert.ok(error, 'it started');
  for (const word of words) assert.ok(error.message.includes(word), `${word}: ${error.message}`);
  // The command line is the test's own.
  const said = error.message.split('\n').filter((line) => !line.includes(' serve ')).join('\n');
  assert.ok(!said.includes(SECRET_KEY) && !said.includes('wrong-secret'), said);
}

async function places({service, start}) {
  const server = await start({s3: {prefix: 'places'}});
  const ann = await person(server.http, 'ann');
  const bytes = bytesOf(3 * MIB, 1);
  const file = await upload(server.http, ann, 'a.txt', bytes);
  assert.deepEqual(await service.keys('places/'), [blobKey('places', bytes)]);
  service.log.length = 0;
  same(await fetchFile(server, ann, file.fileId), bytes);
  assert.deepEqual(service.log, [], 'what came a moment ago is read from the disk');
  await loseCache(server);
  const part = await fetchFile(server, ann, file.fileId, {Range: 'bytes=5-9'});
  assert.equal(part.status, 206);
  assert.ok(part.body.equals(bytes.subarray(5, 10)));
  same(await fetchFile(server, ann, file.fileId), bytes);
  assert.equal(service.requests('GET', sha256(bytes).slice(2)).length, 1, 'fetched once');
  // The same content again is not sent again.
  service.log.length = 0;
  await upload(server.http, ann, 'b.txt', bytes);
  assert.deepEqual(service.requests('PUT'), []);
}

async function rights({start}) {
  const server = await start();
  const [ann, bob, sam] = await Promise.all(['ann', 'bob', 'sam'].map((n) =>
    person(server.http, n)));
  const bytes = bytesOf(1000, 'rights');
  const file = await upload(server.http, ann, 'a.txt', bytes);
  await befriend(server.http, ann, bob);
  const chat = await directChat(server.http, ann, bob);
  await loseCache(server);
  const look = async (who, code) => {
    const answer = await fetchFile(server, who, file.fileId);
    if (code === 200) return assert.ok(answer.body.equals(bytes), answer.text);
    assert.equal(answer.json.code, code, answer.text);
  };
  await look(bob, 4401);
  await look(ann, 200);
  await look(bob, 4401);
  await must(server.http, 'POST', '/message/send', ann.token, {conversationId: chat, type: 'FILE',
    content: JSON.stringify({fileUrl: file.url, fileId: file.fileId, fileName: 'a.txt'})});
  await look(bob, 200);
  await look(sam, 4401);
}

async function away({service, start}) {
  const server = await start({s3: {prefix: 'away'}});
  const {http} = server;
  const ann = await person(http, 'ann');
  const bytes = bytesOf(5000, 'away');
  const near = await upload(http, ann, 'near.txt', bytes);
  const picture = await upload(http, ann, 'a.png', png(600, 600), '/file/upload/image');
  await loseCache(server);
  assert.equal((await fetchFile(server, ann, near.fileId)).status, 200);
  service.down = true;
  const refused = async (work) => {
    const error = await work.then(() => null, (e) => e);
    assert.ok(error?.message.includes(`"code":503,"msg":"${AWAY.msg}"`), error?.message);
  };
  await refused(upload(http, ann, 'b.txt', bytesOf(10, 'away2')));
  const thumbnail = await http.call('GET',
      `${API}/file/preview/thumbnail/${picture.fileId}?width=20&height=20`, ann.token);
  assert.deepEqual([thumbnail.json.code, thumbnail.json.msg], [AWAY.code, AWAY.msg]);
  const far = await fetchFile(server, ann, picture.fileId);
  assert.deepEqual([far.status, far.json.code, far.json.msg], [far.status, AWAY.code, AWAY.msg]);
  // What is here is served, and everything else goes on.
  same(await fetchFile(server, ann, near.fileId), bytes);
  assert.equal((await must(http, 'GET', '/file/list', ann.token)).length, 2);
  const space = await must(http, 'GET', '/file/storage', ann.token);
  service.down = false;
  assert.equal((await fetchFile(server, ann, picture.fileId)).status, 200);
  await upload(http, ann, 'b.txt', bytesOf(10, 'away2'));
  const now = await must(http, 'GET', '/file/storage', ann.token);
  assert.notDeepEqual(now, space);
  assert.ok(!server.stderr.includes(SECRET_KEY));
}

async function openimAway({service, start}) {
  const server = await start();
  const {ann} = await openimPeople(server, await openimAdmin(server), ['ann'], unique());
  const bytes = bytesOf(2 * PART + 5, 'openim');
  const name = `${ann.id}/a.bin`;
  const {upload: begun} = await initiate(server, ann, name, bytes);
  const parts = partsOf(bytes);
  const put = (i) => putPart(server, begun.sign.parts[i].url, parts[i]);
  assert.equal((await put(0)).status, 200);
  service.down = true;
  assert.equal((await put(1)).status, 503);
  service.down = false;
  for (const i of [1, 2]) assert.equal((await put(i)).status, 200);
  service.down = true;
  await assert.rejects(complete(server, ann, begun.uploadID, name, bytes), /"errCode":500/);
  service.down = false;
  const {url} = await complete(server, ann, begun.uploadID, name, bytes);
  await loseCache(server);
  service.down = true;
  assert.equal((await openObject(server, url)).status, 503);
  service.down = false;
  same(await openObject(server, url), bytes);
}

async function shortFailures({service, start}) {
  const server = await start();
  const ann = await person(server.http, 'ann');
  service.failures = 2;
  const bytes = bytesOf(2 * MIB, 'short');
  const file = await upload(server.http, ann, 'a.txt', bytes);
  await loseCache(server);
  service.failures = 2;
  same(await fetchFile(server, ann, file.fileId), bytes);
}

async function refusals({service, start}) {
  const more = (settings) => ({s3: {more: settings}});
  await refusedStart(start, more({secret_key: 'wrong-secret'}), 'files.s3.secret_key',
      'SignatureDoesNotMatch');
  await refusedStart(start, more({access_key: 'NOBODY'}), 'files.s3.access_key',
      'InvalidAccessKeyId');
  await refusedStart(start, more({access_key: ''}), 'files.s3.access_key', 'is not set');
  await refusedStart(start, more({region: 'us-east-1'}), 'files.s3.region');
  await refusedStart(start, more({url: `${service.origin}/nothing-here`}), 'files.s3.url',
      'NoSuchBucket');
  await refusedStart(start, more({url: service.origin}), 'files.s3.url', 'no bucket');
  await refusedStart(start, more({url: 'ftp://x/y'}), 'files.s3.url', 'https://host/bucket');
  await refusedStart(start, {...more({}), flags: ['--files.max_chunked=6g']}, 'files.max_chunked');
  service.down = true;
  await refusedStart(start, more({}), 'files.s3.url', service.origin);
}

async function together({service, start}) {
  const server = await start();
  const ann = await person(server.http, 'ann');
  const bytes = bytesOf(4 * MIB, 'together');
  const file = await upload(server.http, ann, 'a.txt', bytes);
  await loseCache(server);
  service.hold = () => sleep(200);
  service.log.length = 0;
  const answers = await Promise.all(Array.from({length: 30}, () =>
    fetchFile(server, ann, file.fileId)));
  for (const answer of answers) same(answer, bytes);
  assert.equal(service.requests('GET', sha256(bytes).slice(2)).length, 1);
  // The slow store stops nobody else.
  service.hold = null;
  await loseCache(server);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  let asked = false;
  service.hold = () => { asked = true; return held; };
  const slow = fetchFile(server, ann, file.fileId);
  await until(() => asked, 'the store is asked');
  await must(server.http, 'GET', '/file/list', ann.token);
  release();
  same(await slow, bytes);
}

async function altered({service, start}) {
  const server = await start({s3: {prefix: 'altered'}});
  const ann = await person(server.http, 'ann');
  const bytes = bytesOf(100, 'altered');
  const file = await upload(server.http, ann, 'a.txt', bytes);
  const key = blobKey('altered', bytes);
  const put = await fetch(`http://127.0.0.1:${service.innerPort}/${BUCKET}/${key}`,
      {method: 'PUT', body: 'other', headers: {'x-amz-date': 'none'}});
  assert.equal(put.status, 200, await put.text());
  await loseCache(server);
  assert.equal((await fetchFile(server, ann, file.fileId)).json.code, AWAY.code);
}

async function bounded({start}) {
  const server = await start({flags: ['--files.s3.cache=64m']});
  const ann = await person(server.http, 'ann');
  const contents = [1, 2, 3, 4].map((n) => bytesOf(20 * MIB, `bounded${n}`));
  const files = [];
  for (const bytes of contents) files.push(await upload(server.http, ann, 'a.txt', bytes));
  const folder = path.join(server.dataDir, 'files/cache');
  const kept = () => readdirSync(folder).reduce((n, f) => n + statSync(path.join(folder, f)).size,
      0);
  assert.equal(kept(), 60 * MIB);
  for (const [i, file] of files.entries()) {
    same(await fetchFile(server, ann, file.fileId), contents[i]);
    assert.equal(kept(), 60 * MIB);
  }
  // It goes by what is there at the next start, too.
  await server.restart();
  const before = kept();
  assert.equal(before, 60 * MIB);
  await upload(server.http, ann, 'b.txt', bytesOf(10 * MIB, 'bounded5'));
  assert.ok(kept() <= 64 * MIB, `${kept()}`);
}

// Contents whose digests begin alike, so that they are listed together.
function alike(count) {
  const out = [];
  for (let i = 0; out.length < count; i++) {
    const bytes = Buffer.from(`alike ${i}`);
    if (sha256(bytes).startsWith('5a')) out.push(bytes);
  }
  return out;
}

async function swept({service, start}) {
  const server = await start({testClock: true, s3: {prefix: 'swept'}});
  const {http} = server;
  service.pageSize = 2;
  const ann = await person(http, 'ann');
  const contents = alike(6);
  const files = [];
  for (const bytes of contents) files.push(await upload(http, ann, 'a.txt', bytes));
  for (const {fileId} of files.slice(0, 5)) {
    await must(http, 'DELETE', `/file/${fileId}`, ann.token);
  }
  const {ann: other} = await openimPeople(server, await openimAdmin(server), ['ann'], unique());
  const big = bytesOf(PART + 5, 'swept');
  const begun = await initiate(server, other, `${other.id}/b`, big);
  const part = await putPart(server, begun.upload.sign.parts[0].url, big.subarray(0, PART));
  assert.equal(part.status, 200);
  assert.equal((await service.keys('swept/parts/')).length, 1);
  service.log.length = 0;
  await server.advanceClock(25 * HOUR_MS);
  await server.sweepUntil(async () => (await service.keys('swept/1/5a')).length === 1 &&
      (await service.keys('swept/parts/')).length === 0, 'what nothing names is swept');
  assert.deepEqual(await service.keys('swept/'), [blobKey('swept', contents[5])],
      'nothing else is left');
}

// A sweep is about to remove a content when somebody stores the same again.
async function sweptMeanwhile({service, start}) {
  const server = await start({testClock: true, s3: {prefix: 'race'}});
  const {http} = server;
  const ann = await person(http, 'ann');
  const bytes = bytesOf(77, 'race');
  const first = await upload(http, ann, 'a.txt', bytes);
  await must(http, 'DELETE', `/file/${first.fileId}`, ann.token);
  const key = blobKey('race', bytes);
  let release;
  let reached = false;
  const held = new Promise((resolve) => { release = resolve; });
  service.hold = async (method, at) => {
    if (method !== 'DELETE' || at !== key) return;
    reached = true;
    await held;
  };
  await server.sweepUntil(() => reached, 'the sweep removes it');
  // Further sweeps may have begun, and the storage goes by its own clock: to them what is stored
  // now would be hours old, and they may come before its file is there.
  let seen = -1;
  await until(async () => {
    const before = seen;
    seen = service.log.length;
    await sleep(QUIET_MS);
    return seen === before;
  }, 'other sweeps end', PATIENT_MS);
  // Ann's sign-in is over by now.
  const again = upload(http, await person(http, 'bob'), 'b.txt', bytes);
  await until(() => service.requests('GET', '').length > 0 &&
      service.requests('PUT', key).length === 2, 'it is stored meanwhile', PATIENT_MS);
  service.hold = null;
  release();
  const file = await again;
  assert.deepEqual(await service.keys('race/1/'), [key], 'the content outlasts the sweep');
  await loseCache(server);
  const answer = await http.request('GET', file.url);
  assert.ok(answer.body.equals(bytes), answer.text);
}

async function redirected({service, start}) {
  const server = await start({s3: {more: {redirect: 'true'}}});
  const {http} = server;
  const [ann, bob] = await Promise.all(['ann', 'bob'].map((n) => person(http, n)));
  const bytes = bytesOf(3000, 'redirected');
  const file = await upload(http, ann, '名字.txt', bytes);
  const answer = await fetchFile(server, ann, file.fileId);
  assert.equal(answer.status, 302, answer.text);
  const {location} = answer.headers;
  assert.ok(location.startsWith(`${service.origin}/${BUCKET}/`), location);
  assert.ok(!location.includes(encodeURIComponent(SECRET_KEY)) && location.includes(ACCESS_KEY));
  const got = await fetch(location);
  assert.equal(got.status, 200);
  assert.ok(Buffer.from(await got.arrayBuffer()).equals(bytes));
  assert.match(got.headers.get('content-disposition'), /^attachment; .*UTF-8''%E5%90%8D/);
  assert.equal(got.headers.get('content-type'), file.mimeType ?? 'text/plain');
  const range = await fetch(location, {headers: {Range: 'bytes=1-4'}});
  assert.equal(range.status, 206);
  // Nothing else can be had with it.
  assert.equal((await fetch(location.replace('attachment', 'inline'))).status, 403);
  assert.equal((await fetch(location, {method: 'DELETE'})).status, 403);
  assert.equal((await fetch(location.split('?')[0])).status, 403);
  // Who may not read it gets no link.
  const foreign = await fetchFile(server, bob, file.fileId);
  assert.equal(foreign.json.code, 4401, foreign.text);
  assert.equal(foreign.headers.location, undefined);
  assert.equal((await http.request('GET', `/uploads/2026/01/01/${'0'.repeat(32)}.txt`)).headers
      .location, undefined);
  // A link in a message leads there, too; it is counted as a download by id only.
  assert.equal((await http.request('GET', file.url)).status, 302);
  // Thumbnails are made here.
  const picture = await upload(http, ann, 'a.png', png(300, 300), '/file/upload/image');
  await loseCache(server);
  const small = await http.request('GET',
      `${API}/file/preview/thumbnail/${picture.fileId}?width=20&height=20`,
      {headers: {Authorization: `Bearer ${ann.token}`}});
  assert.equal(small.status, 200);
}

async function hostNamed({service, start}) {
  const url = `http://${BUCKET}.localhost:${service.port}/vhost`;
  const server = await start({s3: {more: {url, virtual_host: 'true'}}});
  const ann = await person(server.http, 'ann');
  const bytes = bytesOf(100, 'vhost');
  const file = await upload(server.http, ann, 'a.txt', bytes);
  assert.deepEqual(await service.keys('vhost/'), [blobKey('vhost', bytes)]);
  await loseCache(server);
  same(await fetchFile(server, ann, file.fileId), bytes);
}

// Two servers, one database, one bucket.
async function shared({start, startServer, service}) {
  const a = await start({s3: {prefix: 'shared'}});
  const {storeUrl} = a.options;
  if (!storeUrl) return;
  const dataDir = temporaryDir();
  cpSync(path.join(a.dataDir, 'secrets.toml'), path.join(dataDir, 'secrets.toml'));
  const b = await startServer({storeUrl, dataDir, flags: service.flags({prefix: 'shared'})});
  try {
    const [ann, bob] = await Promise.all(['ann', 'bob'].map((n) => person(a.http, n)));
    const bytes = bytesOf(2 * MIB, 'shared');
    const file = await upload(a.http, ann, 'a.txt', bytes);
    same(await fetchFile(b, ann, file.fileId), bytes);
    assert.equal((await fetchFile(b, bob, file.fileId)).json.code, 4401);
    // Parts come to both, and are put together at either.
    const admin = await openimAdmin(a);
    const {ann: eve} = await openimPeople(a, admin, ['ann'], unique());
    const big = bytesOf(2 * PART + 9, 'parts');
    const name = `${eve.id}/big.bin`;
    const {upload: begun} = await initiate(a, eve, name, big);
    for (const [i, part] of partsOf(big).entries()) {
      const answer = await putPart(i % 2 ? b : a, begun.sign.parts[i].url, part);
      assert.equal(answer.status, 200, answer.text);
    }
    const {url} = await complete(b, eve, begun.uploadID, name, big);
    for (const server of [a, b]) {
      same(await openObject(server, url), big);
    }
    await until(async () => (await service.keys('shared/parts/')).length === 0,
        'the parts are gone');
    const small = bytesOf(10, 'small');
    const object = await uploadObject(b, eve, `${eve.id}/small`, small);
    same(await openObject(a, object), small);
  } catch (e) {
    e.message += `\nthe second server:\n${b.stderr.slice(-2000)}`;
    throw e;
  } finally {
    await b.stop();
  }
}

// A copy on the disk that is no longer what was fetched.
async function damaged({service, start}) {
  const server = await start({s3: {prefix: 'damaged'}});
  const ann = await person(server.http, 'ann');
  const bytes = bytesOf(50_000, 'damaged');
  const file = await upload(server.http, ann, 'a.txt', bytes);
  same(await fetchFile(server, ann, file.fileId), bytes);
  const cache = path.join(server.dataDir, 'files', 'cache');
  for (const name of readdirSync(cache)) {
    const copy = readFileSync(path.join(cache, name));
    copy[copy.length / 2] ^= 1;
    writeFileSync(path.join(cache, name), copy);
  }
  service.log.length = 0;
  same(await fetchFile(server, ann, file.fileId), bytes);
  assert.equal(service.requests('GET', sha256(bytes).slice(2)).length, 1, 'fetched again');
  await until(() => /the cached copy of .* was damaged/.test(server.stderr), 'the log says so');
}

export const tests = [
  {name: 'contents lie in the store, and are read through the disk', body: places},
  {name: 'rights are judged before anything is fetched', body: rights},
  {name: 'while the store is away, what needs it says so', body: away},
  {name: 'parts and objects while the store is away', body: openimAway},
  {name: 'a short failure is tried again', body: shortFailures},
  {name: 'a start that cannot go well says which setting is wrong', body: refusals},
  {name: 'many readers of one content fetch it once', body: together},
  {name: 'an altered content is not served', body: altered},
  {name: 'a damaged copy on the disk is fetched again', body: damaged},
  {name: 'what is kept on disk has a bound', body: bounded},
  {name: 'what nothing names is swept, in pages', body: swept},
  {name: 'a content that is stored while it is swept stays', body: sweptMeanwhile},
  {name: 'redirects lead to links that end', body: redirected},
  {name: 'a bucket that the host names', body: hostNamed},
  {name: 'two servers on one database and one bucket', body: shared},
];
