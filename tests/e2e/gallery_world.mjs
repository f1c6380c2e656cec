// A small office with a day of messages behind it: what the pictures of the README show, and what
// a look at the pages needs. The server must have a test clock; the day ends at 10:30 in Shanghai.
import {ZONE_MS} from '../lib/day.mjs';
import {befriend, directChat, group, login, must, upload} from '../lib/world.mjs';

const PASSWORD = 'secret-1';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const END_OF_DAY_MS = (10 * 60 + 30) * MINUTE_MS;

const PEOPLE = {
  liming: {nickname: '李明', department: '产品部', position: '产品经理', signature: '把事情做简单'},
  zhangwei: {nickname: '张伟', department: '研发部', position: '后端工程师'},
  wangfang: {nickname: '王芳', department: '设计部', position: '交互设计师'},
  chenchen: {nickname: '陈晨', department: '研发部', position: '前端工程师'},
  emma: {nickname: 'Emma Johnson', department: 'Design', position: 'Visual designer'},
  zhaolei: {nickname: '赵雷', department: '运维部', position: '运维工程师'},
  linxiaoyu: {nickname: '林小雨', department: '市场部', position: '市场专员'},
  sunli: {nickname: '孙丽', department: '人事部'},
};

export class GalleryWorld {
  // `draw(svg, width, height)` answers a PNG of it.
  constructor(server, draw) {
    Object.assign(this, {server, draw, http: server.http});
    this.people = {};
    const now = Date.now();
    const today = Math.floor((now + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
    this.end = today + 2 * DAY_MS + END_OF_DAY_MS;
    this.now = now;
  }

  async build() {
    await this.at(DAY_MS + 60 * MINUTE_MS);
    await this.hire();
    await this.yesterday();
    await this.at(100 * MINUTE_MS);
    for (const who of Object.values(this.people)) {
      Object.assign(who, await login(this.http, who.name, PASSWORD));
    }
    await this.sideTalk();
    await this.design();
    await this.at(0);
    return this;
  }

  // Moves the clock to so many milliseconds before the end of the day.
  async at(before) {
    const wanted = this.end - before;
    if (wanted > this.now) await this.server.advanceClock(wanted - this.now);
    this.now = Math.max(this.now, wanted);
  }

  minute(before) { return this.at(before * MINUTE_MS); }

  async hire() {
    for (const [name, {nickname, ...more}] of Object.entries(PEOPLE)) {
      const made = await must(this.http, 'POST', '/auth/register', null,
          {username: name, password: PASSWORD, nickname});
      const id = made?.userId ?? made;
      const who = {id, name, nick: nickname, password: PASSWORD,
        ...await login(this.http, name, PASSWORD)};
      await must(this.http, 'PUT', '/user/profile', who.token, more);
      this.people[name] = who;
    }
    const {liming, sunli, ...others} = this.people;
    for (const who of Object.values(others)) await befriend(this.http, liming, who);
    await must(this.http, 'POST', '/contact/request/send', sunli.token,
        {targetUserId: liming.id, message: '你好，我是人事部的孙丽。'});
  }

  async say(who, conversation, content, more = {}) {
    const id = await must(this.http, 'POST', '/message/send', this.people[who].token,
        {conversationId: conversation, type: 'TEXT', content, ...more});
    return typeof id === 'object' ? id.id : id;
  }

  answer(who, message, content) {
    return must(this.http, 'POST', '/message/reply', this.people[who].token,
        {messageId: message, content});
  }

  react(who, message, emoji) {
    return must(this.http, 'POST', `/message/${message}/reaction`, this.people[who].token, {emoji});
  }

  read(who, conversation) {
    return must(this.http, 'PUT', `/conversation/${conversation}/markAsRead`,
        this.people[who].token);
  }

  async send(who, conversation, name, content, type) {
    const file = await upload(this.http, this.people[who], name, content,
        type === 'IMAGE' ? '/file/upload/image' : '/file/upload', {conversationId: conversation});
    const {fileUrl, fileName, fileSize, fileId, width, height} = file;
    return this.say(who, conversation,
        JSON.stringify({fileUrl, fileName, fileSize, fileId, width, height}), {type});
  }

  async yesterday() {
    const {http, people: p} = this;
    this.rows = {};
    const chat = async (name) => {
      this.rows[name] = await directChat(http, p.liming, p[name]);
      return this.rows[name];
    };
    this.rows.badminton = await group(http, p.zhaolei,
        [p.liming, p.chenchen, p.linxiaoyu], '周五羽毛球');
    this.rows.design = await group(http, p.liming,
        [p.zhangwei, p.wangfang, p.chenchen, p.emma], '产品设计群');
    this.rows.release = await group(http, p.zhangwei, [p.liming, p.zhaolei, p.chenchen],
        '发布值班');
    for (const name of ['linxiaoyu', 'zhaolei', 'emma', 'chenchen', 'wangfang', 'zhangwei']) {
      await chat(name);
    }
    await must(http, 'PUT', `/group/${this.rows.design}/announcement`, p.liming.token,
        {content: '首页改版周五定稿，评审会周三下午三点，12 楼大会议室。'});
    await this.say('linxiaoyu', this.rows.linxiaoyu, '活动海报的文案我再改一版');
    await this.say('liming', this.rows.linxiaoyu, '好，不着急，周四前给我就行');
    await this.say('emma', this.rows.emma, 'The new icon set is in the shared folder.');
    await this.say('liming', this.rows.emma, 'Great, thank you!');
    await this.say('wangfang', this.rows.design, '首页的交互稿初版已经放到共享文件夹了');
    await this.say('liming', this.rows.design, '辛苦了，我晚上看');
    await this.say('chenchen', this.rows.design, '交互稿里的空状态还缺两张插画');
    await this.read('liming', this.rows.design);
    await this.send('zhangwei', this.rows.zhangwei, '接口评审纪要.md',
        '# 接口评审\n\n1. 分页\n2. 幂等\n', 'FILE');
    await this.say('liming', this.rows.zhangwei, '收到，我看一下');
    for (const name of ['linxiaoyu', 'emma', 'zhangwei']) {
      await this.read('liming', this.rows[name]);
    }
  }

  async sideTalk() {
    const {rows} = this;
    await this.say('zhaolei', rows.badminton, '本周五晚七点，老地方，四个场地');
    await this.say('linxiaoyu', rows.badminton, '我带两个新同事一起来');
    await this.say('zhaolei', rows.zhaolei, '今晚十点例行维护，大约十分钟');
    await this.say('liming', rows.zhaolei, '好的，我在群里通知大家');
    await this.read('liming', rows.zhaolei);
    await this.read('zhaolei', rows.zhaolei);
    await this.minute(80);
    await this.say('zhangwei', rows.release, '0.2 已经灰度到一半用户，目前一切正常');
    await this.say('chenchen', rows.release, '@李明 晚上八点全量，可以吗？',
        {mentionInfo: {userIds: [this.people.liming.id], mentionAll: false}});
    await this.minute(70);
    await this.say('chenchen', rows.chenchen, '登录页的新交互稿我已经切好图了');
    await this.say('liming', rows.chenchen, '收到，下午一起过一遍交互稿');
    await this.say('chenchen', rows.chenchen, '👌');
    await this.read('liming', rows.chenchen);
    await this.minute(60);
    await this.say('wangfang', rows.wangfang, '交互稿第三页的按钮改成主色了，你看看');
    await this.say('liming', rows.wangfang, '好看！就按这个来');
    await this.read('liming', rows.wangfang);
    await this.read('wangfang', rows.wangfang);
  }

  async design() {
    const {rows, people: p} = this;
    const d = rows.design;
    await this.minute(50);
    await this.send('liming', d, '首页改版需求说明.pdf', `%PDF-1.4\n${' '.repeat(420_000)}`, 'FILE');
    await this.say('chenchen', d, '收到，交互稿和需求我对着看一遍');
    const wrong = await this.say('chenchen', d, '发错群了');
    await must(this.http, 'DELETE', `/message/${wrong}/recall`, p.chenchen.token);
    for (const who of ['zhangwei', 'wangfang', 'chenchen', 'emma']) await this.read(who, d);
    await this.minute(20);
    const asked = await this.say('wangfang', d, '首页改版的第二稿出来了，大家帮忙看看 🎨');
    this.picture = await this.send('wangfang', d, '首页改版-第二稿.png',
        await this.draw(POSTER, 960, 600), 'IMAGE');
    for (const who of ['liming', 'zhangwei', 'chenchen']) await this.react(who, this.picture, '👍');
    await this.react('emma', this.picture, '🎉');
    await this.minute(18);
    await this.say('emma', d, 'Love the new colours! The illustration works very well.');
    await this.answer('zhangwei', asked, '接口这边没问题，字段和上一版一样');
    await this.minute(16);
    await this.say('liming', d, '@张伟 评审会之前能把测试数据准备好吗？',
        {mentionInfo: {userIds: [p.zhangwei.id], mentionAll: false}});
    const yes = await this.say('zhangwei', d, '可以，中午之前给你');
    await this.react('liming', yes, '❤️');
    for (const who of ['zhangwei', 'wangfang', 'chenchen', 'emma']) await this.read(who, d);
    await this.minute(14);
    await this.say('liming', d, '那就这样定了，周三下午三点评审，大家辛苦 💪');
    for (const who of ['wangfang', 'chenchen']) await this.read(who, d);
    await this.read('liming', d);
    await this.minute(5);
    await this.say('linxiaoyu', rows.linxiaoyu, '海报终稿发你了，周四可以上线 🙌');
    await must(this.http, 'PUT', `/conversation/${d}/pin?pinned=true`, p.liming.token);
    await must(this.http, 'PUT', `/conversation/${rows.badminton}/mute?muted=true`, p.liming.token);
    await must(this.http, 'PUT', '/notification/read/all', p.liming.token).catch(() => {});
  }
}

const card = (x, colour, title) => `<rect x="${x}" y="440" width="256" height="116" rx="14"
  fill="#fff"/><circle cx="${x + 40}" cy="482" r="18" fill="${colour}"/>
  <text x="${x + 72}" y="490" font-size="21" fill="#223">${title}</text>
  <rect x="${x + 24}" y="516" width="200" height="8" rx="4" fill="#e4e8ee"/>
  <rect x="${x + 24}" y="534" width="140" height="8" rx="4" fill="#e4e8ee"/>`;

const POSTER = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 600" width="960"
  height="600" font-family="WenQuanYi Micro Hei, Noto Sans CJK SC, sans-serif">
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#fde6d2"/><stop offset="0.6" stop-color="#f7b7a3"/>
  <stop offset="1" stop-color="#c9a0c4"/></linearGradient></defs>
  <rect width="960" height="600" fill="url(#sky)"/>
  <circle cx="700" cy="190" r="66" fill="#fff4e0"/>
  <path d="M0 400 L170 220 L300 340 L460 180 L640 360 L780 270 L960 410 V600 H0Z" fill="#8a7fb0"/>
  <path d="M0 470 L140 350 L320 450 L520 320 L700 450 L860 380 L960 440 V600 H0Z" fill="#5b5f97"/>
  <rect width="960" height="60" fill="#ffffff" opacity="0.85"/>
  <circle cx="44" cy="30" r="13" fill="#5b5f97"/>
  <text x="70" y="38" font-size="22" fill="#334">首页</text>
  <text x="150" y="38" font-size="22" fill="#778">产品</text>
  <text x="230" y="38" font-size="22" fill="#778">关于我们</text>
  <text x="60" y="150" font-size="52" font-weight="700" fill="#3d3a66">让沟通更简单</text>
  <text x="62" y="198" font-size="24" fill="#5a5580">一个地方，找到所有人和所有事</text>
  ${card(60, '#e07a5f', '消息')}${card(352, '#3d9a8b', '通讯录')}${card(644, '#5b5f97', '文件')}
</svg>`;
