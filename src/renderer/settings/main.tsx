import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import { leaveKeysToInputMethods } from '../input-methods.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

leaveKeysToInputMethods();
const root = document.getElementById('root');
if (root) createRoot(root).render(<SettingsWindow />);
