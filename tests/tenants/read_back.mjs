// After the calls, when nothing moves any more: each tenant reads all that it has.
import {requestOf} from '../lib/appim_rows.mjs';

const PAGE = 100;

async function pages(read) {
  const all = [];
  for (let page = 1; ; page++) {
    const data = await read(page);
    all.push(...data.data);
    if (page >= data.last_page) {
      if (all.length !== data.total) {
        throw new Error(`a list says ${data.total} and has ${all.length}`);
      }
      return all;
    }
  }
}

export async function readEverything(server, tenants, watch) {
  for (const tenant of tenants) {
    const get = async (path) => {
      const {json, text} = await server.appim.request('GET', path, {headers: tenant.master});
      watch.look(tenant, '', text);
      if (json?.code !== 0) throw new Error(`GET ${path}: ${text.slice(0, 300)}`);
      return json.data;
    };
    const list = await pages((page) => get(`/im/conversations?where=[]&page=${page}&size=${PAGE}`));
    if (!list.length) throw new Error(`${tenant.name} has nothing to read`);
    for (const one of list) {
      const path = `/im/conversations/${one.conv_id}`;
      await get(`${path}/members`);
      await pages((page) => get(`${path}/message?page=${page}&size=${PAGE}`));
    }
    for (const client of [...tenant.clients, ...tenant.only]) await get(`/im/users/${client}`);
  }
}

// What an application without users reads says nothing of the others: no ids, no numbers.
export async function readNothing(server, app, operations, tenants) {
  const headers = {'app-id': app.id, 'app-key': app.master_key};
  const [tenant] = tenants;
  const {conversation, id} = tenant.messages[0];
  const values = {where: [], conv_id: conversation, msg_id: id, client_id: tenant.clients[0],
    client_ids: tenant.clients.slice(0, 20)};
  for (const operation of operations) {
    const reads = operation.method === 'GET' || operation.path.endsWith('check-online');
    if (!reads || operation.frame) continue;
    const fields = Object.fromEntries(Object.keys(operation.fields).filter((f) => values[f])
        .map((f) => [f, values[f]]));
    const {method, path, body} = requestOf(operation, fields);
    const {json, text} = await server.appim.request(method, path, {body,
      headers: body === null ? headers : {...headers, 'Content-Type': 'application/json'}});
    const said = json?.code === 0 ? numbersIn(json.data) : 0;
    if (said > 0) throw new Error(`${operation.name} says ${text.slice(0, 300)}`);
  }
}

const FORM = new Set(['current_page', 'last_page', 'per_page', 'time']);

// The sum of what a value counts, without the form of pages.
function numbersIn(value) {
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return value === '' ? 0 : 1;
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce((n, [k, v]) => n + (FORM.has(k) ? 0 : numbersIn(v)), 0);
}
