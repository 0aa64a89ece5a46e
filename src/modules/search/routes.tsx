/** The addresses of search. */
import type { Doors } from '#platform/doors.tsx'

export function routes(_open: Doors) {}
