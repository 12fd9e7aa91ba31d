import { createHash } from 'node:crypto';
import type { PretendProvider, PretendReply, Visit } from '../providers/pretend-provider.ts';
import type { CodeUse } from './login-codes.ts';

const styleWith = ({ light, dark }: PretendProvider['accent']): string => `
:root { color-scheme: light dark; --ground: #eef1f5; --card: #fff; --text: #16202c; --quiet: #526173; --line: #dde3ea;
  --tape: #ffd84d; --tape-ink: #241d00; --accent: ${light}; --good: #11703a; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #10151b; --card: #1a222c; --text: #eef2f6; --quiet: #a3b1c1; --line: #2c3844;
    --tape: #e6bd2f; --tape-ink: #1d1700; --accent: ${dark}; --good: #5fd394; --bad: #ff8a80; }
}
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
.tape { padding: 20px 24px; text-align: center; background: var(--tape); color: var(--tape-ink);
  font-size: clamp(20px, 3.4vw, 30px); line-height: 1.25; font-weight: 700; letter-spacing: -0.01em; }
main { place-self: center; width: min(640px, calc(100vw - 32px)); margin: 32px 0; padding: 40px;
  background: var(--card); border: 1px solid var(--line); border-radius: 14px;
  box-shadow: inset 0 6px var(--accent), 0 12px 40px rgb(0 0 0 / 0.10); }
.over { color: var(--quiet); font-size: 17px; }
h1 { margin: 4px 0 20px; font-size: clamp(30px, 6vw, 44px); line-height: 1.15; letter-spacing: -0.02em; overflow-wrap: anywhere;
  text-wrap: balance; }
.time { display: inline-block; margin-bottom: 28px; padding: 6px 14px; border: 1px solid currentColor; border-radius: 20px;
  color: var(--good); font-weight: 600; }
.refused .time { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; border-top: 1px solid var(--line); }
dt, dd { padding: 10px 0; border-bottom: 1px solid var(--line); }
dt { padding-right: 32px; color: var(--quiet); }
dd { overflow-wrap: anywhere; }
.id { font: 15px/1.6 ui-monospace, "Cascadia Mono", Menlo, monospace; }
footer { padding: 0 24px 28px; text-align: center; color: var(--quiet); font-size: 14px; }
@media (max-width: 480px) { main { padding: 24px; } dl { grid-template-columns: 1fr; } dt { padding-bottom: 0; border: 0; }
  dd { padding-top: 0; } }
`;

/** The pages that the login links of one provider open. */
export interface LandingPages {
  welcome(visit: Visit, ageMs: number): PretendReply;
  refusal(use: Exclude<CodeUse<Visit>, { outcome: 'accepted' }>): PretendReply;
}

export function landingPages(provider: string, accent: PretendProvider['accent']): LandingPages {
  const style = styleWith(accent);
  const page = (status: number, parts: PageParts): PretendReply => ({
    status,
    headers: headersWith(style),
    body: htmlOf(provider, style, parts),
  });
  return {
    welcome: (visit, ageMs) =>
      page(200, {
        title: `${visit.name || visit.id} · sample customer at ${provider}`,
        over: 'You are now logged in as',
        heading: visit.name === '' ? 'A customer without a name' : visit.name,
        time: `The login link was used ${duration(ageMs)} after it was made`,
        rows: rowsOf(provider, visit),
        refused: false,
      }),
    refusal: (use) =>
      page(use.outcome === 'unknown' ? 404 : 410, {
        title: `Login refused · ${provider} sandbox`,
        over: 'Not logged in',
        ...refusalWords[use.outcome],
        rows: use.outcome === 'unknown' ? [] : rowsOf(provider, use.visit),
        refused: true,
      }),
  };
}

const refusalWords = {
  spent: { heading: 'This login link was already used', time: 'It works once. Log in again for a new one.' },
  expired: { heading: 'This login link has expired', time: 'It came too late. Log in again for a new one.' },
  unknown: { heading: 'This login link is unknown', time: 'It was not made here, or the sandbox has started anew.' },
};

const headersWith = (style: string): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  // SECURITY: the page shows text that came in with a request. Nothing on it runs or loads, whatever that text is.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

interface PageParts {
  title: string;
  over: string;
  heading: string;
  time: string;
  rows: readonly { label: string; text: string; mono?: boolean }[];
  refused: boolean;
}

const rowsOf = (provider: string, visit: Visit): PageParts['rows'] => [
  { label: 'Provider', text: `${provider} (pretend)` },
  { label: 'Customer', text: visit.name || 'without a name' },
  { label: 'Id', text: visit.id, mono: true },
  ...visit.facts,
  { label: 'Lands on', text: visit.landing },
];

function htmlOf(provider: string, style: string, parts: PageParts): string {
  const rows = parts.rows
    .map(
      ({ label, text, mono }) =>
        `<dt>${escaped(label)}</dt><dd${mono ? ' class="id"' : ''}><bdi>${escaped(text)}</bdi></dd>`,
    )
    .join('');
  return `<!doctype html>
<html lang="en"${parts.refused ? ' class="refused"' : ''}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(parts.title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<body>
<header class="tape">Sample customer — nothing here is real</header>
<main>
<p class="over">${escaped(parts.over)}</p>
<h1><bdi>${escaped(parts.heading)}</bdi></h1>
<p class="time">${escaped(parts.time)}</p>
${rows ? `<dl>${rows}</dl>` : ''}
</main>
<footer>Latchkey shows this page on this computer, in place of ${escaped(provider)}.</footer>
`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 90_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} hours` : `${Math.round(ms / 86_400_000)} days`;
}
