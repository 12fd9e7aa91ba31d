import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { CdpEvents, CdpSession } from './cdp.ts';
import { toText } from './page-side/clone.ts';
import type { ToPage } from './page-side/preload-world.ts';
import { toElectron } from './schemes.ts';
import { type PartOf, standIn } from './stand-in.ts';

export interface FrameDeps {
  session: CdpSession;
  /** Names of the preload's world, and of the function in it through which main sends. */
  worldName: string;
  receiver: string;
  processId: number;
}

interface DocumentFacts {
  url: string;
  origin: string;
  name: string;
  isNothing: boolean;
}

const firstDocument: DocumentFacts = { url: 'about:blank', origin: 'null', name: '', isNothing: true };

let lastRoutingId = 0;
let lastTreeNodeId = 0;

/** A frame of a page for its whole life, with one document after another. */
class Frame {
  readonly frameId: string;
  readonly parent: Frame | null;
  readonly treeNodeId: number;
  readonly children = new Set<Frame>();
  document: FrameDocument | null = null;

  constructor(frameId: string, parent: Frame | null) {
    lastTreeNodeId += 1;
    this.treeNodeId = lastTreeNodeId;
    this.frameId = frameId;
    this.parent = parent;
    parent?.children.add(this);
  }
}

/** A WebFrameMain of Electron: one document in one frame. Disposed when another document replaces it. */
export class FrameDocument extends EventEmitter implements PartOf<Electron.WebFrameMain> {
  readonly #frame: Frame;
  readonly #deps: FrameDeps;
  readonly #url: string;
  readonly #origin: string;
  readonly name: string;
  /** True for Chromium's first document and for the one that it shows after a failure: no caller loaded them. */
  readonly isNothing: boolean;
  readonly routingId: number;
  readonly frameToken = randomUUID();
  readonly processId: number;
  readonly frameTreeNodeId: number;
  readonly whole: Electron.WebFrameMain;
  #withinDocumentUrl: string | null = null;
  #disposed = false;
  pageContext: number | null = null;
  preloadContext: number | null = null;

  constructor(frame: Frame, deps: FrameDeps, facts: DocumentFacts) {
    super();
    lastRoutingId += 1;
    this.#frame = frame;
    this.#deps = deps;
    this.#url = facts.url;
    this.#origin = facts.origin;
    this.name = facts.name;
    this.isNothing = facts.isNothing;
    this.routingId = lastRoutingId;
    this.processId = deps.processId;
    this.frameTreeNodeId = frame.treeNodeId;
    this.whole = standIn<Electron.WebFrameMain>('WebFrameMain', this);
  }

  get url(): string {
    return this.#alive(toElectron(this.#withinDocumentUrl ?? this.#url));
  }
  get origin(): string {
    return this.#alive(this.#origin);
  }
  get parent(): Electron.WebFrameMain | null {
    return this.#alive(this.#frame.parent?.document?.whole ?? null);
  }
  get top(): Electron.WebFrameMain | null {
    let frame = this.#alive(this.#frame);
    while (frame.parent) frame = frame.parent;
    return frame.document?.whole ?? null;
  }
  get frames(): Electron.WebFrameMain[] {
    return [...this.#alive(this.#frame).children].flatMap((child) => child.document?.whole ?? []);
  }
  get framesInSubtree(): Electron.WebFrameMain[] {
    return [this.whole, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }
  get detached(): boolean {
    return this.#disposed;
  }
  get visibilityState(): string {
    return this.#alive('visible');
  }
  isDestroyed(): boolean {
    return this.#disposed;
  }

  /** Throws for what cannot be cloned. A message without a listener is lost, as in Electron. */
  send(channel: string, ...args: unknown[]): void {
    this.tell({ kind: 'message', channel, args });
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const contextId = this.#alive(this.pageContext);
    const answer = await this.#deps.session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      ...(contextId === null ? {} : { contextId }),
    });
    const thrown = answer.exceptionDetails;
    if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
    return answer.result.value;
  }

  tell(message: ToPage): void {
    const text = toText(message);
    if (this.#disposed || this.preloadContext === null) return;
    this.#deps.session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.#deps.receiver)}]?.(text); }`,
        executionContextId: this.preloadContext,
        arguments: [{ value: text }],
        silent: true,
      })
      .catch(() => {
        // The document was gone before the message arrived.
      });
  }

  movedWithinDocument(url: string): void {
    this.#withinDocumentUrl = url;
  }

  dispose(): void {
    this.#disposed = true;
  }

  #alive<T>(value: T): T {
    if (this.#disposed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return value;
  }
}

/** All frames of one page, updated by Chromium's events. */
export class FrameTree {
  readonly #deps: FrameDeps;
  readonly #frames = new Map<string, Frame>();
  readonly #contexts = new Map<number, FrameDocument>();
  readonly #main: Frame;

  constructor(mainFrameId: string, deps: FrameDeps) {
    this.#deps = deps;
    this.#main = new Frame(mainFrameId, null);
    this.#frames.set(mainFrameId, this.#main);
    this.#settle(this.#main, firstDocument);
    const { session } = deps;
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#attach(frameId, parentFrameId));
    session.on('Page.frameDetached', ({ frameId }) => this.#remove(frameId));
    session.on('Runtime.executionContextCreated', ({ context }) => this.#meet(context));
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#contexts.delete(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => this.#contexts.clear());
  }

  get mainFrame(): FrameDocument {
    return this.#documentOf(this.#main);
  }

  isMain(frameId: string): boolean {
    return frameId === this.#main.frameId;
  }

  frame(frameId: string): FrameDocument | null {
    return this.#frames.get(frameId)?.document ?? null;
  }

  /** Returns the document whose world sent a message. */
  ofContext(executionContextId: number): FrameDocument | null {
    return this.#contexts.get(executionContextId) ?? null;
  }

  /** Called when a new document is in a frame. */
  navigated(frame: CdpEvents['Page.frameNavigated']['frame']): FrameDocument {
    const known = this.#frames.get(frame.id) ?? this.#attach(frame.id, frame.parentId ?? this.#main.frameId);
    for (const child of known.children) this.#remove(child.frameId);
    const origin = toElectron(frame.securityOrigin);
    return this.#settle(known, {
      url: frame.url + (frame.urlFragment ?? ''),
      // Chromium's tools write an opaque origin like this.
      origin: origin === '://' ? 'null' : origin,
      name: frame.name ?? '',
      isNothing: frame.unreachableUrl !== undefined,
    });
  }

  closed(): void {
    this.#remove(this.#main.frameId);
  }

  #attach(frameId: string, parentFrameId: string): Frame {
    const frame = new Frame(frameId, this.#frames.get(parentFrameId) ?? this.#main);
    this.#frames.set(frameId, frame);
    this.#settle(frame, firstDocument);
    return frame;
  }

  #settle(frame: Frame, facts: DocumentFacts): FrameDocument {
    frame.document?.dispose();
    frame.document = new FrameDocument(frame, this.#deps, facts);
    return frame.document;
  }

  #remove(frameId: string): void {
    const frame = this.#frames.get(frameId);
    if (!frame) return;
    for (const child of frame.children) this.#remove(child.frameId);
    frame.parent?.children.delete(frame);
    frame.document?.dispose();
    this.#frames.delete(frameId);
  }

  #meet(context: CdpEvents['Runtime.executionContextCreated']['context']): void {
    const facts = context.auxData as { frameId?: string; isDefault?: boolean } | undefined;
    const document = facts?.frameId === undefined ? null : this.frame(facts.frameId);
    if (!document) return;
    if (facts?.isDefault) document.pageContext = context.id;
    else if (context.name === this.#deps.worldName) document.preloadContext = context.id;
    else return;
    this.#contexts.set(context.id, document);
  }

  #documentOf(frame: Frame): FrameDocument {
    if (!frame.document) throw new Error('stand-in: a frame without a document');
    return frame.document;
  }
}
