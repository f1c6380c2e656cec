// Each command that `koine help` lists refuses what it does not take with a sentence that says what
// is wrong and what to do; nothing is made and nothing changes. A new command needs a line here and
// rows in tests/lib/misuse.mjs.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {LIVE, PLAIN, STOPPED, STORED} from '../../lib/misuse.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {temporaryDir} from '../../lib/server.mjs';

const RUN_MS = 20_000 * PATIENCE;
const AT_ONCE = 3;
const SHOWN = 300;  // characters of an answer that is another one
const PASSPHRASE = 'correct horse battery staple';
// By command: words with which it is written right, and what it says where there is no store; null:
// it needs none.
const NO_STORE = /no store|no server|there is no|No such file|not there|empty/i;
const COMMANDS = {
  serve: [[], null],
  reindex: [[], NO_STORE],
  vacuum: [[], NO_STORE],
  secret: [['openim'], NO_STORE],
  cluster: [['status'], NO_STORE],
  user: [['list'], NO_STORE],
  erase: [['user', 'ann'], NO_STORE],
  export: [['ann', '--to', 'out'], NO_STORE],
  invite: [[], NO_STORE],
  app: [['list'], NO_STORE],
  admin: [['password', 'admin'], NO_STORE],
  audit: [['wallet'], NO_STORE],
  log: [['level'], NO_STORE],
  reload: [[], NO_STORE],
  status: [[], NO_STORE],
  check: [[], NO_STORE],
  doctor: [[], null],
  trace: [['1'], NO_STORE],
  backup: [['--to', 'out'], NO_STORE],
  verify: [['no-backup'], NO_STORE],
  restore: [['no-backup'], NO_STORE],
  upgrade: [['--check'], NO_STORE],
  move: [['--to', 'sqlite:other.db'], NO_STORE],
  routes: [[], null],
  config: [[], null],
  help: [[], null],
  version: [[], null],
};

// Runs koine, and gives {status, stdout, stderr}; a status of null: it did not end by itself.
const runner = (binary, cwd) => (words, {input = '', env = {}} = {}) => new Promise((resolve) => {
  const child = spawn(binary, words, {cwd, timeout: RUN_MS, killSignal: 'SIGKILL',
    env: {...process.env, ...env}});
  const out = {stdout: '', stderr: ''};
  for (const name of Object.keys(out)) {
    child[name].setEncoding('utf8').on('data', (text) => { out[name] += text; });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  child.once('close', (status) => resolve({status, ...out}));
});

async function inTurns(rows, atOnce, body) {
  const queue = [...rows];
  const work = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) await body(row);
  };
  await Promise.all(Array.from({length: atOnce}, work));
}

async function all({server: {options: {binary}}}) {
  const dir = temporaryDir();
  const koine = runner(binary, dir);
  const [listed] = (await koine(['help'])).stdout.split('\nsettings ');
  const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
  assert.deepEqual([...new Set(names)].sort(), Object.keys(COMMANDS).sort());
  const asked = new Set([PLAIN, STORED, LIVE, STOPPED].flat().map(({words}) => words[0]));
  assert.deepEqual(names.filter((name) => !asked.has(name)), [], 'commands without a row');
  const looks = Object.entries(COMMANDS).flatMap(([name, [words, missing]]) => [
    ...name === 'doctor' ? [] : [[[name, ...words, '--no-such-flag=1'], /no-such/]],
    ...missing ? [[[name, ...words, '--data', 'typo'], missing]] : [],
  ]);
  const faults = [];
  await inTurns(looks, AT_ONCE, async ([words, says]) => {
    const {status, stdout, stderr} = await koine(words);
    const well = status > 0 && says.test(stderr) && /[a-z]{3}/.test(stderr);
    if (!well) faults.push(`koine ${words.join(' ')}: ${status} ${stdout} ${stderr}`);
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(readdirSync(dir), []);
}

// Names and sizes of all that lies there. `live`: without the sizes of what the server writes.
function listing(dir, live) {
  return readdirSync(dir, {recursive: true}).sort().map((name) => {
    const info = statSync(path.join(dir, name));
    const moves = live && /^koine\.db/.test(name);
    return info.isFile() && !moves ? `${name} ${info.size}` : name;
  });
}

// What tests/lib/misuse.mjs says is in the scratch directory.
async function furnish(dir, koine, place) {
  const say = (name, text) => writeFileSync(path.join(dir, name), text, {mode: 0o600});
  for (const name of ['empty', 'full', 'cwd']) mkdirSync(path.join(dir, name));
  say('plain', 'not empty\n');
  say('full/file', 'not empty\n');
  say('bad.toml', '[limits]\ngroups_per_day = = 3\n');
  say('short', 'short\n');
  say('passphrase', `${PASSPHRASE}\n`);
  const must = async (...words) => {
    const {status, stderr} = await koine([...words, ...place]);
    assert.equal(status, 0, `${words}: ${stderr}`);
  };
  await must('user', 'create', 'ann');
  await must('app', 'create', 'shop');
  await must('backup', '--to', path.join(dir, 'kept'));
  await must('backup', '--to', path.join(dir, 'sealed'), '--passphrase-file',
      path.join(dir, 'passphrase'));
  return path.join(dir, 'kept', readdirSync(path.join(dir, 'kept'))
      .find((name) => name.startsWith('koine-')));
}

async function table({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const {options: {binary, storeUrl}, dataDir} = server;
  const koine = runner(binary, path.join(dir, 'cwd'));
  const store = storeUrl ? [`--store.url=${storeUrl}`] : [];
  const place = ['--data', dataDir, ...store];
  const kept = await furnish(dir, runner(binary, dir), place);
  const filled = (word) => word.replace('{data}', dataDir).replace('{dir}', dir)
      .replace('{kept}', kept);
  const faults = [];
  const look = async ({words, says, input, env}) => {
    const own = words.map(filled);
    const placed = PLAIN.some((one) => one.words === words) || own.includes('--data');
    const asked = placed ? own : [...own, ...place];
    const {status, stdout, stderr} = await koine(asked, {input, env});
    const sentence = /^koine: \S.*[a-z]{2}/.test(stderr) && stderr.endsWith('\n');
    const well = status > 0 && stdout === '' && sentence && says.every((one) => one.test(stderr));
    if (!well) {
      faults.push(`koine ${asked.join(' ')}: ${status} ${(stderr + stdout).slice(0, SHOWN)}`);
    }
  };
  const ofEngine = (rows) =>
    rows.filter(({only = ''}) => !only || only === (storeUrl ? 'postgresql' : 'sqlite'));
  const changesNothing = async (live, body) => {
    const places = () => [listing(dir, false), listing(dataDir, live)];
    const lists = async () => Promise.all(['user', 'app', 'audit'].map(async (name) =>
      JSON.parse((await koine([name, 'list', '--json', ...place])).stdout)));
    const before = [...places(), ...live ? await lists() : []];
    await body();
    assert.ok(faults.length === 0, faults.join('\n'));
    assert.deepEqual([...places(), ...live ? await lists() : []], before);
  };
  await changesNothing(true, () =>
    inTurns(ofEngine([...PLAIN, ...STORED, ...LIVE]), AT_ONCE, look));
  await server.signal('SIGTERM');
  // Of each command what a store without a server answers.
  const alone = new Map(ofEngine(STORED.filter(({live}) => !live))
      .map((one) => [one.words[0], one]));
  await changesNothing(false, () => inTurns([...ofEngine(STOPPED), ...alone.values()], 1, look));
}

export const release = true;
export const tests = [
  {name: 'each command refuses flags that it does not know and stores that are not there',
    on: 'sqlite', body: all},
  {name: 'what is asked wrong is refused with a sentence, and changes nothing', body: table},
];
