// The browser's own fetch, looked up at each call so that tests can stand in for it.
const own = (...args) => globalThis.fetch(...args)
module.exports = own
module.exports.fetch = own
module.exports.default = own
