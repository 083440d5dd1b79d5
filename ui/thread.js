// Clicks inside the conversation, and telling a screen reader of what is new; runs where the
// page's framework gives `element`, `trigger`, `watch` and `props`.

// The conversation is drawn anew with each answer, so what is read out stands outside of it.
const announcer = document.createElement('div');
announcer.className = 'sr';
announcer.setAttribute('role', 'status');
announcer.setAttribute('aria-live', 'polite');
document.querySelector('.gradio-container').append(announcer);

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  if (button.dataset.ask) trigger('pick', { question: button.dataset.ask });
  if (button.dataset.judge) judge(button);
  if (button.dataset.copy) copy(button);
});

element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  send(form.closest('.judge'), false, form.elements.reason.value);
});

function judge(button) {
  const box = button.closest('.judge');
  const useful = button.dataset.judge === 'useful';
  for (const other of box.querySelectorAll('[data-judge]')) {
    other.setAttribute('aria-pressed', String(other === button));
  }
  box.querySelector('form').hidden = useful;
  if (useful) send(box, true, '');
  else box.querySelector('input').focus();
}

async function send(box, useful, reason) {
  const turn = box.closest('.turn');
  const note = box.querySelector('.thanks');
  const cited = [...turn.querySelectorAll('.source:not(.near) .to-source')];
  const body = {
    question: turn.querySelector('.question').lastChild.textContent.slice(0, 4000),
    answer: turn.querySelector('.said').textContent.trim().slice(0, 40000),
    useful,
    reason,
    item_ids: cited.slice(0, 500).map((link) => new URL(link.href).searchParams.get('item')),
  };
  try {
    const response = await fetch('/api/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(response.status);
    box.querySelector('form').hidden = true;
    note.textContent = '已记录，谢谢。';
  } catch {
    note.textContent = '没有提交成功，请稍后再试。';
  }
}

async function copy(button) {
  const address = new URL(button.dataset.copy, location.href).href;
  const copied = await toClipboard(address);
  button.textContent = copied ? '已复制' : '复制不了';
  announcer.textContent = copied ? '链接已复制。' : `请手动复制：${address}`;
  setTimeout(() => { button.textContent = '复制链接'; }, 2000);
}

async function toClipboard(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  // Browsers have no clipboard for pages of the office network that are not encrypted.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

let shown = element.querySelectorAll('.turn').length;

watch('value', () => {
  const turns = element.querySelectorAll('.turn');
  const last = turns[turns.length - 1];
  if (last) last.scrollIntoView({ behavior: 'smooth', block: 'start' });
  if (last && turns.length > shown) {
    const verdict = last.querySelector('.verdict')?.textContent ?? '';
    const sources = last.querySelectorAll('.source:not(.near)').length;
    announcer.textContent =
      `${verdict} ${last.querySelector('.said').textContent} ${sources ? `出处 ${sources} 条。` : ''}`;
  }
  shown = turns.length;
});
