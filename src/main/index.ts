import { createDesktop } from './desktop/create-desktop.ts';
import { start } from './start.ts';

// Not awaited at the top level: Electron waits for this module before it becomes ready, and the desktop for readiness.
void createDesktop().then((desktop) => desktop && start(desktop, process.env));
