// openim 4.7: where the server is watched, if the settings say so.
import assert from 'node:assert/strict';
import {makePeople} from '../gateway/people.mjs';

const GRAFANA = 'https://watch.example.org/d/koine';

async function grafana({start}) {
  const server = await start({flags: [`--openim.grafana_url=${GRAFANA}`]});
  const {ann} = await makePeople(server, ['ann']);
  // seen: GET /third/prometheus 302
  const open = await server.openim.request('GET', '/third/prometheus');
  assert.deepEqual([open.status, open.headers.location], [302, GRAFANA]);
  // seen: POST /third/prometheus 302
  const posted = await server.openim.call('POST', '/third/prometheus', ann.token, {});
  assert.deepEqual([posted.status, posted.headers.location], [302, GRAFANA]);
}

export const on = 'sqlite';
export const tests = [{name: 'the way to Grafana', body: grafana}];
