import { formatAccelerator } from '../../shared/accelerator.ts';
import type { Platform } from '../../shared/platform.ts';
import type { FirstStep } from './state/first-steps.ts';

// The words of the first steps: see first-steps.ts.

export const stepWords: Readonly<Record<FirstStep, string>> = {
  provider: 'Connect your provider',
  'log-in': 'Log in to a first customer',
  pin: 'Pin a customer whom you open often',
  names: 'Bring the names that your team uses',
  start: 'Start Latchkey when you sign in',
};

export const typeToLogIn = 'Type a few letters of a customer’s name, then press Enter';

export const selectToPin = (platform: Platform): string =>
  `Select a customer, then press ${formatAccelerator(platform === 'darwin' ? 'Command+P' : 'Control+Shift+P', platform)}`;

export const stepIsDone = 'This is done';

export const stepsHidden = 'Hidden. Settings, General shows these steps again';
