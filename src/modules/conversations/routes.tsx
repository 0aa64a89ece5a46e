/** The addresses of conversations. */
import type { Doors } from '#platform/doors.tsx'

export function routes(_open: Doors) {}
