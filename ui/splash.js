// What is typed or chosen before the page is there is kept for it: the draft as the page itself
// keeps it, and a question to be asked as soon as it can be.
(() => {
  const splash = document.getElementById('splash');
  const box = document.getElementById('early-question');
  const talked = (sessionStorage.getItem('exchanges') ?? '[]') !== '[]';
  const wait = () => {
    document.getElementById('early-welcome').hidden = true;
    document.getElementById('early-wait').hidden = false;
  };
  document.getElementById('early-wait').hidden = true;
  if (talked) wait();

  const ask = (question) => {
    if (!question.trim()) return;
    sessionStorage.setItem('asked', question);
    sessionStorage.removeItem('draft');
    box.value = '';
    wait();
  };
  box.value = sessionStorage.getItem('draft') ?? '';
  box.focus();
  box.addEventListener('input', () => sessionStorage.setItem('draft', box.value));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    ask(box.value);
  });
  splash.addEventListener('submit', (event) => { event.preventDefault(); ask(box.value); });
  splash.addEventListener('click', (event) => {
    const button = event.target.closest('[data-ask]');
    if (button) ask(button.dataset.ask);
  });

  const ready = new MutationObserver(() => {
    const question = document.querySelector('#question textarea');
    if (!question || !document.getElementById('thread')) return;
    ready.disconnect();
    question.value = box.value;
    question.dispatchEvent(new Event('input', { bubbles: true }));
    splash.remove();
    question.focus();
  });
  ready.observe(document.querySelector('gradio-app') ?? document.body, { childList: true, subtree: true });
})();
