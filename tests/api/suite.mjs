// Black-box API tests: every script `.t` below this directory, and `*_test.mjs` for what no script
// can say. Such a file exports `tests`: [{name, on, release, body({server, start, binary})}];
// start(options) gives one more server, `binary` is the path of the program; `on` and `release` are
// told in ../lib/code.mjs, and may be exported for all tests of the file. `server` has the
// applications of App IM, others only where they are started with `apps: true`.
import {execFile} from 'node:child_process';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {testsOn} from '../lib/code.mjs';
import {findScripts, loadScripts, runScripts} from '../lib/script/files.mjs';

const CHECK_BYTES_MAX = 16 * 1024 * 1024;
const HERE = path.dirname(fileURLToPath(import.meta.url));

// The servers that a test starts end with it.
async function withServers(start, stop, body) {
  const own = [];
  try {
    await body(async (options) => {
      const server = await start(options);
      own.push(server);
      return server;
    });
  } finally {
    for (const server of own) await stop(server);
  }
}

async function runCode({server, store, report, suite, only, part, share, start, stop, binary}) {
  const [turn, turns] = share;  // of the files every so-many-th
  const files = readdirSync(HERE, {recursive: true}).filter((f) => f.endsWith('_test.mjs')).sort()
      .filter((f, i) => i % turns === turn - 1);
  for (const file of files) {
    const exported = await import(pathToFileURL(path.join(HERE, file)));
    for (const test of testsOn(exported, store, {part})) {
      const name = `tests/api/${file} ${test.name}`;
      if (!name.includes(only)) continue;
      await report.test(suite, name, () =>
          withServers(start, stop, (own) => test.body({server, start: own, binary})));
    }
  }
}

// Whatever the scripts did, `koine check` finds nothing.
async function checkStore({options: {binary, storeUrl}, dataDir}) {
  const words = ['check', '--json', '--data', dataDir,
    ...storeUrl ? [`--store.url=${storeUrl}`] : []];
  const {stdout, stderr} = await promisify(execFile)(binary, words, {maxBuffer: CHECK_BYTES_MAX})
      .catch((e) => e);
  const {findings, more} = JSON.parse(stdout || '{}');
  if (!findings) throw new Error(`koine check: ${stderr}`);
  if (findings.length === 0) return;
  throw new Error([`koine check: ${findings.length + more} findings`,
    ...findings.map(({table, id, what}) => `${table} ${id}: ${what}`)].join('\n'));
}

export async function run({report, store, startServer, only, part, share, blessing, binary}) {
  const suite = `api ${store}`;
  const scripts = part === 'release' ? [] : loadScripts(findScripts(HERE), report, suite);
  const servers = [];
  const start = async (options) => {
    const server = await startServer(options);
    servers.push(server);
    return server;
  };
  const stop = async (server) => {
    servers.splice(servers.indexOf(server), 1);
    await server.stop();
  };
  try {
    const server = await start({apps: true});
    await runScripts(scripts, {server, report, suite, only, blessing,
      exclusiveServer: () => start({apps: true, testClock: true})});
    await runCode({server, store, report, suite, only, part, share, start, stop, binary});
    await report.test(suite, 'the server still runs', async () => {
      if (!server.alive) throw new Error(`it ended:\n${server.stderr.slice(-4000)}`);
    });
    await report.test(suite, 'its store is sound', () => checkStore(server));
  } finally {
    for (const server of servers) await server.stop();
  }
}
