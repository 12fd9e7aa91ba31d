import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import { SettingsWindow } from './SettingsWindow.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<SettingsWindow />);
