// The applications that every server of the api suite has: words after `koine app create`.
export const APPS = {
  open: ['open'],
  twin: ['twin'],
  shut: ['shut', 'token_verify'],
  locked: ['locked', 'key_required'],
  single: ['single', 'single_device', 'no_events', 'no_auto_register'],
  bound: ['bound', 'bound'],
};

// `name=value` lines as an object.
export function readKeys(text) {
  return Object.fromEntries(text.trim().split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  }));
}
