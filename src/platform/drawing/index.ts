/**
 * Looking at files that people send: what they are, and pictures drawn anew. Done in a process of its own that is started
 * when it is needed, because a file can be made to take memory and time without end, and to break what opens it
 * (docs/decisions/0009-files.md).
 */
import { Drawer } from './drawer.ts'
import type { Looked, Use } from './shapes.ts'

export { mostPixels } from './limits.ts'
export { Drawer } from './drawer.ts'
export { type Form, type Looked, type Picture, type Why, widths } from './shapes.ts'

const drawer = new Drawer()

export const lookAt = (bytes: Buffer, use: Use): Promise<Looked> => drawer.look(bytes, use)
export const closeDrawing = () => drawer.close()
