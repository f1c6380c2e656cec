#!/usr/bin/env node
// Runs black-box suites against the real binary. See README.md.
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {Postgres} from './lib/postgres.mjs';
import {Report} from './lib/report.mjs';
import {Server} from './lib/server.mjs';

const SUITES = {
  abuse: () => import('./abuse/suite.mjs'),
  runner: () => import('./lib/runner_test.mjs'),
  contract: () => import('./contract/suite.mjs'),
  api: () => import('./api/suite.mjs'),
  rights: () => import('./rights/suite.mjs'),
  crash: () => import('./crash/suite.mjs'),
  docs: () => import('./docs/suite.mjs'),
  cluster: () => import('./cluster/suite.mjs'),
  e2e: () => import('./e2e/suite.mjs'),
  sdk: () => import('./sdk/suite.mjs'),
  s3: () => import('./s3/suite.mjs'),
  money: () => import('./money/suite.mjs'),
  package: () => import('./package/suite.mjs'),
  rooms: () => import('./rooms/suite.mjs'),
  soak: () => import('./soak/suite.mjs'),
  tenants: () => import('./tenants/suite.mjs'),
  upgrade: () => import('./upgrade/suite.mjs'),
};
// So many of a suite's tests are named with the time they took.
const SLOWEST = 8;
// Of the logs of the servers of a suite that failed, so many warnings are shown, but for those that
// say how tests start servers.
const WARNINGS = 40;
const EXPECTED = /came as a flag|test\.passwords is on|limits\.connections = \d+ cannot be met/;
// Suites that run once: they need no store, or bring their own.
const ONCE = new Set(['runner', 'contract', 'cluster', 'docs', 'package']);
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const USAGE = `node tests/run.mjs SUITE… --koine PATH [--store sqlite|postgresql|both]
  [--rounds N] [--minutes N] [--calls N] [--packets N] [--seed N] [--only SUBSTRING]
  [--part all|release] [--share I/N] [--bless] [--screenshots] [--junit FILE]
suites: ${Object.keys(SUITES).join(' ')}`;

function usage(message) {
  console.error(`${message}\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({allowPositionals: true, options: {
      koine: {type: 'string', default: path.join(ROOT, 'build/release/koine')},
      store: {type: 'string', default: 'both'},
      rounds: {type: 'string', default: '5'},
      minutes: {type: 'string', default: '10'},
      calls: {type: 'string', default: '0'},
      packets: {type: 'string', default: '1000'},
      seed: {type: 'string', default: String(Date.now() % 1_000_000)},
      only: {type: 'string', default: ''},
      part: {type: 'string', default: 'all'},
      share: {type: 'string', default: '1/1'},
      bless: {type: 'boolean', default: false},
      screenshots: {type: 'boolean', default: false},
      junit: {type: 'string'},
    }});
  } catch (e) {
    usage(e.message);
  }
  const {values, positionals} = parsed;
  const stores = {both: ['sqlite', 'postgresql'], sqlite: ['sqlite'],
    postgresql: ['postgresql']}[values.store];
  if (!stores) usage(`--store ${values.store}: sqlite, postgresql or both expected`);
  if (!positionals.length) usage('no suite named');
  for (const s of positionals) if (!SUITES[s]) usage(`unknown suite ${s}`);
  for (const n of ['rounds', 'minutes', 'calls', 'packets', 'seed']) {
    if (!/^\d+$/.test(values[n])) usage(`--${n} ${values[n]}: a number expected`);
  }
  if (!['all', 'release'].includes(values.part)) {
    usage(`--part ${values.part}: all or release expected`);
  }
  const [share, shares] = values.share.split('/').map(Number);
  if (!(share >= 1 && share <= shares)) usage(`--share ${values.share}: I/N expected, I up to N`);
  return {...values, stores, suites: positionals, share: [share, shares]};
}

// The logs of the servers of one suite: kept if one of its tests failed, with their warnings shown.
class Logs {
  constructor(name) {
    // Another process may run the same suite, with another program or other tests.
    this.base = path.join(ROOT, 'build', 'log', 'servers',
        `${name.replaceAll(' ', '-')}-${process.pid}`);
    this.files = [];
    mkdirSync(path.dirname(this.base), {recursive: true});
  }

  next() {
    this.files.push(`${this.base}-${this.files.length + 1}.log`);
    rmSync(this.files.at(-1), {force: true});
    return this.files.at(-1);
  }

  end(failed) {
    if (!failed) {
      for (const file of this.files) rmSync(file, {force: true});
      return;
    }
    console.log(`  the logs of its servers: ${this.base}-*.log`);
    const lines = this.files.filter((file) => existsSync(file)).flatMap((file) =>
      readFileSync(file, 'utf8').split('\n')
          .filter((line) => /^\S+ (warn|error)/.test(line) && !EXPECTED.test(line))
          .map((line) => `${path.basename(file)}: ${line}`));
    for (const line of lines.slice(-WARNINGS)) console.log(`  ${line}`);
  }
}

async function main() {
  const args = readArguments();
  const report = new Report();
  let postgres = null;
  const outDir = path.join(ROOT, 'build', 'e2e');
  mkdirSync(outDir, {recursive: true});
  // What a suite gets. startServer(options) starts the binary on an empty store of the engine.
  const context = (store, logs) => ({
    report, store, binary: path.resolve(args.koine), root: ROOT, outDir,
    pictureDir: args.screenshots ? path.join(ROOT, 'docs', 'images') : null,
    rounds: Number(args.rounds), minutes: Number(args.minutes), calls: Number(args.calls),
    seed: Number(args.seed), packets: Number(args.packets),
    only: args.only, part: args.part, share: args.share, blessing: args.bless,
    print: (line) => console.log(line),
    async newDatabase() {
      postgres ??= await Postgres.start();
      return postgres.database();
    },
    async startServer(options = {}) {
      let storeUrl;
      if (store === 'postgresql') {
        postgres ??= await Postgres.start();
        storeUrl = await postgres.database();
      }
      return Server.start(
          {binary: path.resolve(args.koine), storeUrl, log: logs.next(), ...options});
    },
  });
  try {
    for (const name of args.suites) {
      const suite = await SUITES[name]();
      for (const store of ONCE.has(name) ? [''] : args.stores) {
        const start = performance.now();
        const before = report.results.length;
        const failed = report.failed;
        const logs = new Logs(`${name} ${store}`.trim());
        try {
          await suite.run(context(store, logs));
        } catch (e) {
          report.add(`${name} ${store}`.trim(), 'suite', 0, e.report ?? e.stack);
        }
        logs.end(report.failed > failed);
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        console.log(`${name}${store && ` ${store}`}: ${report.results.length - before} tests, ` +
            `${seconds} s`);
        for (const line of report.slowest(before, SLOWEST)) console.log(`  ${line}`);
      }
    }
  } finally {
    await postgres?.stop();
  }
  if (args.junit) report.writeJunit(args.junit);
  console.log(report.summary());
  process.exit(report.failed || !report.passed ? 1 : 0);
}

for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130));
await main();
