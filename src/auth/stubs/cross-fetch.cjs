// fhirclient's only way to the network. `known` (see smart.ts) answers discovery from memory, so that fhirclient never
// asks for it. Everything else is the token request: no cookies, no referrer, no redirect that would carry the code on.
// The browser's own fetch is looked up at each call, so that tests can stand in for it.
const own = (url, { known, ...init } = {}) =>
  known
    ? Promise.resolve(Response.json(known))
    : globalThis
        .fetch(url, {
          ...init,
          credentials: 'omit',
          redirect: 'error',
          referrerPolicy: 'no-referrer',
          cache: 'no-store',
        })
        .catch(() => {
          throw Object.assign(new Error('no answer'), { name: 'NoAnswer' })
        })
module.exports = own
module.exports.fetch = own
module.exports.default = own
module.exports.Response = globalThis.Response
