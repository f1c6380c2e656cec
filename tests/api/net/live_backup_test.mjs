// A backup beside a server that runs takes nothing away from it: its log stays, and so do its data.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';

const RUN_MS = 20_000 * PATIENCE;

async function goesOn({start}) {
  const server = await start({});
  const {binary, storeUrl} = server.options;
  const place = ['--data', server.dataDir, ...(storeUrl ? [`--store.url=${storeUrl}`] : [])];
  const koine = (...words) => {
    const {status, stdout, stderr} = spawnSync(binary, [...words, ...place],
        {encoding: 'utf8', timeout: RUN_MS, input: ''});
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const to = mkdtempSync(path.join(tmpdir(), 'koine-live-'));
  try {
    for (const name of ['before', 'after', 'later']) {
      koine('user', 'create', name);
      koine('backup', '--to', to);
      assert.match(koine('user', 'list'), new RegExp(`\t${name}\t`));
    }
    await server.signal('SIGKILL');
    await server.launch();
    for (const name of ['before', 'after', 'later']) {
      assert.match(koine('user', 'list'), new RegExp(`\t${name}\t`));
    }
  } finally {
    rmSync(to, {recursive: true, force: true});
  }
}

export const release = true;
export const tests = [{name: 'a server goes on after a backup', body: goesOn}];
