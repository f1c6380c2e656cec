import { icon } from '../icons'

export const IconBold = icon(
  'M7.500 5h5.500a3.400 3.400 0 0 1 0 6.800H7.500zM7.500 11.800h6.300a3.600 3.600 0 0 1 0 7.200H7.500z',
)
export const IconItalic = icon('M10.500 5h6M7.500 19h6M13.500 5l-3 14')
export const IconUnderline = icon('M7 4.500v6.500a5 5 0 0 0 10 0V4.500', 'M6 19.500h12')
export const IconStrike = icon(
  'M5 12h14',
  'M16 7.800C15.500 6 14 5 12 5 9.700 5 8 6.200 8 8.100c0 1 .4 1.700 1.100 2.200',
  'M8 16c.4 1.900 2 3 4.100 3 2.400 0 4-1.200 4-3.200 0-.6-.1-1.100-.4-1.500',
)
export const IconCode = icon('M9 7.500L4.500 12 9 16.500', 'M15 7.500l4.500 4.500-4.500 4.500')
export const IconBullets = icon(
  'M9.500 6.500h10M9.500 12h10M9.500 17.500h10',
  'M5 6.500v.01M5 12v.01M5 17.500v.01',
)
export const IconNumbers = icon(
  'M10 6.500h9.500M10 12h9.500M10 17.500h9.500',
  'M4.500 5l1.500-.8v4.600',
  'M4.300 15.800c.2-.8 2.300-1 2.300.4 0 1-2.300 1.700-2.300 3h2.400',
)
export const IconQuote = icon('M5 6v12', 'M9 8h10M9 12h10M9 16h6')
export const IconCodeBlock = icon(
  'M4.500 5.500h15v13h-15z',
  'M10 9.500L7.500 12l2.500 2.500M14 9.500l2.500 2.500-2.500 2.500',
)
export const IconRule = icon('M4.500 12h15')
export const IconLink = icon(
  'M10.500 13.500a3.500 3.500 0 0 0 5 0l3-3a3.500 3.500 0 0 0-5-5l-1 1',
  'M13.500 10.500a3.500 3.500 0 0 0-5 0l-3 3a3.500 3.500 0 0 0 5 5l1-1',
)
export const IconTable = icon('M4.500 5.500h15v13h-15z', 'M4.500 10h15M4.500 14.300h15M12 5.500v13')
export const IconUndo = icon('M8.500 5.500L4.500 9.500l4 4', 'M4.500 9.500H14a5 5 0 0 1 0 10h-3')
export const IconRedo = icon('M15.500 5.500l4 4-4 4', 'M19.500 9.500H10a5 5 0 0 0 0 10h3')
