import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A bus with a real keyring that no program may use, as under AppArmor, snap and Flatpak. The address is valid when the
 * promise resolves, but the keyring may still be starting.
 */
export async function startRestrictedBus(): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bus-'));
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=${folder}</listen><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/><deny send_destination="org.freedesktop.secrets"/>
</policy></busconfig>`,
  );
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(bus.stdout, 'data')) as [Buffer];
  const address = line.toString().trim();
  const env: NodeJS.ProcessEnv = { ...process.env, DBUS_SESSION_BUS_ADDRESS: address };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'GNOME_KEYRING_CONTROL']) delete env[name];
  for (const name of ['XDG_RUNTIME_DIR', 'XDG_DATA_HOME']) {
    env[name] = join(folder, name);
    mkdirSync(env[name], { mode: 0o700 });
  }
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin.end('test');
  await untilOwned(env);
  return {
    address,
    stop: async () => {
      await Promise.all([daemon, bus].map(kill));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilOwned(env: NodeJS.ProcessEnv): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const asking = spawn(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      ],
      { env, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let answer = '';
    asking.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    await once(asking, 'close');
    if (answer.includes('boolean true')) return;
    await new Promise((resume) => setTimeout(resume, 25));
  }
  throw new Error('the keyring did not come up');
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
