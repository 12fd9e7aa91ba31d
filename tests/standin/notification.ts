import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { type PartOf, plainEvent, standInClass } from './stand-in.ts';

class NotificationPart extends EventEmitter implements PartOf<Electron.Notification> {
  readonly id: string;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  urgency: Electron.Notification['urgency'];
  timeoutType: Electron.Notification['timeoutType'];
  #shown = false;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.id = options.id ?? randomUUID();
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
  }

  show(): void {
    this.#shown = true;
    setImmediate(() => this.emit('show', plainEvent()));
  }
  close(): void {
    if (!this.#shown) return;
    this.#shown = false;
    setImmediate(() => this.emit('close', plainEvent()));
  }

  static isSupported(): boolean {
    return true;
  }
}

export const Notification = standInClass<typeof Electron.Notification>('Notification', NotificationPart);
