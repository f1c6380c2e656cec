// Tests of how the matrix of rights derives requests and outcomes from a row.
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {expectedCodes, objectKind} from '../rights/expect.mjs';
import {buildRequest} from '../rights/suite.mjs';
import {fillExample} from '../rights/world.mjs';

const ROW = {method: 'GET', path: '/api/im/message/list/{conversationId}', auth: 'user',
  door: {kind: 'member', field: 'conversationId'}, mode: 'read',
  example: {conversationId: '{conversation.mine}', limit: 20}};
const WORLD = {values: {conversation: {mine: 7, foreign: 8, missing: 9}, unique: 'u'}};

export const rightsTests = [
  ['a request is built from the example of its row', () => {
    const fields = fillExample(ROW.example, WORLD, objectKind(ROW), 'foreign');
    assert.deepEqual(buildRequest(ROW, fields),
        {method: 'GET', path: '/api/im/message/list/8?limit=20', body: undefined});
    const post = {...ROW, method: 'POST', path: '/x/{a}'};
    assert.deepEqual(buildRequest(post, {a: 'b c', d: [1]}),
        {method: 'POST', path: '/x/b%20c', body: {d: [1]}});
    assert.throws(() => buildRequest(ROW, {}), /lacks \{conversationId\}/);
  }],
  ['placeholders keep their type and must be known', () => {
    assert.deepEqual(fillExample({a: '{conversation.mine}', b: ['x{unique}']}, WORLD,
        'conversation', 'missing'), {a: 9, b: ['xu']});
    assert.deepEqual(fillExample({a: '{conversation.mine}'}, WORLD, null, 'missing'), {a: 7});
    assert.throws(() => fillExample({a: '{wallet.mine}'}, WORLD, null, 'mine'), /wallet\.mine/);
  }],
  ['outcomes follow from auth and door', () => {
    for (const token of ['none', 'garbage', 'expired', 'loggedOut']) {
      for (const object of ['mine', 'missing', 'foreign']) {
        assert.deepEqual(expectedCodes(ROW, token, object), [401]);
      }
    }
    assert.deepEqual(expectedCodes(ROW, 'disabled', 'mine'), [403]);
    assert.deepEqual(expectedCodes(ROW, 'me', 'mine'), [200]);
    assert.deepEqual(expectedCodes(ROW, 'me', 'missing'), [10001]);
    assert.deepEqual(expectedCodes(ROW, 'me', 'foreign'), [10001]);
    assert.deepEqual(expectedCodes(ROW, 'foreign', 'mine'), [10001]);
    assert.deepEqual(expectedCodes({...ROW, auth: 'admin'}, 'me', 'mine'), [403]);
    assert.equal(expectedCodes({...ROW, auth: 'none'}, 'garbage', 'mine'), null);
  }],
  ['the kind of an object comes from the door, else from the example', () => {
    assert.equal(objectKind(ROW), 'conversation');
    assert.equal(objectKind({door: {kind: 'group_admin'}}), 'group');
    assert.equal(objectKind({door: null, example: {id: '{message.mine}'}}), 'message');
    assert.equal(objectKind({door: null, example: {}}), null);
    assert.throws(() => objectKind({door: {kind: 'spaceship'}}), /unknown kind/);
  }],
  ['lock files name no registry', () => {
    for (const name of ['../package-lock.json', '../../web/package-lock.json']) {
      const file = new URL(name, import.meta.url);
      if (existsSync(file)) assert.doesNotMatch(readFileSync(file, 'utf8'), /"resolved"/, name);
    }
  }],
].map(([name, body]) => ({name, body}));
