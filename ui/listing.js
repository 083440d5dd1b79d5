// Turning the pages of the listing, and clearing its filters; runs where the page's framework gives `element` and `trigger`.

element.addEventListener('click', (event) => {
  if (event.target.closest('button[data-clear]')) trigger('start_over', {});
  const button = event.target.closest('button[data-offset]');
  if (button && !button.disabled) trigger('turn_page', { offset: Number(button.dataset.offset) });
});
