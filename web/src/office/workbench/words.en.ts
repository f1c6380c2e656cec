export default {
  office: {
    label: 'Parts of the workbench',
    workbench: 'Workbench',
  },
}
