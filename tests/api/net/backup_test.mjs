// `koine backup`, `verify`, `restore`: what was acknowledged before a backup is in it, a byte that
// changed is found, and what is restored serves.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {backup, done, emptyDatabase, koine} from '../../lib/backups.mjs';
import {until} from '../../lib/report.mjs';
import {temporaryDir} from '../../lib/server.mjs';
import {must, person, upload} from '../../lib/world.mjs';
import {png} from '../../lib/png.mjs';

const KILLS = 12;
const HOUR = 3_600_000;

function filesIn(dir) {
  return readdirSync(dir, {recursive: true}).map((name) => path.join(dir, name))
      .filter((name) => statSync(name).isFile());
}

async function whole({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const ann = await person(server.http, 'ann', 'backup');
  const first = await upload(server.http, ann, 'one.png', png(8, 8));
  const made = backup(server, dir);
  assert.equal(made.head.contents, 1);
  assert.equal(made.copied, 1);
  await upload(server.http, ann, 'two.png', png(9, 9));
  const again = backup(server, dir);
  assert.deepEqual([again.head.contents, again.copied], [2, 1], 'contents are copied once');
  assert.match(done(koine(server, ['verify', dir])), /2 backups, .*all sound/);
  for (const name of filesIn(dir)) assert.equal(statSync(name).mode & 0o77, 0, name);
  const data = path.join(dir, 'restored');
  const storeUrl = emptyDatabase(server);
  const place = {options: {binary: server.options.binary, storeUrl}};
  assert.match(done(koine(place, ['restore', made.backup, '--data', data])), /restored/);
  await server.signal('SIGTERM');
  const other = await start({dataDir: data, ...(storeUrl && {storeUrl})});
  const {data: login} = (await other.http.call('POST', '/api/im/auth/login', null,
      {username: ann.name, password: ann.password})).json;
  assert.ok(login.token, 'who was there signs in');
  const listed = await must(other.http, 'GET', '/file/list', login.token);
  assert.deepEqual((listed.list ?? listed).map((one) => one.fileId ?? one.id), [first.fileId],
      'what was there, and no more');
  const refused = koine(server, ['restore', made.backup, '--data', data]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /is there and not empty/);
  const kept = backup(other, dir, '--keep', '1');
  assert.equal(kept.deleted.length, 2);
  assert.match(done(koine(server, ['verify', dir])), /1 backups, .*all sound/);
  assert.equal(readdirSync(path.join(dir, 'files'), {recursive: true})
      .filter((name) => statSync(path.join(dir, 'files', name)).isFile()).length, 1);
}

// A byte of each file, at the beginning, in the middle, at the end.
async function flipped({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const ann = await person(server.http, 'ann', 'flip');
  await upload(server.http, ann, 'one.png', png(8, 8));
  const {backup: made} = backup(server, dir);
  for (const name of filesIn(dir)) {
    const good = readFileSync(name);
    for (const at of [0, good.length >> 1, good.length - 1]) {
      const bad = Buffer.from(good);
      bad[at] ^= 1;
      writeFileSync(name, bad);
      const {status, stdout} = koine(server, ['verify', made]);
      assert.equal(status, 1, `${name} at ${at}`);
      assert.ok(stdout.includes(path.basename(made)) || stdout.includes('files/'), stdout);
      const restored = path.join(dir, 'never');
      assert.notEqual(koine(server, ['restore', made, '--data', restored]).status, 0);
    }
    writeFileSync(name, good);
  }
  done(koine(server, ['verify', made]));
}

async function killed({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const ann = await person(server.http, 'ann', 'killed');
  for (let i = 0; i < 20; i++) await upload(server.http, ann, 'x.png', png(8 + i, 8));
  const {binary, storeUrl} = server.options;
  const begun = Date.now();
  backup(server, path.join(dir, 'probe'));
  const took = Date.now() - begun;
  for (let i = 0; i < KILLS; i++) {
    const child = spawn(binary, ['backup', '--to', dir, '--data', server.dataDir,
      ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {stdio: 'ignore'});
    const ended = new Promise((resolve) => { child.once('exit', resolve); });
    await sleep(took * i / KILLS);
    child.kill('SIGKILL');
    await ended;
  }
  backup(server, dir);
  assert.match(done(koine(server, ['verify', dir])), /all sound/);
  assert.ok(!readdirSync(dir).some((name) => name.endsWith('.unfinished')));
}

// Killed before its last step: it has all its files, and not yet its name.
async function unfinished({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const {backup: made} = backup(server, dir);
  renameSync(made, `${made}.unfinished`);
  const {status, stdout, stderr} = koine(server, ['verify', dir]);
  assert.equal(status, 1, stdout);
  assert.match(stderr, /there is no backup in/);
  const doctor = koine(server, ['doctor', '--to', dir, '--data', server.dataDir]);
  assert.match(doctor.stdout + doctor.stderr, /there is no backup in/);
  backup(server, dir);
  assert.match(done(koine(server, ['verify', dir])), /1 backups, .*all sound/);
  assert.deepEqual(readdirSync(dir).filter((name) => name.endsWith('.unfinished')), []);
}

// Everything is encrypted, every byte counts, and nothing opens without the passphrase.
async function encrypted({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const ann = await person(server.http, 'ann', 'sealed');
  await upload(server.http, ann, 'note.txt', `a marker of files ${'x'.repeat(100_000)}`);
  const file = path.join(dir, 'passphrase');
  writeFileSync(file, 'correct horse battery\n');
  const other = path.join(dir, 'other');
  writeFileSync(other, 'wrong horse battery\n');
  const to = path.join(dir, 'backups');
  const env = {KOINE_BACKUP_PASSPHRASE: 'correct horse battery'};
  const first = backup(server, to, '--passphrase-file', file);
  assert.equal(first.encrypted, true);
  done(koine(server, ['backup', '--to', to, '--encrypt', '--data', server.dataDir], env));
  assert.match(done(koine(server, ['verify', to, '--passphrase-file', file])),
      /2 backups, .*all sound/);
  for (const name of filesIn(to)) {
    const bytes = readFileSync(name);
    for (const plain of ['a marker of files', ann.name, 'SQLite format', 'ruoyi_token']) {
      assert.ok(!bytes.includes(plain), `${name} has ${plain}`);
    }
  }
  for (const [words, says] of [
    [['verify', to], /is encrypted; --passphrase-file/],
    [['verify', first.backup, '--passphrase-file', other], /encrypted with another passphrase/],
    [['restore', first.backup, '--data', `${dir}/never`], /is encrypted/],
    [['restore', first.backup, '--data', `${dir}/never`, '--passphrase-file', other],
      /another passphrase/],
    [['backup', '--to', to, '--data', server.dataDir], /is there and encrypted; name another/],
    [['backup', '--to', to, '--data', server.dataDir, '--passphrase-file', other],
      /another passphrase; name another place/],
    [['backup', '--to', `${dir}/none`, '--encrypt', '--data', server.dataDir],
      /needs a passphrase/],
    [['backup', '--to', `${dir}/none`, '--encrypt', '--data', server.dataDir,
      '--backup.passphrase', 'correct horse battery'], /everybody on this machine sees flags/],
    [['backup', '--to', `${dir}/none`, '--data', server.dataDir, '--passphrase-file',
      '/dev/null'], /is empty/],
  ]) {
    const {status, stdout, stderr} = koine(server, words);
    assert.notEqual(status, 0, words.join(' '));
    assert.match(stderr + stdout, says, words.join(' '));
    assert.doesNotMatch(stderr + stdout, /damaged|faults/, words.join(' '));
  }
  const files = filesIn(first.backup).concat(filesIn(path.join(to, 'files')));
  for (const name of files) {
    const good = readFileSync(name);
    for (let i = 0; i < 8; i++) {
      const at = Math.floor(i < 3 ? i * 13 : good.length - 1 - (i - 3) * good.length / 5);
      const bad = Buffer.from(good);
      bad[at] ^= 1 << i;
      writeFileSync(name, bad);
      const {status} = koine(server, ['verify', first.backup, '--passphrase-file', file]);
      assert.notEqual(status, 0, `${name} at ${at} of ${good.length}`);
    }
    writeFileSync(name, good.subarray(0, -1));
    assert.notEqual(koine(server, ['verify', first.backup, '--passphrase-file', file]).status, 0);
    writeFileSync(name, good);
  }
  const data = path.join(dir, 'restored');
  const storeUrl = emptyDatabase(server);
  const place = {options: {binary: server.options.binary, storeUrl}};
  done(koine(place, ['restore', first.backup, '--data', data], env));
  await server.signal('SIGTERM');
  const again = await start({dataDir: data, ...(storeUrl && {storeUrl})});
  const {data: login} = (await again.http.call('POST', '/api/im/auth/login', null,
      {username: ann.name, password: ann.password})).json;
  assert.ok(login.token, 'who was there signs in');
}

// Each day by the server itself; a failed one is told.
async function daily({start}) {
  const dir = temporaryDir();
  const to = path.join(dir, 'backups');
  const server = await start({testClock: true,
    flags: [`--backup.to=${to}`, '--backup.at=03:15', '--backup.keep=2']});
  const status = () => JSON.parse(done(koine(server,
      ['status', '--json', '--data', server.dataDir])));
  const metric = async (name) => Number(new RegExp(`^${name} (\\d+)`, 'm')
      .exec(await server.metrics())[1]);
  const before = status();
  assert.equal(before.backup.succeeded_at, 0);
  assert.ok(before.backup_next_at > Date.now() && before.backup_next_at < Date.now() + 25 * HOUR);
  assert.equal(await metric('koine_backup_last_success_seconds'), 0);
  await server.advanceClock(before.backup_next_at - Date.now() + 1000);
  await until(() => status().backup.succeeded_at > 0, 'a backup');
  assert.match(done(koine(server, ['verify', to])), /1 backups, .*all sound/);
  const after = status();
  assert.ok(after.backup_next_at > before.backup_next_at, 'and again tomorrow');
  assert.ok(Date.now() / 1000 - await metric('koine_backup_last_success_seconds') < 60);
  assert.match(done(koine(server, ['status', '--data', server.dataDir])),
      /last backup=.*backups\/koine-/);
  // A directory that cannot be.
  rmSync(to, {recursive: true});
  writeFileSync(to, 'a file');
  await server.advanceClock(25 * HOUR);
  await until(() => status().backup.failed_at > 0, 'a failure');
  const said = done(koine(server, ['status', '--data', server.dataDir]));
  assert.match(said, /backup failed=.*backups/);
  await until(() => /error backup: failed: .*backups.*; the last good one is/
      .test(server.stderr), 'a line in the log');
  assert.ok(await metric('koine_backup_last_failure_seconds') > 0);
}

async function refusedAtStart({start}) {
  for (const [flags, says] of [
    [['--backup.at=25:00'], /backup\.at.*03:15/],
    [['--backup.at=03:15'], /backup\.to/],
    [['--backup.at=03:15', '--backup.to=/tmp/x', '--backup.encrypt=true'], /needs a passphrase/],
  ]) {
    const error = await start({flags}).then(() => null, (e) => e);
    assert.match(error?.message ?? 'it started', says, flags.join(' '));
  }
}

async function refused({start}) {
  const dir = temporaryDir();
  const server = await start({});
  for (const [words, says] of [
    [['backup'], /usage: koine backup --to DIR/],
    [['backup', '--to', dir, '--keep', '0'], /--keep is from 1 to 10000/],
    [['backup', '--to', dir, '--data', `${dir}/none`], /no store at|No such file/],
    [['backup', '--to', '/proc/none'], /\/proc\/none/],
    [['verify'], /usage: koine verify/],
    [['verify', dir], /there is no backup in/],
    [['restore', dir], /usage|there and not empty|there is no backup/],
    [['restore', `${dir}/none`, '--data', `${dir}/new`], /there is no backup in/],
  ]) {
    const place = words.includes('--data') ? [] : ['--data', server.dataDir];
    const {status, stderr} = koine(server, [...words, ...place]);
    assert.notEqual(status, 0, words.join(' '));
    if (!server.options.storeUrl || words[0] !== 'backup') {
      assert.match(stderr, says, words.join(' '));
    }
  }
}

// On PostgreSQL its own programs do a part of the work.
async function withoutPrograms({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const storeUrl = emptyDatabase(server);
  if (!storeUrl) return;
  const nowhere = {PATH: dir};
  const asked = ['backup', '--to', dir, '--data', server.dataDir];
  const broken = koine(server, asked, nowhere);
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /pg_dump cannot be run; it is in postgresql-client/);
  const made = backup(server, dir);
  const place = {options: {binary: server.options.binary, storeUrl}};
  const words = ['restore', made.backup, '--data', path.join(dir, 'restored')];
  const without = koine(place, words, nowhere);
  assert.equal(without.status, 1);
  assert.match(without.stderr, /pg_restore cannot be run; it is in postgresql-client/);
  assert.match(done(koine(place, words)), /restored/);
}

export const release = true;
export const tests = [
  {name: 'backup: made beside the server, verified, restored', body: whole},
  {name: 'backup: a byte that changed is found', body: flipped},
  {name: 'backup: broken off by kill -9', body: killed},
  {name: 'backup: broken off before its last step', body: unfinished},
  {name: 'backup: encrypted with a passphrase', body: encrypted},
  {name: 'backup: each day by the server', body: daily},
  {name: 'backup: settings that do not do', body: refusedAtStart},
  {name: 'backup: what is refused', body: refused},
  {name: 'backup: without the programs of PostgreSQL', body: withoutPrograms},
];
