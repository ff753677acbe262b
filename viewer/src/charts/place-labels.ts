/** A label beside its point, in units of the drawing. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedLabel extends Label {
  readonly anchor: 'start' | 'end';
}

const letterWidth = 6.4;
const lineHeight = 14;
const gap = 9;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places as many labels as fit without touching each other or any point; the others are told on hover and in the list. */
export function placeLabels(labels: readonly Label[], right: number): (PlacedLabel | undefined)[] {
  const taken: Box[] = labels.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return labels.map((label, index) => {
    const width = label.text.length * letterWidth;
    const candidates = [
      { anchor: 'start', dx: gap, dy: 4 },
      { anchor: 'end', dx: -gap, dy: 4 },
      { anchor: 'start', dx: gap, dy: -8 },
      { anchor: 'start', dx: gap, dy: 16 },
      { anchor: 'end', dx: -gap, dy: -8 },
      { anchor: 'end', dx: -gap, dy: 16 },
    ] as const;
    for (const { anchor, dx, dy } of candidates) {
      const x = label.x + dx;
      const y = label.y + dy;
      const left = anchor === 'start' ? x : x - width;
      const box: Box = { left, right: left + width, top: y - lineHeight + 3, bottom: y + 3 };
      const free = taken.every((other, at) => at === index || !overlap(box, other));
      if (!free || box.left < 0 || box.right > right) continue;
      taken.push(box);
      return { text: label.text, x, y, anchor };
    }
    return undefined;
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
