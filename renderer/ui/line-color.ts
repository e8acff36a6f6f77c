/** The colour of a code's lines, in the text and in its sign: darker on light paper, lighter on dark paper. */
export const lineColor = (color: string): string =>
  `light-dark(color-mix(in oklab, ${color} 78%, black), color-mix(in oklab, ${color} 85%, white))`;
