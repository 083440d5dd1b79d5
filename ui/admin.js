// The administrator's desk over /api/admin; runs where the page's framework gives `element` and
// `trigger`. Texts of documents and users only ever become text nodes.

const find = (selector) => element.querySelector(selector);
let authorization = '';
let documents = [];

function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== ''));
  return made;
}

// -- asking the server

async function call(method, path, body) {
  const isForm = body instanceof FormData;
  let response;
  try {
    response = await fetch(`/api/admin/${path}`, {
      method,
      headers: {
        Authorization: authorization,
        ...(body && !isForm ? { 'Content-Type': 'application/json' } : {}),
      },
      body: isForm || !body ? body : JSON.stringify(body),
    });
  } catch {
    throw new Error('没有连上服务器，这一步没有完成。请稍后再试。');
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  throw new Error(told?.error?.message ?? '服务器没有完成这一步。请稍后再试。');
}

const json = async (method, path, body) => (await call(method, path, body)).json();
const at = (one) => `documents/${one.key.split('/').map(encodeURIComponent).join('/')}`;

function say(problem) {
  for (const place of element.querySelectorAll('[data-problem]')) {
    place.textContent = problem;
    place.hidden = !problem;
    if (problem && place.offsetParent) place.scrollIntoView({ block: 'nearest' });
  }
}

// Runs one step; a button pressed twice does it once, and a failure is said in words.
async function step(work, button) {
  if (button?.disabled) return;
  if (button) button.disabled = true;
  say('');
  try {
    await work();
  } catch (error) {
    say(error.message);
  } finally {
    if (button) button.disabled = false;
  }
}

// -- letting in

find('form.login').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const bytes = new TextEncoder().encode(`admin:${form.elements.password.value}`);
  authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  step(async () => {
    await showDocuments();
    form.hidden = true;
    form.reset();
    find('[data-view="desk"]').hidden = false;
    await showReview();
    await followRebuild();
  }, form.querySelector('button'));
});

// -- what users said

const times = (number) => h('span', { class: 'times' }, `${number} 次`);

async function showReview() {
  const review = await json('GET', 'review');
  const refused = review.refused.map((group) =>
    h('details', {}, h('summary', {}, group.reason || '其他', ' ', times(group.times)),
      h('ul', {}, group.questions.map((one) => h('li', {}, one.question, ' ', times(one.times))))));
  const judged = review.judged.map((one) =>
    h('details', {}, h('summary', {}, one.question, ' ', times(one.times)),
      one.reasons.length ? h('ul', {}, one.reasons.map((why) => h('li', {}, why))) : h('p', {}, '没有写原因'),
      h('p', { class: 'told' }, one.answer)));
  const none = (text) => h('p', { class: 'none' }, text);
  find('[data-review]').replaceChildren(
    h('p', {}, `评价：有用 ${review.useful} 次，没用 ${review.useless} 次`),
    h('div', { class: 'halves' },
      h('div', {}, h('h3', {}, '没有回答的问题，按原因'), refused.length ? refused : none('还没有。')),
      h('div', {}, h('h3', {}, '判为“没用”的回答'), judged.length ? judged : none('还没有。'))));
}

const DESK = {
  rebuild: async () => { await json('POST', 'rebuild'); await followRebuild(); },
  review: showReview,
  export: async (button) => {
    const { format } = button.dataset;
    const blob = await (await call('GET', `review.${format}`)).blob();
    const link = h('a', { href: URL.createObjectURL(blob), download: `用户问题.${format}` });
    link.click();
    URL.revokeObjectURL(link.href);
  },
  evaluation: async () => {
    const place = find('[data-evaluation]');
    try {
      const report = await (await call('GET', 'evaluation')).text();
      place.replaceChildren(h('iframe', { srcdoc: report, sandbox: '', title: '评测报告' }));
    } catch (error) {
      place.replaceChildren(h('p', { class: 'none' }, error.message));
    }
  },
};

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (button) step(() => DESK[button.dataset.do](button), button);
});
