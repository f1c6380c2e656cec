// How requests of each dialect are addressed and signed.
export const DIALECTS = {
  ruoyi: {address: 'main', sign: (token) => (token ? {Authorization: `Bearer ${token}`} : {})},
  openim: {address: 'openim_api',
    sign: (token) => ({operationID: 'koine-test', ...(token ? {token} : {})})},
  imchat: {address: 'main', sign: (token) => (token ? {Authorization: `Bearer ${token}`} : {})},
  // Its "token" is the headers of an app, with a key or without.
  appim: {address: 'main', sign: (token) => ({...token})},
};

// The dialect of a script or test below tests/api.
export function dialectOf(file) {
  const folder = /tests\/api\/(\w+)\//.exec(file.replaceAll('\\', '/'))?.[1];
  return Object.hasOwn(DIALECTS, folder) ? folder : 'ruoyi';
}
