export default {
  exchange: {
    choose: '选择文件',
    big: '文件不能超过 {size}',
    working: '正在读取文件',
    go: '导入',
    nothing: '没有需要导入的内容。',
    more: '还有 {count} 条',
  },
}
