import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { fail } from './notices.ts';

/** Before main has said so: the press has its effect at once. */
const showPreview = (shown: boolean): Change =>
  given(({ app }) => (app ? set({ app: { ...app, settings: { ...app.settings, previewPane: shown } } }) : noChange));

/** Remembered, unless the window has no room for the pane: there it would cover the list each time. */
export const togglePreview: Change = given(({ app, previewOver, roomy }) => {
  if (!roomy) return set({ previewOver: !previewOver });
  const shown = !app?.settings.previewPane;
  return inOrder(showPreview(shown), request({ do: 'keep-preview', shown }));
});

export const onPreviewKept = ({ shown, reply }: EventOf<'preview-kept'>): Change =>
  reply.ok ? noChange : inOrder(showPreview(!shown), fail(reply.problem, null, { do: 'toggle-preview' }));
