import { describe, expect, test } from 'vitest';
import { isHiddenStart, linkOf } from '../../src/main/desktop/argv.ts';
import { handoverOf, readHandover } from '../../src/main/desktop/launches.ts';
import { fc } from '../helpers/any-input.ts';

const link = 'latchkey://open?provider=sendgrid&account=12';

describe('the link in a command line', { tags: ['opening-argv'] }, () => {
  test('counts if there is exactly one marker and one link', () => {
    expect(linkOf(['/opt/Latchkey/latchkey', '--open-url', link])).toBe(link);
    expect(linkOf(['C:\\Latchkey.exe', '--open-url', '--', link])).toBe(link);
    expect(linkOf(['electron', '.', '--open-url', '--', link, '--original-process-start-time=1'])).toBe(link);
  });

  test('is null for an ordinary start from the menu, whose command has only the marker', () => {
    expect(linkOf(['/opt/Latchkey/latchkey', '--open-url'])).toBeNull();
    expect(linkOf(['/opt/Latchkey/latchkey'])).toBeNull();
  });

  test.each([
    ['no marker', [link]],
    ['two markers', ['--open-url', '--open-url', link]],
    ['two links', ['--open-url', link, link]],
    ['a second link in other letters', ['--open-url', link, 'LATCHKEY://open?provider=brevo&account=1']],
    ['a marker with a value', [`--open-url=${link}`]],
    ['another scheme', ['--open-url', 'https://evil.example/']],
    ['a scheme hidden in another', ['--open-url', 'http://latchkey://open']],
    ['a link that is far too long', ['--open-url', `${link}${'1'.repeat(3_000)}`]],
    ['what is no URL', ['--open-url', 'latchkey://[']],
  ])('is null with %s', (_what, argv) => {
    expect(linkOf(argv)).toBeNull();
  });

  test('is always one of the arguments, whatever they are', () => {
    const argument = fc.oneof(
      fc.string(),
      fc.constantFrom('--open-url', '--', link, 'latchkey:', '--inspect', 'latchkey://open?x', '--hidden'),
    );
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 8 }), (argv) => {
        const found = linkOf(argv);
        if (found === null) return;
        expect(argv.filter((one) => one === found)).toHaveLength(1);
        expect(argv.filter((one) => one === '--open-url')).toHaveLength(1);
        expect(URL.parse(found)?.protocol).toBe('latchkey:');
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('what a second instance hands to the first', () => {
  test('arrives as the second instance read it', () => {
    expect(readHandover(structuredClone(handoverOf(['latchkey', '--open-url', link])))).toEqual({
      link,
      hidden: false,
    });
    expect(readHandover(handoverOf(['latchkey', '--hidden']))).toEqual({ link: null, hidden: true });
    expect(isHiddenStart(['latchkey'])).toBe(false);
  });

  test('is checked again by the same rule, because any program can send one', () => {
    expect(readHandover({ link: 'https://evil.example/', hidden: false }).link).toBeNull();
    expect(readHandover({ link: ['latchkey://open'], hidden: 'yes' })).toEqual({ link: null, hidden: false });
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const { link: found } = readHandover(anything);
        expect(found === null || found.toLowerCase().startsWith('latchkey:')).toBe(true);
      }),
    );
  });
});
