// The keys of the bench: what each is, its target, its floor and the scenario that measures it.

// In the order in which they run; each has data of its own.
export const SCENARIOS = ['sync', 'start', 'idle', 'http', 'latency', 'durable', 'fanout', 'storm',
  'read', 'words', 'openim', 'openim-durable', 'organization', 'rooms',
  'workbench', 'documents', 'external', 'office', 'backup', 'cluster', 'nodes', 'trace',
  'instructions', 'growth'];
// Run only when they are named, or on PostgreSQL.
export const ON_POSTGRESQL = ['cluster'];
// Run only when they are named.
export const ONLY_NAMED = ['nodes', 'trace', 'instructions', 'growth'];

// Of at least one number.
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

// What the scenario `growth` measures in an empty store and in a filled one.
const GROWTH = {
  start: 'start to first accepted request', rest: 'resident memory, no connections',
  http: 'CPU per GET of the own profile', durable: 'CPU per durable 1:1 message',
  latency_p50: 'send to receiver at 500/s, median',
  latency_p99: 'send to receiver at 500/s, 99 of 100',
  group_send: 'CPU per delivery, 500 online; the group of 100,000 by that of 500',
  list: 'CPU per page of the list of a user with 300 conversations',
  page: 'CPU per page of messages of two', search: 'CPU per search of that user',
  find: 'CPU per search for a user by name',
  busy_list: 'CPU per page of the list; a user with 10,000 conversations by one with 300',
  openim_page: 'CPU per page of 300 of OpenIM; the same two',
  busy_whole: 'CPU per conversation of the whole list of theirs',
  group_page: 'CPU per page of messages; the large group by that of 500',
  members_first: 'CPU per first page of the members', members_last: 'CPU per last page of them',
  first_send: 'CPU of the first message to the group after a start',
  join: 'CPU per person who joins', read: 'CPU per member who marks the group as read',
  idle: 'memory per idle WebSocket of 20,000', sign_in: 'CPU per WebSocket that signs in',
};
const GROWTH_MOST = 1.15;
const growthKeys = () => Object.fromEntries(Object.entries(GROWTH).map(([name, what]) =>
  [`growth_${name}_ratio`, { scenario: 'growth', most: GROWTH_MOST, what }]));

// `floor` names the keys whose sum no program can go below on this machine; `most` is the target.
export const KEYS = {
  durable_cpu_us: {
    scenario: 'durable', most: 40, mostOnPostgresql: 80, goal: 17,
    floor: ['floor_relay_us', 'floor_store_us'],
    what: 'server CPU µs per durable 1:1 message',
  },
  durable_all_us: {
    scenario: 'durable', what: 'with what follows the load: index of words, log of the store',
  },
  durable_per_s: { scenario: 'durable', what: 'durable 1:1 messages per second' },
  floor_relay_us: { scenario: 'durable', what: 'bare relay of the same frames, CPU µs' },
  floor_store_us: { scenario: 'durable', what: 'bare SQLite group commit of its rows, CPU µs' },
  latency_p50_ms: { scenario: 'latency', what: 'send to receiver at 500/s, median' },
  latency_p99_ms: {
    scenario: 'latency', most: (all) => all.fdatasync_p99_ms + 5, floor: ['fdatasync_p99_ms'],
    what: 'send to receiver at 500/s, 99 of 100',
  },
  fdatasync_p99_ms: { scenario: 'sync', what: 'fdatasync of the same disk, 99 of 100' },
  fanout_cpu_us: {
    scenario: 'fanout', most: 0.7, mostOnPostgresql: 1.2, goal: 0.4, floor: ['floor_fanout_us'],
    what: 'server CPU µs per delivery in a group of 500',
  },
  floor_fanout_us: { scenario: 'fanout', what: 'bare relay to 500 sockets, CPU µs' },
  idle_bytes: {
    scenario: 'idle', most: 650, goal: 500, floor: ['floor_idle_bytes'],
    what: 'memory per idle signed-in WebSocket',
  },
  floor_idle_bytes: { scenario: 'idle', what: 'bare accepted sockets, bytes each' },
  http_cpu_us: {
    scenario: 'http', most: 15, mostOnPostgresql: 45, goal: 8.3, floor: ['floor_http_us'],
    what: 'server CPU µs per GET of the own profile',
  },
  floor_http_us: { scenario: 'http', what: 'bare fixed answer, CPU µs' },
  cold_start_ms: {
    scenario: 'start', most: 100, goal: 25, what: 'start to first accepted request',
  },
  list_cpu_ms: {
    scenario: 'read', most: 2, mostOnPostgresql: 20, goal: 1,
    what: 'server CPU ms per list of 1,000 conversations, asked for again',
  },
  list_first_cpu_ms: {
    scenario: 'read', most: 8, mostOnPostgresql: 20, what: 'the same, nothing of it kept',
  },
  list_beside_cpu_ms: {
    scenario: 'read', most: 8, mostOnPostgresql: 20, what: 'the same beside 500 messages a second',
  },
  page_cpu_ms: {
    scenario: 'read', most: 0.5, what: 'server CPU ms per page of 50 messages',
  },
  search_p50_ms: { scenario: 'read', what: 'search in 1,000 conversations, 1,000,000 messages' },
  search_p99_ms: { scenario: 'read', most: 200, what: 'the same, 99 of 100' },
  search_cold_p50_ms: { scenario: 'read', what: 'the first search after a start, caches empty' },
  search_cold_p99_ms: { scenario: 'read', most: 1000, what: 'the same, 99 of 100' },
  search_indexed_per_s: { scenario: 'read', what: 'messages indexed per second' },
  words_cpu_us: {
    scenario: 'words', what: 'the same as durable_cpu_us with 10,000 words to be masked',
  },
  words_ratio: { scenario: 'words', most: 1.15, what: 'its ratio to none in the same run' },
  trace_share: {
    scenario: 'trace', most: 0.01,
    what: 'of the instructions of a durable message, those that remember it for traces',
  },
  trace_instructions: { scenario: 'trace', what: 'how many these are' },
  durable_instructions: {
    scenario: 'instructions', what: 'outside the kernel, per durable 1:1 message',
  },
  fanout_instructions: { scenario: 'instructions', what: 'the same per delivery to one of 500' },
  http_instructions: { scenario: 'instructions', what: 'the same per GET of the own profile' },
  openim_first_cpu_ms: {
    scenario: 'openim', most: 1000,
    what: 'server CPU ms of a first sign-in: 1,000 conversations, 500 friends, 50 groups',
  },
  openim_again_cpu_ms: {
    scenario: 'openim', most: 10, what: 'the same when nothing is new since the last one',
  },
  openim_durable_cpu_us: {
    scenario: 'openim-durable', what: 'the same as durable_cpu_us through gob and gzip',
  },
  openim_durable_ratio: {
    scenario: 'openim-durable', most: 1.3, what: 'its ratio to RuoYi-IM in the same run',
  },
  organization_tree_cpu_ms: {
    scenario: 'organization', most: 10, what: 'server CPU ms per tree of 5,000 departments',
  },
  organization_members_cpu_ms: {
    scenario: 'organization', most: 3, what: 'server CPU ms per page of a department\'s members',
  },
  organization_below_cpu_ms: {
    scenario: 'organization', most: 5,
    what: 'the same with those of 5,000 departments under it, 50,000 in all, counted',
  },
  rooms_page_cpu_ms: {
    scenario: 'rooms', most: 3, what: 'server CPU ms per page of 20 of 200 meeting rooms',
  },
  rooms_free_cpu_ms: {
    scenario: 'rooms', most: 3, what: 'the same of those that are free for an hour',
  },
  rooms_day_cpu_ms: { scenario: 'rooms', most: 3, what: 'the plan of a room on a day' },
  rooms_mine_cpu_ms: {
    scenario: 'rooms', most: 3, what: 'the first 20 of the 10,000 meetings of the caller',
  },
  rooms_mine_last_cpu_ms: { scenario: 'rooms', most: 3, what: 'the last 20 of them' },
  rooms_statistics_cpu_ms: { scenario: 'rooms', most: 3, what: 'numbers of rooms and bookings' },
  workbench_overview_cpu_ms: {
    scenario: 'workbench', most: 2,
    what: 'server CPU ms per overview of the workbench, 50 conversations and 10,000 todos',
  },
  workbench_todos_cpu_ms: {
    scenario: 'workbench', most: 3, what: 'the first 20 of the 10,000 todos of the caller',
  },
  workbench_todos_last_cpu_ms: { scenario: 'workbench', most: 3, what: 'the last 20 of them' },
  workbench_tasks_cpu_ms: {
    scenario: 'workbench', most: 3, what: 'the first 20 of their 10,000 tasks',
  },
  documents_my_cpu_ms: {
    scenario: 'documents', most: 3,
    what: 'server CPU ms per first 20 of the 10,000 documents of the caller',
  },
  documents_my_last_cpu_ms: { scenario: 'documents', most: 3, what: 'the last 20 of them' },
  documents_all_cpu_ms: {
    scenario: 'documents', most: 3, what: 'the first 20 of these and 2,000 shared with them',
  },
  documents_shared_cpu_ms: { scenario: 'documents', most: 3, what: 'the first 20 of the shared' },
  documents_recent_cpu_ms: { scenario: 'documents', most: 3, what: 'the 20 opened last' },
  documents_starred_cpu_ms: {
    scenario: 'documents', most: 3, what: 'the first 20 of the 12,000 that they starred',
  },
  documents_search_cpu_ms: {
    scenario: 'documents', most: 6, what: 'a search in all of them that finds 120',
  },
  external_list_cpu_ms: {
    scenario: 'external', most: 3,
    what: 'server CPU ms per first 20 of the 10,000 external contacts of the caller',
  },
  external_last_cpu_ms: { scenario: 'external', most: 3, what: 'the last 20 of them' },
  external_group_cpu_ms: { scenario: 'external', most: 3, what: 'the first 20 of 500 in a group' },
  external_starred_cpu_ms: {
    scenario: 'external', most: 3, what: 'the first 20 of the 100 that they starred',
  },
  external_tag_cpu_ms: {
    scenario: 'external', most: 6, what: 'the first 20 of some 1,430 with a tag',
  },
  external_search_cpu_ms: {
    scenario: 'external', most: 6, what: 'a search in all of them that finds 100',
  },
  external_groups_cpu_ms: {
    scenario: 'external', most: 3, what: 'their 20 groups, with how many are in each',
  },
  external_tags_cpu_ms: {
    scenario: 'external', most: 10, what: 'their tags, with how many have each',
  },
  office_overview_cpu_ms: {
    scenario: 'office', most: 2,
    what: 'server CPU ms per overview of the workbench with all that waits',
  },
  office_todos_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 todos among a million of others',
  },
  office_todos_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_tasks_cpu_ms: { scenario: 'office', most: 3, what: 'the first 20 of 10,000 tasks' },
  office_tasks_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_given_last_cpu_ms: {
    scenario: 'office', most: 3, what: 'the last 20 of the tasks that they gave',
  },
  office_dings_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 DINGs received',
  },
  office_dings_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_sent_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of the DINGs sent' },
  office_waiting_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 approvals that wait for the caller',
  },
  office_waiting_last_cpu_ms: {
    scenario: 'office', most: 3, what: 'the 20 at offset 8,980 of them',
  },
  office_applied_last_cpu_ms: {
    scenario: 'office', most: 3, what: 'the last 20 of those that they applied for',
  },
  office_decided_last_cpu_ms: {
    scenario: 'office', most: 3, what: 'the last 20 of those that they decided',
  },
  office_events_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 events of the schedule',
  },
  office_events_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_month_cpu_ms: { scenario: 'office', most: 3, what: 'a month of the schedule, 43 events' },
  office_days_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 days of a year of attendance, of 10,000 days',
  },
  office_days_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_meetings_cpu_ms: { scenario: 'office', most: 3, what: 'the first 20 of 10,000 meetings' },
  office_meetings_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_mails_cpu_ms: { scenario: 'office', most: 3, what: 'the first 20 of 10,000 mails' },
  office_mails_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_documents_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 own documents',
  },
  office_documents_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_starred_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of them, as starred ones',
  },
  office_contacts_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 external contacts',
  },
  office_contacts_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_drive_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of 10,000 files of a drive',
  },
  office_drive_last_cpu_ms: { scenario: 'office', most: 3, what: 'the last 20 of them' },
  office_drive_found_cpu_ms: {
    scenario: 'office', most: 3, what: 'the first 20 of them by a word',
  },
  cluster_added_p50_ms: {
    scenario: 'cluster', most: 2, what: 'delivery at another node than the sender\'s, added median',
  },
  cluster_cpu_ratio: {
    scenario: 'cluster', most: 1.3,
    what: 'CPU per message of a node and PostgreSQL, one of two nodes with NATS over one alone',
  },
  cluster_publishes_per_batch: {
    scenario: 'cluster', most: 1, what: 'messages to NATS per commit of a node',
  },
  nodes_cpu_ratio_2: {
    scenario: 'nodes', most: 1.25, what: 'CPU per message of two nodes, PostgreSQL, NATS, by one',
  },
  nodes_cpu_ratio_3: { scenario: 'nodes', what: 'the same of three nodes' },
  nodes_cpu_ratio_5: { scenario: 'nodes', what: 'the same of five' },
  nodes_nats_us_each_3: {
    scenario: 'nodes', what: 'CPU of NATS per message and node that is told of it, three nodes',
  },
  nodes_per_postgres_core_3: {
    scenario: 'nodes', what: 'messages per second by CPU of PostgreSQL per message, three nodes',
  },
  nodes_hear_us: {
    scenario: 'nodes', what: 'CPU of a node per message of others, none of them there',
  },
  nodes_rolling_quiet_p99_ms: { scenario: 'nodes', what: 'send to receiver at 500/s, three nodes' },
  nodes_rolling_p99_ms: {
    scenario: 'nodes', what: 'the same while each node is started again, connecting included',
  },
  nodes_rolling_lost: { scenario: 'nodes', most: 0, what: 'acknowledged and not stored meanwhile' },
  nodes_rolling_unheard: { scenario: 'nodes', most: 0, what: 'sent and never heard' },
  nodes_rolling_doubled: { scenario: 'nodes', most: 0, what: 'stored twice' },
  backup_quiet_p50_ms: { scenario: 'backup', what: 'send to receiver at 5,000/s, median' },
  backup_quiet_p99_ms: { scenario: 'backup', what: 'the same, 99 of 100' },
  backup_p50_ms: { scenario: 'backup', what: 'the same while backups are made, median' },
  backup_p99_ms: { scenario: 'backup', what: 'the same, 99 of 100' },
  backup_p99_ratio: {
    scenario: 'backup', most: 2, what: 'backup_p99_ms by backup_quiet_p99_ms, of the same run',
  },
  backup_quiet_per_s: { scenario: 'backup', what: 'messages that arrived per second quietly' },
  backup_per_s: { scenario: 'backup', what: 'messages that arrived per second meanwhile' },
  backup_s: { scenario: 'backup', what: 'seconds that a backup took meanwhile' },
  backup_mb: { scenario: 'backup', what: 'MB of database and files in it' },
  rest_mb: { scenario: 'start', most: 20, goal: 10, what: 'resident memory, no connections' },
  ...growthKeys(),
};

// What a figure may be at most; some may be more on PostgreSQL.
const limitOf = (key, figures, store) => {
  const row = KEYS[key] ?? {};
  const most = (store === 'postgresql' && row.mostOnPostgresql) || row.most;
  return typeof most === 'function' ? most(figures) : most;
};

// The keys of figures above their limits.
export const over = (figures, store) => Object.keys(figures).filter((key) => {
  const most = limitOf(key, figures, store);
  return Number.isFinite(most) && figures[key] > most;
});

// The figures as a table: measured (lowest … highest of the runs), target, floor, ratio to it.
export function table(figures, samples, store) {
  const number = (value) => Number(value.toPrecision(4)).toString();
  const rows = [['', 'figure', 'measured', 'range', 'at most', 'floor', 'ratio', '']];
  for (const [key, value] of Object.entries(figures)) {
    const row = KEYS[key] ?? {};
    const most = limitOf(key, figures, store);
    const floors = (row.floor ?? []).map((name) => figures[name]).filter((v) => v !== undefined);
    const floor = floors.length ? floors.reduce((a, b) => a + b) : undefined;
    const verdict = Number.isFinite(most) ? (value <= most ? 'ok' : 'OVER') : '';
    const range = `${number(Math.min(...samples[key]))}…${number(Math.max(...samples[key]))}`;
    rows.push([verdict, key, number(value), range, Number.isFinite(most) ? number(most) : '',
      floor === undefined ? '' : number(floor), floor ? number(value / floor) : '',
      row.what ?? '']);
  }
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) => row.map((cell, i) =>
    i < 2 || i === row.length - 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))
    .join('  ').trimEnd()).join('\n');
}
