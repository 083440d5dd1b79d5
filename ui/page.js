// What every tab of the page uses: telling a screen reader, and copying a link.

function announce(words) {
  let place = document.getElementById('announcer');
  if (!place) {
    // Tabs are drawn anew with each answer, so what is read out stands outside of them.
    place = document.createElement('div');
    place.id = 'announcer';
    place.className = 'sr';
    place.setAttribute('role', 'status');
    place.setAttribute('aria-live', 'polite');
    document.body.append(place);
  }
  place.textContent = words;
}

addEventListener('load', () => announce(''));

addEventListener('click', async (event) => {
  const button = event.target.closest?.('button[data-copy]');
  if (!button) return;
  const address = new URL(button.dataset.copy, location.href).href;
  const copied = await toClipboard(address, button.parentElement);
  const words = button.firstChild;
  words.textContent = copied ? '已复制' : '复制不了';
  announce(copied ? '链接已复制。' : `请手动复制：${address}`);
  setTimeout(() => { words.textContent = '复制链接'; }, 2000);
});

async function toClipboard(text, near) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  // Browsers have no clipboard for pages of the office network that are not encrypted.
  const area = document.createElement('textarea');
  area.value = text;
  near.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
