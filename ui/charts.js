// A click in a chart, or in the table below it, lists the items behind; runs where the page's
// framework gives `element` and `trigger`.

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-choose]');
  if (button) trigger('choose', { chosen: JSON.parse(button.dataset.choose) });
});

// The framework draws the chart anew whenever the tab is opened.
const column = element.closest('.chart');
const list = (event) => {
  const chosen = event.points[0]?.customdata?.[1];
  if (chosen) trigger('choose', { chosen });
};
const listen = () => {
  for (const plot of column.querySelectorAll('.js-plotly-plot')) {
    plot.removeAllListeners?.('plotly_click'); // of an earlier drawing in the same place
    plot.on?.('plotly_click', list);
  }
};
new MutationObserver(listen).observe(column, { childList: true, subtree: true });
listen();
