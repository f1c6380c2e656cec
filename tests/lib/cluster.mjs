// Several nodes on one PostgreSQL, and NATS between them.
import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Server} from './server.mjs';

const NAMES = 'abcdefgh';
const PREFIX = 'koine-node-';

// The secrets of an installation, as a node makes them at its first start.
export function secretsText() {
  const hex = (bytes) => randomBytes(bytes).toString('hex');
  return `ruoyi_token = "${hex(32)}"\nseal = "${hex(16)}"\nopenim = "${hex(16)}"\n`;
}

export const writeSecrets = (dir, text = secretsText()) => {
  writeFileSync(path.join(dir, 'secrets.toml'), text, {mode: 0o600});
  return text;
};

const FAKETIME = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/` +
    'libfaketime.so.1';

// The environment of a process whose wall clock can be set apart by setClockOf.
export function clockEnvironment(dir) {
  if (!existsSync(FAKETIME)) throw new Error(`no ${FAKETIME} (Debian package libfaketime)`);
  const file = path.join(dir, 'clock');
  writeFileSync(file, '+0\n');
  return {LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_CACHE_DURATION: '1'};
}

// Sets its clock so many seconds off; in force within a second.
export function setClockOf(dir, seconds) {
  writeFileSync(path.join(dir, 'clock'), `${seconds < 0 ? '' : '+'}${seconds}\n`);
}

// A metric of a node, summed over the label sets that contain `label`; NaN when it is not there.
export async function metric(server, name, label = '') {
  const text = await server.metrics();
  const values = [...text.matchAll(new RegExp(`^${name}({[^}]*})? (\\S+)$`, 'gm'))]
      .filter(([, labels]) => (labels ?? '').includes(label)).map((m) => Number(m[2]));
  return values.length ? values.reduce((a, b) => a + b) : NaN;
}

export class Cluster {
  // options: {binary, storeUrl, nats?, size?, secrets?, place?, files?, and those of Server};
  // place(name, index) gives {dataDir, addresses, log} of a node whose data stay
  static async start(options) {
    const cluster = new Cluster(options);
    try {
      await cluster.add();
      await Promise.all(Array.from({length: (options.size ?? 3) - 1}, () => cluster.add()));
    } catch (e) {
      await cluster.stop();
      throw e;
    }
    return cluster;
  }

  constructor(options) {
    this.options = options;
    this.secrets = options.secrets ?? secretsText();
    this.nodes = [];
    // Where contents lie, for all nodes.
    this.files = options.files ?? mkdtempSync(path.join(tmpdir(), PREFIX + 'files-'));
  }

  // The nodes that run and are not paused.
  get live() { return this.nodes.filter((n) => n.alive && !n.paused); }

  // A node of the cluster that is not started yet.
  make() {
    const {nats, place, flags = [], ...rest} = this.options;
    const index = this.nodes.length;
    const name = NAMES[index];
    const where = place?.(name, index) ??
        {dataDir: mkdtempSync(path.join(tmpdir(), PREFIX + name))};
    writeSecrets(where.dataDir, this.secrets);
    const own = nats ? [`--cluster.nats=${nats.urls}`, `--cluster.node=${name}`,
      `--files.directory=${this.files}`] : [];
    const node = new Server({...rest, ...where, flags: [...own, ...flags]});
    node.name = name;
    node.index = index;
    node.paused = false;
    this.nodes.push(node);
    return node;
  }

  async add() {
    const node = this.make();
    await node.launch();
    return node;
  }

  pause(node) {
    node.pause();
    node.paused = true;
  }

  resume(node) {
    node.resume();
    node.paused = false;
  }

  async stop() {
    for (const node of this.nodes) if (node.paused && node.alive) this.resume(node);
    await Promise.all(this.nodes.map((n) => n.stop()));
    if (!this.options.files) rmSync(this.files, {recursive: true, force: true});
    if (this.options.place) return;
    for (const node of this.nodes) rmSync(node.dataDir, {recursive: true, force: true});
  }
}

// Starts a node that must refuse: what it says on standard error, and its status.
export function refusal(binary, args) {
  try {
    execFileSync(binary, args, {stdio: 'pipe', timeout: 20_000});
  } catch (e) {
    return {status: e.status, text: String(e.stderr)};
  }
  return {status: 0, text: ''};
}
