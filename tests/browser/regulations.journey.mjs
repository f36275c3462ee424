// The figures the program decides by: found, explained, and set where a regulation leaves them open.
const opened = async (given, role) => {
  await given.as(role)
  await given.open('/console/regulations')
  await given.page.getByRole('heading', { level: 1, name: '制度规定' }).waitFor()
  await given.page.getByRole('table').first().waitFor()
}

export default [
  {
    name: 'the party office sets what a regulation leaves open, from a day on',
    async run(given) {
      const { page } = given
      await opened(given, 'party_office')
      await given.accessible('regulations')
      await page.getByLabel('查找').fill('计票 基数')
      await page.getByRole('table').first().waitFor()
      if ((await page.getByRole('table').count()) !== 1) throw new Error('the search does not narrow the list')
      await page.getByRole('button', { name: /沿革与设定：当选/ }).first().press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: '设定本单位的值' }).click()
      await dialog.getByLabel('以实到会人数为基数').check()
      await dialog.getByRole('button', { name: '保存设定' }).click()
      await dialog.getByRole('alert').waitFor()
      await dialog.getByLabel('理由和依据文件').fill('院党委会〔2026〕3号纪要')
      await given.accessible('setting')
      await dialog.getByRole('button', { name: '保存设定' }).click()
      await page.getByText('本单位设定').first().waitFor()
      await page.getByRole('button', { name: /沿革与设定：当选/ }).first().click()
      await page.getByRole('dialog').getByText('院党委会〔2026〕3号纪要').waitFor()
      await page.keyboard.press('Escape')
      await given.picture('regulations')
    },
  },
  {
    name: 'what a regulation fixes nobody can set; a branch secretary reads on the phone',
    viewport: { width: 390, height: 844 },
    async run(given) {
      const { page } = given
      await opened(given, 'branch_secretary')
      await given.noSidewaysScroll()
      await page.getByLabel('查找').fill('应当成立党支部')
      await page.getByRole('button', { name: /沿革与设定/ }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('不能由单位改变').waitFor()
      await dialog.getByText('第四条').waitFor()
      if (await dialog.getByRole('button', { name: '设定本单位的值' }).count()) throw new Error('a fixed figure can be set')
      await given.accessible('history')
    },
  },
]
