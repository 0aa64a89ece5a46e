/** Which colour a form means that offers a palette and a field for one's own. */

interface Given {
  swatch?: string | undefined
  brand?: string | undefined
  /** The colour when the form was drawn: of the two, the one that was touched counts. */
  was?: string | undefined
}

export function colourOf({ swatch = '', brand = '', was = '' }: Given): string {
  if (brand && brand !== was) return brand
  if (swatch && swatch !== was) return swatch
  return was || brand || swatch
}
