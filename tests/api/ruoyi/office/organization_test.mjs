// Departments: what takes many steps, or two administrators at once.
import assert from 'node:assert/strict';
import {API, administrator, must, person, unique} from '../../../lib/world.mjs';

const DEPARTMENT = '/organization/department';
const LEVELS = 20;
const ROUNDS = 5;
const MANY = 501;

const make = (http, admin, name, parentId = 0) =>
  must(http, 'POST', DEPARTMENT, admin.token, {name, parentId});
const put = (http, admin, value) =>
  http.call('PUT', `${API}${DEPARTMENT}`, admin.token, value);

// seen: POST /api/im/organization/department 400 部门层级不能超过20级
async function levels({server: {http}}) {
  const admin = await administrator(http);
  let last = 0;
  for (let level = 0; level < LEVELS; level++) last = await make(http, admin, unique(), last);
  const {json} = await http.call('POST', `${API}${DEPARTMENT}`, admin.token,
      {name: unique(), parentId: last});
  assert.deepEqual([json.code, json.msg], [400, '部门层级不能超过20级']);
  const found = await must(http, 'GET', `${DEPARTMENT}/${last}`, admin.token);
  assert.equal(found.ancestors.split(',').length, LEVELS);
}

async function movesThatMeet({server: {http}}) {
  const admin = await administrator(http);
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [await make(http, admin, unique()), await make(http, admin, unique())];
    const [underA, underB] = [await make(http, admin, 'u', a), await make(http, admin, 'u', b)];
    const answers = await Promise.all([put(http, admin, {id: a, parentId: underB}),
      put(http, admin, {id: b, parentId: underA})]);
    const said = answers.map(({json}) => json.msg).sort();
    assert.deepEqual(said, ['不能移动到子部门下', '操作成功']);
  }
}

async function tooManyAtOnce({server: {http}}) {
  const admin = await administrator(http);
  const ann = await person(http, 'ann');
  const id = await make(http, admin, unique());
  const {json} = await http.call('POST', `${API}${DEPARTMENT}/member`, admin.token,
      {departmentId: id, userIds: Array(MANY).fill(ann.id)});
  assert.equal(json.code, 400);
  const none = await must(http, 'GET', `${DEPARTMENT}/${id}/members`, admin.token);
  assert.deepEqual(none, []);
}

const IMPORT = `${API}/organization/import`;
const MOST_LINES = 1000;

// seen: POST /api/im/organization/import 400 组织架构文件不能超过1000行
async function aLargeTable({server: {http}}) {
  const admin = await administrator(http);
  const top = unique();
  const lines = Array.from({length: MOST_LINES}, (_, i) => `${top}/${i % 100}/${i}`);
  const post = (content) => http.call('POST', IMPORT, admin.token, {content});
  const first = await post(['department', ...lines].join('\n'));
  const {data} = first.json;
  assert.ok(data, first.json.msg);
  assert.deepEqual([data.departmentsCreated, data.refused], [MOST_LINES + 101, []]);
  const {json: again} = await post(['department', ...lines].join('\n'));
  assert.deepEqual([again.data.departmentsCreated, again.data.unchanged], [0, MOST_LINES]);
  const {json: more} = await post(['department', ...lines, 'one more'].join('\n'));
  assert.deepEqual([more.code, more.msg], [400, '组织架构文件不能超过1000行']);
}

// Whoever comes second finds what the first one made.
async function importsThatMeet({server: {http}}) {
  const admin = await administrator(http);
  const ann = await person(http, 'ann');
  const top = unique();
  const content = `department,username,primary\n${top}/a,${ann.name},1\n${top}/b,${ann.name},1\n`;
  const answers = await Promise.all(Array.from({length: 4}, () =>
    http.call('POST', IMPORT, admin.token, {content})));
  const made = answers.map(({json}) => json.data.departmentsCreated).sort();
  assert.deepEqual(made, [0, 0, 0, 3]);
  const found = await must(http, 'GET', `/organization/user/${ann.id}/departments`, admin.token);
  assert.deepEqual(found.map((each) => [each.departmentName, each.isPrimary]),
      [['b', 1], ['a', 0]]);
}

export const tests = [
  {name: 'a table of 1000 lines is taken over at once', body: aLargeTable},
  {name: 'of imports that meet one makes the departments', body: importsThatMeet},
  {name: 'a tree of departments has 20 levels', body: levels},
  {name: 'of two departments that move under each other one does', body: movesThatMeet},
  {name: 'members are added 500 at once', body: tooManyAtOnce},
];
