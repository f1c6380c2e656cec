// What released binaries wrote is opened by this one: NAME-ENGINE.tar.gz is a data directory, with
// told.json, which says what was told to whom, and on PostgreSQL store.sql, the dump of the
// database. make.mjs wrote them.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../lib/patience.mjs';
import {binaries} from '../lib/postgres.mjs';
import {API, login, must} from '../lib/world.mjs';

const RUN_MS = 120_000 * PATIENCE;

const texts = async (http, who, id) => (await must(http, 'GET',
    `/message/list/${id}?pageNum=1&pageSize=50`, who.token)).map((m) => m.content);

// Everything that was acknowledged is there.
async function readAll(server, {people, told, file}) {
  const {http} = server;
  for (const who of Object.values(people)) who.token = (await login(http, who.name,
      who.password)).token;
  for (const [where, {id, texts: sent}] of Object.entries(told)) {
    const reader = where === 'direct' ? people.bob : people.cat;
    const got = await texts(http, reader, id);
    for (const text of sent) assert.ok(got.includes(text), `${where}: ${text.slice(0, 20)}`);
  }
  const {status, text} = await http.request('GET', `${API}/file/download/${file.id}`,
      {headers: {Authorization: `Bearer ${people.ann.token}`}});
  assert.equal(status, 200, text);
  assert.equal(text, file.content);
}

async function unpack(context, archive, data) {
  execFileSync('tar', ['-C', data, '--no-same-owner', '-xzf', archive]);
  const before = JSON.parse(readFileSync(path.join(data, 'told.json'), 'utf8'));
  if (context.store !== 'postgresql') return {before};
  const storeUrl = await context.newDatabase();
  execFileSync(path.join(binaries(), 'psql'), ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', storeUrl,
    '-f', path.join(data, 'store.sql')], {stdio: ['ignore', 'ignore', 'inherit']});
  return {before, storeUrl};
}

async function opens(context, archive) {
  const data = mkdtempSync(path.join(tmpdir(), 'koine-upgrade-'));
  try {
    const {before, storeUrl} = await unpack(context, archive, data);
    const server = await context.startServer({dataDir: data, adminPassword: '',
      ...(storeUrl ? {storeUrl} : {})});
    try {
      await readAll(server, before);
      const {ann} = before.people;
      for (const place of Object.values(before.told)) {
        place.texts.push('said after the upgrade');
        await must(server.http, 'POST', '/message/send', ann.token, {conversationId: place.id,
          type: 'TEXT', content: 'said after the upgrade', clientMsgId: `after-${place.id}`});
      }
      // A second start finds the sums of migrations that the first one kept.
      await server.restart();
      await readAll(server, before);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(data, {recursive: true, force: true});
  }
}

// `koine upgrade`: what it will do, then a backup, the steps, and the command that it prints as the
// way back.
async function commands(context, archive) {
  const data = mkdtempSync(path.join(tmpdir(), 'koine-upgrade-'));
  const backups = mkdtempSync(path.join(tmpdir(), 'koine-backups-'));
  const koine = (words, url) => spawnSync(context.binary, [...words,
    ...(url ? [`--store.url=${url}`] : [])], {encoding: 'utf8', timeout: RUN_MS});
  const done = (words, url) => {
    const {status, stdout, stderr} = koine(words, url);
    assert.equal(status, 0, `${words.join(' ')}: ${stderr}${stdout}`);
    return stdout;
  };
  try {
    const {before, storeUrl} = await unpack(context, archive, data);
    const check = (dir, url) =>
      JSON.parse(done(['upgrade', '--check', '--json', '--data', dir], url));
    const plan = check(data, storeUrl);
    assert.ok(plan.steps.length > 5 && plan.schema > 0 && plan.bytes > 0 && plan.room > 0);
    assert.deepEqual(check(data, storeUrl).steps, plan.steps, 'asking changes nothing');
    const {tables} = plan.steps.find(({name}) => name === 'late keys');
    assert.equal(tables.some(({name, rows, rewritten}) =>
      name === 'message' && rows > 0 && rewritten), !storeUrl,
    'a table that another is filled from is gone through');
    assert.match(done(['upgrade', '--check', '--data', data], storeUrl), /will do koine \d+ '/);
    for (const [words, says] of [[[], /usage: koine upgrade/], [['--to', ''], /usage|value/],
      [['--check', 'x'], /usage/]]) {
      const {status, stderr} = koine(['upgrade', ...words, '--data', data], storeUrl);
      assert.equal(status, 2, stderr);
      assert.match(stderr, says);
    }
    const text = done(['upgrade', '--to', backups, '--data', data], storeUrl);
    const [, way] = /^ {2}koine (restore .*)$/m.exec(text);
    const again = check(data, storeUrl);
    assert.deepEqual([again.steps, again.schema > plan.schema], [[], true]);
    assert.match(done(['upgrade', '--to', backups, '--data', data], storeUrl), /nothing to do/);
    const server = await context.startServer({dataDir: data, adminPassword: '',
      ...(storeUrl ? {storeUrl} : {})});
    try {
      await readAll(server, before);
      const refused = koine(['upgrade', '--to', backups, '--data', data], storeUrl);
      assert.equal(refused.status, 0, 'there is nothing to do');
    } finally {
      await server.stop();
    }
    const empty = storeUrl && await context.newDatabase();
    done(way.split(' --store.url ')[0].split(' '), empty);
    const old = check(`${data}-before`, empty);
    assert.deepEqual([old.schema, old.steps.length], [plan.schema, plan.steps.length]);
  } finally {
    for (const dir of [data, backups, `${data}-before`]) {
      rmSync(dir, {recursive: true, force: true});
    }
  }
}

export async function run(context) {
  const end = `-${context.store}.tar.gz`;
  const archives = readdirSync(import.meta.dirname).filter((name) => name.endsWith(end));
  assert.ok(archives.length > 0, `no *${end}`);
  for (const name of archives) {
    if (!name.includes(context.only)) continue;
    await context.report.test(`upgrade ${context.store}`, `opens what ${name} holds`,
        () => opens(context, path.join(import.meta.dirname, name)));
    await context.report.test(`upgrade ${context.store}`, `upgrades what ${name} holds, and back`,
        () => commands(context, path.join(import.meta.dirname, name)));
  }
}
