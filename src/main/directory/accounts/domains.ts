/** Free mail hosts: the part after the @ says nothing about the customer. */
const freeMailHosts = new Set(
  (
    'gmail.com googlemail.com icloud.com me.com mac.com aol.com aim.com msn.com passport.com rocketmail.com ymail.com ' +
    'web.de t-online.de freenet.de arcor.de posteo.de posteo.net mailbox.org online.de ' +
    'proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com fastmail.com fastmail.fm ' +
    'hey.com zoho.com zohomail.com mail.com email.com usa.com hushmail.com inbox.com mail.ru bk.ru list.ru inbox.ru ' +
    'rambler.ru ya.ru qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com naver.com daum.net hanmail.net ' +
    'orange.fr free.fr laposte.net wanadoo.fr sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it ' +
    'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net ' +
    'btinternet.com btopenworld.com sky.com virginmedia.com ntlworld.com talktalk.net bigpond.com optusnet.com.au ' +
    'rogers.com shaw.ca sympatico.ca telus.net uol.com.br bol.com.br terra.com.br ig.com.br rediffmail.com ' +
    'seznam.cz email.cz centrum.cz wp.pl o2.pl onet.pl interia.pl abv.bg bluewin.ch hispeed.ch telenet.be skynet.be ' +
    'ziggo.nl kpnmail.nl hetnet.nl planet.nl home.nl xs4all.nl duck.com'
  ).split(' '),
);

/** Free mail hosts with many endings, e.g. `yahoo.co.uk`. */
const freeMailBrands = /^(yahoo|hotmail|outlook|live|gmx|yandex|windowslive)\.[a-z.]+$/;

/** The domain of a customer's email, in lower case; empty if it has none, or if it is a free mail host. */
export function companyDomainOf(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domain === email.toLowerCase() || freeMailHosts.has(domain) || freeMailBrands.test(domain) ? '' : domain;
}

/** `https://www.acme.com/shop` -> `acme.com`. */
export const bareHost = (text: string): string =>
  text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#:\s].*$/, '')
    .replace(/^www\./i, '')
    .toLowerCase();
