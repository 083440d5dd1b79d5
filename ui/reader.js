// The page's reader: a click on a citation opens the document at that place, beside the
// conversation where there is room, over it where there is none. It is a plain link underneath,
// so a new tab, a bookmark and a colleague get the same page.
(() => {
  const WIDE = matchMedia('(min-width: 1100px)');
  let reader = null;
  let opener = null;

  function make() {
    reader = document.createElement('dialog');
    reader.id = 'reader';
    reader.setAttribute('aria-label', '原文');
    reader.innerHTML = `
      <div class="reader-bar">
        <p><strong></strong><small></small></p>
        <a target="_blank" rel="noopener">在新窗口打开</a>
        <button type="button" data-copy="">复制链接</button>
        <button type="button" class="close" aria-label="关闭原文">关闭</button>
      </div>
      <iframe title="原文"></iframe>`;
    document.body.append(reader);
    reader.querySelector('.close').addEventListener('click', leave);
    reader.addEventListener('cancel', (event) => { event.preventDefault(); leave(); });
    const frame = reader.querySelector('iframe');
    frame.addEventListener('load', () => {
      const shown = frame.contentDocument;
      shown.addEventListener('keydown', onKey);
      reader.querySelector('strong').textContent = shown.querySelector('h1')?.textContent ?? '原文';
      const about = [...shown.querySelectorAll('.about span')].map((one) => one.textContent);
      reader.querySelector('small').textContent = about.join(' · ');
      if (reader.open) frame.focus({ preventScroll: true });
    });
  }

  function open(link) {
    if (!reader) make();
    opener = link;
    for (const other of document.querySelectorAll('.being-read')) other.classList.remove('being-read');
    (link.closest('.source') ?? link).classList.add('being-read');
    const address = new URL(link.href);
    reader.querySelector('a').href = address;
    reader.querySelector('[data-copy]').dataset.copy = address;
    address.searchParams.set('beside', '1');
    // Not a step of the browser's history: going back closes the reader.
    reader.querySelector('iframe').contentWindow.location.replace(address);
    if (reader.open) return;
    if (WIDE.matches) reader.show(); else reader.showModal();
    document.body.classList.add('reading');
    history.pushState({ reader: true }, '');
    keepInView(link);
  }

  // The conversation becomes narrower when the reader opens.
  function keepInView(link) {
    const box = link.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 80) link.scrollIntoView({ block: 'center' });
  }

  function leave() {
    if (history.state?.reader) history.back(); else close();
  }

  function close() {
    if (!reader?.open) return;
    reader.close();
    document.body.classList.remove('reading');
    document.querySelector('.being-read')?.classList.remove('being-read');
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }

  function onKey(event) {
    if (event.key === 'Escape' && reader?.open) leave();
  }

  addEventListener('popstate', close);
  addEventListener('keydown', onKey);
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/source/"]:not([target])');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
})();
