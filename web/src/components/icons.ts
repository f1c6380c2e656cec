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

export const IconMessages = icon(
  'M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4 3.5v-3.5h-.5a2 2 0 0 1-2-2z',
  'M8.5 9h7',
  'M8.5 12.2h4.5',
)
export const IconContacts = icon(
  'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  'M5 19.5c.6-3.2 3.4-5 7-5s6.4 1.8 7 5',
)
export const IconSettings = icon(
  'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  'M12 3.5v2.2M12 18.300v2.200M3.500 12h2.200M18.300 12h2.200M6 6l1.500 1.500M16.500 16.500L18 18M18 6l-1.500 1.500M7.500 16.500L6 18',
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
export const IconTick = icon('M5.500 12.800l4.300 4.200L18.500 7.500')
export const IconTicks = icon(
  'M2.500 12.800l4.300 4.200L15.500 7.500',
  'M12.500 16.200l.8.8L22 7.500',
)
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
