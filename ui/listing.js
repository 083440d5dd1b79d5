// Turning the pages of the listing; runs where the page's framework gives `element` and `trigger`.

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-offset]');
  if (button && !button.disabled) trigger('turn_page', { offset: Number(button.dataset.offset) });
});
