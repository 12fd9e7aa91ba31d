let canvas: CanvasRenderingContext2D | null = null;

/** How wide a small text of a row is at most, in CSS pixels: see the columns of results.css. */
export function textWidth(text: string): number {
  canvas ??= preparedCanvas();
  return canvas?.measureText(text).width ?? text.length * 8;
}

/** Once: to ask for the font takes longer than to measure a text, and each list measures some. */
function preparedCanvas(): CanvasRenderingContext2D | null {
  const made = document.createElement('canvas').getContext('2d');
  if (made) made.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
  return made;
}
