import { h } from 'vue'
import type { FunctionalComponent } from 'vue'

/** One family: 24 px box, 1.8 px round strokes, the colour of the text around. */
export function icon(...paths: string[]): FunctionalComponent {
  return () =>
    h(
      'svg',
      {
        viewBox: '0 0 24 24',
        width: 20,
        height: 20,
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 1.8,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'aria-hidden': 'true',
      },
      paths.map((d) => h('path', { d })),
    )
}

// Places and lists.
export const IconMessages = icon(
  'M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4 3.5v-3.5h-.5a2 2 0 0 1-2-2z',
  'M8.5 9h7',
  'M8.5 12.2h4.5',
)
export const IconContacts = icon(
  'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  'M5 19.5c.6-3.2 3.4-5 7-5s6.4 1.8 7 5',
)
export const IconGrid = icon(
  'M5 5h5.500v5.500H5z',
  'M13.500 5H19v5.500h-5.500z',
  'M5 13.500h5.500V19H5z',
  'M13.500 13.500H19V19h-5.500z',
)
export const IconSettings = icon(
  'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  'M12 3.5v2.2M12 18.300v2.200M3.500 12h2.200M18.300 12h2.200M6 6l1.500 1.500M16.500 16.500L18 18M18 6l-1.500 1.500M7.500 16.500L6 18',
)
export const IconTasks = icon(
  'M4.500 7l1.700 1.700L9 5.500',
  'M12.500 7h7',
  'M4.500 15.500l1.700 1.700L9 14',
  'M12.500 15.500h7',
)
export const IconSearch = icon(
  'M10.800 17.100a6.300 6.300 0 1 0 0-12.600 6.300 6.300 0 0 0 0 12.600z',
  'M15.500 15.500l4 4',
)
export const IconClose = icon('M6.500 6.500l11 11', 'M17.500 6.500l-11 11')
export const IconNewGroup = icon(
  'M9.500 11.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400z',
  'M3.500 19c.5-3 2.900-4.600 6-4.600s5.500 1.600 6 4.600',
  'M18 7.500v6M15 10.500h6',
)
export const IconBack = icon('M14.500 5.500L8 12l6.500 6.500')
export const IconDown = icon('M12 5v13', 'M6.500 12.800L12 18.300l5.500-5.500')
export const IconSend = icon('M20 4.500L10.500 14', 'M20 4.500l-6 15.500-3.500-6-6-3.500z')
export const IconClock = icon('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z', 'M12 7.800V12l2.800 2')
export const IconAlert = icon(
  'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  'M12 8v4.800',
  'M12 15.900v.1',
)
export const IconPin = icon('M9 4.500h6M10 4.500v5l-2.500 3h9L14 9.500v-5M12 12.500v7')
export const IconMuted = icon(
  'M10 5.500a4.500 4.500 0 0 1 6.500 4v2.500M7.500 9.800V13L6 16h9.500',
  'M10.500 18.800a1.700 1.700 0 0 0 3 0',
  'M4.500 4.500l15 15',
)

// Panels, menus, files.
export const IconInfo = icon('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z', 'M12 11v5', 'M12 8v.01')
export const IconBell = icon(
  'M7.500 10a4.500 4.500 0 0 1 9 0v3.500l1.500 2.500H6l1.500-2.500z',
  'M10.500 18.800a1.700 1.700 0 0 0 3 0',
)
export const IconFolder = icon(
  'M4 7a1.500 1.500 0 0 1 1.500-1.500h4l2 2.500h7A1.500 1.500 0 0 1 20 9.500v8a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 17.500z',
)
export const IconPeople = icon(
  'M9.500 11a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400z',
  'M3.500 19c.5-3 2.900-4.600 6-4.600s5.500 1.600 6 4.600',
  'M15.500 5a3.200 3.200 0 0 1 0 5.800',
  'M17.500 14.800c1.800.6 2.800 2 3.200 4.200',
)
export const IconAdd = icon('M12 5.500v13', 'M5.500 12h13')
export const IconHide = icon(
  'M4 12c2-3.700 4.700-5.500 8-5.500s6 1.800 8 5.500c-2 3.700-4.700 5.500-8 5.500S6 15.700 4 12z',
  'M5 4.500l14 15',
)
export const IconRead = icon('M4 8l8 5 8-5', 'M4 8l8-4 8 4v10H4z')
export const IconMerge = icon('M7 4.500h10v9H7z', 'M4 8v11.500h11', 'M10 7.800h4', 'M10 10.500h4')
export const IconUnread = icon(
  'M13.500 6H4v12h16v-7.500',
  'M4 7l8 6 3-2.200',
  'M19 8.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z',
)
export const IconBlock = icon('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z', 'M6.500 6.500l11 11')
export const IconVideo = icon('M4.500 6.500h10v11h-10z', 'M14.500 10.500l5-3v9l-5-3z')
export const IconAudio = icon(
  'M9 17.500a2.200 2.200 0 1 1-2.200-2.200A2.200 2.200 0 0 1 9 17.500zM9 17.500V6l9-1.500v11.500',
  'M18 16a2.200 2.200 0 1 1-2.200-2.200A2.200 2.200 0 0 1 18 16z',
)
export const IconChat = icon(
  'M4.500 6.500a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4 3.500v-3.500h-.5a2 2 0 0 1-2-2z',
)
export const IconLeave = icon(
  'M13.500 5H6v14h7.500',
  'M10 12h10',
  'M16.500 8.500L20 12l-3.500 3.500',
)

// Messages and what is done with them.
export const IconReply = icon(
  'M9.500 6L4.500 11l5 5',
  'M4.500 11h8.500c3.600 0 6.500 2.400 6.500 6.500',
)
export const IconSmile = icon(
  'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  'M9 10v.100M15 10v.100',
  'M8.700 14c.800 1.300 2 2 3.300 2s2.500-.700 3.300-2',
)
export const IconForward = icon(
  'M14.500 6l5 5-5 5',
  'M19.500 11H11c-3.600 0-6.500 2.400-6.500 6.500',
)
export const IconMore = icon(
  'M5.500 12.600a.6.6 0 1 0 0-1.200.6.6 0 0 0 0 1.200z',
  'M12 12.600a.6.6 0 1 0 0-1.200.6.6 0 0 0 0 1.200z',
  'M18.500 12.600a.6.6 0 1 0 0-1.200.6.6 0 0 0 0 1.200z',
)
export const IconCopy = icon(
  'M9 8.500h8.500a1.500 1.500 0 0 1 1.500 1.500v8.500a1.500 1.500 0 0 1-1.500 1.500H9a1.500 1.500 0 0 1-1.500-1.500V10A1.500 1.500 0 0 1 9 8.500z',
  'M5 15.500V5.500A1.500 1.500 0 0 1 6.500 4H15',
)
export const IconEdit = icon(
  'M5 19l.800-3.700L15.500 5.600a1.500 1.500 0 0 1 2.100 0l.800.800a1.500 1.500 0 0 1 0 2.100L8.700 18.200z',
  'M14 7.500l2.500 2.500',
)
export const IconRecall = icon('M8.500 5.500L4.500 9.500l4 4', 'M4.500 9.500H14a5 5 0 0 1 0 10h-3')
export const IconStar = icon(
  'M12 4.500l2.300 4.700 5.200.800-3.700 3.600.900 5.100L12 16.300l-4.700 2.400.900-5.100L4.500 10l5.200-.800z',
)
export const IconSelect = icon(
  'M6 4.500h12A1.500 1.500 0 0 1 19.500 6v12a1.500 1.500 0 0 1-1.500 1.500H6A1.500 1.500 0 0 1 4.500 18V6A1.500 1.500 0 0 1 6 4.500z',
  'M8.500 12.300l2.500 2.400 4.500-5',
)
export const IconTrash = icon(
  'M5 7h14M9.500 7V4.500h5V7',
  'M7 7l.800 11.500a1 1 0 0 0 1 1h6.400a1 1 0 0 0 1-1L17 7',
  'M10.500 10.500v5.500M13.500 10.500v5.500',
)
export const IconDownload = icon(
  'M12 4.500v10.500',
  'M7.500 11l4.500 4.500 4.500-4.500',
  'M5 19.500h14',
)
export const IconImage = icon(
  'M6 5h12a1.500 1.500 0 0 1 1.500 1.500v11A1.500 1.500 0 0 1 18 19H6a1.500 1.500 0 0 1-1.500-1.500v-11A1.500 1.500 0 0 1 6 5z',
  'M4.500 16l4.500-4.500 3.500 3.500 2.500-2.500 4.500 4.500',
  'M15 9.200v.100',
)
export const IconFile = icon(
  'M7.500 4h6l4.500 4.500v10a1.500 1.500 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 6 18.500v-13A1.500 1.500 0 0 1 7.500 4z',
  'M13.500 4v4.500H18',
)
export const IconAt = icon(
  'M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
  'M15.500 8.500v4.700a2.300 2.300 0 0 0 4.500.300V12a8 8 0 1 0-3.300 6.500',
)
export const IconCard = icon(
  'M5.500 5.500h13A1.500 1.500 0 0 1 20 7v10a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 17V7a1.500 1.500 0 0 1 1.500-1.500z',
  'M9 12a1.800 1.800 0 1 0 0-3.600A1.800 1.800 0 0 0 9 12z',
  'M6.300 15.600c.400-1.300 1.400-2 2.700-2s2.300.700 2.700 2',
  'M14.500 10h3M14.500 13.500h3',
)
export const IconPacket = icon(
  'M7 3.500h10A1.500 1.500 0 0 1 18.500 5v14a1.500 1.500 0 0 1-1.500 1.500H7A1.500 1.500 0 0 1 5.500 19V5A1.500 1.500 0 0 1 7 3.500z',
  'M5.500 7.500c2 2.300 4.200 3.400 6.500 3.400s4.500-1.100 6.500-3.400',
  'M12 14.500a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800z',
)
export const IconPlay = icon('M8 5.500l10.500 6.500L8 18.500z')
export const IconPause = icon('M9 6v12M15 6v12')
export const IconZoomIn = icon(
  'M10.800 17.100a6.300 6.300 0 1 0 0-12.600 6.300 6.300 0 0 0 0 12.600z',
  'M15.500 15.500l4 4M8 10.800h5.600M10.800 8v5.600',
)
export const IconZoomOut = icon(
  'M10.800 17.100a6.300 6.300 0 1 0 0-12.600 6.300 6.300 0 0 0 0 12.600z',
  'M15.500 15.500l4 4M8 10.800h5.600',
)
export const IconRotate = icon('M18.500 12a6.500 6.500 0 1 1-2-4.700', 'M17 3.500v4h-4')
export const IconNext = icon('M9.500 5.500L16 12l-6.500 6.500')
export const IconUp = icon('M12 19V6', 'M6.500 11.200L12 5.700l5.500 5.500')
export const IconPlace = icon(
  'M12 20.500s6.500-5.600 6.500-10.500a6.500 6.500 0 1 0-13 0c0 4.900 6.500 10.500 6.500 10.500z',
  'M12 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z',
)
export const IconCheck = icon('M6 12.500l4 4 8-9')

// Calls.
export const IconCall = icon(
  'M7 4.500l2.500 4-2 2.200c1.100 2.300 3 4.200 5.400 5.400l2.200-2 4 2.500c-.200 2-1.700 3.200-3.600 2.900C9.500 18.500 5.600 14.500 4.500 8.400 4.100 6.400 5.200 4.800 7 4.500z',
)
export const IconVideoCall = icon(
  'M5.500 7h8a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2z',
  'M15.500 11l5-3v8l-5-3',
)
export const IconHangUp = icon(
  'M4 14.500c-.800-1-.700-2.300.200-3.200 4.300-3.700 11.300-3.700 15.600 0 .900.900 1 2.200.200 3.200l-.800.900-3.700-1.200v-2.300a11 11 0 0 0-7 0v2.300l-3.700 1.200z',
)
export const IconMicrophone = icon(
  'M12 14.500a3 3 0 0 0 3-3v-4a3 3 0 0 0-6 0v4a3 3 0 0 0 3 3z',
  'M6 11.500a6 6 0 0 0 12 0M12 17.500v3',
)
export const IconMicrophoneOff = icon(
  'M9 8.500v3a3 3 0 0 0 4.500 2.600M15 11V7.500a3 3 0 0 0-5.600-1.500',
  'M6 11.500a6 6 0 0 0 9.500 4.900M18 11.500a6 6 0 0 1-.500 2.300M12 17.500v3',
  'M4.500 4.500l15 15',
)
export const IconCamera = IconVideoCall
export const IconCameraOff = icon(
  'M10 7h3.500a2 2 0 0 1 2 2v3.500M15.500 15.500a2 2 0 0 1-2 1.500h-8a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h.500',
  'M15.500 11l5-3v8l-2.500-1.500',
  'M4.500 4.500l15 15',
)
export const IconScreen = icon(
  'M5.500 5h13a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
  'M9 20h6M12 16v4M12 12.500v-4M10 10l2-2 2 2',
)
export const IconShrink = icon(
  'M19.500 4.500L14 10M14 5.500V10h4.500',
  'M4.500 19.500L10 14M10 18.500V14H5.500',
)
export const IconCalendar = icon(
  'M6 5.500h12A1.500 1.500 0 0 1 19.500 7v11a1.500 1.500 0 0 1-1.500 1.500H6A1.500 1.500 0 0 1 4.500 18V7A1.500 1.500 0 0 1 6 5.500z',
  'M4.500 10h15M8.500 3.500v4M15.500 3.500v4',
)
export const IconDing = icon('M13.500 3.500L6 13.500h5l-1 7 8-10.500h-5.500z')
export const IconDoor = icon(
  'M6 20V5.500A1.500 1.500 0 0 1 7.500 4h9A1.500 1.500 0 0 1 18 5.500V20',
  'M3.500 20h17',
  'M14.500 12v.100',
)
