import { fault } from './fault.ts';
import { type Fault, only } from './provider-server.ts';
import { bothProviders } from './trial.ts';

// Row 14 takes as long as the true deadline.

fault(14, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const pass = (): void => {
    trial.provider.fault = null;
  };
  for (const provider of bothProviders) {
    const huge: Fault = () => ({
      status: provider === 'sendgrid' ? 303 : 201,
      headers: provider === 'sendgrid' ? { location: trial.provider.issue(provider, 'cus-1').link } : {},
      body: { token: trial.provider.issue(provider, '1').code, more: 'x'.repeat(1_100_000) },
    });
    const bring = (): void => {
      trial.provider.fault = only(provider, 'login', huge);
    };
    const expected = { problem: { kind: 'reply-unreadable', why: 'too-large' }, step: 'try-again' } as const;
    await trial.survives(provider, { bring, pass }, expected);
  }
  const trickling: Fault = (_asked, response) => {
    response.writeHead(201, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(drip));
    return 'taken';
  };
  const bring = (): void => {
    trial.provider.fault = only('brevo', 'login', trickling);
  };
  await trial.survives('brevo', { bring, pass }, { problem: { kind: 'timeout', afterSeconds: 15 }, step: 'try-again' });
});
