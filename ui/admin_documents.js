// The documents on the administrator's desk; continues admin.js, with its functions.

// -- documents

const STATES = { live: '使用中', waiting: '待发布', removed: '已移除' };

async function showDocuments() {
  const store = await json('GET', 'documents');
  documents = store.documents;
  const formats = find('[data-formats]');
  formats.textContent = `Word、Excel、PDF、网页、文本等 ${store.suffixes.length} 种格式，每份最大 50 MB`;
  formats.title = store.suffixes.join('、');
  const state = find('[data-index]');
  state.textContent = store.up_to_date ? '索引与文件一致' : '文件有改动，还没有进入索引：请重建';
  state.classList.toggle('stale', !store.up_to_date);
  const heads = ['文件', '状态', '条目', '操作'].map((name) => h('th', { scope: 'col' }, name));
  const rows = documents.map(documentRow);
  find('[data-documents]').replaceChildren(
    h('table', { class: 'desk docs' }, h('thead', {}, h('tr', {}, heads)), h('tbody', {}, rows)),
  );
}

function documentRow(one) {
  const act = (label, work, kind = '') =>
    h('button', { type: 'button', class: kind, 'aria-label': `${label}：${one.title}`,
      onclick: (event) => step(work, event.currentTarget) }, label);
  const change = (what, question) => async () => {
    if (question && !confirm(question)) return;
    await json('POST', `${at(one)}/${what}`);
    await showDocuments();
    await followRebuild();
  };
  const throwAway = async () => {
    if (!confirm(`彻底删除“${one.file}”？删除后不能恢复。`)) return;
    await call('DELETE', at(one));
    closePreview();
    await showDocuments();
  };
  const look = act(one.state === 'waiting' ? '核对并发布' : '查看内容', () => preview(one.key),
    one.state === 'waiting' ? 'primary' : '');
  const own = {
    live: [act('移除', change('remove', `不再用“${one.title}”回答？文件会保留，可以恢复。`))],
    waiting: [act('删除', throwAway)],
    removed: [act('恢复', change('restore')), one.uploaded ? act('彻底删除', throwAway) : null],
  }[one.state];
  const origin = one.uploaded ? `上传于 ${day(one.added_at)}` : '程序自带';
  return h('tr', {},
    h('td', {}, h('b', {}, one.title), h('small', {}, `${one.file} · ${origin}`),
      one.problem ? h('small', { class: 'wrong' }, one.problem) : null),
    h('td', {}, h('span', { class: `state ${one.state}` }, STATES[one.state])),
    h('td', { 'data-head': '条目' }, one.items === null ? '—' : String(one.items)),
    h('td', { class: 'acts' }, look, own));
}

const day = (time) => new Date(time).toLocaleDateString('zh-CN');

const drop = find('.drop');
find('[data-files]').addEventListener('change', (event) => {
  upload([...event.target.files]);
  event.target.value = '';
});
drop.addEventListener('dragover', (event) => { event.preventDefault(); drop.classList.add('over'); });
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  upload([...event.dataTransfer.files]);
});

async function upload(files) {
  const problems = [];
  let last = null;
  say('');
  drop.classList.add('busy');
  for (const file of files) {
    const form = new FormData();
    form.append('file', file);
    try {
      last = await json('POST', 'documents', form);
    } catch (error) {
      problems.push(`${file.name}：${error.message}`);
    }
  }
  drop.classList.remove('busy');
  await step(async () => {
    await showDocuments();
    if (last) showPreview(last);
  });
  say(problems.join('　'));
}

// -- what was read, before it goes live

async function preview(key) {
  showPreview(await json('GET', `${at({ key })}/preview`));
}

function closePreview() {
  find('[data-preview]').hidden = true;
}

const FACTS = [
  ['title', '标题', 'text'], ['short_title', '简称', 'text'], ['issuer', '发文机关', 'text'],
  ['date', '发文日期', 'date'], ['jurisdiction', '适用地区', 'text'],
];

function showPreview(draft) {
  const waiting = draft.state === 'waiting';
  const warnings = draft.warnings.map((one) => h('li', {}, one.message));
  const panel = find('[data-preview]');
  panel.replaceChildren(
    h('div', { class: 'row' }, h('h2', { id: 'admin-preview' }, `${waiting ? '核对' : '内容'}：${draft.file}`),
      h('button', { type: 'button', onclick: closePreview }, '关闭')),
    waiting ? publishForm(draft) : h('p', {}, draft.title),
    warnings.length
      ? h('div', { class: 'empty' }, h('b', {}, `有 ${warnings.length} 处请核对`), h('ul', {}, warnings))
      : h('p', { class: 'fine' }, '编号连续，没有发现需要核对的地方。'),
    h('h3', {}, `读出 ${draft.items.length} 个条目`),
    itemsTable(draft.items));
  panel.hidden = false;
  panel.focus();
  panel.scrollIntoView({ behavior: 'smooth', block: 'start' });
}

function publishForm(draft) {
  const live = documents.filter((one) => one.state === 'live');
  const options = live.map((one) =>
    h('option', { value: one.key, selected: one.key === draft.same_as }, `替换“${one.title}”`));
  const fields = FACTS.map(([name, label, type]) =>
    h('label', {}, label, h('input', { name, type, value: draft[name] ?? '' })));
  const publish = async (event) => {
    event.preventDefault();
    const form = event.target;
    const body = { replaces: form.elements.replaces.value };
    for (const [name] of FACTS) {
      const stated = form.elements[name].value.trim();
      if (stated && stated !== (draft[name] ?? '')) body[name] = stated;
    }
    await step(async () => {
      await json('POST', `${at(draft)}/publish`, body);
      closePreview();
      await showDocuments();
      await followRebuild();
    }, form.querySelector('button'));
  };
  return h('form', { class: 'publish', onsubmit: publish }, fields,
    h('label', {}, '怎样发布', h('select', { name: 'replaces' },
      h('option', { value: '' }, '作为新文件加入'), options)),
    h('button', { type: 'submit', class: 'primary' }, '发布'));
}

const KINDS = { task: '任务', work_point: '要点', passage: '段落' };

function itemsTable(items) {
  const names = ['编号', '内容', '牵头', '配合', '委属单位', '时间节点'];
  const cell = (head, value) => h('td', { 'data-head': head }, value);
  const rows = items.map((item) => h('tr', {},
    h('td', {}, `${KINDS[item.kind]}${item.number === null ? '' : ` ${item.number}`}`),
    h('td', {}, item.group_title ? h('small', {}, item.group_title) : null, item.text),
    cell('牵头', item.lead.join('、')), cell('配合', item.cooperating.join('、')),
    cell('委属单位', item.units.join('、')), cell('时间节点', item.deadline?.text ?? '')));
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '读出的条目' },
    h('table', { class: 'desk items-read' },
      h('thead', {}, h('tr', {}, names.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows)));
}

// -- rebuilding

let following = false;

async function followRebuild() {
  if (following) return;
  following = true;
  const box = find('[data-progress]');
  try {
    for (;;) {
      const progress = await json('GET', 'rebuild');
      if (progress.state === 'idle') return;
      const running = progress.state === 'running';
      box.hidden = false;
      box.className = progress.state;
      showProgress(box, progress, running);
      if (!running) {
        await showDocuments();
        if (progress.state === 'done') trigger('rebuilt', {});
        return;
      }
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
    }
  } finally {
    following = false;
  }
}

function showProgress(box, progress, running) {
  const bar = box.querySelector('progress');
  const words = running
    ? `正在重建：${progress.stage}${progress.total > 1 ? ` ${progress.done}/${progress.total}` : ''}`
    : progress.message;
  bar.hidden = !running;
  if (running) find('[data-index]').textContent = '';
  if (running && progress.total > 1) bar.value = (100 * progress.done) / progress.total;
  else bar.removeAttribute('value');
  const said = box.querySelector('span');
  if (said.textContent !== words) said.textContent = words;
}
