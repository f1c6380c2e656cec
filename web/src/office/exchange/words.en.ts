export default {
  exchange: {
    choose: 'Choose a file',
    big: 'The file must not be larger than {size}.',
    working: 'The file is being read',
    go: 'Import',
    nothing: 'There is nothing to take over.',
    more: 'and {count} more',
  },
}
