export default {
  office: {
    label: '工作台模块',
    workbench: '工作台',
  },
}
