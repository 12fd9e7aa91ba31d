/**
 * Keys of a composition belong to the input method that makes it (Japanese, Chinese, Korean, dead keys): its Enter and Escape
 * must neither log in nor close anything. One listener before all others of the window covers every field there is.
 */
export function leaveKeysToInputMethods(): void {
  window.addEventListener('keydown', leaveWhileComposing, { capture: true });
}

/** 229: Chromium's key code of a key that an input method has taken before the composition has begun. */
function leaveWhileComposing(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
}
