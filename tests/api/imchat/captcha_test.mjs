// im-chat 2.9.1: captchas; 1.1: three addresses.
import {HttpClient} from '../../lib/http.mjs';
import {imchatPerson, mustImchat} from '../../lib/imchat.mjs';

const PNG = '89504e470d0a1a0a';

// seen: GET /captcha 200
// seen: GET /captcha/img/code 200
const cases = {
  async 'a captcha is a picture that counts once'({start}) {
    const server = await start({testClock: true});
      const http = server.imchat;
      const ann = await imchatPerson(http, 'ann');
      const {captchaId, captchaImage} = await mustImchat(http, 'GET', '/captcha');
      const picture = Buffer.from(captchaImage, 'base64');
      if (picture.subarray(0, 8).toString('hex') !== PNG) throw new Error('no PNG');
      if (picture.readUInt32BE(16) !== 100 || picture.readUInt32BE(20) !== 50) {
        throw new Error('not 100 by 50');
      }
      if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(captchaId)) {
        throw new Error(`no UUID: ${captchaId}`);
      }
      const other = await mustImchat(http, 'GET', '/captcha');
      if (other.captchaId === captchaId) throw new Error('twice the same');
      const login = async (id, code) => (await http.call('POST', '/login', null,
          {username: ann.name, password: ann.password, captchaId: id, captchaCode: code})).json;
      for (const [id, code] of [[captchaId, '????'], [captchaId, '????'], ['rubbish', 'AAAA'],
        ['00000000-0000-0000-0000-000000000000', 'AAAA']]) {
        const answer = await login(id, code);
        if (answer.code !== 400 || answer.message !== '验证码错误') {
          throw new Error(`${id} ${code} answered ${JSON.stringify(answer)}`);
        }
      }
  },

  async 'where one is demanded, nobody signs in without'({start}) {
    const server = await start({flags: ['--imchat.captcha_required=true']});
      const {json} = await server.imchat.call('POST', '/register', null,
          {username: 'ann', password: 'secret-1'});
      if (json.code !== 400 || json.message !== '验证码错误') {
        throw new Error(JSON.stringify(json));
      }
  },

  async 'all of it is at three addresses, or each has its part'({start}) {
    for (const strict of [false, true]) {
      // It is the default.
      const server = await start(strict ? {limits: true} :
        {flags: ['--imchat.strict_ports=false']});
          const at = (name) => new HttpClient(`http://${server.addresses[name]}`, 'imchat');
        const status = async (name, path) => {
          const client = at(name);
          const answer = await client.call('GET', path, null);
          client.agent.destroy();
          return answer.status;
        };
        const wanted = {
          main: {'/system/config': 200, '/auth/info': strict ? 404 : 200},
          imchat_backstage: {'/system/config': strict ? 404 : 200, '/auth/info': 200,
            '/doc.html': 200},
          imchat_redpacket: {'/system/config': strict ? 404 : 200},
        };
        for (const [name, paths] of Object.entries(wanted)) {
          for (const [path, code] of Object.entries(paths)) {
            const got = await status(name, path);
            if (got !== code) throw new Error(`${name}${path}: ${got} instead of ${code}`);
          }
        }
    }
  },
};

export const on = 'sqlite';
export const tests = Object.entries(cases).map(([name, body]) => ({name, body}));
