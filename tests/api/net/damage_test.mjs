// Bits that turned on the disk: what is shown is what was written, or an error of the server with a
// line in the log, and never another text.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from
  'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';
import {until} from '../../lib/report.mjs';
import {Server} from '../../lib/server.mjs';
import {API, befriend, directChat, group, must, person, upload} from '../../lib/world.mjs';

const PAGE = 4096;
const RESERVED_AT = 20;  // in the file: how much of each page is kept for its sum
const DAMAGED = 16;
const RUN_MS = 20_000 * PATIENCE;

async function fill(http) {
  const people = [];
  for (const who of ['ann', 'bob', 'cat']) people.push(await person(http, who));
  const [ann, bob, cat] = people;
  await befriend(http, ann, bob);
  const direct = await directChat(http, ann, bob);
  const room = await group(http, ann, [bob, cat], 'Friends of the disk');
  const send = (conversationId, i, content) => must(http, 'POST', '/message/send', ann.token,
      {conversationId, type: 'TEXT', content, clientMsgId: `disk-${i}`});
  for (let i = 0; i < 60; i++) {
    await send(direct.conversationId ?? direct.id ?? direct, i,
        `direct ${i} ${'abcdefgh'.repeat(i % 3 ? 40 : 600)}`);
  }
  await send(direct.conversationId ?? direct.id ?? direct, 60, 'the text that is looked for');
  const file = await upload(http, ann, 'note.txt', 'what the file says');
  return {ann, bob, direct: direct.conversationId ?? direct.id ?? direct,
    group: room.groupId ?? room.id ?? room, file: file.fileId ?? file.id};
}

// What a user reads, by the place where they read it: {status, text}.
async function readAll({http}, {bob, direct, group: room}) {
  const out = {};
  const places = ['/user/profile', '/contact/list', '/conversation/list', `/group/${room}`,
    `/group/${room}/members`, ...[1, 2, 3].map((page) =>
      `/message/list/${direct}?pageNum=${page}&pageSize=30`)];
  for (const place of places) {
    const {status, json, text} = await http.call('GET', API + place, bob.token);
    out[place] = {failed: status >= 500 || json?.code >= 500, text:
        text.replace(/"(?:requestId|timestamp|serverTime|traceId)":("[^"]*"|\d+)/g, '')};
  }
  return out;
}

// A server on a copy of `data` that `change` was done to; null if it refuses to start.
async function onCopy(options, data, change, body) {
  const copy = mkdtempSync(path.join(tmpdir(), 'koine-damage-'));
  try {
    cpSync(data, copy, {recursive: true});
    change(copy);
    const server = new Server({...options, dataDir: copy, log: null});
    try {
      await server.launch().catch(() => {});
      return server.alive ? await body(server) : null;
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(copy, {recursive: true, force: true});
  }
}

function flip(file, at, bit) {
  const bytes = readFileSync(file);
  bytes[at] ^= 1 << bit;
  writeFileSync(file, bytes);
}

async function withData(server, body) {
  const data = mkdtempSync(path.join(tmpdir(), 'koine-damage-'));
  const {binary} = server.options;
  const options = {binary, adminPassword: ''};
  try {
    const first = new Server({...options, dataDir: data});
    await first.launch();
    let world;
    let before;
    try {
      world = await fill(first.http);
      before = await readAll(first, world);
    } finally {
      await first.stop();
    }
    await body({options, data, world, before});
  } finally {
    rmSync(data, {recursive: true, force: true});
  }
}

const pages = ({server}) => withData(server, async ({options, data, world, before}) => {
  const db = readFileSync(path.join(data, 'koine.db'));
  const wanted = db.indexOf('the text that is looked for');
  assert.ok(wanted > 0);
  // The page of that text, and others over the whole file.
  const places = [wanted + 5];
  for (let i = 1; i < DAMAGED; i++) {
    const page = Math.floor(i * (db.length / PAGE - 1) / DAMAGED);
    places.push(page * PAGE + (i * 1237) % PAGE);
  }
  for (const [i, at] of places.entries()) {
    await onCopy(options, data, (copy) => flip(path.join(copy, 'koine.db'), at, i % 8),
        async (damaged) => {
          const now = await readAll(damaged, world);
          for (const [place, {failed, text}] of Object.entries(now)) {
            if (!failed) assert.equal(text, before[place].text, `byte ${at}: ${place}`);
          }
          const failed = Object.values(now).some((one) => one.failed);
          const said = () => /koine[.]db' is damaged: page \d+/.test(damaged.stderr);
          if (failed) await until(said, 'the log names the page');
          if (i === 0) {
            assert.ok(failed, 'the page of the text is read');
            assert.match(await damaged.metrics(), /^koine_store_damage_total [1-9]/m);
            // The rest goes on.
            const {status} = await damaged.http.call('GET', '/healthz');
            assert.equal(status, 200);
          }
        });
  }
});

const files = ({server}) => withData(server, async ({options, data, world}) => {
  const get = ({http}) => http.request('GET', `${API}/file/download/${world.file}`,
      {headers: {Authorization: `Bearer ${world.ann.token}`}});
  const blob = (dir) => readdirSync(path.join(dir, 'files'), {recursive: true, withFileTypes: true})
      .filter((e) => e.isFile()).map((e) => path.join(e.parentPath ?? e.path, e.name))
      .find((file) => readFileSync(file, 'utf8') === 'what the file says');
  await onCopy(options, data, () => {}, async (whole) => {
    assert.equal((await get(whole)).text, 'what the file says');
  });
  await onCopy(options, data, (copy) => flip(blob(copy), 3, 0), async (damaged) => {
    const {status, text} = await get(damaged);
    assert.ok(status >= 500, `${status} ${text}`);
    await until(() => /content of file \d+ cannot be read: its content was damaged/
        .test(damaged.stderr), 'the log names the file');
  });
});

// A file without sums is told of at the start, and gets them; a server that runs is left alone.
const vacuum = ({server}) => withData(server, async ({options, data, world, before}) => {
  const koine = (...words) => spawnSync(options.binary, words, {encoding: 'utf8', timeout: RUN_MS});
  const none = path.join(data, 'none');
  const refused = koine('vacuum', '--data', none);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /no store at .*none/);
  assert.ok(!existsSync(none));
  const older = mkdtempSync(path.join(tmpdir(), 'koine-older-'));
  const db = path.join(older, 'koine.db');
  try {
    const archives = path.join(import.meta.dirname, '../../upgrade');
    const [archive] = readdirSync(archives).filter((name) => name.endsWith('-sqlite.tar.gz'));
    execFileSync('tar', ['-C', older, '--no-same-owner', '-xzf', path.join(archives, archive)]);
    assert.equal(readFileSync(db)[RESERVED_AT], 0, 'it has no sums');
    const done = koine('vacuum', '--data', older);
    assert.equal(done.status, 0, done.stderr);
    assert.equal(readFileSync(db)[RESERVED_AT], 8);
  } finally {
    rmSync(older, {recursive: true, force: true});
  }
  await onCopy(options, data, (copy) => {
    const again = koine('vacuum', '--data', copy);
    assert.equal(again.status, 0, again.stderr);
  }, async (whole) => {
    assert.deepEqual(await readAll(whole, world), before);
    const busy = koine('vacuum', '--data', whole.dataDir);
    assert.equal(busy.status, 1);
    assert.match(busy.stderr, /another server uses it/);
  });
});

// PostgreSQL has sums of its own.
export const on = 'sqlite';
export const tests = [
  {name: 'no text of a damaged page', body: pages},
  {name: 'no content of a damaged file', body: files},
  {name: 'an older file gets sums', body: vacuum},
];
