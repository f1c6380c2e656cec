// Black-box API scripts: every `.t` below this directory.
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {findScripts, loadScripts, runScripts} from '../lib/script/files.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

export async function run({report, store, startServer, only, blessing}) {
  const suite = `api ${store}`;
  const scripts = loadScripts(findScripts(HERE), report, suite);
  const servers = [];
  const start = async (options) => {
    const server = await startServer(options);
    servers.push(server);
    return server;
  };
  try {
    const server = await start({});
    await runScripts(scripts, {server, report, suite, only, blessing,
      exclusiveServer: () => start({testClock: true})});
    await report.test(suite, 'the server still runs', async () => {
      if (!server.alive) throw new Error(`it ended:\n${server.stderr.slice(-4000)}`);
    });
  } finally {
    for (const server of servers) await server.stop();
  }
}
