// Made-up answers for dev/mock_server.mjs.

const people = {
  member: {
    name: '李敏',
    person: '101',
    roles: [{ id: 'member', title: '党员' }],
    rights: ['people.own'],
    totp: 'off',
  },
  secretary: {
    name: '张国平',
    person: '102',
    roles: [{ id: 'branch_secretary', title: '支部书记', organisation: '12', organisation_name: '内科第二党支部' }],
    rights: ['people.read', 'people.write', 'organisations.read', 'corrections.decide'],
    totp: 'off',
  },
  security: {
    name: '赵卫东',
    roles: [{ id: 'security_admin', title: '安全管理员' }],
    rights: [
      'accounts.read',
      'accounts.manage',
      'accounts.invite',
      'accounts.grant',
      'accounts.read_grants',
      'accounts.confirm',
      'accounts.permissions',
    ],
    totp: 'on',
  },
  audit: {
    name: '钱静',
    roles: [{ id: 'audit_admin', title: '审计管理员' }],
    rights: ['audit.read', 'audit.verify', 'audit.export'],
    totp: 'on',
  },
}
const looks = {}
let corrections = [
  {
    id: '900',
    person: '101',
    person_name: '李敏',
    field: 'degree',
    field_title: '学历',
    before: '大学本科',
    after: '硕士研究生',
    state: 'waiting',
    may_withdraw: true,
    created_at: '2026-11-18T02:10:00Z',
  },
  {
    id: '899',
    person: '101',
    person_name: '李敏',
    field: 'address',
    field_title: '居住地址',
    before: '文昌路 8 号',
    after: '文昌路 18 号',
    state: 'refused',
    created_at: '2026-10-08T02:10:00Z',
    reason: '与户籍材料不一致，请补充说明',
    may_withdraw: false,
  },
]

const organisations = [
  ['1', undefined, '医院党委', 'committee', '党委', 486],
  ['10', '1', '内科党总支', 'general_branch', '党总支', 128],
  ['11', '10', '内科第一党支部', 'branch', '党支部', 31],
  ['12', '10', '内科第二党支部', 'branch', '党支部', 27],
  ['13', '10', '重症与急诊党支部', 'branch', '党支部', 42],
  ['20', '1', '外科党总支', 'general_branch', '党总支', 117],
  ['21', '20', '普外党支部', 'branch', '党支部', 36],
  ['22', '20', '骨科党支部', 'branch', '党支部', 29],
  ['30', '1', '医技党支部', 'branch', '党支部', 48],
  ['31', '1', '护理党支部', 'branch', '党支部', 66],
  ['32', '1', '行政后勤党支部', 'branch', '党支部', 39],
  ['33', '1', '离退休党支部', 'branch', '党支部', 88],
].map(([id, parent, name, kind, kind_title, members]) => ({ id, parent, name, kind, kind_title, members }))

const names = ['王建国', '陈晓燕', '赵磊', '周婷', '孙志强', '吴丽华', '郑凯', '冯雪', '何俊杰', '许静', '曹阳', '沈文']
const roll = names.map((name, index) => ({
  id: String(200 + index),
  name,
  staff_no: `N2-0${String(index + 10)}`,
  state: name === '冯雪' ? 'probationary' : 'full',
  state_title: name === '冯雪' ? '预备党员' : '正式党员',
  title: ['副主任医师', '主管护师', '住院医师', '主治医师'][index % 4],
}))

function file() {
  const field = (name, title, value, more = {}) => ({
    name,
    title,
    value,
    shown: value,
    masked: false,
    correction: 'none',
    kind: 'text',
    revealable: false,
    editable: false,
    options: [],
    source: 'hr',
    source_title: '人事系统',
    recorded_at: '2026-03-01T00:00:00Z',
    ...more,
  })
  return {
    id: '101',
    name: '李敏',
    staff_no: 'N2-001',
    state: 'full',
    state_title: '正式党员',
    organisation: { id: '12', name: '内科第二党支部' },
    sections: [
      {
        id: 'basics',
        title: '基本信息',
        list: false,
        editable: false,
        entries: [],
        fields: [
          field('name', '姓名', '李敏'),
          field('sex', '性别', '女'),
          field('resident_id', '居民身份证号', '', { shown: '110101********1234', masked: true }),
          field('birth_date', '出生日期', '1986-05-20'),
          field('nation', '民族', '汉族', {
            correction: 'approval',
            kind: 'choice',
            options: [
              { value: '汉族', title: '汉族' },
              { value: '回族', title: '回族' },
            ],
          }),
          field('degree', '学历', '大学本科', { correction: 'approval', pending: '900' }),
        ],
      },
      {
        id: 'party',
        title: '党籍',
        list: false,
        editable: false,
        entries: [],
        fields: [
          field('joined_on', '入党日期', '2008-01-10', { source_title: '党员档案' }),
          field('full_on', '转正日期', '2009-01-10', { source_title: '党员档案' }),
          field('introducers', '入党介绍人', '王建国、周婷', { source_title: '党员档案' }),
        ],
      },
      {
        id: 'education',
        title: '教育经历',
        list: true,
        editable: false,
        fields: [],
        entries: [
          {
            id: '1',
            fields: [
              field('school', '学校', '某医科大学'),
              field('graduated', '毕业时间', '2008-07', { correction: 'approval', kind: 'month' }),
            ],
          },
          { id: '2', fields: [field('school', '学校', '某市卫生学校'), field('graduated', '毕业时间', '2004-07')] },
        ],
      },
      {
        id: 'work',
        title: '工作',
        list: false,
        editable: false,
        entries: [],
        fields: [
          field('department', '科室', '心血管内科'),
          field('job', '岗位', '护理'),
          field('title', '职称', '主管护师'),
        ],
      },
      {
        id: 'contact',
        title: '联系方式',
        list: false,
        editable: false,
        entries: [],
        fields: [
          field('phone', '手机号码', '', {
            shown: '138****0021',
            masked: true,
            correction: 'at_once',
            kind: 'phone',
            source_title: '本人填报',
          }),
          field('email', '电子邮箱', '', {
            shown: '',
            correction: 'at_once',
            source_title: undefined,
            recorded_at: undefined,
          }),
          field('address', '居住地址', '文昌路 8 号', {
            correction: 'approval',
            kind: 'long',
            source_title: '本人填报',
          }),
        ],
      },
    ],
  }
}

const roleTitles = {
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
  system_admin: '系统管理员',
  party_office: '党委办公室',
  branch_secretary: '支部书记',
  member: '党员',
}
let accounts = ['张国平', '李敏', '赵卫东', '钱静', ...names].map((name, index) => ({
  id: String(500 + index),
  login: `u${1001 + index}`,
  name,
  roles:
    [['branch_secretary', 'member'], ['member'], ['security_admin'], ['audit_admin']][Math.min(index, 3)] && index < 4
      ? [['branch_secretary', 'member'], ['member'], ['security_admin'], ['audit_admin']][index]
      : ['member'],
  locked: index === 6,
  locked_until: index === 6 ? '2026-11-22T08:30:00Z' : undefined,
  lock_reason: index === 6 ? '连续登录失败' : undefined,
  totp: index % 3 !== 1,
  sessions: index % 3,
  last_sign_in_at: index % 4 === 3 ? undefined : '2026-11-21T01:20:00Z',
}))
let grants = [
  {
    id: '700',
    account: '500',
    account_name: '张国平',
    role: 'branch_secretary',
    role_title: '支部书记',
    organisation: '12',
    organisation_name: '内科第二党支部',
    valid_from: '2024-03-01',
    valid_to: '2027-02-28',
    state: 'active',
    reason: '换届',
    proposed_by: '赵卫东',
    proposed_at: '2024-02-28T01:00:00Z',
  },
  {
    id: '701',
    account: '502',
    account_name: '赵卫东',
    role: 'security_admin',
    role_title: '安全管理员',
    valid_from: '2024-01-01',
    state: 'active',
    reason: '',
    proposed_at: '2024-01-01T01:00:00Z',
  },
  {
    id: '702',
    account: '505',
    account_name: '陈晓燕',
    role: 'party_office',
    role_title: '党委办公室',
    organisation: '1',
    organisation_name: '医院党委',
    valid_from: '2023-01-01',
    valid_to: '2025-12-31',
    state: 'active',
    reason: '',
    proposed_by: '赵卫东',
    proposed_at: '2023-01-01T01:00:00Z',
  },
  {
    id: '703',
    account: '507',
    account_name: '周婷',
    role: 'branch_secretary',
    role_title: '支部书记',
    organisation: '13',
    organisation_name: '重症与急诊党支部',
    valid_from: '2026-12-01',
    state: 'proposed',
    reason: '补选',
    proposed_by: '赵卫东',
    proposed_at: '2026-11-20T01:00:00Z',
  },
]
let invitations = [
  {
    id: '800',
    name: '沈文',
    role: 'member',
    role_title: '党员',
    state: 'open',
    created_at: '2026-11-20T01:00:00Z',
    expires_at: '2026-11-27T01:00:00Z',
  },
  {
    id: '801',
    name: '曹阳',
    login: 'u1014',
    state: 'accepted',
    created_at: '2026-11-01T01:00:00Z',
    expires_at: '2026-11-08T01:00:00Z',
  },
]
const hash = (n) => (n * 2654435761).toString(16).padStart(12, '0').repeat(6).slice(0, 64)
const audit = Array.from({ length: 64 }, (_, index) => ({
  node: 1,
  sequence: 4200 - index,
  at: new Date(Date.parse('2026-11-22T06:00:00Z') - index * 740_000).toISOString(),
  account: '500',
  actor: ['张国平', '李敏', '赵卫东'][index % 3],
  action: ['people.revealed', 'accounts.signed_in', 'accounts.role_granted', 'people.exported'][index % 4],
  subject_kind: ['person', 'session', 'account', 'export'][index % 4],
  subject: ['203', undefined, '505', '31'][index % 4],
  summary: ['查看冯雪的手机号码', '登录', '授予陈晓燕“党委办公室”', '导出名册 27 人'][index % 4],
  result: index % 9 === 4 ? 'refused' : 'done',
  details: index % 4 === 0 ? { field: 'phone', purpose: '核实联系方式' } : {},
  address: '10.0.3.21',
  hash: hash(index + 7),
}))

const ok = (body) => ({ status: body === undefined ? 204 : 200, body })
const problem = (status, code, detail, fields) => ({ status, body: { code, detail, fields } })

function pageOf(items, query) {
  const limit = Number(query.get('limit')) || 20
  const from = Number(query.get('cursor')) || 0
  return {
    items: items.slice(from, from + limit),
    next: from + limit < items.length ? String(from + limit) : undefined,
  }
}

const routes = [
  [
    'POST',
    '/v1/session',
    (_p, _q, body) => {
      if (!(body.login in people)) return problem(401, 'accounts.sign_in_refused', '账号或密码不正确')
      if (body.login === 'audit' && !body.code) return problem(401, 'accounts.code_required', '请输入动态验证码')
      return { status: 204, headers: { 'Set-Cookie': `mock=${body.login}; Path=/; HttpOnly` } }
    },
    true,
  ],
  ['DELETE', '/v1/session', () => ({ status: 204, headers: { 'Set-Cookie': 'mock=; Path=/; Max-Age=0' } })],
  [
    'GET',
    '/v1/session',
    (_p, _q, _b, who) =>
      ok({
        account: who,
        ...people[who],
        branch: people[who].person ? { id: '12', name: '内科第二党支部' } : undefined,
        institution: '市人民医院',
        preferences: looks[who] ?? { size: 'standard', theme: 'system' },
        must_change_password: false,
        recovery_codes: 6,
        home: who === 'member' ? '/m/' : '/console/',
        demo: true,
        csrf_token: 'mock',
      }),
  ],
  [
    'PUT',
    '/v1/account/preferences',
    (_p, _q, body, who) => {
      looks[who] = body
      return ok()
    },
  ],
  [
    'GET',
    '/v1/sessions',
    () =>
      ok({
        items: [
          {
            id: '1',
            created_at: '2026-11-22T00:00:00Z',
            last_seen_at: '2026-11-22T06:30:00Z',
            address: '10.0.3.21',
            agent: 'Mozilla/5.0 (Linux; Android 13) Chrome/112 MicroMessenger/8',
            current: true,
          },
          {
            id: '2',
            created_at: '2026-11-20T00:00:00Z',
            last_seen_at: '2026-11-21T06:30:00Z',
            address: '10.0.8.4',
            agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36',
            current: false,
          },
        ],
      }),
  ],
  ['DELETE', '/v1/sessions/:id', () => ok()],
  [
    'PUT',
    '/v1/account/password',
    (_p, _q, body) =>
      body.current === 'wrong'
        ? problem(400, 'invalid', '当前密码不正确', [
            { pointer: '/current', code: 'accounts.password_wrong', detail: '当前密码不正确' },
          ])
        : ok(),
  ],
  [
    'POST',
    '/v1/account/totp',
    () =>
      ok({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Xinglin:member?secret=JBSWY3DPEHPK3PXP&issuer=Xinglin' }),
  ],
  [
    'PUT',
    '/v1/account/totp',
    (_p, _q, body, who) => {
      if (body.code === '000000')
        return problem(400, 'invalid', '', [{ pointer: '/code', code: 'x', detail: '动态码不正确' }])
      people[who].totp = 'on'
      return ok({ recovery_codes: ['7KQ2-M9XA', 'P4RT-22VB', 'HH8N-XC31', 'Z90L-QWE7', 'B5TG-81MK', 'RR3D-55YU'] })
    },
  ],
  [
    'DELETE',
    '/v1/account/totp',
    (_p, _q, _b, who) => {
      people[who].totp = 'off'
      return ok()
    },
  ],
  [
    'GET',
    '/v1/home',
    (_p, _q, _b, who) =>
      ok({
        duties:
          who === 'member'
            ? [
                {
                  id: '1',
                  kind: 'people.field_missing',
                  title: '补全电子邮箱',
                  detail: '接收会议通知时使用',
                  due_on: '2026-11-30',
                  overdue: false,
                  count: 1,
                  action: '填写',
                  link: '/m/me/file/contact/email',
                  article: '《中国共产党党员教育管理工作条例》要求党组织掌握党员联系方式。',
                },
                {
                  id: '2',
                  kind: 'people.correction',
                  title: '学历更正待支部审核',
                  detail: '11-18 提交，支部书记审核',
                  overdue: false,
                  count: 1,
                  action: '查看',
                  link: '/m/me/file?set=corrections',
                },
                {
                  id: '3',
                  kind: 'accounts.totp',
                  title: '开启两步验证',
                  detail: '约 1 分钟',
                  due_on: '2026-12-20',
                  overdue: false,
                  count: 1,
                  action: '设置',
                  link: '/m/me/totp',
                },
              ]
            : who === 'security'
              ? [
                  {
                    id: '4',
                    kind: 'accounts.totp',
                    title: '开启两步验证',
                    detail: '安全管理员必须开启',
                    due_on: '2026-11-22',
                    overdue: true,
                    count: 1,
                    action: '设置',
                    link: '/console/account?tab=totp',
                  },
                  {
                    id: '5',
                    kind: 'accounts.lock',
                    title: '1 个账号被锁定',
                    detail: '孙志强，连续登录失败',
                    overdue: false,
                    count: 1,
                    action: '处理',
                    link: '/console/accounts?locked=true',
                  },
                ]
              : [],
      }),
  ],
  ['GET', '/v1/people', (_p, query) => ok(pageOf(roll, query))],
  ['GET', '/v1/people/:id', () => ok(file())],
  [
    'GET',
    '/v1/people/:id/timeline',
    () =>
      ok({
        items: [
          { on: '2024-03-01', title: '组织关系转入内科第二党支部', source: '转接记录' },
          { on: '2009-01-10', title: '转为正式党员', source_title: '党员档案' },
          { on: '2008-01-10', title: '接收为预备党员', detail: '介绍人：王建国、周婷', source_title: '党员档案' },
        ],
      }),
  ],
  [
    'GET',
    '/v1/corrections',
    (_p, query) =>
      ok({ items: corrections.filter((one) => !query.get('person') || one.person === query.get('person')) }),
  ],
  [
    'POST',
    '/v1/corrections',
    (_p, _q, body) => {
      if (body.field === 'phone' && !/^1\d{10}$/.test(body.value))
        return problem(400, 'invalid', '', [
          { pointer: '/value', code: 'people.phone', detail: '手机号码应为 11 位数字' },
        ])
      const made = {
        id: String(901 + corrections.length),
        person: body.person,
        person_name: '李敏',
        field: body.field,
        field_title: body.field,
        after: body.value,
        state: ['phone', 'email'].includes(body.field) ? 'applied' : 'waiting',
        created_at: new Date().toISOString(),
      }
      corrections = [made, ...corrections]
      return ok(made)
    },
  ],
  ['GET', '/v1/organisations', () => ok({ items: organisations })],
  [
    'GET',
    '/v1/organisations/:id',
    ([id]) => {
      const one = organisations.find((row) => row.id === id)
      return ok({
        ...one,
        parent: { id: '10', name: '内科党总支' },
        founded_on: '2012-07-01',
        term_ends_on: '2027-02-28',
        probationary: 1,
        phone: '0571-5550021',
        address: '门诊楼 5 层示教室',
        posts: [
          { id: '1', title: '支部书记', person: '102', person_name: '张国平', phone: '13800000021' },
          { id: '2', title: '组织委员', person: '103', person_name: '周婷' },
          { id: '3', title: '宣传委员', person: '104', person_name: '郑凯' },
        ],
      })
    },
  ],
  [
    'GET',
    '/v1/search',
    (_p, query) =>
      ok({
        items: [
          ...roll
            .filter((one) => one.name.includes(query.get('q')))
            .map((one) => ({ ...one, organisation_name: '内科第二党支部' })),
        ],
      }),
  ],
  ['GET', '/v1/setup', () => ok({ done: false, min_password_length: 12 }), true],
  [
    'POST',
    '/v1/setup',
    (_p, _q, body) =>
      body.token === 'bad'
        ? problem(403, 'setup.token', '设置链接无效或已使用')
        : ok({ recovery_code: '8FQ2-77KD-M2XX-PLA9-TT30-WE4Z', invitations: [] }),
    true,
  ],
  [
    'GET',
    '/v1/invitations',
    (_p, query) =>
      ok(
        pageOf(
          invitations.filter((one) => !query.get('state') || one.state === query.get('state')),
          query,
        ),
      ),
  ],
  [
    'POST',
    '/v1/invitations',
    (_p, _q, body) => {
      const made = {
        id: String(810 + invitations.length),
        name: body.name,
        state: 'open',
        created_at: '2026-11-22T06:00:00Z',
        expires_at: '2026-11-29T06:00:00Z',
      }
      invitations = [made, ...invitations]
      return ok({ ...made, url: 'https://dj.example.cn/m/invitation#9f2c61d07b8e4a35' })
    },
  ],
  [
    'DELETE',
    '/v1/invitations/:id',
    ([id]) => {
      invitations = invitations.map((one) => (one.id === id ? { ...one, state: 'withdrawn' } : one))
      return ok()
    },
  ],
  [
    'POST',
    '/v1/invitation-views',
    (_p, _query, { token }) =>
      token === 'gone'
        ? problem(404, 'accounts.invitation_gone', '邀请已失效，请联系发出邀请的管理员')
        : ok({
            name: '沈文',
            role_title: '党员',
            min_password_length: 12,
            role_title: '党员',
            resets: false,
            min_password_length: 12,
            institution: '市人民医院',
            expires_at: '2026-11-29T06:00:00Z',
          }),
    true,
  ],
  ['PUT', '/v1/invitation-acceptance', () => ok(), true],
  [
    'GET',
    '/v1/accounts',
    (_p, query) =>
      ok(
        pageOf(
          accounts.filter(
            (one) =>
              (!query.get('q') || one.name.includes(query.get('q')) || one.login.includes(query.get('q'))) &&
              (query.get('locked') !== 'true' || one.locked),
          ),
          query,
        ),
      ),
  ],
  [
    'GET',
    '/v1/accounts/:id',
    ([id]) => {
      const one = accounts.find((row) => row.id === id)
      return one
        ? ok({ ...one, failed_sign_ins: one.locked ? 5 : 0, grants: grants.filter((grant) => grant.account === id) })
        : problem(404, 'not_found', '')
    },
  ],
  [
    'PUT',
    '/v1/accounts/:id/lock',
    ([id], _q, body) => {
      accounts = accounts.map((one) => (one.id === id ? { ...one, locked: true, lock_reason: body.reason } : one))
      return ok()
    },
  ],
  [
    'DELETE',
    '/v1/accounts/:id/lock',
    ([id]) => {
      accounts = accounts.map((one) =>
        one.id === id ? { ...one, locked: false, lock_reason: undefined, locked_until: undefined } : one,
      )
      return ok()
    },
  ],
  [
    'DELETE',
    '/v1/accounts/:id/sessions',
    ([id]) => {
      accounts = accounts.map((one) => (one.id === id ? { ...one, sessions: 0 } : one))
      return ok()
    },
  ],
  [
    'GET',
    '/v1/role-grants',
    (_p, query) =>
      ok(
        pageOf(
          grants.filter((one) => !query.get('role') || one.role === query.get('role')),
          query,
        ),
      ),
  ],
  [
    'POST',
    '/v1/role-grants',
    (_p, _q, body) => {
      const made = {
        id: String(710 + grants.length),
        account_name: accounts.find((one) => one.id === body.account)?.name,
        role_title: roleTitles[body.role],
        organisation_name: organisations.find((one) => one.id === body.organisation)?.name,
        ...body,
      }
      grants = [made, ...grants]
      return ok(made)
    },
  ],
  [
    'DELETE',
    '/v1/role-grants/:id',
    ([id]) => {
      grants = grants.filter((one) => one.id !== id)
      return ok()
    },
  ],
  [
    'POST',
    '/v1/role-grants/:id/hand-over',
    ([id], _q, body) => {
      const old = grants.find((one) => one.id === id)
      const made = {
        ...old,
        id: String(720 + grants.length),
        account: body.account,
        account_name: accounts.find((one) => one.id === body.account)?.name,
        valid_from: body.on,
        valid_to: old.valid_to,
      }
      grants = [made, ...grants.map((one) => (one.id === id ? { ...one, valid_to: body.on } : one))]
      return ok(made)
    },
  ],
  [
    'GET',
    '/v1/permissions',
    () =>
      ok({
        roles: Object.entries(roleTitles).map(([id, title]) => ({ id, title })),
        rights: [
          ['people.read', '查看人员档案', 'people', ['party_office', 'branch_secretary']],
          ['people.write', '维护人员档案', 'people', ['party_office', 'branch_secretary']],
          ['people.export', '导出名册', 'people', ['party_office']],
          ['organisations.read', '查看组织', 'organisations', ['party_office', 'branch_secretary', 'member']],
          ['organisations.write', '调整组织', 'organisations', ['party_office']],
          ['accounts.admin', '管理账号', 'accounts', ['security_admin']],
          ['accounts.grant', '授予角色', 'accounts', ['security_admin']],
          ['audit.read', '查看审计日志', 'audit', ['audit_admin']],
          ['system.configure', '系统配置', 'system', ['system_admin']],
        ].map(([id, title, module, roles]) => ({ id, title, module, roles })),
      }),
  ],
  [
    'GET',
    '/v1/audit/entries',
    (_p, query) =>
      ok(
        pageOf(
          audit.filter((one) => !query.get('result') || one.result === query.get('result')),
          query,
        ),
      ),
  ],
  [
    'GET',
    '/v1/audit/verification',
    () =>
      ok({
        intact: true,
        entries: 4200,
        checkpoints: 42,
        last_checkpoint: '2026-11-22T06:00:00Z',
        findings_total: 0,
        findings: [],
        public_key: hash(3),
      }),
  ],
  [
    'GET',
    '/v1/my-branch',
    () =>
      ok({
        organisation: '12',
        name: '内科第二党支部',
        members: 27,
        items: [
          { id: '102', name: '张国平', state_title: '正式党员', posts: ['支部书记'] },
          { id: '103', name: '周婷', state_title: '正式党员', posts: ['组织委员'] },
          ...roll.slice(4).map((one) => ({ id: one.id, name: one.name, state_title: one.state_title, posts: [] })),
        ],
      }),
  ],
  ['GET', '/v1/notices', () => ok({ items: [] })],
]

/** Answers one request; `open` routes need no session. */
export function handle(method, path, query, body, who) {
  for (const [wanted, pattern, answer, open] of routes) {
    if (wanted !== method) continue
    const match = new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(path)
    if (!match) continue
    if (!open && !(who in people)) return problem(401, 'unauthenticated', '请先登录')
    return answer(match.slice(1), query, body, who)
  }
  return problem(404, 'not_found', `没有 ${method} ${path}`)
}
