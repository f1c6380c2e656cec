// Contents in S3-compatible object storage: first the scripts and tests of files as they are, on a
// server with such a store; then what only such a store can do wrong.
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {testsOn} from '../lib/code.mjs';
import {findScripts, loadScripts, runScripts} from '../lib/script/files.mjs';
import {S3Service} from './service.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const API = path.join(HERE, '../api');
const SCRIPTS = ['ruoyi/file', 'ruoyi/group_file', 'openim/object', 'appim/file'];
// Those of the office that keep contents.
const OFFICE = ['cloud', 'cloud_bin', 'cloud_share', 'email_write', 'document_share'];
const CODE = ['ruoyi/files_test.mjs', 'openim/object/objects_test.mjs',
  'appim/files_test.mjs'];
// The first two look at the directory of contents; the same is tested against the service below.
// The third would measure the service, which is not fast.
const LEFT_OUT = new Set(['what nothing names is swept', 'a crash in the middle',
  'many uploads at once take little memory']);

export async function run({report, store, startServer, only}) {
  const suite = `s3 ${store}`;
  const service = await S3Service.start();
  const servers = [];
  // options: those of Server, and `s3` for S3Service.flags.
  const start = async ({flags = [], s3 = {}, ...options} = {}) => {
    const server = await startServer({...options,
      flags: [...service.flags(s3), ...flags]});
    servers.push(server);
    return server;
  };
  // What a test started ends with it: all of them at once would be too many for PostgreSQL.
  const stopFrom = async (first) => {
    for (const server of servers.splice(first)) await server.stop();
  };
  const run = async (name, body) => {
    if (!name.includes(only)) return;
    const before = servers.length;
    await report.test(suite, name, body);
    await stopFrom(before);
  };
  try {
    const server = await start({apps: true});
    const files = SCRIPTS.flatMap((f) => findScripts(path.join(API, f)));
    files.push(...OFFICE.map((name) => path.join(API, 'ruoyi/office', `${name}.t`)));
    const scripts = loadScripts(files, report, suite);
    await runScripts(scripts, {server, report, suite, only,
      exclusiveServer: () => start({apps: true, testClock: true})});
    for (const file of CODE) {
      const exported = await import(path.join(API, file));
      for (const test of testsOn(exported, store)) {
        if (LEFT_OUT.has(test.name)) continue;
        await run(`tests/api/${file} ${test.name}`, () => test.body({server, start}));
      }
    }
    for (const file of readdirSync(HERE).filter((f) => f.endsWith('_test.mjs')).sort()) {
      const {tests} = await import(path.join(HERE, file));
      for (const test of tests) {
        await run(`tests/s3/${file} ${test.name}`, async () => {
          service.reset();
          await test.body({service, start, startServer});
        });
      }
    }
    await run('the server still runs', async () => {
      if (!server.alive) throw new Error(`it ended:\n${server.stderr.slice(-4000)}`);
    });
  } finally {
    await stopFrom(0);
    await service.stop();
  }
}
