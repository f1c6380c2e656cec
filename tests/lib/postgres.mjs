// A PostgreSQL of our own on a free port, in a temporary directory, for one run; or in a directory
// that stays.
import {execFile, spawn} from 'node:child_process';
import {chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync,
  statfsSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {PATIENCE} from './patience.mjs';
import {freePort} from './ports.mjs';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000 * PATIENCE;
const USER = 'koine';
const MEMORY = '/dev/shm';
const ROOM_BYTES = 6 * 1024 ** 3;

// Debian keeps each version in a folder of its own and none of them in PATH.
export function binaries() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  if (!versions.length) throw new Error(`no PostgreSQL below ${root} (Debian package postgresql)`);
  return path.join(root, versions[0], 'bin');
}

// PostgreSQL refuses to run as root, so root gives way to the user postgres.
export function identity() {
  if (process.getuid() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8').split('\n')
      .find((l) => l.startsWith('postgres:'));
  if (!line) throw new Error('running as root, and there is no user postgres');
  const [, , uid, gid] = line.split(':');
  return {uid: Number(uid), gid: Number(gid)};
}

// Memory where there is room: none of these outlives its run, and a disk that is slow to sync would
// decide how long it takes.
function temporaryPlace() {
  try {
    const {bavail, bsize} = statfsSync(MEMORY);
    if (bavail * bsize >= ROOM_BYTES) return MEMORY;
  } catch {
    // There is no such place.
  }
  return tmpdir();
}

export class Postgres {
  // options: {dir, port}: where it lies and listens; without, a temporary place and a free port.
  // {checksums: false}: without sums of its pages, as Debian's own initdb leaves it.
  // {connections}: how many it takes.
  static async start({dir = null, port = null, checksums = true, connections = 200} = {}) {
    const pg = new Postgres();
    pg.bin = binaries();
    pg.identity = identity();
    pg.keeps = dir !== null;
    pg.checksums = checksums;
    pg.connections = connections;
    pg.dir = dir ?? mkdtempSync(path.join(temporaryPlace(), 'koine-pg-'));
    pg.port = port ?? await freePort();
    pg.count = 0;
    if (pg.identity.uid !== undefined) chownSync(pg.dir, pg.identity.uid, pg.identity.gid);
    chmodSync(pg.dir, 0o700);
    process.on('exit', () => pg.killNow());
    try {
      await pg.initAndLaunch();
    } catch (e) {
      await pg.stop();
      throw e;
    }
    return pg;
  }

  async initAndLaunch() {
    const data = path.join(this.dir, 'data');
    const env = {PATH: process.env.PATH, LC_ALL: 'C.UTF-8'};
    this.spawnOptions = {...this.identity, cwd: this.dir, env};
    if (!existsSync(path.join(data, 'PG_VERSION'))) {
      await run(path.join(this.bin, 'initdb'), ['-D', data, '-U', USER, '--auth=trust',
        '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync',
        ...this.checksums ? ['--data-checksums'] : []], this.spawnOptions);
    }
    await this.launch();
  }

  // Starts the server process and waits until it answers.
  async launch() {
    const data = path.join(this.dir, 'data');
    const child = spawn(path.join(this.bin, 'postgres'), ['-D', data, '-p', String(this.port),
      '-k', this.dir, '-c', 'listen_addresses=127.0.0.1', '-c',
      `max_connections=${this.connections}`],
    {...this.spawnOptions, detached: this.keeps, stdio: ['ignore', 'ignore', 'pipe']});
    this.child = child;
    this.log = '';
    child.stderr.on('data', (text) => { this.log = (this.log + text).slice(-65_536); });
    const end = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        await this.sql('postgres', 'select 1');
        return;
      } catch (e) {
        if (child.exitCode !== null || Date.now() > end) {
          throw new Error(`PostgreSQL did not start: ${e.message}\n${this.log}`);
        }
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
    }
  }

  async sql(database, text) {
    const {stdout} = await run(path.join(this.bin, 'psql'), ['-h', '127.0.0.1', '-p',
      String(this.port), '-U', USER, '-d', database, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', text],
    this.spawnOptions);
    return stdout.trim();
  }

  // Makes an empty database and returns its `store.url`.
  async database({name = `koine_${++this.count}`, encoding = 'UTF8', locale = 'C.UTF-8'} = {}) {
    await this.sql('postgres', `create database ${name} template template0 encoding ` +
        `'${encoding}' lc_collate '${locale}' lc_ctype '${locale}'`);
    return this.url(name);
  }

  url(name) { return `postgresql://${USER}@127.0.0.1:${this.port}/${name}`; }

  // Changes a setting of the running server; null takes the change back.
  async set(setting, value) {
    await this.sql('postgres', value === null ? `alter system reset ${setting}` :
      `alter system set ${setting} = ${value}`);
    await this.sql('postgres', 'select pg_reload_conf()');
  }

  // Stops it (fast: sessions are cut, what is committed is on disk) and starts it again.
  async restart() {
    await this.end('SIGINT');
    await this.launch();
  }

  killNow() {
    if (this.child && this.child.exitCode === null) {
      this.child.kill(this.keeps ? 'SIGINT' : 'SIGKILL');
    }
    if (!this.keeps) rmSync(this.dir, {recursive: true, force: true});
  }

  end(signal) {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill(signal);
    });
  }

  async stop() {
    await this.end(this.keeps ? 'SIGINT' : 'SIGQUIT');
    if (!this.keeps) rmSync(this.dir, {recursive: true, force: true});
  }
}
