// The yearly appraisal: self-appraisals and a secret test on phones, grades on one sheet, the office's word, the publication;
// a talk, the problem it brought up and its correction.
import assert from "node:assert/strict";
import { call, phonesOf } from "./ballots.journey.mjs";
import { pageOf, settled } from "./newcomers.mjs";

const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();

export default [
  {
    name: "self-appraisal on the phone, a secret test, grades, the office agrees, each member sees the own grade",
    async run(tools) {
      const { page, as, open, accessible, noSidewaysScroll, picture, site } =
        tools;
      await as("branch_secretary");
      await open("/console/appraisals");
      await settled(page);
      await page.getByRole("button", { name: "开展民主评议" }).first().click();
      await page
        .locator("form")
        .getByRole("button", { name: "开展民主评议" })
        .click();
      await page.waitForURL(/appraisals\/\d+$/);
      await settled(page);
      const id = /appraisals\/(\d+)/.exec(page.url())[1];
      const round = (await call(page, "GET", `/v1/appraisals/${id}`)).body;
      const me = (await call(page, "GET", "/v1/session")).body.person;
      const people = round.people
        .filter((one) => one.full && one.person !== (me.id ?? me))
        .slice(0, 5);
      const phones = await phonesOf(
        tools,
        people.map((one) => one.person),
        "appraisal",
      );
      const [first, ...rest] = phones;
      await first.goto(`${site.url}/m/`);
      await settled(first);
      await first.getByText("民主评议：写个人自评").first().waitFor();
      await first.goto(`${site.url}/m/appraisals/${id}`);
      await settled(first);
      await first
        .getByLabel("个人自评")
        .fill("按时参加组织生活，值夜班时用补学补上。");
      // Nothing is chosen for the member.
      assert.equal(await first.locator(".ui-choices input:checked").count(), 0);
      await first.locator(".ui-choices").getByText("合格", { exact: true }).click();
      await first
        .screenshot({ path: ".cache/pictures/m-appraisal.png", fullPage: true })
        .catch(() => undefined);
      await first.getByRole("button", { name: "提交自评" }).click();
      await first.getByText("自评已提交").first().waitFor();

      const branch = round.organisation;
      const planned = (
        await call(page, "POST", "/v1/meetings", {
          organisation: branch,
          kind: "democratic_appraisal",
          starts_at: at(5),
          ends_at: at(95),
          place: "示教室",
          items: [{ kind: "discussion", title: "党员互评" }],
        })
      ).body;
      const called = (
        await call(
          page,
          "PUT",
          `/v1/meetings/${planned.id}/call`,
          {},
          planned.version,
        )
      ).body;
      await call(
        page,
        "PUT",
        `/v1/meetings/${called.id}/start`,
        {},
        called.version,
      );

      await page.reload();
      await settled(page);
      // The round names its meeting.
      await page.getByLabel("评议会议").selectOption({ value: called.id });
      await page.getByText("已指定评议会议").waitFor();
      await page.getByRole("button", { name: "发起测评" }).click();
      await page
        .locator("[name=scrutineer]")
        .selectOption({ label: people[0].name });
      await page
        .locator("form")
        .getByRole("button", { name: "发起测评" })
        .click();
      await page.getByText(`已投 0 / ${round.people.length}`).waitFor();
      for (const phone of [first, ...rest]) {
        await phone.goto(`${site.url}/m/appraisals/${id}`);
        await phone.getByRole("link", { name: "去测评" }).click();
        await phone.locator("button:enabled", { hasText: "投票" }).waitFor();
        for (const line of await phone.locator(".ballot-form fieldset").all())
          await line.getByText("合格", { exact: true }).click();
        if (phone === first)
          await phone
            .screenshot({ path: ".cache/pictures/m-appraisal-test.png" })
            .catch(() => undefined);
        await phone.getByRole("button", { name: "投票", exact: true }).click();
        await phone.getByRole("heading", { name: "已投票" }).waitFor();
      }
      await page.getByText(`已投 5 / ${round.people.length}`).waitFor();
      await page.getByRole("button", { name: "截止投票" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "截止投票" })
        .click();
      await first.getByRole("button", { name: "确认计票" }).click();
      await first.getByText("您的选票已计入").waitFor();
      await rest[0].reload();
      await rest[0].getByText("您的选票已计入").waitFor();
      assert.equal(await rest[0].locator(".ballot-totals b").count(), 0);

      // The organisation above sets the counted test aside; it stays as history, and the branch holds another one, on paper.
      assert.equal(
        await page.getByRole("button", { name: "作废测评" }).count(),
        0,
      );
      const above = await pageOf(tools, "party_office");
      await above.goto(`${site.url}/console/appraisals/${id}`);
      await settled(above);
      await above.getByRole("button", { name: "作废测评" }).click();
      await above.getByLabel("作废原因").fill("测评前没有说明等次的标准");
      await above
        .locator("form")
        .getByRole("button", { name: "作废测评" })
        .click();
      await above.getByText(/计票的测评（作废）/).click();
      await above.getByText("测评前没有说明等次的标准").waitFor();
      await above
        .locator(".round-test")
        .screenshot({ path: ".cache/pictures/c-appraisal-annulled.png" })
        .catch(() => undefined);
      await above.context().close();
      await rest[0].reload();
      await rest[0].getByText("计票后作废").first().waitFor();
      await page.reload();
      await settled(page);
      await page.getByRole("button", { name: "已用纸质票测评" }).click();
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByText(/用纸质票测评$/).first().waitFor();

      await page.reload();
      await settled(page);
      const graded = round.people.filter((one) => one.full);
      for (const [index, one] of graded.entries())
        await page
          .getByLabel(`${one.name}的等次`, { exact: true })
          .selectOption(index === 0 ? "excellent" : "qualified");
      // What was typed is asked about on leaving, and there again after a reload.
      const word = page.getByLabel(`${people[1].name}的说明`, { exact: true });
      await word.fill("带教新党员");
      await page.waitForFunction(() =>
        Object.entries(localStorage).some(
          ([key, value]) =>
            key.includes("appraisal-grades") && value.includes("带教新党员"),
        ),
      );
      await page.locator("a.back").click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "继续填写" })
        .click();
      await page.reload();
      await settled(page);
      assert.equal(await word.inputValue(), "带教新党员");
      assert.equal(
        await page
          .getByLabel(`${graded[0].name}的等次`, { exact: true })
          .inputValue(),
        "excellent",
      );
      await page.getByRole("button", { name: "提交等次" }).click();
      await page.getByText("还没有个人自评").last().waitFor();
      for (const one of round.people)
        if (one.person !== people[0].person)
          await page
            .getByLabel(`${one.name}的说明`, { exact: true })
            .fill("自评在会上口头作出");
      await page.getByRole("button", { name: "提交等次" }).click();
      await page.getByText("等次待审定").first().waitFor();
      await accessible("an appraisal");
      await noSidewaysScroll();
      await picture("c-appraisal");

      const office = await pageOf(tools, "party_office");
      await office.goto(`${site.url}/console/approvals`);
      await settled(office);
      const asked = office.getByRole("row", { name: /年度民主评议等次/ });
      await asked
        .getByText(round.organisation_name, { exact: true })
        .first()
        .waitFor();
      const waiting = (
        await call(office, "GET", "/v1/approvals")
      ).body.items.find((one) => one.kind === "appraisal_grades");
      const agreed = await call(
        office,
        "PUT",
        `/v1/approvals/${waiting.id}/decision`,
        { outcome: "approve" },
        waiting.version,
      );
      assert.equal(agreed.status, 200);
      await office.context().close();
      await page.reload();
      await settled(page);
      await page.getByRole("button", { name: "公布等次" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "公布等次" })
        .click();
      await page.getByText("已公布").first().waitFor();
      // The sheet is a document of its own, in the three forms of every other.
      await page.getByRole("link", { name: "公示单 DOCX" }).waitFor();
      await picture("c-appraisal-published");
      const [sheet] = await Promise.all([
        page.waitForEvent("popup"),
        page.getByRole("link", { name: "打印公示单" }).click(),
      ]);
      await sheet.getByText("民主评议党员结果公示").waitFor();
      assert.equal(
        await sheet.locator("td").getByText(/^(优秀|合格)$/).count(),
        graded.length,
      );
      const row = sheet.getByRole("row", { name: new RegExp(graded[0].name) });
      await row.getByText("优秀", { exact: true }).waitFor();
      await sheet
        .screenshot({ path: ".cache/pictures/appraisal-sheet.png" })
        .catch(() => undefined);
      await sheet.close();
      await first.goto(`${site.url}/m/appraisals/${id}`);
      await first.getByText("评定等次").waitFor();
      for (const one of phones) await one.context().close();
    },
  },
  {
    name: "a talk, the problem it brought up, and who puts it right by when",
    async run(tools) {
      const { page, as, open, accessible, noSidewaysScroll, picture } = tools;
      await as("branch_secretary");
      await open("/console/life-pack");
      await settled(page);
      await page.getByRole("button", { name: "登记谈话" }).click();
      const pick = async (name, index) =>
        page.locator(`[name=${name}]`).selectOption({ index });
      await pick("one", 1);
      await pick("other", 2);
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByRole("button", { name: "登记谈话" }).waitFor();
      await page.getByRole("button", { name: "登记问题" }).click();
      await page
        .getByRole("textbox", { name: "问题" })
        .fill("夜班党员参加集中学习少");
      await page.locator(".ui-choices").getByText("谈心谈话").click();
      await pick("talk", 1);
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByText("夜班党员参加集中学习少").waitFor();
      await page.getByRole("button", { name: "定整改" }).click();
      await page.getByLabel("整改措施").fill("每月安排一次下夜班后的补学");
      await pick("owner", 1);
      await page.locator("[name=due_on]").fill(at(30 * 24 * 60).slice(0, 10));
      await page.locator("[name=due_on]").press("Tab");
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByText(/每月安排一次下夜班后的补学（.+前完成）/).waitFor();
      // Entered by mistake: taken back while nothing hangs on it.
      await page.getByRole("button", { name: "登记问题" }).click();
      await page.getByRole("textbox", { name: "问题" }).fill("登错的问题");
      await page.locator(".ui-choices").getByText("自查").click();
      await page.getByRole("button", { name: "保存" }).click();
      const wrong = page.locator(".problems li", { hasText: "登错的问题" });
      await wrong.getByRole("button", { name: "撤销登记" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "撤销登记" })
        .click();
      await wrong.waitFor({ state: "detached" });
      await accessible("the pack");
      await noSidewaysScroll();
      await picture("c-life-pack");
    },
  },
];
