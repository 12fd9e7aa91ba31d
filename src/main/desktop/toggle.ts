/** What is known of the launcher when the shortcut or the tray's icon is pressed. */
export interface ToggleFacts {
  from: 'shortcut' | 'tray';
  visible: boolean;
  focused: boolean;
  /** Since it lost the focus while it was visible. */
  sinceBlurMs: number;
}

/**
 * On Windows a click on the tray takes the focus from the launcher before Electron reports it, by as long as the button is
 * held down: by then the launcher may have hidden, or still be waiting to. The click is one gesture with a blur this short a
 * time before it. The second click of a double click is none. Source: Electron, issue 13559;
 * shell/browser/ui/win/notify_icon.cc.
 */
const sameGestureMs = 500;

/** `leave`: the gesture has hidden it already. */
export function toggleOutcome({ from, visible, focused, sinceBlurMs }: ToggleFacts): 'show' | 'hide' | 'leave' {
  const wasThere = focused || (from === 'tray' && sinceBlurMs < sameGestureMs);
  if (!wasThere) return 'show';
  return visible ? 'hide' : 'leave';
}
