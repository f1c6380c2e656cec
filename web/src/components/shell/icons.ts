import { icon } from '../icons'

/** The same family as ../icons.ts, for the shell. */

export const IconMore = icon(
  'M5.500 12.600a.6.6 0 1 0 0-1.200.6.6 0 0 0 0 1.200z',
  'M12 12.600a.6.6 0 1 0 0-1.200.6.6 0 0 0 0 1.200z',
  'M18.500 12.600a.6.6 0 1 0 0-1.200.6.6 0 0 0 0 1.200z',
)
export const IconInfo = icon('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z', 'M12 11v5', 'M12 8v.01')
export const IconBell = icon(
  'M7.500 10a4.500 4.500 0 0 1 9 0v3.500l1.500 2.500H6l1.500-2.500z',
  'M10.500 18.800a1.700 1.700 0 0 0 3 0',
)
export const IconFolder = icon(
  'M4 7a1.500 1.500 0 0 1 1.500-1.500h4l2 2.500h7A1.500 1.500 0 0 1 20 9.500v8a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 17.500z',
)
export const IconPerson = icon(
  'M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
  'M5 19.500c.6-3.200 3.400-5 7-5s6.400 1.800 7 5',
)
export const IconPeople = icon(
  'M9.500 11a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400z',
  'M3.500 19c.5-3 2.900-4.600 6-4.600s5.500 1.600 6 4.600',
  'M15.500 5a3.200 3.200 0 0 1 0 5.800',
  'M17.500 14.800c1.800.6 2.800 2 3.200 4.200',
)
export const IconAdd = icon('M12 5.500v13', 'M5.500 12h13')
export const IconEdit = icon('M5 19l1-4L15.500 5.500l3 3L9 18z')
export const IconTrash = icon(
  'M5 7.500h14',
  'M9.500 7.500V5h5v2.500',
  'M7 7.500l.8 11.500h8.400L17 7.500',
)
export const IconHide = icon(
  'M4 12c2-3.700 4.700-5.500 8-5.500s6 1.800 8 5.500c-2 3.700-4.700 5.500-8 5.500S6 15.700 4 12z',
  'M5 4.500l14 15',
)
export const IconRead = icon('M4 8l8 5 8-5', 'M4 8l8-4 8 4v10H4z')
export const IconBlock = icon('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z', 'M6.500 6.500l11 11')
export const IconDownload = icon('M12 5v10', 'M7.500 11l4.500 4.500 4.500-4.500', 'M5 19h14')
export const IconFile = icon('M7 4.500h6.500L18 9v10.500H7z', 'M13.500 4.500V9H18')
export const IconImage = icon(
  'M5 5.500h14v13H5z',
  'M5 15.500l4-4 4 4 2.500-2.500 3.500 3.500',
  'M15 9.300v.01',
)
export const IconVideo = icon('M4.500 6.500h10v11h-10z', 'M14.500 10.500l5-3v9l-5-3z')
export const IconAudio = icon(
  'M9 17.500a2.200 2.200 0 1 1-2.200-2.200A2.200 2.200 0 0 1 9 17.500zM9 17.500V6l9-1.500v11.500',
  'M18 16a2.200 2.200 0 1 1-2.200-2.200A2.200 2.200 0 0 1 18 16z',
)
export const IconChat = icon(
  'M4.500 6.500a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4 3.500v-3.500h-.5a2 2 0 0 1-2-2z',
)
export const IconForward = icon('M9.500 5.500L16 12l-6.500 6.500')
export const IconKeyboard = icon(
  'M3.500 7h17v10.500h-17z',
  'M7 10.500v.01M10.300 10.500v.01M13.700 10.500v.01M17 10.500v.01',
  'M8 14h8',
)
export const IconMegaphone = icon('M5 10v4h3l8 4V6l-8 4z', 'M18.500 10a3 3 0 0 1 0 4')
