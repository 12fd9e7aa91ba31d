// What a browser does with an address that it is given, until it is about to load a provider's page. That page is left to
// the test, because a login link works once. Loaded into the program by recorder.cjs.
const { get } = require('node:http');

/** The address of a hand-over: 32 random bytes at a port of this machine. */
const handOver = /^http:\/\/127\.0\.0\.1:\d{1,5}\/[A-Za-z0-9_-]{43}$/;

/** What a browser says of a navigation that another program asked for. Source: W3C, Fetch Metadata Request Headers. */
const ofNavigation = {
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'sec-fetch-user': '?1',
};

/**
 * Resolves with the address whose page the browser loads, or null if it is led nowhere.
 * @param {string} address
 * @returns {Promise<string | null>}
 */
const navigate = (address) =>
  handOver.test(address)
    ? new Promise((led) => {
        const asked = get(address, { agent: false, headers: ofNavigation }, (reply) => {
          reply.resume();
          led(reply.statusCode === 303 ? (reply.headers.location ?? null) : null);
        });
        // Nothing listens there any more.
        asked.on('error', () => led(null));
      })
    : Promise.resolve(address);

module.exports = { navigate };
