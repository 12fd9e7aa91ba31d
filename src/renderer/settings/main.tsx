import { CSPProvider } from '@base-ui/react/csp-provider';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import { leaveKeysToInputMethods } from '../input-methods.ts';
import { leaveFieldsAtQuit } from '../leave-fields.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

leaveKeysToInputMethods();
leaveFieldsAtQuit();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    // A select brings a style element, which the content security policy refuses.
    <CSPProvider disableStyleElements>
      <SettingsWindow />
    </CSPProvider>,
  );
}
