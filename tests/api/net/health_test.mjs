// What /healthz says of a database that is gone, and how soon. With PostgreSQL: SQLite is in the
// process.
import assert from 'node:assert/strict';
import {Postgres} from '../../lib/postgres.mjs';
import {until} from '../../lib/report.mjs';
import {Server} from '../../lib/server.mjs';

// The documents promise a second; the rest is for the machine that the tests share.
const GONE_MS = 1_000;
const SLACK_MS = 1_500;

async function health({server: {options: {binary}}}) {
  const postgres = await Postgres.start({checksums: false});
  try {
    const server = await Server.start({binary, storeUrl: await postgres.database()});
    const asks = async () => (await server.http.request('GET', '/healthz')).status;
    try {
      assert.equal(await asks(), 200);
      // Its PostgreSQL has no sums of pages.
      assert.match(server.stderr, /PostgreSQL has data_checksums = off/);
      await postgres.end('SIGQUIT');
      const gone = performance.now();
      await until(async () => await asks() === 503, 'told to be gone', GONE_MS + SLACK_MS);
      const took = performance.now() - gone;
      assert.ok(took < GONE_MS + SLACK_MS, `${took} ms`);
      await postgres.launch();
      await until(async () => await asks() === 200, 'told to be back');
    } finally {
      await server.stop();
    }
  } finally {
    await postgres.stop();
  }
}

export const on = 'postgresql';
export const tests = [
  {name: 'a database that is gone is told of within a second', body: health},
];
