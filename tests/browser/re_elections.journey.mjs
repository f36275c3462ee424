// A re-election on one page: from the countdown over request, candidates, meeting and result to the new term and its publication;
// the word from above comes from the office, names and posts are typed once. Then: who records a meeting does so on the phone.
import assert from "node:assert/strict";
import { call, phonesOf } from "./ballots.journey.mjs";
import { pageOf, settled } from "./newcomers.mjs";

const day = (ahead) =>
  new Date(Date.now() + ahead * 86_400_000 + 8 * 3_600_000)
    .toISOString()
    .slice(0, 10);
const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();

/** The office agrees to what this chain asked for. */
async function agree(office, name) {
  const waiting = (await call(office, "GET", "/v1/confirmations")).body.items;
  const one = waiting.find((each) => each.title.includes(name));
  assert.ok(one, `nothing waits for the office: ${JSON.stringify(waiting)}`);
  const kase = (await call(office, "GET", `/v1/approvals/${one.id}`)).body;
  const done = await call(
    office,
    "PUT",
    `/v1/approvals/${one.id}/decision`,
    { outcome: "approve" },
    kase.version,
  );
  assert.equal(done.status, 200, JSON.stringify(done.body));
}

export default [
  {
    name: "a re-election from the countdown to the new term: each step on one page, the office agrees, nothing typed twice",
    async run(tools) {
      const { page, as, open, accessible, noSidewaysScroll, picture, site } =
        tools;
      await as("branch_secretary");
      await open("/console/");
      await settled(page);
      const office = await pageOf(tools, "party_office");
      await office.goto(`${site.url}/console/`);
      await settled(office);
      const branch = (await call(page, "GET", "/v1/organisations?roots=true"))
        .body.items[0].id;
      const begun = (await call(page, "GET", "/v1/re-elections")).body.items;
      if (!begun.some((one) => one.organisation === branch))
        await call(page, "POST", "/v1/re-elections", { organisation: branch });
      await open("/console/re-elections");
      await settled(page);
      await accessible("terms that run out");
      const start = page.getByRole("button", { name: "开始换届" });
      if (await start.count()) await start.first().click();
      else await page.locator(".re-elections h3 a").first().click();
      await page.waitForURL(/re-elections\/\d+$/);
      await settled(page);
      const id = /re-elections\/(\d+)/.exec(page.url())[1];
      const chain = async () =>
        (await call(page, "GET", `/v1/re-elections/${id}`)).body;
      assert.equal((await chain()).next, "request");

      await page.locator("[name=seats]").fill("3");
      await page.locator("[name=planned_on]").fill(day(1));
      await accessible("the request");
      await picture("c-re-election-request");
      await page.getByRole("button", { name: "报上级" }).first().click();
      await page.getByText("“换届请示”已报上级").waitFor();
      const printed = await page.evaluate(
        async (path) => {
          const answer = await fetch(path);
          return [answer.status, await answer.text()];
        },
        `/v1/re-elections/${id}/documents/request?format=print`,
      );
      assert.equal(printed[0], 200);
      assert.match(printed[1], /妥否，请批示/);
      await agree(office, "换届请示");
      const again = async () => {
        await open(`/console/re-elections/${id}`);
        await settled(page);
      };
      await again();

      await page.getByRole("button", { name: "加一名" }).waitFor();
      const needed = (await chain()).candidates_needed;
      assert.equal(needed, 4);
      for (let number = 1; number <= needed; ++number) {
        const field = page.getByLabel(`第 ${number} 名`, { exact: true });
        await field.locator("option").nth(number).waitFor({
          state: "attached",
        });
        await field.selectOption({ index: number });
      }
      await picture("c-re-election-candidates");
      await page
        .getByRole("button", { name: "登记", exact: true })
        .first()
        .click();
      await page.getByText("报送的候选人预备人选").waitFor();
      await page.getByRole("button", { name: "报上级" }).first().click();
      await page.getByText("“候选人预备人选”已报上级").waitFor();
      await agree(office, "候选人预备人选");
      await again();
      await page.getByText("当前一步：拟订选举办法").waitFor();
      await page
        .getByRole("button", { name: "登记", exact: true })
        .first()
        .click();

      await page.getByRole("button", { name: "安排选举大会" }).waitFor();
      await page.locator("[name=day]").fill(day(1));
      await page.locator("[name=place]").fill("门诊楼三楼会议室");
      await page.getByRole("button", { name: "安排选举大会" }).click();
      await page.getByRole("link", { name: "打开会议" }).waitFor();
      const meeting = (await chain()).meeting.id;
      const read = async () =>
        (await call(page, "GET", `/v1/meetings/${meeting}`)).body;
      const put = async (rest, body = {}) => {
        const version = (await read()).version;
        const path = `/v1/meetings/${meeting}/${rest}`;
        const done = await call(page, "PUT", path, body, version);
        assert.ok(done.status < 300, JSON.stringify(done.body));
        return done.body;
      };
      await put("call");
      const started = await put("start");
      const voters = started.people.filter((one) => one.counting === "voter");
      await put("attendance", {
        marks: voters.map((one) => ({
          attendee: one.id,
          presence: "present",
        })),
      });
      await open(`/console/re-elections/${id}`);
      await settled(page);
      await page.getByRole("button", { name: "登记候选人到本次选举" }).click();
      await page.getByText("候选人已登记，可以开始投票").first().waitFor();
      const round = (await read()).elections[0];
      assert.equal(round.candidates.length, 4);
      const item = round.item;
      const people = (await chain()).people;
      const last = people[people.length - 1].person;
      const all = voters.length;
      await put(`items/${item}/elections/1/count`, {
        issued: all,
        returned: all,
        invalid: 0,
        votes: round.candidates.map((one) => ({
          candidate: one.id,
          in_favour: one.person === last ? 0 : all,
          against: one.person === last ? all : 0,
          abstained: 0,
        })),
      });
      await put("end");

      await open(`/console/re-elections/${id}`);
      await settled(page);
      await page.getByText("当选人的分工").waitFor();
      await accessible("posts shared out");
      await page
        .getByRole("button", { name: "登记", exact: true })
        .first()
        .click();
      await page.getByText("核对当选人和职务").waitFor();
      await page.getByRole("button", { name: "报上级" }).first().click();
      await page.getByText("“选举结果”已报上级").waitFor();
      await agree(office, "选举结果");
      await again();
      await page.getByText("由上级党务办公室登记").waitFor();

      await office.goto(`${site.url}/console/re-elections/${id}`);
      await settled(office);
      await office.getByRole("button", { name: "预览" }).click();
      await office.getByText("新任职务").waitFor();
      await office
        .screenshot({ path: ".cache/pictures/c-re-election-term.png" })
        .catch(() => undefined);
      await office.getByRole("button", { name: "确认登记" }).click();
      await office.getByText("新一届任期和职务已登记").first().waitFor();
      const now = (
        await call(office, "GET", `/v1/organisations/${branch}/posts`)
      ).body.items;
      const given = now.filter(
        (one) => one.kind !== "contact" && !one.to && one.from === day(0),
      );
      assert.equal(given.length, 3, JSON.stringify(now));

      await again();
      await page.getByText("当前一步：公布").waitFor();
      await page.locator("[name=reference]").fill("支部公示栏");
      await page
        .getByRole("button", { name: "登记", exact: true })
        .first()
        .click();
      await page.getByText("换届已完成").waitFor();
      await page.setViewportSize({ width: 390, height: 844 });
      await noSidewaysScroll();
      await picture("c-re-election-phone");
      await office.context().close();
    },
  },
  {
    name: "who records a meeting takes attendance and types points on the phone, from the own meeting's page",
    viewport: { width: 390, height: 844 },
    async run(tools) {
      const { page, as, open, site } = tools;
      await as("branch_secretary");
      await open("/console/");
      await settled(page);
      const branch = (await call(page, "GET", "/v1/organisations?roots=true"))
        .body.items[0].id;
      const me = (await call(page, "GET", "/v1/session")).body.person;
      const members = (
        await call(
          page,
          "GET",
          `/v1/people?organisation=${branch}&state=full&limit=50`,
        )
      ).body.items.filter((one) => one.id !== (me.id ?? me));
      const [phone] = await phonesOf(
        tools,
        [members[members.length - 1].id],
        "record",
      );
      const planned = (
        await call(page, "POST", "/v1/meetings", {
          organisation: branch,
          kind: "members_meeting",
          starts_at: at(5),
          ends_at: at(95),
          place: "示教室",
          recorder: members[members.length - 1].id,
          items: [{ kind: "study", title: "学习支部工作条例" }],
        })
      ).body;
      const path = `/v1/meetings/${planned.id}`;
      const called = (
        await call(page, "PUT", `${path}/call`, {}, planned.version)
      ).body;
      await call(page, "PUT", `${path}/start`, {}, called.version);

      await phone.goto(`${site.url}/m/meetings/${planned.id}`);
      await phone.getByRole("link", { name: "做会议记录" }).click();
      await phone.waitForURL(/record$/);
      const first = phone.locator(".keep-meeting button.who").first();
      await first.click();
      await phone
        .locator(".keep-meeting button.who[aria-pressed=true]")
        .first()
        .waitFor();
      await phone.getByRole("button", { name: "记发言" }).click();
      await phone.locator("[name=attendee]").selectOption({ index: 1 });
      await phone.locator("[name=body]").fill("结合科室实际谈体会。");
      await phone.getByRole("button", { name: "保存发言" }).click();
      await phone
        .locator(".points")
        .getByText("结合科室实际谈体会。")
        .waitFor();
      await phone
        .screenshot({ path: ".cache/pictures/m-record.png", fullPage: true })
        .catch(() => undefined);
      const minutes = (await call(page, "GET", `${path}/minutes`)).body;
      assert.equal(minutes.statements[0].body, "结合科室实际谈体会。");
      assert.equal(
        await phone.getByRole("button", { name: "归档" }).count(),
        0,
      );
      await phone.context().close();
    },
  },
];
