/** A text, and what is within its links, paths and emails: any address can be put there. */
export interface SplitText {
  said: string;
  within: string;
}

/** What has no space and no quotation mark in it. */
const run = /[^\s<>"“”„«»。、，：；！？「」]+/gu;
/** The local part of an email, if it is written in quotation marks or brackets. */
const quotedLocal = /["'“„«<(][^\n"'“”„«»<>]{1,200}["'”»>)](?=@[\p{L}\p{N}])/gu;
const afterScheme = '://';
const scheme = /[a-z][a-z0-9+.-]{0,30}$/i;
const endOfHost = /[/\\?#]/;
/** A host, perhaps with a port and the signs of the sentence that it ends. All of the name is taken, or none: less is never a match. */
const host = /^(?<name>[\p{L}\p{N}.-]+)(?![\p{L}\p{N}.-])(?::\d*)?[^\p{L}\p{N}%@_]*$/u;
const betweenAddresses = /[,;|([{]/;
/** The source of a regular expression: what an email has before its sign, as far as it is read. */
export const localPart = '[^\\s@<>()[\\]{},;:"\'“”„‘’«»`|\\\\/=?&#*]{1,64}';
const localAtEnd = new RegExp(`${localPart}$`, 'u');
/** A link that is written without its scheme has one in front of its path. */
const hostLike = /[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

function cutBefore(text: string, sign: string | RegExp): { head: string; tail: string } {
  const at = typeof sign === 'string' ? text.indexOf(sign) : text.search(sign);
  return at < 0 ? { head: text, tail: '' } : { head: text.slice(0, at), tail: text.slice(at) };
}

/** Takes out of a text what is only within an address. The host of a link stays, and all of an email that is no part of another address. */
export function splitText(text: string): SplitText {
  const within: string[] = [];
  const take = (inner: string): string => {
    within.push(inner);
    return ' ';
  };
  const plain = (piece: string): string => {
    const { head, tail } = cutBefore(piece, endOfHost);
    return `${head.split(betweenAddresses).map(lastAddress).join(' ')}${take(tail)}`;
  };
  /** Of several signs, the last one is that of the email. What is before its own words, or before another sign, may be anything. */
  const lastAddress = (piece: string): string => {
    const at = piece.lastIndexOf('@');
    if (at < 0) return piece;
    const front = piece.slice(0, at);
    const local = front.includes('@') ? '' : (localAtEnd.exec(front)?.[0] ?? '');
    return `${take(front.slice(0, front.length - local.length))}${local}${piece.slice(at)}`;
  };
  const split = (one: string): string => {
    const { head: before, tail: linked } = cutBefore(one, afterScheme);
    const { head: bare } = cutBefore(one, endOfHost);
    const isInBareLink = bare.length < before.length && hostLike.test(bare);
    if (linked === '' || isInBareLink) return plain(one);
    const { head: authority, tail: rest } = cutBefore(linked.slice(afterScheme.length), endOfHost);
    const at = authority.lastIndexOf('@');
    const name = host.exec(authority.slice(at + 1))?.groups?.['name'];
    const user = take(name === undefined ? authority : authority.slice(0, at + 1));
    return `${plain(before.replace(scheme, ''))} ${name ?? ''}${user}${take(rest)}`;
  };
  // What is in front of the quoted part is in front of a sign: no space may part them.
  const takeQuoted = (quoted: string): string => {
    take(quoted);
    return '@';
  };
  const said = text.replace(quotedLocal, takeQuoted).replace(run, split);
  return { said, within: within.join(' ') };
}
