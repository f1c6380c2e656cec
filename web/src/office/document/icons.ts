import { icon } from '@/ui/icons'

export const IconDocument = icon(
  'M7 3.500h7l4.500 4.500v12.500h-11.500a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z',
  'M13.500 3.700v4.800h4.800',
  'M9.500 12.500h5.500M9.500 16h5.500',
)
export const IconSheet = icon('M5 5h14v14H5z', 'M5 9.700h14M5 14.300h14M10.500 5v14')
export const IconMind = icon(
  'M4.500 9.500h5v5h-5z',
  'M15 4.500h5v4h-5zM15 15.500h5v4h-5z',
  'M9.500 12h2.500M15 6.500h-3v11h3',
)
export const IconComment = icon(
  'M4.500 6.500a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4 3.500v-3.500h-.5a2 2 0 0 1-2-2z',
)
export const IconHistory = icon(
  'M4.500 12a7.500 7.500 0 1 0 2.300-5.400L4.500 9',
  'M4.500 4.500V9H9',
  'M12 8v4.300l2.800 1.700',
)
export const IconShare = icon(
  'M10 11.500a3.300 3.300 0 1 0 0-6.600 3.300 3.300 0 0 0 0 6.600z',
  'M4 19c.6-3.200 3-4.800 6-4.800 1.300 0 2.500.3 3.500.9',
  'M17.500 13.500v6M14.500 16.500h6',
)
