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
const host = /^(?<name>[\p{L}\p{N}.-]+)(?![\p{L}\p{N}\p{M}.-])(?::\d*)?[^\p{L}\p{N}\p{M}%@_]*$/u;
/** Between two addresses. Each stays with what is before it. */
const betweenAddresses = /(?<=[,;([])/;
/** An email or a link in angle brackets. */
const bracketed = /<[^\s<>]{0,320}(?:@|:\/\/)[^\s<>]{1,320}>/g;
const longestLabel = 200;
const quotes: Readonly<Record<string, RegExp>> = {
  '"': /["\n]/,
  '”': /[“„\n]/,
  '“': /[„\n]/,
  '»': /[«\n]/,
  '«': /[»\n]/,
};
const endOfLabel = /[\n<>,;]/;
/** Words of a link that leads to another address: of Markdown, and of a page. */
const wordsOfLink =
  /(?<=\[)[^[\]\n]{1,200}(?=\]\([^\s()]{0,320}(?:@|:\/\/))|(?<=<a\s[^<>]{1,500}>)[^<>]{1,200}(?=<\/a>)/giu;
/** Behind an email: the name of a sender, as old mail programs write it. */
const comment = /\((?<=@[^\s()<>,;]{1,253}>?[^\S\n]?\()[^()\n]{1,200}\)/gu;
/** A link that is written without its scheme has one in front of its path. */
const hostLike = /[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

function cutBefore(text: string, sign: string | RegExp): { head: string; tail: string } {
  const at = typeof sign === 'string' ? text.indexOf(sign) : text.search(sign);
  return at < 0 ? { head: text, tail: '' } : { head: text.slice(0, at), tail: text.slice(at) };
}

/**
 * Takes out of a text what is only within an address, or is the name of another one: everybody can write it there. The host of
 * a link stays, and all of an email that is no part of another address.
 */
export function splitText(text: string): SplitText {
  const within: string[] = [];
  const take = (inner: string): string => {
    within.push(inner);
    return inner === '' ? '' : ' ';
  };
  const plain = (piece: string): string => {
    const { head, tail } = cutBefore(piece, endOfHost);
    return `${head.split(betweenAddresses).map(lastAddress).join(' ')}${take(tail)}`;
  };
  /** Of several signs, the last one is that of the email: what is before it may be anything. */
  const lastAddress = (piece: string): string => {
    const at = piece.lastIndexOf('@');
    return piece.indexOf('@') < at ? `${take(piece.slice(0, at))}${piece.slice(at)}` : piece;
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
  const unlabelled = takeLabels(text.replace(quotedLocal, takeQuoted), take);
  const said = [wordsOfLink, comment]
    .reduce((rest, label) => rest.replace(label, take), unlabelled)
    .replace(run, split);
  return { said, within: within.join(' ') };
}

/** Takes out the names of addresses in brackets: `Vera Neumann <vera@acme.example>`. */
function takeLabels(text: string, take: (label: string) => string): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(bracketed)) {
    const start = Math.max(end, startOfLabel(text, index));
    pieces.push(text.slice(end, start), take(text.slice(start, index)), address);
    end = index + address.length;
  }
  return [...pieces, text.slice(end)].join('');
}

/** Where the name of an address begins: at its quotation mark, or behind the last sign that ends another address. */
function startOfLabel(text: string, to: number): number {
  const least = Math.max(0, to - longestLabel);
  let last = to;
  while (last > least && /\s/.test(text[last - 1] ?? '')) last--;
  const opening = quotes[text[last - 1] ?? ''];
  const ends = opening ?? endOfLabel;
  let start = opening ? last - 1 : last;
  while (start > least && !ends.test(text[start - 1] ?? '')) start--;
  return start;
}
