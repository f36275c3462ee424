// News arrive: the bell counts them and leads to what they tell of.
import assert from "node:assert/strict";
import { pageOf, settled } from "./newcomers.mjs";

export default [
  {
    name: "the bell of the console counts what came, and leads to what it tells of",
    async run(tools) {
      const { as, open, page, accessible } = tools;
      await as("branch_secretary");
      await open("/m/me/file");
      await settled(page);
      await page.getByRole("link", { name: "更正民族" }).click();
      await settled(page);
      await page.getByRole("combobox").selectOption({ index: 5 });
      await page.getByLabel("说明").fill("户口登记如此");
      await page.getByRole("button", { name: "核对更正" }).click();
      await page.getByRole("button", { name: "提交更正" }).click();
      await page.getByText("更正待审").first().waitFor();
      await open("/console/");
      await settled(page);
      const bell = page.locator(".notice-bell > button");
      const before = Number(
        (await bell.locator("b").count())
          ? await bell.locator("b").textContent()
          : 0,
      );

      const office = await pageOf(tools, "party_office");
      await office.goto(`${tools.site.url}/console/corrections`);
      const row = office
        .locator(".ui-table tbody tr", { hasText: "林明旭" })
        .first();
      await row.getByRole("button", { name: "审核" }).click();
      await office
        .getByRole("dialog")
        .getByLabel("不通过的原因")
        .fill("请附户口页");
      await office
        .getByRole("dialog")
        .getByRole("button", { name: "不通过" })
        .click();
      await office.getByRole("dialog").waitFor({ state: "detached" });
      await office.context().close();

      // Nobody is disturbed at night or on a shift of the ward's roster: the open page may hear later, the next page has it.
      await page.reload();
      await settled(page);
      await bell.getByText(String(before + 1), { exact: true }).waitFor();
      await bell.click();
      await page
        .locator(".notice-bell .box")
        .getByText("信息更正未通过")
        .waitFor();
      await accessible("the bell, open");
      await page.getByRole("link", { name: "全部通知" }).click();
      await page.waitForURL(/\/console\/notices$/);
      await settled(page);
      await page
        .getByText(/请附户口页/)
        .first()
        .waitFor();
      await accessible("notices in the console");
      await page.getByRole("button", { name: "全部标为已读" }).click();
      await bell.locator("b").waitFor({ state: "detached" });
    },
  },
  {
    name: "a decision reaches the open phone without a reload, and is read there",
    viewport: { width: 390, height: 844 },
    async run(tools) {
      const { as, open, page, accessible } = tools;
      await as("applicant");
      await open("/m/me/file");
      await settled(page);
      await page.getByRole("link", { name: "更正学历" }).click();
      await settled(page);
      const value = page.getByRole("combobox");
      await value.selectOption({ index: 3 });
      await page.getByLabel("说明").fill("今年取得学历");
      await page.getByRole("button", { name: "核对更正" }).click();
      await page.getByRole("button", { name: "提交更正" }).click();
      await page.getByText("更正待审").first().waitFor();
      await open("/m/");
      await settled(page);
      const bell = page.locator(".bell");
      const before = Number(
        (await bell.locator("b").count())
          ? await bell.locator("b").textContent()
          : 0,
      );
      // A page that is told of the news, not one that happens to ask again.
      await page.evaluate(() => (window.loadedOnce = true));

      const office = await pageOf(tools, "party_office");
      await office.goto(`${tools.site.url}/console/corrections`);
      const row = office
        .locator(".ui-table tbody tr", { hasText: "江晓棠" })
        .first();
      await row.getByRole("button", { name: "审核" }).click();
      await office
        .getByRole("dialog")
        .getByRole("button", { name: "通过", exact: true })
        .click();
      await office.getByRole("dialog").waitFor({ state: "detached" });
      await office.context().close();

      await bell.getByText(String(before + 1), { exact: true }).waitFor();
      assert.ok(await page.evaluate(() => window.loadedOnce));
      await bell.click();
      await settled(page);
      await page.getByText("信息更正已通过").first().waitFor();
      await accessible("notices");
    },
  },
];
