// A start that fails says which file or setting is at fault, and why.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';
import {LISTENERS, Server} from '../../lib/server.mjs';

const RUN_MS = 20_000 * PATIENCE;
const PORTS = LISTENERS.map((name) => `--listen.${name}=127.0.0.1:0`);
// Room for the secrets and the first pages of a store.
const DISK_KIB = 300;
const FILE_KIB = 16;

// `script` in a shell of its own; in one that may mount, where the system allows that.
const shell = (script, mounts) => {
  const {status, stdout, stderr} = mounts ?
    spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c', script],
        {encoding: 'utf8', timeout: RUN_MS}) :
    spawnSync('bash', ['-c', script], {encoding: 'utf8', timeout: RUN_MS});
  return {status, stdout, stderr};
};
const mayMount = () => shell('mount -t tmpfs none /mnt', true).status === 0;
const serve = (binary, data) => `exec '${binary}' serve --data '${data}' ${PORTS.join(' ')}`;

async function withFolder(body) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-start-'));
  try {
    await body(dir);
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

const full = ({server: {options: {binary}}}) => withFolder((dir) => {
  if (mayMount()) {
    const disk = path.join(dir, 'disk');
    mkdirSync(disk);
    const {status, stdout, stderr} = shell(
        `mount -t tmpfs -o size=${DISK_KIB}k none '${disk}' && ` +
        serve(binary, path.join(disk, 'data')), true);
    assert.equal(status, 1, stdout + stderr);
    assert.match(stderr, /disk\/data\/koine[.]db'.*full/);
    assert.equal(stdout, '');
  }
  // A limit of the process instead of the disk, for every system.
  const data = path.join(dir, 'limited');
  const {status, stdout, stderr} = shell(`ulimit -f ${FILE_KIB}; ${serve(binary, data)}`);
  assert.equal(status, 1, stdout + stderr);
  assert.match(stderr, /limited\/koine[.]db'.*File too large/);
});

const unwritable = ({server: {options: {binary}}}) => withFolder(async (dir) => {
  const data = path.join(dir, 'data');
  const first = await Server.start({binary, dataDir: data});
  await first.stop();
  const db = path.join(data, 'koine.db');
  const says = /koine[.]db' cannot be written: (?:Permission denied|Read-only file system)/;
  // The rights of files do not hold for root.
  if (process.getuid() !== 0) {
    chmodSync(db, 0o400);
    const {status, stderr} = shell(serve(binary, data));
    assert.equal(status, 1, stderr);
    assert.match(stderr, says);
  } else if (mayMount()) {
    const {status, stderr} = shell(`mount --bind '${db}' '${db}' && ` +
        `mount -o remount,ro,bind '${db}' && ${serve(binary, data)}`, true);
    assert.equal(status, 1, stderr);
    assert.match(stderr, says);
  }
  // A folder in the place of the file is no store either.
  const other = path.join(dir, 'other');
  cpSync(path.join(data, 'secrets.toml'), path.join(other, 'secrets.toml'));
  mkdirSync(path.join(other, 'koine.db'));
  chmodSync(other, 0o700);
  const {status, stderr} = shell(serve(binary, other));
  assert.equal(status, 1, stderr);
  assert.match(stderr, /other\/koine[.]db/);
});

export const on = 'sqlite';
export const tests = [
  {name: 'a full disk is named at the start', body: full},
  {name: 'a database that cannot be written is named at the start', body: unwritable},
];
