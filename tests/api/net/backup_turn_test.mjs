// When the server makes backups by itself: soon after a start if one was missed, and of several
// servers on one PostgreSQL one of them.
import assert from 'node:assert/strict';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {backup, done, koine} from '../../lib/backups.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {until} from '../../lib/report.mjs';
import {temporaryDir} from '../../lib/server.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 5000;  // of a server that found another one at it

const status = (server) => JSON.parse(done(koine(server,
    ['status', '--json', '--data', server.dataDir])));

const backupsIn = (to) => existsSync(to) ?
  readdirSync(to).filter((name) => /^koine-[\d.-]*$/.test(name)) : [];

function timeOfDay(ms) {
  const at = new Date(ms);
  return [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
}

async function missed({start}) {
  const dir = temporaryDir();
  const server = await start({testClock: true});
  const to = path.join(dir, 'backups');
  backup(server, to);
  const file = path.join(server.dataDir, 'backup-state.json');
  const state = JSON.parse(readFileSync(file));
  // It is due two minutes ago; the last one was made then, or an hour before.
  server.options.flags = [`--backup.to=${to}`,
    `--backup.at=${timeOfDay(Date.now() - 2 * MINUTE)}`];
  for (const ago of [0, HOUR]) {
    await server.signal('SIGTERM');
    writeFileSync(file, JSON.stringify({...state, succeeded_at: Date.now() - ago}));
    await server.launch();
    const wait = status(server).backup_next_at - Date.now();
    if (ago === 0) {
      assert.ok(wait > 22 * HOUR && wait < 26 * HOUR, `made: again after ${wait} ms`);
    } else {
      assert.ok(wait > MINUTE / 2 && wait <= MINUTE, `missed: made after ${wait} ms`);
    }
  }
  assert.equal(backupsIn(to).length, 1);
  await server.advanceClock(MINUTE);
  await until(() => backupsIn(to).length === 2, 'the one that was missed');
  assert.match(done(koine(server, ['verify', to])), /2 backups, .*all sound/);
  assert.ok(status(server).backup_next_at > Date.now() + 22 * HOUR, 'and again tomorrow');
}

// Two servers on one PostgreSQL.
async function pair(start, dir, env = {}) {
  const to = path.join(dir, 'backups');
  const options = {testClock: true,
    flags: [`--backup.to=${to}`, '--backup.at=03:15']};
  const first = await start({...options, env});
  const {storeUrl} = first.options;
  const dataDir = path.join(dir, 'second');
  mkdirSync(dataDir);
  cpSync(path.join(first.dataDir, 'secrets.toml'), path.join(dataDir, 'secrets.toml'));
  const second = await start({...options, dataDir, storeUrl});
  return {to, first, second};
}

// Until one is due; when that was.
async function toDue(server) {
  const due = status(server).backup_next_at;
  await server.advanceClock(due - Date.now() + 1000);
  return due;
}
const begun = (servers) => servers.reduce((sum, {stderr}) =>
  sum + (stderr.match(/backup: begins/g)?.length ?? 0), 0);

async function once({start}) {
  const dir = temporaryDir();
  const servers = await pair(start, dir);
  const {to, first, second} = servers;
  await Promise.all([first, second].map(toDue));
  await until(() => [first, second].every((one) => status(one).backup.succeeded_at > 0),
      'both know of a backup', 2 * LOOK_AGAIN_MS * PATIENCE);
  assert.equal(backupsIn(to).length, 1);
  assert.equal(begun([first, second]), 1);
  for (const one of [first, second]) {
    assert.equal(status(one).backup.backup, path.join(to, backupsIn(to)[0]));
    assert.ok(status(one).backup_next_at > Date.now() + 24 * HOUR, 'and again the day after');
  }
}

// The server that makes it dies, and its backup with it; another one makes it then.
async function dies({start}) {
  const dir = temporaryDir();
  const bin = path.join(dir, 'bin');
  const note = path.join(dir, 'dumping');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'pg_dump'), `#!/bin/sh
echo $$ > ${note}
exec sleep 60
`, {mode: 0o755});
  const servers = await pair(start, dir, {PATH: `${bin}:${process.env.PATH}`});
  const {to, first, second} = servers;
  await toDue(first);
  await until(() => existsSync(note) && readFileSync(note, 'utf8').endsWith('\n'),
      'the first one makes it');
  const due = await toDue(second);
  await until(() => status(second).backup_next_at > due, 'the second one looks');
  assert.ok(status(second).backup_next_at < due + MINUTE, 'and waits');
  assert.equal(begun([second]), 0);
  await first.kill9();
  await second.advanceClock(LEASE_MS + 1000);
  await until(() => backupsIn(to).length === 1 && status(second).backup.succeeded_at > 0,
      'the second one makes it');
  process.kill(Number(readFileSync(note, 'utf8')));
  assert.equal(begun([second]), 1);
  assert.ok(!readdirSync(to).some((name) => name.endsWith('.unfinished')), 'cleared away');
  assert.match(done(koine(second, ['verify', to])), /1 backups, .*all sound/);
}

export const release = true;
export const tests = [
  {name: 'backup: one that was missed is made after the start', body: missed},
  {name: 'backup: of two servers one makes it', on: 'postgresql', body: once},
  {name: 'backup: where the server dies another one makes it', on: 'postgresql', body: dies},
];
