export default {
  rooms: { title: '会议室' },
}
