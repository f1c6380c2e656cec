// Backups in object storage: made, verified, restored, encrypted, deleted, and broken off.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {emptyDatabase, koine} from '../lib/backups.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {temporaryDir} from '../lib/server.mjs';
import {must, person, upload} from '../lib/world.mjs';
import {ACCESS_KEY, BUCKET, REGION, SECRET_KEY} from './service.mjs';

const RUN_MS = 60_000 * PATIENCE;

const keys = (service) => [`--backup.s3.url=${service.origin}`, `--backup.s3.region=${REGION}`,
  `--backup.s3.access_key=${ACCESS_KEY}`, `--backup.s3.secret_key=${SECRET_KEY}`];

// The service runs in this process, so nobody may wait for the command here.
function run(server, service, words) {
  const {binary, storeUrl} = server.options;
  const store = storeUrl ? [`--store.url=${storeUrl}`] : [];
  const child = spawn(binary, [...words, ...keys(service), ...store],
      {timeout: RUN_MS, stdio: ['ignore', 'pipe', 'pipe']});
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (piece) => { stdout += piece; });
  child.stderr.on('data', (piece) => { stderr += piece; });
  return new Promise((resolve) => {
    child.once('close', (status) => resolve({status, stdout, stderr}));
  });
}

async function done(answer) {
  const {status, stdout, stderr} = await answer;
  assert.equal(status, 0, stderr + stdout);
  return stdout;
}

// What s3rver keeps of an object.
function objects(service, part) {
  return readdirSync(service.directory, {recursive: true})
      .map((name) => path.join(service.directory, name))
      .filter((name) => name.includes(part) && name.endsWith('_object') && statSync(name).isFile());
}

async function whole({service, startServer}) {
  const dir = temporaryDir();
  const server = await startServer({});
  try {
    const ann = await person(server.http, 'ann');
    await upload(server.http, ann, 'one.txt', 'what the first file says');
    const to = `s3://${BUCKET}/backups`;
    const make = async (...more) => JSON.parse(await done(run(server, service,
        ['backup', '--to', to, '--json', '--data', server.dataDir, ...more])));
    const first = await make();
    assert.ok(first.backup.startsWith(`${to}/koine-`));
    await upload(server.http, ann, 'two.txt', 'what the second file says');
    const second = await make();
    assert.deepEqual([second.head.contents, second.copied], [2, 1], 'contents are put once');
    assert.match(await done(run(server, service, ['verify', to])), /2 backups, .*all sound/);
    const files = await must(server.http, 'GET', '/file/list', ann.token);
    assert.equal((files.list ?? files).length, 2);
    const place = {options: {...server.options, storeUrl: emptyDatabase(server)}};
    const data = path.join(dir, 'restored');
    await done(run(place, service, ['restore', first.backup, '--data', data]));
    const check = koine(place, ['check', '--data', data, '--json']);
    assert.equal(check.status, 0, check.stdout + check.stderr);
    assert.equal(JSON.parse(check.stdout).contents, 1);
    assert.deepEqual(readdirSync(dir), ['restored'], 'nothing else stays');
    const kept = await make('--keep', '1');
    assert.equal(kept.deleted.length, 2);
    assert.match(await done(run(server, service, ['verify', to])), /1 backups, .*all sound/);
    // One that is not there, a place without any, a wrong key.
    for (const [words, says] of [
      [['verify', first.backup], /there is no backup/],
      [['verify', `s3://${BUCKET}/none`], /there is no backup in/],
      [['restore', to, '--data', path.join(dir, 'new')], /usage: koine restore/],
      [['restore', first.backup, '--data', path.join(dir, 'new')], /there is no backup/],
      [['backup', '--to', 's3://', '--data', server.dataDir], /expected s3:\/\/BUCKET/],
      [['backup', '--to', 's3://no-such-bucket/x', '--data', server.dataDir], /NoSuchBucket|404/],
    ]) {
      const {status, stdout, stderr} = await run(server, service, words);
      assert.notEqual(status, 0, words.join(' '));
      assert.match(stderr + stdout, says, words.join(' '));
    }
    const bare = spawnSync(server.options.binary, ['backup', '--to', to, '--data',
      server.dataDir], {encoding: 'utf8'});
    assert.match(bare.stderr, /backup\.s3\.access_key.* is not set/);
    // A byte of an object.
    const [database] = objects(service, path.basename(kept.backup))
        .filter((name) => /koine\.(db|dump)/.test(name));
    const bytes = readFileSync(database);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(database, bytes);
    const damaged = await run(server, service, ['verify', kept.backup]);
    assert.equal(damaged.status, 1);
    assert.match(damaged.stdout, /koine\.(db|dump): is not what backup\.json says/);
  } finally {
    await server.stop();
  }
}

async function encrypted({service, startServer}) {
  const dir = temporaryDir();
  const server = await startServer({});
  try {
    const ann = await person(server.http, 'ann');
    await upload(server.http, ann, 'one.txt', 'a marker in a file');
    const file = path.join(dir, 'passphrase');
    writeFileSync(file, 'correct horse battery\n');
    const to = `s3://${BUCKET}/sealed`;
    const secret = ['--passphrase-file', file];
    const make = () => run(server, service,
        ['backup', '--to', to, '--json', '--data', server.dataDir, ...secret]);
    await done(make());
    const again = JSON.parse(await done(make()));
    assert.equal(again.copied, 0);
    for (const name of objects(service, 'sealed')) {
      const bytes = readFileSync(name);
      assert.ok(!bytes.includes('a marker in a file') && !bytes.includes('SQLite format'), name);
    }
    assert.match(await done(run(server, service, ['verify', to, ...secret])), /all sound/);
    const without = await run(server, service, ['verify', to]);
    assert.notEqual(without.status, 0);
    assert.match(without.stdout + without.stderr, /is encrypted/);
    assert.deepEqual(readdirSync(server.dataDir).filter((name) => /unfinished/.test(name)), []);
  } finally {
    await server.stop();
  }
}

// What was broken off is none, and goes with the next.
async function broken({service, startServer}) {
  const server = await startServer({});
  try {
    const ann = await person(server.http, 'ann');
    await upload(server.http, ann, 'one.txt', 'a file');
    const to = `s3://${BUCKET}/broken`;
    const words = ['backup', '--to', to, '--data', server.dataDir];
    service.hold = (method, key) => {
      if (method === 'PUT' && key.endsWith('backup.sha256')) service.down = true;
    };
    const failed = await run(server, service, words);
    assert.equal(failed.status, 1);
    service.reset();
    assert.match((await run(server, service, ['verify', to])).stderr, /there is no backup in/);
    await done(run(server, service, words));
    assert.match(await done(run(server, service, ['verify', to])), /1 backups, .*all sound/);
    const heads = objects(service, 'broken').filter((name) => name.includes('backup.json'));
    assert.equal(heads.length, 1, 'the other one is gone');
  } finally {
    await server.stop();
  }
}

export const tests = [
  {name: 'backups: made, verified, restored, deleted', body: whole},
  {name: 'backups: encrypted', body: encrypted},
  {name: 'backups: broken off', body: broken},
];
