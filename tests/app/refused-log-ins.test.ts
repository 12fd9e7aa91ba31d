import { expect, onTestFinished, test } from 'vitest';
import { sentenceFor } from '../../src/shared/problem-sentences.ts';
import { only } from '../helpers/provider-server.ts';
import { Trial } from '../helpers/trial.ts';

test.each([
  ['sendgrid', { errors: [{ message: 'no', field: null, error_id: '10-40400' }] }, 'replace-key'],
  ['brevo', { code: 'document_not_found', message: 'no' }, 'none'],
] as const)(
  'a customer of %s who is refused, and listed by the sync after that, leads to no other sync',
  async (...of) => {
    const [provider, body, step] = of;
    const trial = await Trial.prepare();
    onTestFinished(() => trial.end());
    await trial.start();
    await trial.connectAll([provider]);
    trial.provider.fault = only(provider, 'login', { status: 404, body });
    const stepNow = async () => {
      const answer = await trial.logIn(provider);
      return answer.ok ? null : sentenceFor(answer.problem).step;
    };
    expect(await stepNow()).toBe('sync-now');
    expect(await stepNow()).toBe('sync-now');
    await trial.get('syncAccounts', { connectionId: null });
    expect(await stepNow()).toBe(step);
    trial.provider.fault = null;
    expect(await stepNow()).toBeNull();
  },
);
