// Clicks inside the conversation and the listing; runs in a scope where the page's framework
// gives `element`, `trigger`, `watch` and `props`.

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  if (button.dataset.ask) trigger('pick', { question: button.dataset.ask });
  if (button.dataset.offset) trigger('turn_page', { offset: Number(button.dataset.offset) });
  if (button.dataset.judge) judge(button);
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

watch('value', () => {
  const turns = element.querySelectorAll('.turn');
  const last = turns[turns.length - 1];
  if (last) last.scrollIntoView({ behavior: 'smooth', block: 'start' });
});
