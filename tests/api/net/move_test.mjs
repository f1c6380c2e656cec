// `koine move`: the store goes to PostgreSQL and back, clients go on where they were, and what is
// broken off or refused leaves the old store as it is.
import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {PATIENCE} from '../../lib/patience.mjs';
import {temporaryDir} from '../../lib/server.mjs';
import {befriend, directChat, must, person, upload, API} from '../../lib/world.mjs';

const RUN_MS = 120_000 * PATIENCE;
const KILLS = 6;
let databases = 0;

const koine = (server, words, url = server.options.storeUrl) => spawnSync(server.options.binary,
    [...words, '--data', server.dataDir, ...(url ? [`--store.url=${url}`] : [])],
    {encoding: 'utf8', timeout: RUN_MS});

const moved = (server, to, url) => {
  const {status, stdout, stderr} = koine(server, ['move', '--to', to, '--json'], url);
  assert.equal(status, 0, stderr + stdout);
  return JSON.parse(stdout);
};

// What has its place in the audit, or in the schema, is not the same twice.
const sums = ({tables}) => tables.filter(({table}) => !['audit_log', 'id_block'].includes(table));

// An empty place of the other engine, where there is a server of it.
function otherPlace({options: {storeUrl}}, dir) {
  databases += 1;
  if (storeUrl) return `sqlite:${path.join(dir, `other-${databases}.db`)}`;
  return `sqlite:${path.join(dir, `same-${databases}.db`)}`;
}

function placeBack({options: {storeUrl}}, dir) {
  databases += 1;
  if (!storeUrl) return `sqlite:${path.join(dir, `back-${databases}.db`)}`;
  const url = new URL(storeUrl);
  url.pathname = `/moved_${process.pid}_${databases}`;
  execFileSync('psql', [storeUrl, '-qc', `create database ${url.pathname.slice(1)} template ` +
    "template0 encoding 'UTF8' locale 'C.UTF-8'"]);
  return url.href;
}

async function fill(server) {
  const [ann, bob] = [await person(server.http, 'ann'), await person(server.http, 'bob')];
  await befriend(server.http, ann, bob);
  const chat = await directChat(server.http, ann, bob);
  const id = chat.conversationId ?? chat.id ?? chat;
  const say = (content) => must(server.http, 'POST', '/message/send', ann.token,
      {conversationId: id, type: 'TEXT', content, clientMsgId: `move-${content.slice(0, 9)}`});
  for (const text of ["it's said", '你好 🙂', 'x'.repeat(3000)]) await say(text);
  const file = await upload(server.http, ann, 'one.txt', 'a file');
  const read = (other) => must(other.http, 'GET', `/message/list/${id}?pageNum=1&pageSize=50`,
      bob.token);
  return {ann, bob, id, file: file.fileId ?? file.id, read};
}

async function thereAndBack({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const {ann, bob, id, file, read} = await fill(server);
  const before = await read(server);
  await server.signal('SIGTERM');
  const other = otherPlace(server, dir);
  const there = moved(server, other);
  assert.ok(there.tables.length > 110, `${there.tables.length} tables`);
  const place = placeBack(server, dir);
  const back = moved(server, place, other);
  assert.deepEqual(sums(back), sums(there));
  for (const storeUrl of [other, place]) {
    const again = await start({dataDir: server.dataDir, storeUrl});
    assert.deepEqual(await read(again), before, 'with the token of before');
    const {text} = await again.http.request('GET', `${API}/file/download/${file}`,
        {headers: {Authorization: `Bearer ${ann.token}`}});
    assert.equal(text, 'a file');
    await must(again.http, 'POST', '/message/send', bob.token, {conversationId: id,
      type: 'TEXT', content: 'after', clientMsgId: 'move-after'});
    assert.equal((await read(again)).length, before.length + 1);
    await again.signal('SIGTERM');
  }
  const refused = koine(server, ['move', '--to', place]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /is not empty: name another place/);
}

async function killed({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const {read} = await fill(server);
  const before = await read(server);
  await server.signal('SIGTERM');
  const begun = Date.now();
  moved(server, otherPlace(server, dir));
  const took = Date.now() - begun;
  const to = otherPlace(server, dir);
  const {binary, storeUrl} = server.options;
  for (let i = 1; i <= KILLS; i++) {
    const child = spawn(binary, ['move', '--to', to, '--data', server.dataDir,
      ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {stdio: 'ignore'});
    const ended = new Promise((resolve) => { child.once('exit', resolve); });
    await sleep(took * i / KILLS / 3);
    child.kill('SIGKILL');
    await ended;
    if (child.exitCode === 0) break;
  }
  const {status, stderr} = koine(server, ['move', '--to', to]);
  assert.ok(status === 0 || /is not empty/.test(stderr), stderr);
  const again = await start({dataDir: server.dataDir, storeUrl: to});
  assert.deepEqual(await read(again), before);
  await again.signal('SIGTERM');
}

async function refused({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const to = otherPlace(server, dir);
  for (const [words, code, says] of [
    [[], 2, /usage: koine move --to/],
    [['--to', 'mysql://x/y'], 2, /usage: koine move --to/],
    [['--to', 'sqlite:'], 2, /usage: koine move --to/],
    [['--to'], 2, /--to needs a value/],
    [['--to', to], 1, /locked: another server uses it|is at work on/],
  ]) {
    const {status, stderr} = koine(server, ['move', ...words]);
    assert.equal(status, code, `${words}: ${stderr}`);
    assert.match(stderr, says, words.join(' '));
  }
  await server.signal('SIGTERM');
  for (const [words, says] of [
    [['--to', 'sqlite:/nowhere/at/all.db'], /cannot open '\/nowhere\/at\/all.db-lock'/],
    [['--to', 'postgresql://nobody:secret@127.0.0.1:1/none'], /cannot connect/],
  ]) {
    const {status, stderr} = koine(server, ['move', ...words]);
    assert.equal(status, 1, stderr);
    assert.match(stderr, says);
    assert.ok(!stderr.includes('secret'), 'no password');
  }
  const none = spawnSync(server.options.binary, ['move', '--to', to, '--data', `${dir}/none`],
      {encoding: 'utf8'});
  assert.equal(none.status, 1);
  assert.match(none.stderr, /no store at/);
  // A disk that takes no more: the second try goes on.
  mkdirSync(`${dir}/full`);
  const full = `sqlite:${dir}/full/koine.db`;
  const {binary, storeUrl} = server.options;
  const small = spawnSync('sh', ['-c', `ulimit -f 600; exec "$0" "$@"`, binary,
    'move', '--to', full, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8', timeout: RUN_MS});
  assert.equal(small.status, 1, small.stdout);
  assert.match(small.stderr, /disk|full|large/);
  moved(server, full);
}

export const release = true;
export const tests = [
  {name: 'move: there and back, and clients go on', body: thereAndBack},
  {name: 'move: broken off by kill -9', body: killed},
  {name: 'move: what is refused', body: refused},
];
