/**
 * Colours of codes: do they stay apart, also for colour-blind eyes, and can their lines be seen on light
 * and on dark paper? Colours are `#rrggbb` in sRGB.
 *
 * Distances are Euclidean in OKLab (Björn Ottosson, "A perceptual color space for image processing",
 * 2020). Colour blindness is simulated in linear light with the matrices of Machado, Oliveira and
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15
 * (2009), at full severity. Contrast is that of WCAG 2.
 */

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** The colours offered: six of Okabe and Ito, then others that keep their distance from them and from each other. */
export const palette: readonly { color: string; name: string }[] = [
  { color: '#e69f00', name: 'Orange' },
  { color: '#0072b2', name: 'Blue' },
  { color: '#009e73', name: 'Green' },
  { color: '#cc79a7', name: 'Pink' },
  { color: '#56b4e9', name: 'Sky blue' },
  { color: '#d55e00', name: 'Vermilion' },
  { color: '#883322', name: 'Brown' },
  { color: '#ccccaa', name: 'Sand' },
  { color: '#9966ff', name: 'Violet' },
  { color: '#005577', name: 'Petrol' },
  { color: '#7700ee', name: 'Indigo' },
  { color: '#776666', name: 'Grey' },
];

const vision: Record<'deuteranopia' | 'protanopia' | 'tritanopia', Matrix> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const lmsOfRgb: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const labOfLms: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

const lmsOfLab: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const rgbOfLms: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

const times = (matrix: Matrix, [a, b, c]: Triple): Triple => {
  const row = ([x, y, z]: Triple): number => x * a + y * b + z * c;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};
const each = ([a, b, c]: Triple, change: (part: number) => number): Triple => [
  change(a),
  change(b),
  change(c),
];

/** Linear light, 0 to 1 each. @throws Error for what is not `#rrggbb` */
function linear(color: string): Triple {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!parts) throw new Error(`“${color}” is not a colour of the form #rrggbb`);
  const part = (at: number): number => Number.parseInt(parts[at] ?? '', 16) / 255;
  return each([part(1), part(2), part(3)], (value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const okLab = (light: Triple): Triple => times(labOfLms, each(times(lmsOfRgb, light), Math.cbrt));

const distanceIn = (one: Triple, other: Triple): number => {
  const [a, b] = [okLab(one), okLab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

/** How far apart two colours are in OKLab, where black and white are 1 apart. */
export const distance = (one: string, other: string): number => distanceIn(linear(one), linear(other));

/** The same for the eyes that tell the two apart least: normal ones, and the three kinds of colour blindness. */
export function leastDistance(one: string, other: string): number {
  const [a, b] = [linear(one), linear(other)];
  const seen = Object.values(vision).map((matrix) =>
    distanceIn(each(times(matrix, a), clamp), each(times(matrix, b), clamp)),
  );
  return Math.min(distanceIn(a, b), ...seen);
}

const luminanceOf = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** WCAG contrast of two colours, from 1 (the same) to 21 (black and white). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminanceOf(linear(one)), luminanceOf(linear(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Nearer than this in OKLab, two colours are hard to tell apart in thin lines. */
const nearest = 0.05;
/** WCAG's least contrast for what is not text. */
const leastContrast = 3;
/** The papers of the light and the dark theme, and how their lines are mixed from a code's colour. */
const papers = [
  { name: 'light', paper: '#fdfcf9', towards: 0, share: 0.78 },
  { name: 'dark', paper: '#1b1a18', towards: 1, share: 0.85 },
] as const;

/** The contrast of a code's lines with the paper: `highlights.ts` mixes them in OKLab with black or white. */
function lineContrast(color: string, { paper, towards, share }: (typeof papers)[number]): number {
  const [lightness, a, b] = okLab(linear(color));
  const mixed: Triple = [lightness * share + towards * (1 - share), a * share, b * share];
  const light = each(
    times(
      rgbOfLms,
      each(times(lmsOfLab, mixed), (part) => part ** 3),
    ),
    clamp,
  );
  const [line, ground] = [luminanceOf(light), luminanceOf(linear(paper))];
  return (Math.max(line, ground) + 0.05) / (Math.min(line, ground) + 0.05);
}

/**
 * What speaks against a colour, in sentences; empty for a good choice.
 * @param others the codes that are in use beside it
 */
export function colorWarnings(color: string, others: readonly { name: string; color: string }[]): string[] {
  const [near] = others
    .map((other) => ({ name: other.name, apart: leastDistance(color, other.color) }))
    .filter(({ apart }) => apart < nearest)
    .toSorted((a, b) => a.apart - b.apart);
  const pale = papers.filter((paper) => lineContrast(color, paper) < leastContrast);
  return [
    ...(near
      ? [`Hard to tell from the colour of ${near.name}, at least for colour-blind readers. Choose another.`]
      : []),
    ...pale.map(({ name }) => `Its lines are hard to see on ${name} paper.`),
  ];
}

/** The palette's colour that is farthest from those in use, for whatever eyes tell them apart least. */
export function suggestColor(used: readonly string[]): string {
  let best = { color: palette[0]?.color ?? '#777777', apart: -1 };
  const distinct = [...new Set(used.map((color) => color.toLowerCase()))];
  for (const { color } of palette) {
    const apart = Math.min(Infinity, ...distinct.map((other) => leastDistance(color, other)));
    if (apart > best.apart) best = { color, apart };
  }
  return best.color;
}
