export default {
  exchange: {
    choose: 'Choose a file',
    big: 'This file is too large.',
    working: 'The file is being read',
    go: 'Import',
    nothing: 'There is nothing to take over.',
    more: 'and {count} more',
  },
}
