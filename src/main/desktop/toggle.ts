/** What is known of the launcher when the shortcut or the tray's icon is pressed. */
export interface ToggleFacts {
  from: 'shortcut' | 'tray';
  visible: boolean;
  focused: boolean;
  /** Since it lost the focus while it was visible. */
  sinceBlurMs: number;
}

/**
 * A click on the tray takes the focus from the launcher when the button goes down, and arrives when it comes up: until then
 * the launcher may have hidden, or still be waiting to. The click is one gesture with a blur this short a time before it.
 * Source: Electron, issue 13559.
 */
const sameGestureMs = 500;

/** `leave`: the gesture has hidden it already. */
export function toggleOutcome({ from, visible, focused, sinceBlurMs }: ToggleFacts): 'show' | 'hide' | 'leave' {
  const wasThere = focused || (from === 'tray' && sinceBlurMs < sameGestureMs);
  if (!wasThere) return 'show';
  return visible ? 'hide' : 'leave';
}
