import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import { Launcher } from './Launcher.tsx';

const root = document.getElementById('root');
// At once, effects included: the listeners must stand before the first request tells main that this page listens.
if (root) flushSync(() => createRoot(root).render(<Launcher />));
