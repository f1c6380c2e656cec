// A day at the workbench: a list, an event, the order of the apps; a task for Bob, who does it; and
// the departments, which an administrator arranges.
import assert from 'node:assert/strict';
import {PATIENCE} from '../lib/patience.mjs';
import {dayText, sameDayFor} from '../lib/day.mjs';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {ADMIN_PASSWORD} from '../lib/server.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};
const DAY_MS = 86_400_000;
// Until what the day has was seen.
const SEEN_WITHIN_MS = 60_000 * PATIENCE;

export class OfficeWorkbenchStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'office-workbench-'); }

  steps() {
    return [
      ['workbench: it greets, and shows what the day has', () => this.prepare()],
      ['workbench: what is typed becomes a to-do of its day', () => this.add()],
      ['workbench: a tick can be taken back', () => this.tick()],
      ['workbench: a to-do is changed and deleted', () => this.change()],
      ['workbench: the apps stay as they were arranged', () => this.arrange()],
      ['workbench: a number leads to what it counts', () => this.tiles()],
      ['workbench: a task reaches who is to do it, and comes back done', () => this.task()],
      ['workbench: an administrator arranges departments', () => this.departments()],
      ['workbench: everybody finds colleagues by department', () => this.look()],
      ['workbench: its pages can be read, and fit on a telephone', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `k${uniq}`);
    this.bob = await person(http, 'bob', `k${uniq}`);
    await befriend(http, this.ann, this.bob);
    await directChat(http, this.ann, this.bob);
    this.department = `Tea ${uniq}`;
    await sameDayFor(SEEN_WITHIN_MS);
    const today = dayText(Date.now());
    await must(http, 'POST', '/schedule/create', this.ann.token, {title: 'Standup',
      startTime: `${today} 00:00:00`, endTime: `${today} 23:59:00`, location: 'Kitchen'});
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    await this.a.click('nav-office');
    await this.a.get('workbench').filter({hasText: this.ann.nick}).waitFor();
    await this.a.get('todo-empty').waitFor();
    await this.a.get('today-event').filter({hasText: 'Kitchen'}).waitFor();
  }

  row(client, title) { return client.get('todo-row').filter({hasText: title}); }

  async tile(client, name, count) {
    await client.until(`${name} is ${count}`,
        async () => (await client.get(`tile-${name}`).locator('b').innerText()) === `${count}`);
  }

  async add() {
    const {a} = this;
    await a.field('todo-quick').fill('明天 交报告!');
    const date = dayText(Date.now() + DAY_MS);
    await a.get('todo-understood').filter({hasText: date}).filter({hasText: '高优先级'}).waitFor();
    await a.field('todo-quick').press('Enter');
    await this.row(a, '交报告').filter({hasText: '明天'}).filter({hasText: '高'}).waitFor();
    assert.equal(await a.field('todo-quick').inputValue(), '');
    await a.field('todo-quick').fill('call back by tomorrow');
    await a.click('todo-add');
    await this.row(a, 'call back').filter({hasText: '明天'}).waitFor();
    await this.tile(a, 'todos', 2);
    await a.shot('1-list');
  }

  async tick() {
    const {a} = this;
    await this.row(a, '交报告').locator('[data-test="todo-tick"]').click();
    await this.row(a, '交报告').waitFor({state: 'detached'});
    await this.tile(a, 'todos', 1);
    await a.click('undo');
    await this.row(a, '交报告').waitFor();
    await this.tile(a, 'todos', 2);
    await this.row(a, '交报告').locator('[data-test="todo-tick"]').click();
    await a.click('todos-done');
    await this.row(a, '交报告').waitFor();
    await a.click('todos-open');
    await this.row(a, 'call back').waitFor();
  }

  async change() {
    const {a} = this;
    await a.click('office-tasks');
    await a.get('tasks-todos').waitFor();
    await this.row(a, 'call back').locator('[data-test="todo-open"]').click();
    await a.field('todo-title').fill('call the bank');
    await a.field('todo-due').fill('');
    await a.click('todo-save');
    await this.row(a, 'call the bank').waitFor();
    assert.equal(await this.row(a, '明天').count(), 0);
    await this.row(a, 'call the bank').locator('[data-test="todo-open"]').click();
    await a.click('todo-delete');
    await a.get('todo-empty').waitFor();
    await a.click('undo');
    await this.row(a, 'call the bank').waitFor();
  }

  async order() {
    return this.a.page.locator('[data-test="app-grid"] > li').evaluateAll(
        (all) => all.map((each) => each.dataset.app));
  }

  async arrange() {
    const {a} = this;
    await a.click('office-workbench');
    await a.get('app-grid').waitFor();
    const [first, second, third, ...rest] = await this.order();
    await a.click('apps-arrange');
    await a.page.locator(`[data-app="${first}"] [data-test="app-after"]`).click();
    await a.page.locator(`[data-app="${third}"] [data-test="app-hide"]`).click();
    await a.shot('2-arrange');
    await a.click('apps-done');
    await a.get('apps-arrange').waitFor();
    await a.page.reload();
    await a.until('the apps are as they were left',
        async () => (await this.order()).join() === [second, first, ...rest].join());
    await a.click('apps-arrange');
    await a.click('apps-reset');
    await a.until('the apps are as usual',
        async () => (await this.order()).join() === [first, second, third, ...rest].join());
  }

  async tiles() {
    const {a} = this;
    await a.click('tile-unread');
    await a.page.locator('[data-test="tab-unread"][aria-selected="true"]').waitFor();
    await a.click('nav-office');
    await a.click('tile-todos');
    await a.get('tasks-todos').waitFor();
  }

  async task() {
    const {a, b} = this;
    await b.page.goto(`${this.server.origin}/#/office/tasks?part=mine`);
    await b.get('tasks-empty').waitFor();
    await a.click('tasks-created');
    await a.click('task-new');
    await a.field('task-title').fill('Count the cups');
    await a.click('task-assignee');
    await a.field('people-search').fill(this.bob.name);
    await a.page.locator(`[data-test="people-row"][data-user="${this.bob.id}"]`).click();
    await a.get('person-chip').filter({hasText: this.bob.nick}).first().waitFor();
    await a.click('people-done');
    await this.gone(a, 'people-done');
    await a.click('task-save');
    const given = a.get('task-row').filter({hasText: 'Count the cups'});
    await given.filter({hasText: this.bob.nick}).waitFor();
    // It came while the page was open.
    const got = b.get('task-row').filter({hasText: 'Count the cups'});
    await got.filter({hasText: this.ann.nick}).waitFor();
    // So does its notice, and leads to it.
    await b.click('nav-notices');
    await b.get('notice-open').filter({hasText: 'Count the cups'}).click();
    await b.field('task-title').waitFor();
    assert.equal(await b.field('task-title').inputValue(), 'Count the cups');
    await b.page.keyboard.press('Escape');
    await this.gone(b, 'task-save');
    await got.locator('[data-test="todo-tick"]').click();
    await b.get('tasks-empty').waitFor();
    await a.click('task-done');
    await given.waitFor();
    await b.shot('3-task');
  }

  node(client, name) { return client.get('department-node').filter({hasText: name}); }

  async departments() {
    const admin = await this.visit('admin');
    await admin.signIn('admin', ADMIN_PASSWORD);
    this.c = admin;
    await admin.click('nav-office');
    await admin.click('office-departments');
    await this.node(admin, '公司').click();
    await admin.get('department-people').waitFor();
    await admin.click('department-create');
    await admin.field('department-name').fill(this.department);
    await admin.click('department-save');
    await admin.page.getByRole('heading', {name: this.department}).waitFor();
    await this.node(admin, this.department).waitFor();
    await admin.click('department-people');
    for (const who of [this.ann, this.bob]) {
      await admin.field('people-search').fill(who.name);
      await admin.page.locator(`[data-test="people-row"][data-user="${who.id}"]`).click();
    }
    await admin.click('people-done');
    await admin.page.locator(`[data-test="member-row"][data-user="${this.ann.name}"]`).waitFor();
    await admin.click('department-edit');
    await admin.click('department-leader');
    await admin.click('people-departments');
    await admin.field('people-search').fill(this.ann.name);
    await admin.page.locator(`[data-test="people-row"][data-user="${this.ann.id}"]`).click();
    await admin.click('people-done');
    await this.gone(admin, 'people-done');
    await admin.click('department-deputies');
    await admin.field('people-search').fill(this.bob.name);
    await admin.page.locator(`[data-test="people-row"][data-user="${this.bob.id}"]`).click();
    await admin.click('people-done');
    await this.gone(admin, 'people-done');
    await admin.click('department-save');
    await admin.page.locator(`[data-test="member-row"][data-user="${this.ann.name}"]`)
        .filter({hasText: '负责人'}).waitFor();
    await admin.click('department-edit');
    await admin.get('department-deputies').waitFor();
    await admin.page.locator('.el-dialog').getByText(this.bob.nick).waitFor();
    await admin.shot('4-deputies');
    await admin.page.keyboard.press('Escape');
    await this.gone(admin, 'department-save');
    await admin.page.locator(`[data-test="member-row"][data-user="${this.bob.name}"]`)
        .locator('[data-test="member-remove"]').click();
    await admin.page.locator('.el-message-box .k-danger-button').click();
    await admin.page.locator(`[data-test="member-row"][data-user="${this.bob.name}"]`)
        .waitFor({state: 'detached'});
    await admin.shot('4-department');
    // One that somebody is in stays.
    await admin.click('department-delete');
    await this.gone(admin, 'department-save');
    await admin.page.locator('.el-message-box .k-danger-button').click();
    await admin.page.getByText('部门存在成员，无法删除').waitFor();
  }

  async look() {
    const {b} = this;
    await b.click('office-departments');
    await b.field('member-search').fill(this.ann.name);
    const row = b.page.locator(`[data-test="member-row"][data-user="${this.ann.name}"]`);
    await row.filter({hasText: this.department}).waitFor();
    assert.equal(await b.get('department-create').count(), 0);
    await row.locator('button').first().click();
    await b.get('profile-card').waitFor();
    await b.page.keyboard.press('Escape');
  }

  async judge() {
    const {a} = this;
    const pages = [['', 'workbench'], ['tasks', 'tasks-todos'], ['tasks?part=created', 'task-done'],
      ['departments', 'department-node']];
    for (const viewport of [WIDE, NARROW]) {
      await a.page.setViewportSize(viewport);
      for (const [place, ready] of pages) {
        await a.page.goto(`${this.server.origin}/#/office/${place}`);
        await a.get(ready).first().waitFor();
        await a.page.locator('.k-ghosts').first().waitFor({state: 'detached'});
        const touch = viewport === NARROW;
        assert.deepEqual(await measure(a.page, {touch}), [], `${place} ${viewport.width}`);
        await a.shot(`5-${place.replaceAll(/\W+/g, '-') || 'workbench'}-${viewport.width}`);
      }
    }
  }
}
