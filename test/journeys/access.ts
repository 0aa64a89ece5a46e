/** What every page of the product keeps: no serious finding of axe, no sideways scroll. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { takePicture } from './pictures.ts'

export const looks = [
  { name: 'desktop', viewport: { width: 1280, height: 900 } },
  { name: 'phone', viewport: { width: 360, height: 780 } },
] as const

export async function expectAccess(page: Page) {
  // A mail is shown in a frame that runs nothing, axe included; it is looked at by itself.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length > 1)
  const { violations } = await axe.analyze()
  const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
  expect(serious.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).slice(0, 3).join(', ')}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}

/**
 * The same page in every look, without leaving it: for pages that are met once.
 * @param picture its name in docs/pictures
 */
export async function expectAccessInEveryLook(page: Page, picture?: string) {
  for (const { name, viewport } of looks) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // A colour on its way to another is neither of both.
      await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))')
      await expectAccess(page)
      if (picture) await takePicture(page, `${picture}-${name}-${colorScheme}`)
    }
  }
}
