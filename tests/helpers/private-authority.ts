import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A private certificate authority, made for each run, so that no test depends on a tool, a file or a date. */
export interface PrivateAuthority {
  /** PEM, as a system's store would hold it. */
  certificate: string;
  /** Certificate and key of a TLS server for `127.0.0.1` and `localhost`, or for another host. */
  issue: (wishes?: { validity?: Validity; host?: string }) => { cert: string; key: string };
}

interface Validity {
  from: Date;
  to: Date;
}

const dayMs = 24 * 3_600_000;
const thisWeek = (): Validity => ({ from: new Date(Date.now() - dayMs), to: new Date(Date.now() + 6 * dayMs) });

export function createPrivateAuthority(name = 'Latchkey test authority'): PrivateAuthority {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    certificate: certificateOf({
      subject: name,
      issuer: name,
      key: authority.publicKey,
      by: authority.privateKey,
      isCa: true,
    }),
    issue: ({ validity, host } = {}) => {
      const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { publicKey: key, privateKey } = server;
      return {
        cert: certificateOf({
          subject: 'localhost',
          issuer: name,
          key,
          by: authority.privateKey,
          isCa: false,
          validity,
          host,
        }),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface CertificateFacts {
  subject: string;
  issuer: string;
  key: KeyObject;
  by: KeyObject;
  isCa: boolean;
  host?: string | undefined;
  validity?: Validity | undefined;
}

/** An X.509 v3 certificate, signed with ECDSA and SHA-256. Source: RFC 5280, 4.1. */
function certificateOf({ subject, issuer, key, by, isCa, host, validity = thisWeek() }: CertificateFacts): string {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'));
  const hosts = host
    ? [der(0x82, Buffer.from(host))]
    : [der(0x82, Buffer.from('localhost')), der(0x87, Buffer.of(127, 0, 0, 1))];
  const extensions = [
    extension('2.5.29.19', sequence(...(isCa ? [der(0x01, Buffer.of(0xff))] : []))),
    ...(isCa ? [] : [extension('2.5.29.17', sequence(...hosts))]),
  ];
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    nameOf(issuer),
    sequence(timeOf(validity.from), timeOf(validity.to)),
    nameOf(subject),
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const certificate = sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, by)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const bitString = (content: Buffer): Buffer => der(0x03, Buffer.concat([Buffer.of(0), content]));
const timeOf = (date: Date): Buffer => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
const nameOf = (name: string): Buffer =>
  sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from(name)))));
const extension = (id: string, value: Buffer): Buffer => sequence(objectId(id), der(0x04, value));

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (value: number): number[] =>
    value < 128 ? [value] : [...base128(value >> 7).map((byte) => byte | 0x80), value & 0x7f];
  return der(0x06, Buffer.of(40 * first + second, ...rest.flatMap(base128)));
}
