// A page's shell: its blocks run one after the other in one directory and share variables and
// functions. A server of the real binary runs there, at ports of its own, which take the place of
// the usual ones in what the page says.
import {spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync,
  writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../lib/patience.mjs';
import {png} from '../lib/png.mjs';
import {freePort} from '../lib/ports.mjs';

// Nothing stays behind when a run ends early.
const shells = new Set();
process.on('exit', () => shells.forEach((shell) => shell.wipe()));

const DEFAULTS = {main: 8080, imchat_backstage: 8081, imchat_redpacket: 8082, appim_socket: 8282,
  openim_gateway: 10001, openim_api: 10002, metrics: 9464};
const BLOCK_TIMEOUT_MS = 60_000 * PATIENCE;
const START_TIMEOUT_MS = 30_000 * PATIENCE;
const ADMIN_PASSWORD = 'test-admin-1';
// Node has them without this from 22 on.
const WEB_SOCKETS = typeof WebSocket === 'undefined' ? '--experimental-websocket' : '';
const PLAIN_START = 'build/release/koine serve --data ./data';

// A refusal fails the block: by its status, or by the code that each dialect has in its answer.
const CURL = `#!/bin/bash
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=$(REAL_CURL -sS -o "$answer" -w '%{http_code}' "$@") || exit
cat "$answer"
if ((status >= 400)); then echo "curl $*: status $status: $(cat "$answer")" >&2; exit 22; fi
if jq -e . "$answer" >/dev/null 2>&1 && ! jq -e 'if type != "object" then true
    elif has("errCode") then .errCode == 0 elif has("code") then .code == 200 or .code == 0
    else true end' "$answer" >/dev/null; then
  echo "curl $*: refused: $(cat "$answer")" >&2
  exit 22
fi
`;

export class Shell {
  // `root`: of the sources, whose tools pages call.
  constructor(binary, root = null) {
    this.dir = mkdtempSync(path.join(tmpdir(), 'koine-docs-'));
    this.binary = binary;
    this.server = null;
    this.start = PLAIN_START;
    this.everStarted = false;
    // Where the server listens instead of each default port; chosen before it starts first.
    this.ports = Object.fromEntries(Object.values(DEFAULTS).map((port) => [port, 0]));
    shells.add(this);
    mkdirSync(path.join(this.dir, 'build/release'), {recursive: true});
    mkdirSync(path.join(this.dir, 'bin'));
    this.writeProgram();
    const curl = ['/usr/bin/curl', '/bin/curl', '/usr/local/bin/curl'].find((f) => existsSync(f));
    this.program('bin/curl', CURL.replace('REAL_CURL', curl));
    writeFileSync(path.join(this.dir, 'photo.png'), png(8, 8));
    if (root) this.link(root);
  }

  // Tools of the sources, and packages, as they are after `npm install`.
  link(root) {
    for (const name of ['bench', 'tools']) {
      symlinkSync(path.join(root, name), path.join(this.dir, name));
    }
    symlinkSync(path.join(root, 'tests/node_modules'), path.join(this.dir, 'node_modules'));
  }

  // A file of the page.
  file(name, text) {
    writeFileSync(path.join(this.dir, name), this.moved(text));
  }

  // The program as pages call it; only where it listens is the test's.
  writeProgram() {
    const listen = Object.entries(DEFAULTS)
        .map(([name, port]) => `--listen.${name}=127.0.0.1:${this.ports[port]}`).join(' ');
    this.program('build/release/koine', `#!/bin/bash
if [[ "$1" == serve ]]; then exec '${this.binary}' "$@" ${listen}; fi
exec '${this.binary}' "$@"
`);
  }

  program(name, text) {
    writeFileSync(path.join(this.dir, name), text);
    chmodSync(path.join(this.dir, name), 0o755);
  }

  // The page's addresses are those at which the server really listens.
  moved(text) {
    return text.replace(/\b(127\.0\.0\.1|localhost):(\d+)\b/g, (all, host, port) =>
      this.ports[port] ? `${host}:${this.ports[port]}` : all);
  }

  env() {
    const {KOINE_ADMIN_PASSWORD: _, ...rest} = process.env;
    return {...rest, PATH: `${this.dir}/bin:${rest.PATH}`, ADMIN_PASSWORD,
      KOINE_ADMIN_PASSWORD: ADMIN_PASSWORD, PYTHONDONTWRITEBYTECODE: '1',
      NODE_OPTIONS: WEB_SOCKETS};
  }

  // What a block assigns and defines, the next one finds.
  script(text) {
    return `set -eu -o pipefail
if [[ -f .state ]]; then source .state; fi
set -a
${this.moved(text)}
{ export -p; declare -f; } >.state || true
`;
  }

  bash(script) {
    const child = spawn('bash', ['-c', script], {cwd: this.dir, env: this.env(), detached: true,
      stdio: ['ignore', 'pipe', 'pipe']});
    child.output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        child.output = (child.output + text).slice(-20_000);
      });
    }
    child.ended = new Promise((resolve) => child.once('close', resolve));
    return child;
  }

  async block(block) {
    if (block.word === 'starts') {
      await this.stop();
      this.start = block.text;
      return this.launch();
    }
    if (block.word === 'stopped') {
      if (!this.everStarted) await this.launch();
      await this.stop();
    } else if (!this.server) {
      await this.launch();
    }
    return this.run(block.text);
  }

  async run(text) {
    const child = this.bash(this.script(text));
    const timer = setTimeout(() => this.signal(child, 'SIGKILL'), BLOCK_TIMEOUT_MS);
    const code = await child.ended;
    clearTimeout(timer);
    if (code !== 0) throw new Error(`ended with ${code}:\n${text}\n${child.output}`);
    return child.output;
  }

  async choosePorts() {
    for (const port of Object.keys(this.ports)) this.ports[port] ||= await freePort();
    this.writeProgram();
  }

  async launch() {
    await this.choosePorts();
    const child = this.bash(this.script(this.start));
    this.server = child;
    const until = Date.now() + START_TIMEOUT_MS;
    while (!/^listening main=/m.test(child.output)) {
      if (child.exitCode !== null || Date.now() > until) {
        this.server = null;
        this.signal(child, 'SIGKILL');
        throw new Error(`does not start:\n${this.start}\n${child.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.everStarted = true;
  }

  signal(child, name) {
    try {
      process.kill(-child.pid, name);
    } catch {
      // It is gone already.
    }
  }

  async stop() {
    const child = this.server;
    if (!child) return;
    this.server = null;
    this.signal(child, 'SIGTERM');
    const timer = setTimeout(() => this.signal(child, 'SIGKILL'), 10_000 * PATIENCE);
    await child.ended;
    clearTimeout(timer);
  }

  // A page that ends with the server stopped has left a data directory that it starts on.
  async end() {
    if (this.everStarted && !this.server) await this.launch();
  }

  async remove() {
    await this.stop();
    this.wipe();
    shells.delete(this);
  }

  wipe() {
    if (this.server) this.signal(this.server, 'SIGKILL');
    rmSync(this.dir, {recursive: true, force: true});
  }
}
