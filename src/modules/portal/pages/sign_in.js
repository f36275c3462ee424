'use strict'
{
  const form = document.getElementById('sign-in')
  const box = document.getElementById('problem')
  const codeRow = document.getElementById('code-row')
  const button = form.querySelector('button')
  const wanted = new URLSearchParams(location.search).get('next')

  const show = (problem) => {
    box.textContent = ''
    const lines = problem.fields && problem.fields.length ? problem.fields.map((f) => f.detail) : [problem.detail]
    for (const line of lines) box.appendChild(document.createElement('p')).textContent = line || '登录没有成功，请再试一次。'
    box.hidden = false
    box.focus()
  }

  // Only a path of this site may be the place to go on to; else each role has its own.
  const target = async () => {
    if (wanted && /^\/(m|console)(\/|$)/.test(wanted)) return wanted
    const answer = await fetch('/v1/session', { credentials: 'same-origin' })
    const session = await answer.json().catch(() => ({}))
    return session.home === '/console/' ? '/console/' : '/m/'
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    box.hidden = true
    button.disabled = true
    try {
      const body = { login: form.login.value.trim(), password: form.password.value }
      if (!codeRow.hidden && form.code.value.trim()) body.code = form.code.value.trim()
      const answer = await fetch('/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        credentials: 'same-origin',
      })
      const data = await answer.json().catch(() => ({}))
      if (answer.ok) {
        location.assign(await target())
        return
      }
      if (/code|second_factor/.test(data.code || '')) {
        codeRow.hidden = false
        form.code.focus()
      }
      show(data)
    } catch {
      show({ detail: '网络不通，请检查网络后再试。已填写的内容还在。' })
    } finally {
      button.disabled = false
    }
  })
}
