// Clicks inside the conversation, and telling a screen reader of what is new; runs where the
// page's framework gives `element`, `trigger`, `watch` and `props`.

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  if (button.dataset.ask) trigger('pick', { question: button.dataset.ask });
  if (button.dataset.judge) judge(button);
});

element.addEventListener('submit', (event) => {
  const box = event.target.closest('.judge');
  if (!box) return; // an export, which the browser downloads
  event.preventDefault();
  send(box, false);
});

// Judgements, by what was judged: they stay where the conversation is drawn anew. One of “没用”
// waits a while for a reason, and is kept without.
const judgements = new Map();
const PATIENCE = 60000;
const LATER = '没有提交成功，请稍后再试。';

const subject = (box) => {
  const turn = box.closest('.turn');
  return `${turn.querySelector('.question').textContent}\n${turn.querySelector('.said').textContent}`;
};

function judge(button) {
  const box = button.closest('.judge');
  const useful = button.dataset.judge === 'useful';
  if (button.getAttribute('aria-pressed') === 'true') return;
  clearTimeout(judgements.get(subject(box))?.timer);
  if (useful) {
    send(box, true);
  } else {
    const body = bodyOf(box, false);
    const timer = setTimeout(() => keep(subject(box), body), PATIENCE);
    judgements.set(subject(box), { useful, body, timer, kept: false });
    show(box);
    box.querySelector('input').focus();
  }
}

function bodyOf(box, useful) {
  const turn = box.closest('.turn');
  const cited = [...turn.querySelectorAll('.source:not(.near) .to-source')];
  return {
    question: turn.querySelector('.question').lastChild.textContent.slice(0, 4000),
    answer: turn.querySelector('.said').textContent.trim().slice(0, 40000),
    useful,
    reason: useful ? '' : box.querySelector('input').value,
    item_ids: cited.slice(0, 500).map((link) => new URL(link.href).searchParams.get('item')),
  };
}

async function send(box, useful) {
  clearTimeout(judgements.get(subject(box))?.timer);
  const sent = await keep(subject(box), bodyOf(box, useful));
  if (box.isConnected) show(box);
  if (!sent) box.querySelector('.thanks').textContent = LATER;
}

async function keep(key, body) {
  judgements.set(key, { useful: body.useful, body, kept: true });
  const sent = await fetch('/api/feedback', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
  }).then((response) => response.ok, () => false);
  if (!sent) judgements.delete(key);
  return sent;
}

function show(box) {
  const given = judgements.get(subject(box));
  for (const button of box.querySelectorAll('[data-judge]')) {
    const chosen = given && (button.dataset.judge === 'useful') === given.useful;
    button.setAttribute('aria-pressed', String(Boolean(chosen)));
  }
  box.querySelector('form').hidden = !given || given.kept;
  box.querySelector('.thanks').textContent = given?.kept ? '已记录，谢谢。' : '';
}

function keepWaiting() {
  for (const [key, { body, timer, kept }] of judgements) {
    clearTimeout(timer);
    if (!kept) keep(key, body);
  }
}
addEventListener('pagehide', keepWaiting);

// What is answered leaves the box; what has been typed since, or is being typed, stays.
function emptyBox(turn) {
  const box = document.querySelector('#question textarea');
  if (box?.value.trim() !== turn.querySelector('.question').lastChild.textContent.trim()) return;
  box.value = '';
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

// Of a long conversation the oldest turn goes when a new one comes: counting does not tell.
const state = () => [...element.querySelectorAll('.question')].map((turn) => turn.textContent).join();
let shown = state();

watch('value', () => {
  keepWaiting();
  for (const box of element.querySelectorAll('.judge')) show(box);
  document.body.classList.toggle('talking', element.querySelector('.turn') !== null);
  const turns = element.querySelectorAll('.turn');
  const last = turns[turns.length - 1];
  if (last) emptyBox(last);
  if (last) last.scrollIntoView({ behavior: 'smooth', block: 'start' });
  if (last && state() !== shown) {
    const verdict = last.querySelector('.verdict')?.textContent ?? '';
    const sources = last.querySelectorAll('.source:not(.near)').length;
    const said = last.querySelector('.said').textContent;
    announce(`${verdict} ${said} ${sources ? `出处 ${sources} 条。` : ''}`);
  }
  shown = state();
});

// For a question that was asked before the page was there.
window.askNow = (question) => trigger('pick', { question });
