import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import { leaveKeysToInputMethods } from '../input-methods.ts';
import { leaveFieldsAtQuit } from '../leave-fields.ts';
import { Launcher } from './Launcher.tsx';

leaveKeysToInputMethods();
leaveFieldsAtQuit();
const root = document.getElementById('root');
// Render synchronously, effects included: the listeners must be in place before the first request tells main that this
// page is listening.
if (root) flushSync(() => createRoot(root).render(<Launcher />));
