// A secret ballot on the phones of a meeting: opened from the agenda, cast in two taps, once through a lost network, closed,
// confirmed by the scrutineer, found again by its receipt; the room's screen follows.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pageOf, password, settled } from "./newcomers.mjs";

const phone = { viewport: { width: 390, height: 844 } };
const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();

/** One call to the server as whoever is signed in on the page. */
export const call = (page, method, path, body, version) =>
  page.evaluate(
    async ([method, path, body, version]) => {
      const session = await (await fetch("/v1/session")).json();
      const headers = { "Content-Type": "application/json" };
      if (session.csrf_token) headers["X-CSRF-Token"] = session.csrf_token;
      if (version) headers["If-Match"] = `"${version}"`;
      const answer = await fetch(path, {
        method,
        headers,
        body: body && JSON.stringify(body),
      });
      const text = await answer.text();
      return {
        status: answer.status,
        body: text ? JSON.parse(text) : undefined,
      };
    },
    [method, path, body, version],
  );

/** Pages of people of the roster, each with an account made for them. */
export async function phonesOf(tools, people, prefix) {
  const security = await pageOf(tools, "security_admin");
  await security.goto(`${tools.site.url}/console/`);
  await settled(security);
  const pages = [];
  for (const [number, person] of people.entries()) {
    const login = `${prefix}.${number}`;
    const made = await call(security, "POST", "/v1/invitations", {
      person,
      login,
    });
    assert.ok(made.status < 300, JSON.stringify(made.body));
    const page = await pageOf(tools, undefined, phone);
    await page.goto(`${tools.site.url}/sign-in`);
    const token = /[^#/=]+$/.exec(made.body.url)[0];
    await page.evaluate(
      async ([token, login, password]) => {
        const send = (method, path, body) =>
          fetch(path, {
            method,
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(body),
          });
        await send("PUT", "/v1/invitation-acceptance", {
          token,
          login,
          password,
        });
        await send("POST", "/v1/session", { login, password });
      },
      [token, login, password],
    );
    pages.push(page);
  }
  await security.context().close();
  return pages;
}

export default [
  {
    name: "a ballot is opened on the agenda and cast in two taps; a lost network sends it once; each finds the receipt",
    ...phone,
    async run(tools) {
      const { page, as, open, accessible, noSidewaysScroll, picture, site } =
        tools;
      await as("branch_secretary");
      await open("/console/");
      await settled(page);
      const branch = (await call(page, "GET", "/v1/organisations?roots=true"))
        .body.items[0].id;
      const planned = (
        await call(page, "POST", "/v1/meetings", {
          organisation: branch,
          kind: "members_meeting",
          starts_at: at(5),
          ends_at: at(95),
          place: "示教室",
          items: [{ kind: "vote", title: "讨论年度发展党员计划" }],
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
      const meeting = (
        await call(
          page,
          "PUT",
          `/v1/meetings/${called.id}/start`,
          {},
          called.version,
        )
      ).body;
      const me = (await call(page, "GET", "/v1/session")).body.person;
      const others = meeting.people.filter(
        (one) =>
          one.counting === "voter" &&
          one.person &&
          one.person !== (me.id ?? me),
      );
      const people = others.slice(0, 5);
      const mine = me.id ?? me;
      const marks = [...people.map((one) => one.person), mine].map(
        (person) => ({ person, presence: "present" }),
      );
      await call(page, "PUT", `/v1/meetings/${meeting.id}/attendance`, {
        marks,
      });
      const phones = await phonesOf(
        tools,
        people.map((one) => one.person),
        "ballot",
      );

      await open(`/console/meetings/${meeting.id}`);
      await settled(page);
      await page.getByRole("tab", { name: "议程" }).click();
      // The form of a count by hand stands open; who opens the ballot is none of those who may confirm it.
      await page.getByLabel("表决事项").first().waitFor();
      await page.getByRole("button", { name: "发起电子投票" }).click();
      const scrutineer = page.locator(".meeting-ballot [name=scrutineer]");
      const named = await scrutineer.locator("option").allTextContents();
      assert.deepEqual(
        named.slice(1).map((one) => one.trim()).sort(),
        people.map((one) => one.name).sort(),
      );
      await scrutineer.selectOption({ label: people[0].name });
      await accessible("a ballot to be opened");
      await picture("c-ballot-opening");
      await page.getByRole("button", { name: "开始投票" }).click();
      await page.locator(".meeting-ballot").getByText("已投 0 / 6").waitFor();
      // Nothing is counted by hand beside it.
      await page.getByLabel("表决事项").waitFor({ state: "detached" });
      assert.equal(
        await page.getByRole("button", { name: "登记票数" }).count(),
        0,
      );
      const room = await pageOf(tools, "branch_secretary", {
        viewport: { width: 1440, height: 900 },
      });
      await room.goto(`${site.url}/console/meetings/${meeting.id}/room`);
      await room.getByText("已投 0 / 6").waitFor();

      const [first, second, ...rest] = phones;
      await first.goto(`${site.url}/m/meetings/${meeting.id}`);
      await first.getByRole("link", { name: "去投票" }).click();
      // Two taps: the choice, the button.
      const cast = async (voter, mark) => {
        await voter.getByText(mark, { exact: true }).click();
        await voter.getByRole("button", { name: "投票", exact: true }).click();
      };
      await first.getByRole("button", { name: "投票", exact: true }).waitFor();
      await first.waitForTimeout(300);
      await first
        .screenshot({ path: ".cache/pictures/m-ballot.png" })
        .catch(() => undefined);
      // The one permit is on this phone: another says what to do, and offers nothing to mark.
      const twin = await pageOf(tools, undefined, phone);
      await twin.goto(`${site.url}/sign-in`);
      await twin.evaluate(
        ([login, password]) =>
          fetch("/v1/session", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ login, password }),
          }),
        ["ballot.0", password],
      );
      await twin.goto(first.url());
      await twin.getByText("您的选票已在另一台设备或浏览器上领取").waitFor();
      await twin.getByText("全体改用纸质选票").waitFor();
      assert.equal(await twin.locator(".ballot-form").count(), 0);
      await twin
        .screenshot({ path: ".cache/pictures/m-ballot-elsewhere.png" })
        .catch(() => undefined);
      await twin.context().close();
      await cast(first, "赞成");
      await first.getByRole("heading", { name: "已投票" }).waitFor();
      console.log("  counted  cast a vote: 2 taps");
      await room.getByText("已投 1 / 6").waitFor();

      await second.goto(`${site.url}/m/`);
      await settled(second);
      await second.getByText("投票：讨论年度发展党员计划").waitFor();
      const id = /ballots\/(\d+)/.exec(first.url())[1];
      await second.goto(`${site.url}/m/ballots/${id}`);
      await second.locator("button:enabled", { hasText: "投票" }).waitFor();
      await second.context().setOffline(true);
      await cast(second, "反对");
      await second.getByText("网络断开，选票还没有投出").waitFor();
      const stored = await second.evaluate(() =>
        JSON.stringify({ ...localStorage }),
      );
      assert.doesNotMatch(stored, /against|反对/);
      await second.context().setOffline(false);
      await second.getByRole("heading", { name: "已投票" }).waitFor();
      // A permit outlives the session: who signs out before voting votes after signing in again.
      const [again] = rest;
      await again.goto(`${site.url}/m/ballots/${id}`);
      await again.locator("button:enabled", { hasText: "投票" }).waitFor();
      await again.goto(`${site.url}/m/me`);
      await settled(again);
      await again.getByRole("button", { name: "退出登录" }).click();
      await again
        .getByRole("dialog")
        .getByRole("button", { name: "退出登录" })
        .click();
      await again.waitForURL(/sign-in/);
      await again.evaluate(
        ([login, password]) =>
          fetch("/v1/session", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ login, password }),
          }),
        ["ballot.2", password],
      );
      for (const voter of rest) {
        await voter.goto(`${site.url}/m/ballots/${id}`);
        await voter.locator("button:enabled", { hasText: "投票" }).waitFor();
        await cast(voter, "赞成");
        await voter.getByRole("heading", { name: "已投票" }).waitFor();
      }

      await page.locator(".meeting-ballot").getByText("已投 5 / 6").waitFor();
      await picture("c-ballot-open");
      await page.getByRole("button", { name: "截止投票" }).click();
      await page
        .getByRole("dialog")
        .getByText("还有 1 名到会有表决权的人没有投票")
        .waitFor();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "截止投票" })
        .click();
      await page.getByText(`等待监票人${people[0].name}确认计票`).waitFor();
      assert.equal(await room.locator(".result").getByText("赞成").count(), 0);
      await first.getByRole("button", { name: "确认计票" }).click();
      await first.getByText("您的选票已计入").waitFor();
      await first
        .screenshot({
          path: ".cache/pictures/m-ballot-counted.png",
          fullPage: true,
        })
        .catch(() => undefined);
      await room.getByText("赞成 4，反对 1，弃权 0").waitFor();
      await page
        .locator(".vote-result")
        .getByText(/赞成 4/)
        .waitFor();
      await noSidewaysScroll();
      await second.reload();
      await second.getByText("您的选票已计入").waitFor();
      await second.locator("summary").click();
      assert.equal(await second.locator(".ballot-proof li").count(), 5);
      for (const one of [...phones, room]) await one.context().close();

      // An auditor fetches what a recount needs from the trail, and counts again without the platform.
      const auditor = await pageOf(tools, "audit_admin");
      await auditor.goto(`${site.url}/console/audit?action=ballots.`);
      const counted = auditor
        .locator(".ui-table tbody tr", { hasText: "确认电子投票计票" })
        .first();
      await counted.getByRole("button", { name: /^查看/ }).click();
      const recount = auditor.getByRole("region", { name: "调阅复核记录" });
      await recount.getByRole("button", { name: "下载" }).click();
      await recount.getByText("请填写调阅用途").first().waitFor();
      await recount.getByLabel("调阅用途").fill("复核计票");
      const [record] = await Promise.all([
        auditor.waitForEvent("download"),
        recount.getByRole("button", { name: "下载" }).click(),
      ]);
      await recount.getByText("已下载").waitFor();
      await auditor
        .screenshot({ path: ".cache/pictures/c-ballot-recount.png" })
        .catch(() => undefined);
      const told = execFileSync("/usr/bin/python3", [
        fileURLToPath(new URL("../../tools/verify_ballots.py", import.meta.url)),
        await record.path(),
      ]).toString();
      assert.match(told, /4 in_favour/);
      await auditor.context().close();
    },
  },
];
