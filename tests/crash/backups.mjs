// `kill -9` amid backups and restores, beside a server that writes: never is a half backup taken
// for a whole one, nor a half data directory or database for a store, and the next run clears away
// or goes on.
import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep} from '../lib/report.mjs';
import {directChat, must, person, upload} from '../lib/world.mjs';

const FILES = 120;
const FILE_BYTES = 20_000;
const RUN_MS = 60_000 * PATIENCE;
const LEFT_MS = 100 * PATIENCE;  // until who was killed has ended
const TRIES = 5;  // of a kill that came when all was done

function flagsOf(storeUrl) {
  return storeUrl ? [`--store.url=${storeUrl}`] : [];
}

function run(server, ...words) {
  return spawnSync(server.options.binary, words, {encoding: 'utf8', timeout: RUN_MS});
}

function done({status, stdout, stderr}) {
  assert.equal(status, 0, stderr + stdout);
  return stdout;
}

// Runs it and kills it `share` of the way, as long as it takes of late. Whether that was before it
// ended by itself.
async function killed(server, words, took, kind, share) {
  const child = spawn(server.options.binary, words, {stdio: 'ignore'});
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal !== null));
  });
  await new Promise((resolve) => { child.once('spawn', resolve); });
  const begun = performance.now();
  ended.then((amid) => { if (!amid) took[kind] = performance.now() - begun; });
  if (took[kind] !== undefined) {
    await Promise.race([ended, sleep(took[kind] * share)]);
    child.kill('SIGKILL');
  }
  return ended;
}

// Programs of PostgreSQL that are at work on this database.
function atWork(storeUrl) {
  const {pathname} = new URL(storeUrl);
  const onIt = (word) => word.startsWith('--dbname=') &&
      new URL(word.slice('--dbname='.length)).pathname === pathname;
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).map((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
    } catch {
      return [];  // it has ended
    }
  }).filter(([program, ...words]) => /pg_(dump|restore)$/.test(program ?? '') && words.some(onIt));
}

// What a command had started ends with it, as it was killed.
async function checkNoneLeft(storeUrl) {
  if (!storeUrl) return;
  for (let waited = 0; atWork(storeUrl).length > 0 && waited < LEFT_MS; waited += LEFT_MS / 10) {
    await sleep(LEFT_MS / 10);
  }
  assert.deepEqual(atWork(storeUrl), [], 'it ended with the command');
}

const backupsIn = (dir) => (existsSync(dir) ? readdirSync(dir) : [])
    .filter((name) => name.startsWith('koine-') && !name.endsWith('.unfinished'));

// `newDatabase` gives an empty one of PostgreSQL.
export async function makeWorld(server, newDatabase) {
  const ann = await person(server.http, 'ann');
  const bob = await person(server.http, 'bob');
  const conversationId = await directChat(server.http, ann, bob);
  for (let i = 0; i < FILES; i++) {
    await upload(server.http, ann, `f${i}.txt`, `${i} `.repeat(FILE_BYTES / 3));
  }
  return {ann, conversationId, newDatabase, took: {}};
}

// A backup of everything into `to`, killed on its way. Whether it was.
async function breakBackup(server, world, to, share) {
  // Files that the next backup has to copy.
  rmSync(path.join(to, 'files'), {recursive: true, force: true});
  for (const name of backupsIn(to)) rmSync(path.join(to, name), {recursive: true});
  const words = ['backup', '--to', to, '--data', server.dataDir,
    ...flagsOf(server.options.storeUrl)];
  const amid = await killed(server, words, world.took, 'backup', share);
  await checkNoneLeft(server.options.storeUrl);
  // What has its name is whole.
  if (backupsIn(to).length > 0) {
    assert.match(done(run(server, 'verify', to)), /all sound/);
  } else {
    assert.equal(run(server, 'verify', to).status, 1, 'there is none');
  }
  return amid;
}

// A restore of `backup`, killed on its way, and then to its end. Whether it was killed.
async function breakRestore(server, world, backup, data, share) {
  const storeUrl = world.newDatabase && await world.newDatabase();
  const restore = ['restore', backup, '--data', data, ...flagsOf(storeUrl)];
  const check = () => run(server, 'check', '--data', data, ...flagsOf(storeUrl));
  const amid = await killed(server, restore, world.took, 'restore', share);
  await checkNoneLeft(storeUrl);
  if (!existsSync(data)) {
    const answer = run(server, 'check', '--data', data);
    assert.equal(answer.status, 1, answer.stdout);
    assert.match(answer.stderr, /no store at/);
    done(run(server, ...restore));
  } else {
    // It has its name, so it is whole; in a database perhaps but for the last step.
    assert.match(done(check()), /all sound/);
    const again = run(server, ...restore);
    if (again.status !== 0) assert.match(again.stderr, /is there and not empty/);
  }
  assert.match(done(check()), /all sound/);
  assert.ok(!existsSync(`${data}.unfinished`), 'cleared away');
  rmSync(data, {recursive: true});
  if (storeUrl) {
    const name = new URL(storeUrl).pathname.slice(1);
    const marks = execFileSync('psql', [storeUrl, '-qAtXc',
      "select count(*) from pg_class where relname = 'restore_state'"], {encoding: 'utf8'});
    assert.equal(marks.trim(), '0', 'servers may open it');
    execFileSync('psql', [server.options.storeUrl, '-qXc', `drop database ${name} with (force)`]);
  }
  return amid;
}

// Kills one backup and one restore `share` of the way. Whether both were amid.
export async function backupRound(server, world, dir, share, random) {
  const {ann, conversationId} = world;
  const send = must(server.http, 'POST', '/message/send', ann.token, {conversationId,
    type: 'TEXT', content: 'amid a backup', clientMsgId: `backup-${random()}`});
  const to = path.join(dir, 'backups');
  const amid = {backup: false, restore: false};
  for (let i = 0; i < TRIES && !amid.backup; i++) {
    amid.backup = await breakBackup(server, world, to, share);
  }
  await send;
  const made = JSON.parse(done(run(server, 'backup', '--to', to, '--data', server.dataDir,
      ...flagsOf(server.options.storeUrl), '--json')));
  assert.match(done(run(server, 'verify', to)), /all sound/);
  assert.ok(!readdirSync(to).some((name) => name.endsWith('.unfinished')), 'cleared away');
  assert.ok(!existsSync(path.join(server.dataDir, 'backup.unfinished')), 'and beside the data');
  for (let i = 0; i < TRIES && !amid.restore; i++) {
    amid.restore = await breakRestore(server, world, made.backup, path.join(dir, 'restored'),
        share);
  }
  return amid;
}

export async function killBackups(context, rounds, random) {
  const {report, store, startServer, newDatabase, seed, print} = context;
  const suite = `crash ${store}`;
  const server = await startServer();
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-backups-'));
  const amid = {backup: 0, restore: 0};
  try {
    const world = await makeWorld(server, store === 'postgresql' ? newDatabase : null);
    for (let i = 0; i < rounds; i++) {
      // Moments all along the way.
      const share = (i + random()) / rounds;
      await report.test(suite, `backup ${i + 1}`, async () => {
        const r = await backupRound(server, world, dir, share, random);
        for (const kind of ['backup', 'restore']) amid[kind] += r[kind] ? 1 : 0;
      });
    }
    await report.test(suite, 'backups and restores were killed amid their work', () => {
      print(`crash ${store}: ${rounds} rounds; ${amid.backup} backups (of ` +
          `${world.took.backup?.toFixed(0)} ms) and ${amid.restore} restores (of ` +
          `${world.took.restore?.toFixed(0)} ms) were killed amid their work; --seed ${seed}`);
      for (const [kind, count] of Object.entries(amid)) {
        assert.ok(count > 0.9 * rounds - 1, `${kind}: ${count} of ${rounds}`);
      }
    });
  } finally {
    await server.stop();
    rmSync(dir, {recursive: true, force: true});
  }
}
