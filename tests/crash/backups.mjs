// `kill -9` amid backups and restores, beside a server that writes: never is a half backup taken
// for a whole one, nor a half data directory for a store, and the next run clears away.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {sleep} from '../lib/report.mjs';
import {directChat, must, person, upload} from '../lib/world.mjs';

const FILES = 40;
const FILE_BYTES = 50_000;
const RUN_MS = 60_000;

function flagsOf({options: {storeUrl}}) {
  return storeUrl ? [`--store.url=${storeUrl}`] : [];
}

function run(server, ...words) {
  return spawnSync(server.options.binary, words, {encoding: 'utf8', timeout: RUN_MS});
}

function done({status, stdout, stderr}) {
  assert.equal(status, 0, stderr + stdout);
  return stdout;
}

// Whether it was killed before it ended by itself.
async function killed(server, words, ms) {
  const child = spawn(server.options.binary, words, {stdio: 'ignore'});
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal !== null));
  });
  await sleep(ms);
  child.kill('SIGKILL');
  return ended;
}

const backupsIn = (dir) => (existsSync(dir) ? readdirSync(dir) : [])
    .filter((name) => name.startsWith('koine-') && !name.endsWith('.unfinished'));

export async function makeWorld(server) {
  const ann = await person(server.http, 'ann');
  const bob = await person(server.http, 'bob');
  const conversationId = await directChat(server.http, ann, bob);
  for (let i = 0; i < FILES; i++) {
    await upload(server.http, ann, `f${i}.txt`, `${i} `.repeat(FILE_BYTES / 3));
  }
  return {ann, conversationId};
}

// Kills one backup and one restore of `dir`.
export async function backupRound(server, world, dir, random) {
  const {ann, conversationId} = world;
  const send = must(server.http, 'POST', '/message/send', ann.token, {conversationId,
    type: 'TEXT', content: 'amid a backup', clientMsgId: `backup-${random()}`});
  const to = path.join(dir, 'backups');
  // Files that the next backup has to copy.
  rmSync(path.join(to, 'files'), {recursive: true, force: true});
  for (const name of backupsIn(to)) rmSync(path.join(to, name), {recursive: true});
  const words = ['backup', '--to', to, '--data', server.dataDir, ...flagsOf(server)];
  const begun = Date.now();
  const amid = await killed(server, words, random() * (world.took ?? 150));
  if (!amid) world.took = Math.max(20, Date.now() - begun);
  await send;
  // What has its name is whole.
  if (backupsIn(to).length > 0) {
    assert.match(done(run(server, 'verify', to)), /all sound/);
  } else {
    assert.equal(run(server, 'verify', to).status, 1, 'there is none');
  }
  const made = JSON.parse(done(run(server, ...words, '--json')));
  assert.match(done(run(server, 'verify', to)), /all sound/);
  assert.ok(!readdirSync(to).some((name) => name.endsWith('.unfinished')), 'cleared away');
  assert.ok(!existsSync(path.join(server.dataDir, 'backup.unfinished')), 'and beside the data');
  if (server.options.storeUrl) return {backup: amid, restore: false};
  const data = path.join(dir, 'restored');
  const restore = ['restore', made.backup, '--data', data];
  const cut = await killed(server, restore, random() * (world.restore ?? 100));
  if (existsSync(data)) {
    assert.match(done(run(server, 'check', '--data', data)), /all sound/);
  } else {
    const answer = run(server, 'check', '--data', data);
    assert.equal(answer.status, 1, answer.stdout);
    assert.match(answer.stderr, /no store at/);
    const again = Date.now();
    done(run(server, ...restore));
    world.restore = Math.max(20, Date.now() - again);
  }
  assert.match(done(run(server, 'check', '--data', data)), /all sound/);
  assert.ok(!existsSync(`${data}.unfinished`), 'cleared away');
  rmSync(data, {recursive: true});
  return {backup: amid, restore: cut};
}

export async function killBackups({report, store, startServer, seed, print}, rounds, random) {
  const suite = `crash ${store}`;
  const server = await startServer();
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-backups-'));
  const amid = {backup: 0, restore: 0};
  try {
    const world = await makeWorld(server);
    for (let i = 1; i <= rounds; i++) {
      await report.test(suite, `backup ${i}`, async () => {
        const r = await backupRound(server, world, dir, random);
        for (const kind of ['backup', 'restore']) amid[kind] += r[kind] ? 1 : 0;
      });
    }
    print(`crash ${store}: ${rounds} rounds; ${amid.backup} backups and ${amid.restore} restores ` +
        `were killed amid their work; --seed ${seed}`);
  } finally {
    await server.stop();
    rmSync(dir, {recursive: true, force: true});
  }
}
