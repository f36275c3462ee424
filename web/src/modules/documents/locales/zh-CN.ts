export const zhCN = {
  title: '文书',
  formats: { docx: 'DOCX', pdf: 'PDF', print: '打印' },
  lacking: (facts: string) => `还缺：${facts}`,
  byHand: (what: string) => `打印后手填：${what}`,
  copies: (count: number) => `印制 ${count} 张`,
  empty: '没有可出具的文书',
}
