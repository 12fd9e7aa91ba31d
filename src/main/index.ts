import { createDesktop } from './desktop/create-desktop.ts';
import { start } from './start.ts';

const desktop = await createDesktop();
if (desktop) await start(desktop, process.env);
