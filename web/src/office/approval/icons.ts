import { icon, IconFile } from '@/ui/icons'

/** A stamp above its line. */
export const IconApproval = icon(
  'M10 13.500V11a4 4 0 1 1 4 0v2.500',
  'M6.500 13.500h11a1.500 1.500 0 0 1 1.500 1.500v1.500H5V15a1.500 1.500 0 0 1 1.500-1.500z',
  'M5 19.500h14',
)
const IconLeave = icon(
  'M6 6h12a1.500 1.500 0 0 1 1.500 1.500v10A1.500 1.500 0 0 1 18 19H6a1.500 1.500 0 0 1-1.500-1.500v-10A1.500 1.500 0 0 1 6 6z',
  'M4.500 10h15M8.500 4v3.500M15.500 4v3.500',
  'M9.800 12.800l4.400 4M14.200 12.800l-4.400 4',
)
const IconReceipt = icon('M6 4.500h12v15l-3-2-3 2-3-2-3 2z', 'M9 9h6', 'M9 12.500h6')
const IconPlane = icon(
  'M11 13.500L4.500 11l1.300-1.300 6.700.800 4-4a1.700 1.700 0 0 1 2.400 2.400l-4 4 .800 6.700-1.300 1.300z',
)
const IconCart = icon('M3.500 5.500H6l2 9.500h9.500l2-7H7', 'M9 19.300v.100', 'M16.500 19.300v.100')
export const IconHand = icon('M5 12h12', 'M12.500 7.500L17 12l-4.500 4.500', 'M20 6v12')

/** Templates name theirs by words of an icon font that other clients have. */
const kByWord: Record<string, typeof IconFile> = {
  event_busy: IconLeave,
  receipt_long: IconReceipt,
  flight_takeoff: IconPlane,
  shopping_cart: IconCart,
}

export function iconOf(word: string): typeof IconFile {
  return (Object.hasOwn(kByWord, word) && kByWord[word]) || IconFile
}
