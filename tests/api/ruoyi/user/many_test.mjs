// ruoyi 2.5 search: people are found by any part of a name among so many that an index of names is
// made, at every moment: before the index has them, after it, and when a name changes.
import assert from 'node:assert/strict';
import {metric} from '../../../lib/cluster.mjs';
import {mustOpenim, openimAdmin} from '../../../lib/openim.mjs';
import {PATIENCE} from '../../../lib/patience.mjs';
import {until} from '../../../lib/report.mjs';
import {must, person, unique} from '../../../lib/world.mjs';

const PEOPLE = 2500;
const AT_ONCE = 1000;
const WAIT_MS = 60_000 * PATIENCE;

async function amongMany({start}) {
  const server = await start();
  const {token} = await openimAdmin(server);
  const uniq = unique();
  const users = Array.from({length: PEOPLE}, (_, i) => ({userID: `m${i}x${uniq}`,
    nickname: `欧阳${String(i).padStart(4, '0')}芳芳`}));
  for (let i = 0; i < PEOPLE; i += AT_ONCE) {
    await mustOpenim(server.openim, '/user/user_register', token,
        {users: users.slice(i, i + AT_ONCE)});
  }
  const ann = await person(server.http, 'ann');
  const find = async (keyword) => (await must(server.http, 'GET',
      `/user/search?keyword=${encodeURIComponent(keyword)}`, ann.token)).map((u) => u.nickname);
  const expectAll = async () => {
    assert.deepEqual(await find('1417'), ['欧阳1417芳芳']);
    assert.deepEqual(await find('阳199'), Array.from({length: 10}, (_, i) => `欧阳199${i}芳芳`));
    assert.deepEqual(await find('阳19芳'), []);
    assert.deepEqual(await find(`m1731x${uniq.slice(0, 3)}`.toUpperCase()), ['欧阳1731芳芳']);
    // As many as are shown, by their ids.
    const most = await find('芳');
    assert.ok(most.length > 0 && most.length <= PEOPLE, `${most.length} found`);
    assert.deepEqual(most, users.slice(0, most.length).map((u) => u.nickname));
  };
  await expectAll();
  await until(async () => await metric(server, 'koine_names_noted') <= 512,
      'the names are in the index', WAIT_MS);
  await expectAll();
  await mustOpenim(server.openim, '/user/update_user_info_ex', token,
      {userInfo: {userID: users[1417].userID, nickname: '上官婉儿'}});
  assert.deepEqual(await find('官婉'), ['上官婉儿']);
  assert.deepEqual(await find('1417芳'), []);
}

export const tests = [{name: 'people are found by part of a name among many', body: amongMany}];
