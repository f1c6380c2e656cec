// Every row of the back office of IM Chat that changes something writes down who did it: one more
// entry than before in what RuoYi-IM's administrators read.
import {imchatAdmin} from '../lib/imchat.mjs';
import {administrator, must} from '../lib/world.mjs';
import {buildWorld, callFor, placeholders} from './imchat.mjs';

export async function checkImchatAudit(server, all, {tokens}, {report, suite, only}) {
  const rows = all.filter((r) => r.dialect === 'imchat' && r.auth === 'admin' &&
      r.mode === 'write');
  const {token} = await administrator(server.http);
  const {id} = await imchatAdmin(server.imchat);
  // Of this administrator: accounts that tests before removed are erased by the server meanwhile.
  const entries = (count) => must(server.http, 'GET', `/audit/list?userId=${id}&pageSize=${count}`,
      token, undefined, '/api/admin');
  for (const row of rows) {
    const title = `imchat ${row.method} ${row.path} is written down`;
    if (!title.includes(only)) continue;
    // One after the other: nobody else acts meanwhile.
    await report.test(suite, title, async () => {
      const world = await buildWorld(server, placeholders(row), tokens.office);
      const office = await imchatAdmin(server.imchat);
      const before = (await entries(1)).total;
      const {json} = await callFor(server, row, world, office.token, 'mine');
      const {total: after, list} = await entries(3);
      if (json?.code !== 200) throw new Error(`it answered ${JSON.stringify(json)}`);
      if (after !== before + 1) {
        throw new Error(`${after - before} entries, the last are ${JSON.stringify(list)}`);
      }
    });
  }
}
