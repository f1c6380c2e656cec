// External contacts: what many requests at once do to one book, and how much fits into it.
import assert from 'node:assert/strict';
import {API, must, person} from '../../../lib/world.mjs';

const PATH = '/external-contact';
const ROUNDS = 5;
const AT_ONCE = 6;
const CONTACTS_MAX = 10_000;
const GROUPS_MAX = 200;
const ENTRIES_MAX = 2_000;

const numbers = (count, from = 0) => Array.from({length: count}, (_, i) => from + i);
const answer = async (http, method, path, who, body) => (await http.call(method,
    `${API}${PATH}${path}`, who.token, body)).json;
const table = (count, from = 0) => `name,mobile\n${numbers(count, from).map((i) =>
  `Person ${i},${i}`).join('\n')}`;
const take = (http, who, content, more = {}) => must(http, 'POST', `${PATH}/import`, who.token,
    {content, ...more});
const total = async (http, who) => (await answer(http, 'GET', '/list?pageNum=1&pageSize=1',
    who)).total;

// Of several groups of one name one is made; of two that take one name one gets it.
async function namesAreTakenOnce({server: {http}}) {
  const ann = await person(http, 'ann');
  for (let round = 0; round < ROUNDS; round++) {
    const made = await Promise.all(numbers(AT_ONCE).map(() => answer(http, 'POST', '/group', ann,
        {name: `Group ${round}`})));
    assert.equal(made.filter(({code}) => code === 200).length, 1, JSON.stringify(made));
    for (const lost of made.filter(({code}) => code !== 200)) {
      assert.deepEqual(lost, {code: 4302, msg: '分组名称已存在', data: null});
    }
  }
  const groups = await must(http, 'GET', `${PATH}/group/list`, ann.token);
  assert.equal(groups.length, ROUNDS);
  const renamed = await Promise.all(groups.map(({id}) => answer(http, 'PUT', `/group/${id}`, ann,
      {name: 'New'})));
  assert.equal(renamed.filter(({code}) => code === 200).length, 1, JSON.stringify(renamed));
}

// A group that goes while people are put into it: nobody is left in one that is gone.
async function nobodyIsInAGroupThatIsGone({server: {http}}) {
  const ann = await person(http, 'ann');
  const contact = await must(http, 'POST', PATH, ann.token, {name: 'Eve'});
  for (let round = 0; round < ROUNDS; round++) {
    const groupId = await must(http, 'POST', `${PATH}/group`, ann.token, {name: 'Fair'});
    const [moved, gone] = await Promise.all([
      answer(http, 'PUT', `/${contact}`, ann, {groupId}),
      answer(http, 'DELETE', `/group/${groupId}`, ann)]);
    assert.deepEqual([moved.code, gone.code].sort(), moved.code === 200 ? [200, 400] : [200, 6001]);
    const {groupId: now} = await must(http, 'GET', `${PATH}/${contact}`, ann.token);
    assert.equal(now, moved.code === 200 ? groupId : null);
    if (moved.code !== 200) continue;
    await must(http, 'PUT', `${PATH}/${contact}`, ann.token, {groupId: 0});
    await must(http, 'DELETE', `${PATH}/group/${groupId}`, ann.token);
  }
}

// Two imports of one file: each of its people is there once.
async function importsThatMeet({server: {http}}) {
  const ann = await person(http, 'ann');
  const reports = await Promise.all(numbers(3).map(() => take(http, ann, table(50))));
  assert.equal(reports.reduce((sum, {created}) => sum + created, 0), 50);
  assert.equal(reports.reduce((sum, {unchanged}) => sum + unchanged, 0), 100);
  assert.equal(await total(http, ann), 50);
  const stars = await must(http, 'GET', `${PATH}/list?pageNum=1&pageSize=5`, ann.token);
  // An even number of turns at once changes nothing.
  await Promise.all(numbers(4).flatMap(() => stars.map(({id}) => must(http, 'PUT',
      `${PATH}/${id}/star`, ann.token))));
  assert.deepEqual(await must(http, 'GET', `${PATH}/starred`, ann.token), []);
}

// seen: POST /api/im/external-contact 400 外部联系人数量已达上限
// seen: POST /api/im/external-contact/import 400 联系人文件中的联系人不能超过2000个
async function aBookIsFull({server: {http}}) {
  const ann = await person(http, 'ann');
  assert.deepEqual(await answer(http, 'POST', '/import', ann, {content: table(ENTRIES_MAX + 1)}),
      {code: 400, msg: '联系人文件中的联系人不能超过2000个', data: null});
  for (let from = 0; from < CONTACTS_MAX - ENTRIES_MAX; from += ENTRIES_MAX) {
    assert.equal((await take(http, ann, table(ENTRIES_MAX, from))).created, ENTRIES_MAX);
  }
  await take(http, ann, table(ENTRIES_MAX - 1, CONTACTS_MAX - ENTRIES_MAX));
  const full = {code: 400, msg: '外部联系人数量已达上限', data: null};
  const tries = await Promise.all(numbers(AT_ONCE).map((i) => answer(http, 'POST', '', ann,
      {name: `Late ${i}`})));
  assert.equal(tries.filter(({code}) => code === 200).length, 1, JSON.stringify(tries));
  for (const lost of tries.filter(({code}) => code !== 200)) assert.deepEqual(lost, full);
  assert.deepEqual(await answer(http, 'POST', '/import', ann, {content: 'name\nNobody\n'}), full);
  // Who is there may come again.
  assert.equal((await take(http, ann, table(ENTRIES_MAX))).unchanged, ENTRIES_MAX);
  assert.equal(await total(http, ann), CONTACTS_MAX);
  assert.equal((await must(http, 'GET', `${PATH}/list`, ann.token)).length, CONTACTS_MAX);
  const found = await must(http, 'GET', `${PATH}/search?keyword=${encodeURIComponent('n 9998')}`,
      ann.token);
  assert.deepEqual(found.map(({name}) => name), ['Person 9998']);
  await must(http, 'DELETE', `${PATH}/${found[0].id}`, ann.token);
  await must(http, 'POST', PATH, ann.token, {name: 'Nobody'});
}

// seen: POST /api/im/external-contact/group 400 外部联系人分组数量已达上限
async function groupsAreBounded({server: {http}}) {
  const ann = await person(http, 'ann');
  const grouped = (count) => `name,group\n${numbers(count).map((i) => `P ${i},G ${i}`).join('\n')}`;
  const full = {code: 400, msg: '外部联系人分组数量已达上限', data: null};
  assert.deepEqual(await answer(http, 'POST', '/import', ann, {content: grouped(GROUPS_MAX + 1)}),
      full);
  assert.equal(await total(http, ann), 0);
  await take(http, ann, grouped(GROUPS_MAX));
  const groups = await must(http, 'GET', `${PATH}/group/list`, ann.token);
  assert.equal(groups.length, GROUPS_MAX);
  assert.ok(groups.every(({contactCount}) => contactCount === 1));
  assert.deepEqual(await answer(http, 'POST', '/group', ann, {name: 'one more'}), full);
}

// What one person exports another takes over, in both formats.
async function booksTravel({server: {http}}) {
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(http, n)));
  const groupId = await must(http, 'POST', `${PATH}/group`, ann.token, {name: '供应商; A'});
  const eve = {name: '=Eve, "E"', company: 'Äther; GmbH', position: 'CTO', mobile: '+49 (30) 1-2',
    email: 'eve@example.org', wechat: 'eve', address: 'Straße 1\nBerlin', tags: '客户,展会',
    remark: `a\\b ${'客户 '.repeat(100)}x`, avatar: 'https://example.org/e.png', isStarred: true};
  await must(http, 'POST', PATH, ann.token, {...eve, groupId});
  for (const [who, format] of [[bob, 'vcard'], [cat, 'csv']]) {
    const {text} = await http.request('GET', `${API}${PATH}/export?format=${format}`,
        {headers: {authorization: `Bearer ${ann.token}`}});
    const report = await take(http, who, text);
    assert.deepEqual([report.created, report.skipped], [1, []], text);
    const [row] = await must(http, 'GET', `${PATH}/list`, who.token);
    for (const [key, value] of Object.entries({...eve, isStarred: 1, groupName: '供应商; A',
      source: 'IMPORT'})) {
      assert.deepEqual(row[key], value, `${format} ${key}`);
    }
  }
}

export const tests = [
  {name: 'names of groups of external contacts are taken once', body: namesAreTakenOnce},
  {name: 'no external contact is in a group that is gone', body: nobodyIsInAGroupThatIsGone},
  {name: 'imports of external contacts that meet make nobody twice', body: importsThatMeet},
  {name: 'a book of external contacts has so many', body: aBookIsFull},
  {name: 'groups of external contacts are so many', body: groupsAreBounded},
  {name: 'external contacts travel as vCard and CSV', body: booksTravel},
];
