let canvas: CanvasRenderingContext2D | null = null;

/** How wide a small text of a row is at most, in CSS pixels: see the columns of results.css. */
export function textWidth(text: string): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return text.length * 8;
  canvas.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}
