/** What the inputs of many calls have in common. */
import { z } from 'zod';
import { nameInput } from './names';

export const id = z.string().min(1).max(64);
/** Stands for a path that main chose in a native dialog. */
export const token = z.string().min(1).max(200);
const offset = z.int().min(0);
/** A half-open range of UTF-16 code units of the article's text. */
export const range = z.object({ start: offset, end: offset });
export const name = nameInput;
export const nothing = z.undefined().optional();
