// Tests of the comparison of contract and scripts.
import assert from 'node:assert/strict';
import {findRoute, observe, observeCode, readPromises} from '../contract/suite.mjs';
import {parseScript} from './script/parse.mjs';

const routeOf = (path) => ({method: 'GET', path, parts: path.split('/')});

export const contractTests = [
  {name: 'contract: a literal segment goes before a place', body() {
    const routes = ['/a/{id}', '/a/list', '/a/{id}/b'].map(routeOf);
    assert.equal(findRoute(routes, 'GET', '/a/list?x=1').path, '/a/list');
    assert.equal(findRoute(routes, 'GET', '/a/7').path, '/a/{id}');
    assert.equal(findRoute(routes, 'GET', '/a/7/b').path, '/a/{id}/b');
    assert.equal(findRoute(routes, 'POST', '/a/7'), undefined);
    assert.equal(findRoute(routes, 'GET', '/a/7/c'), undefined);
    const rest = [...routes, routeOf('/b/*name')];
    assert.equal(findRoute(rest, 'GET', '/b/7/c').path, '/b/*name');
    assert.equal(findRoute(rest, 'GET', '/a/7/c'), undefined);
  }},
  {name: 'contract: scripts show which answers and frames they expect', body() {
    const script = parseScript('x.t', 'use one user\n== a\nann: GET /a/{ann.id}\n' +
        '400 {"code":400, "msg":"no", "data":{"name":"too long"}}\n' +
        'ann: WS /ws\nann < {"type":"hello", ...}\n');
    const {answers, frames} = observe([script]);
    assert.deepEqual(answers, [{method: 'GET', path: '/a/1', code: 400, texts: '\nno\ntoo long'}]);
    assert.deepEqual([...frames], ['hello']);
  }},
  {name: 'contract: tests in code say what they look at', body() {
    assert.deepEqual(observeCode('  // seen: GET /a/{id} 400 too much\n// seen nothing\n'),
        [{method: 'GET', path: '/a/1', code: 400, texts: 'too much'}]);
  }},
  {name: 'contract: promises are lines of tabs', body() {
    assert.deepEqual(readPromises('# x\n1.1\tGET\t/a\t400\tno\n2\tFRAME\thello\n'), [
      {ref: '1.1', method: 'GET', path: '/a', code: '400', text: 'no', line: 2},
      {ref: '2', method: 'FRAME', path: 'hello', code: '', text: '', line: 3}]);
  }},
];
