/** Marks that only this installation can make, and how they are compared. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** @param about what the mark stands for; begins with its purpose, so that a mark made for one is none for another */
export const secretMark = (secret: string, about: string) => createHmac('sha256', secret).update(about).digest('base64url')

/** Takes as long for a nearly right one as for a wrong one. */
export function isSame(given: string | Buffer, right: string | Buffer): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
