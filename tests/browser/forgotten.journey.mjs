// A forgotten password: the security administrator makes a link, its holder chooses another password, the roles stay. Where the
// account has power over others a second administrator agrees first.
import assert from "node:assert/strict";
import { newcomer, pageOf, settled, signIn } from "./newcomers.mjs";

const found = "five grey otters under the old bridge";

/** Makes the link on the page of the account. */
async function makeLink(tools, login, name) {
  const security = await pageOf(tools, "security_admin");
  await security.goto(`${tools.site.url}/console/accounts?q=${login}`);
  await settled(security);
  await security.getByRole("link", { name }).first().click();
  await security.getByRole("button", { name: "重设密码" }).click();
  await security
    .getByRole("dialog")
    .getByRole("button", { name: "重设密码" })
    .click();
  const link = new URL(await security.locator(".ui-copy output").textContent());
  const dialog = await security.getByRole("dialog").textContent();
  await security.context().close();
  return { link: tools.site.url + link.pathname + link.hash, dialog };
}

/** Opens the link and sets the new password. */
async function choose(page) {
  for (const field of ["password", "again"])
    await page.locator(`[name=${field}]`).fill(found);
  await page.getByRole("button", { name: "设置新密码" }).click();
  await page.waitForURL(/sign-in/);
}

export default [
  {
    name: "a member who forgot the password sets another one by a link; what was open is closed, the token stands in no address",
    async run(tools) {
      const { page, login, name } = await newcomer(tools, {
        name: "常忘之",
        viewport: { width: 390, height: 844 },
      });
      const { link } = await makeLink(tools, login, name);
      const other = await pageOf(tools, undefined, {
        viewport: { width: 390, height: 844 },
      });
      const addresses = [];
      other.on("request", (request) => addresses.push(request.url()));
      await other.goto(link);
      await settled(other);
      await other.getByText(`请为账号 ${login} 设置新的密码`).waitFor();
      assert.equal(await other.locator("[name=login]").count(), 0);
      await choose(other);
      const token = new URL(link).hash.slice(1);
      assert.deepEqual(
        addresses.filter((one) => new URL(one).pathname.includes(token)),
        [],
      );
      await signIn(other, tools.site, login, found);
      await page.reload();
      await page.waitForURL(/sign-in/);
      // Used once.
      await page.goto(link);
      await page.getByText(/邀请链接已使用/).waitFor();
      await page.context().close();
      await other.context().close();
    },
  },
  {
    name: "the new password of somebody with power over others waits for a second administrator",
    async run(tools) {
      const { page, login, name } = await newcomer(tools, {
        name: "易忘机",
        role: "审计管理员",
      });
      const { link, dialog } = await makeLink(tools, login, name);
      assert.match(dialog, /另一位管理员复核/);
      const other = await pageOf(tools);
      await other.goto(link);
      await other.getByText(/还要由另一位管理员复核/).waitFor();
      const system = await pageOf(tools, "system_admin");
      await system.goto(`${tools.site.url}/console/role-grants`);
      const waiting = system.getByRole("table", {
        name: "待第二人复核的重设密码",
      });
      await waiting.getByRole("button", { name: "同意", exact: true }).click();
      await system
        .getByRole("dialog")
        .getByRole("button", { name: "同意", exact: true })
        .click();
      await system.getByText("已同意，链接可以使用").waitFor();
      await waiting.waitFor({ state: "detached" });
      await other.reload();
      await settled(other);
      await choose(other);
      await signIn(other, tools.site, login, found);
      for (const one of [page, other, system]) await one.context().close();
    },
  },
];
