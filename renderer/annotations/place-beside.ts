interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const gap = 8;

/**
 * Where a box of `size` goes so that it lies beside `target` and inside `around` (all in CSS pixels of the
 * window): above it, else below it, else at the edge that the target has gone beyond.
 */
export function placeBeside(
  target: Box,
  size: { width: number; height: number },
  around: Box,
): { left: number; top: number } {
  const above = target.top - gap - size.height;
  const below = target.bottom + gap;
  const lowest = around.bottom - gap - size.height;
  const highest = around.top + gap;
  const top = Math.max(highest, Math.min(above >= highest ? above : below, lowest));
  const middle = (target.left + target.right - size.width) / 2;
  const rightmost = around.right - gap - size.width;
  return { left: Math.max(around.left + gap, Math.min(middle, rightmost)), top };
}
