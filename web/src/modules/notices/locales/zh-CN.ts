export const zhCN = {
  title: '通知',
  none: '没有通知',
  noneText: '有新的通知时，会在这里出现。',
  readAll: '全部标为已读',
  allRead: '已全部标为已读',
  unread: '未读',
  open: '查看',
  all: '全部通知',
  bell: (unread: number) => (unread ? `通知，${unread} 条未读` : '通知'),
}
