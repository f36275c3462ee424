// Operations the screens need before the server declares them. An operation leaves this file when api/openapi.json has it.
// A type is written as text: "string", "int", "bool", "string?" (optional), "a|b" (one of), or nested objects and [lists].

function schema(type) {
  if (Array.isArray(type)) return { type: 'array', items: schema(type[0]) }
  if (typeof type === 'object') return object(type)
  if (type === 'string') return { type: 'string' }
  if (type === 'int') return { type: 'integer' }
  if (type === 'bool') return { type: 'boolean' }
  if (type.includes('|')) return { type: 'string', enum: type.split('|') }
  throw new Error(`unknown type ${type}`)
}

function object(fields) {
  const properties = {}
  const required = []
  for (const [key, type] of Object.entries(fields)) {
    const name = key.replace(/\?$/, '')
    properties[name] = schema(type)
    if (!key.endsWith('?')) required.push(name)
  }
  return { type: 'object', properties, required, additionalProperties: false }
}

/** One operation: query and body by method, path parameters by the path itself. */
function operation(path, method, { input = {}, output, status = output ? 200 : 204 }) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  const parameters = inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const hasBody = method !== 'get' && method !== 'delete'
  if (!hasBody)
    for (const [key, type] of Object.entries(input))
      parameters.push({ name: key.replace(/\?$/, ''), in: 'query', required: !key.endsWith('?'), schema: schema(type) })
  return {
    parameters,
    ...(hasBody && Object.keys(input).length
      ? { requestBody: { required: true, content: { 'application/json': { schema: object(input) } } } }
      : {}),
    responses: {
      [status]: output
        ? { description: 'done', content: { 'application/json': { schema: schema(output) } } }
        : { description: 'done' },
    },
  }
}

const paths = {}
function add(method, path, types) {
  paths[path] ??= {}
  paths[path][method] = operation(path, method, types)
}
const page = (item) => ({ items: [item], 'next?': 'string' })
const paging = { 'cursor?': 'string', 'limit?': 'int' }

// Session and own account
add('post', '/v1/session', { input: { login: 'string', password: 'string', 'code?': 'string' }, status: 204 })
add('get', '/v1/session', {
  output: {
    account: 'string',
    'person?': 'string',
    name: 'string',
    roles: [{ id: 'string', title: 'string', 'organisation?': 'string', 'organisation_name?': 'string' }],
    rights: ['string'],
    'branch?': { id: 'string', name: 'string' },
    institution: 'string',
    preferences: { size: 'standard|large|extra', theme: 'system|light|dark' },
    totp: 'off|required|on',
    must_change_password: 'bool',
    recovery_codes: 'int',
    home: 'string',
    demo: 'bool',
    csrf_token: 'string',
  },
})
add('delete', '/v1/session', {})
add('get', '/v1/sessions', {
  output: {
    items: [
      {
        id: 'string',
        created_at: 'string',
        last_seen_at: 'string',
        address: 'string',
        agent: 'string',
        current: 'bool',
      },
    ],
  },
})
add('delete', '/v1/sessions/{id}', {})
add('put', '/v1/account/password', { input: { current: 'string', replacement: 'string' } })
add('put', '/v1/account/preferences', { input: { size: 'standard|large|extra', theme: 'system|light|dark' } })
add('post', '/v1/account/totp', { output: { secret: 'string', uri: 'string', qr: 'string' } })
add('put', '/v1/account/totp', { input: { code: 'string' }, output: { recovery_codes: ['string'] } })
add('delete', '/v1/account/totp', { input: { code: 'string' } })

// First set-up and invitations
add('get', '/v1/setup', { output: { done: 'bool', min_password_length: 'int' } })
add('post', '/v1/setup', {
  input: {
    token: 'string',
    institution: 'string',
    kind: 'hospital|college|other',
    organisation: { name: 'string', kind: 'string' },
    administrators: [{ role: 'string', login: 'string', name: 'string', 'password?': 'string' }],
  },
  output: { recovery_code: 'string', invitations: [{ role: 'string', name: 'string', url: 'string', qr: 'string' }] },
})
const invitation = {
  id: 'string',
  'person?': 'string',
  name: 'string',
  'login?': 'string',
  role: 'string',
  role_title: 'string',
  'organisation?': 'string',
  state: 'open|accepted|withdrawn|expired',
  created_at: 'string',
  expires_at: 'string',
}
add('get', '/v1/invitations', { input: { ...paging, 'state?': 'string' }, output: page(invitation) })
add('post', '/v1/invitations', {
  input: {
    'person?': 'string',
    'name?': 'string',
    'login?': 'string',
    'role?': 'string',
    'organisation?': 'string',
    'valid_from?': 'string',
    'valid_to?': 'string',
    'valid_days?': 'int',
  },
  output: { ...invitation, url: 'string', qr: 'string' },
})
add('delete', '/v1/invitations/{id}', {})
add('get', '/v1/invitations/{token}/acceptance', {
  output: {
    name: 'string',
    'login?': 'string',
    role_title: 'string',
    institution: 'string',
    expires_at: 'string',
    min_password_length: 'int',
  },
})
add('put', '/v1/invitations/{token}/acceptance', { input: { login: 'string', password: 'string' } })

// Security administration
const grant = {
  id: 'string',
  account: 'string',
  account_name: 'string',
  role: 'string',
  role_title: 'string',
  'organisation?': 'string',
  'organisation_name?': 'string',
  valid_from: 'string',
  'valid_to?': 'string',
  state: 'proposed|active|refused|withdrawn|ended',
  'replaces?': 'string',
  reason: 'string',
  'proposed_by?': 'string',
  proposed_at: 'string',
  'decided_by?': 'string',
}
const account = {
  id: 'string',
  login: 'string',
  name: 'string',
  'person?': 'string',
  roles: ['string'],
  locked: 'bool',
  'locked_until?': 'string',
  'lock_reason?': 'string',
  totp: 'bool',
  sessions: 'int',
  'last_sign_in_at?': 'string',
}
add('get', '/v1/accounts', {
  input: { ...paging, 'q?': 'string', 'locked?': 'bool', 'role?': 'string' },
  output: page(account),
})
add('get', '/v1/accounts/{id}', {
  output: { ...account, grants: [grant], failed_sign_ins: 'int', created_at: 'string' },
})
add('put', '/v1/accounts/{id}/lock', { input: { reason: 'string' } })
add('delete', '/v1/accounts/{id}/lock', {})
add('delete', '/v1/accounts/{id}/sessions', {})
add('delete', '/v1/accounts/{id}/totp', {})
add('get', '/v1/role-grants', {
  input: {
    ...paging,
    'account?': 'string',
    'role?': 'string',
    'organisation?': 'string',
    'state?': 'proposed|active|refused|withdrawn|ended',
  },
  output: page(grant),
})
add('post', '/v1/role-grants', {
  input: {
    account: 'string',
    role: 'string',
    'organisation?': 'string',
    valid_from: 'string',
    'valid_to?': 'string',
    'reason?': 'string',
  },
  output: grant,
})
add('put', '/v1/role-grants/{id}/confirmation', { input: { accepted: 'bool' }, output: grant })
add('delete', '/v1/role-grants/{id}', {})
add('post', '/v1/role-grants/{id}/hand-over', { input: { account: 'string', on: 'string' }, output: grant })
add('get', '/v1/permissions', {
  output: {
    roles: [
      {
        id: 'string',
        title: 'string',
        description: 'string',
        kind: 'string',
        reach: 'string',
        second_factor: 'bool',
        clear: ['string'],
      },
    ],
    rights: [{ id: 'string', title: 'string', module: 'string', roles: ['string'] }],
    routes: [
      {
        method: 'string',
        path: 'string',
        summary: 'string',
        right: 'string',
        scope: 'string',
        second_factor: 'bool',
        roles: ['string'],
      },
    ],
  },
})

// Audit
add('get', '/v1/audit/entries', {
  input: {
    ...paging,
    'from?': 'string',
    'to?': 'string',
    'account?': 'string',
    'action?': 'string',
    'subject_kind?': 'string',
    'subject?': 'string',
    'result?': 'string',
  },
  output: page({
    node: 'int',
    sequence: 'int',
    at: 'string',
    'account?': 'string',
    actor: 'string',
    action: 'string',
    subject_kind: 'string',
    'subject?': 'string',
    summary: 'string',
    result: 'string',
    details: {},
    address: 'string',
    hash: 'string',
  }),
})
add('get', '/v1/audit/verification', {
  output: {
    intact: 'bool',
    entries: 'int',
    checkpoints: 'int',
    'last_checkpoint?': 'string',
    findings_total: 'int',
    findings: [{ node: 'int', sequence: 'int', kind: 'string', text: 'string' }],
    public_key: 'string',
  },
})

// Home, own file, branch
add('get', '/v1/home', {
  output: {
    duties: [
      {
        id: 'string',
        kind: 'string',
        title: 'string',
        detail: 'string',
        'article?': 'string',
        'due_on?': 'string',
        overdue: 'bool',
        count: 'int',
        action: 'string',
        link: 'string',
      },
    ],
  },
})
const field = {
  name: 'string',
  title: 'string',
  kind: 'string',
  'value?': 'string',
  'shown?': 'string',
  masked: 'bool',
  revealable: 'bool',
  editable: 'bool',
  correction: 'string',
  options: [{ value: 'string', title: 'string' }],
  'source?': 'string',
  'source_title?': 'string',
  'recorded_at?': 'string',
  'pending?': 'string',
}
add('get', '/v1/people/{id}', {
  output: {
    id: 'string',
    version: 'int',
    name: 'string',
    'staff_no?': 'string',
    state: 'string',
    state_title: 'string',
    'state_since?': 'string',
    'organisation?': { id: 'string', name: 'string' },
    sections: [
      {
        id: 'string',
        title: 'string',
        list: 'bool',
        editable: 'bool',
        fields: [field],
        entries: [{ id: 'string', fields: [field] }],
      },
    ],
    own: 'bool',
  },
})
add('get', '/v1/people/{id}/timeline', {
  output: {
    items: [
      {
        on: 'string',
        title: 'string',
        'detail?': 'string',
        'source?': 'string',
        recorded_at: 'string',
        withdrawn: 'bool',
      },
    ],
  },
})
const correction = {
  id: 'string',
  person: 'string',
  person_name: 'string',
  organisation_name: 'string',
  field: 'string',
  field_title: 'string',
  'entry?': 'string',
  'before?': 'string',
  'after?': 'string',
  'note?': 'string',
  state: 'string',
  decider: 'string',
  may_decide: 'bool',
  may_withdraw: 'bool',
  created_at: 'string',
  'decided_at?': 'string',
  'reason?': 'string',
}
add('get', '/v1/corrections', {
  input: { ...paging, 'person?': 'string', 'state?': 'string' },
  output: page(correction),
})
add('post', '/v1/corrections', {
  input: { person: 'string', field: 'string', 'entry?': 'string', 'value?': 'string', 'note?': 'string' },
  output: correction,
})
add('delete', '/v1/corrections/{id}', {})
add('get', '/v1/my-branch', {
  output: {
    organisation: 'string',
    name: 'string',
    members: 'int',
    items: [{ id: 'string', name: 'string', state_title: 'string', posts: ['string'] }],
  },
})
add('get', '/v1/search', {
  input: { q: 'string', 'limit?': 'int' },
  output: {
    items: [
      {
        id: 'string',
        name: 'string',
        'staff_no?': 'string',
        state: 'string',
        state_title: 'string',
        organisation_name: 'string',
        'department?': 'string',
      },
    ],
  },
})

// Organisations
add('get', '/v1/organisations', {
  input: { ...paging, 'parent?': 'string', 'roots?': 'bool', 'q?': 'string', 'as_of?': 'string' },
  output: page({
    id: 'string',
    'parent?': 'string',
    code: 'string',
    kind: 'string',
    kind_title: 'string',
    name: 'string',
    short_name: 'string',
    children: 'int',
    members: 'int',
    probationary: 'int',
    published: 'bool',
  }),
})
add('get', '/v1/organisations/{id}', {
  input: { 'as_of?': 'string' },
  output: {
    id: 'string',
    name: 'string',
    kind: 'string',
    kind_title: 'string',
    'parent?': { id: 'string', name: 'string' },
    phone: 'string',
    address: 'string',
    'founded_on?': 'string',
    members: 'int',
    probationary: 'int',
    'secretary?': 'string',
    'term_ends_on?': 'string',
  },
})

// Long work and news
add('get', '/v1/jobs/{id}', {
  output: {
    id: 'string',
    kind: 'string',
    state: 'waiting|running|done|failed|cancelled|parked',
    done: 'int',
    total: 'int',
    message: 'string',
  },
})
add('delete', '/v1/jobs/{id}', {})
add('get', '/v1/notices', {
  output: { items: [{ id: 'string', at: 'string', title: 'string', 'link?': 'string', read: 'bool' }] },
})

export const draft = { openapi: '3.1.0', info: { title: 'Xinglin', version: '0' }, paths }
