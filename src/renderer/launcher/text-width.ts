let canvas: CanvasRenderingContext2D | null = null;

/** How wide the label of a connection is in a row, in CSS pixels: as results.css has it where it is widest. */
export function labelWidth(label: string): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return label.length * 8;
  canvas.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(label).width;
}
